"""What a new site starts with: one example department, and the pages every site needs.

The pages that hold for any site (how to read a table, what is withheld, accessibility, the glossary) and
the taxonomy are those of this project's own site: inside the package where it is installed, beside it in
the repository.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

_HERE = Path(__file__).parent

_SHARED = (
    "taxonomy.yaml",
    "en.po",
    *(
        f"pages/{name}.{language}.md"
        for name in ("accessibility", "glossary", "how-to-read", "withheld")
        for language in ("zh", "en")
    ),
)


def starter_files() -> dict[PurePosixPath, bytes]:
    """Return the files of a new site by their path, in the order of the paths."""
    own = _HERE / "content"
    shared = _HERE / "shared"
    if not shared.is_dir():
        shared = _HERE.parent.parent / "content"
    files = {
        PurePosixPath("content", path.relative_to(own).as_posix()): path.read_bytes()
        for path in own.rglob("*")
        if path.is_file()
    }
    files |= {PurePosixPath("content", name): (shared / name).read_bytes() for name in _SHARED}
    return dict(sorted(files.items()))
