"""Write ``docs/findings``: ``python -m sitegen.diagnostics [FOLDER]``."""

from __future__ import annotations

import sys
from pathlib import Path

from sitegen.diagnostics.explanation import pages


def main(folder: Path) -> None:
    """Write a page a code and the index; pages of codes that are gone are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    current = pages()
    for stale in folder.glob("*.md"):
        if stale.name not in current:
            stale.unlink()
    for name, text in current.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs", "findings"))
