"""The site's own theme: where it is, what is wrong with it, what can be taken over, and the gallery of its components.

Nothing here reads the content but ``site.yaml``, for the folder of the theme; so nothing here can hold a secret. A
finding about a file of the theme may quote it, since a theme is public.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from sitegen.config import SiteConfig
from sitegen.content import FOLDER, files_of
from sitegen.diagnostics.frames import lines_of
from sitegen.diagnostics.model import Finding, PublicFinding, Span
from sitegen.errors import SitegenError
from sitegen.load import locate, read
from sitegen.redact import Screen, screen
from sitegen.render.theme import OWN, Theme
from sitegen.render.theming.ejection import Part, eject, parts
from sitegen.render.theming.gallery import STYLESHEET as GALLERY_STYLESHEET
from sitegen.render.theming.gallery import gallery_files
from sitegen.render.theming.inspection import inspect
from sitegen.render.theming.mistakes import ThemeError
from sitegen.typed import typed

_SITE = FOLDER / "site.yaml"


class OccupiedError(SitegenError):
    """A folder holds something that is not to be lost."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        super().__init__(f"{folder.as_posix()} holds something else than a gallery; nothing was written")


class UnusableFolderError(SitegenError):
    """The theme may not be where ``site.yaml`` says: there is content."""


def theme_of(root: Path, config: SiteConfig | None) -> Theme:
    """Return the theme of a site: the default, and what it has of its own laid over it.

    A folder that cannot be used is left out; ``theme_findings`` tells of it, and nothing is built then.
    """
    name = _named(config)
    usable = (root / name).is_dir() and not _overlaps(root, name)
    return Theme.of(root / name if usable else None, name)


def theme_findings(root: Path, config: SiteConfig | None) -> tuple[PublicFinding, ...]:
    """Return what is wrong with the site's own theme, as far as its files alone tell."""
    return _told(root, (*_folder(root, config), *inspect(theme_of(root, config))))


def theme_findings_of_site(root: Path) -> tuple[PublicFinding, ...]:
    """Return what is wrong with the theme of the site in ``root``, of whose content only ``site.yaml`` is read.

    Raises:
        NotASiteError: if there is no site.

    """
    return theme_findings(root, _config(root))


def theme_failure(root: Path, error: ThemeError) -> tuple[PublicFinding, ...]:
    """Return what a template of the site's own failed with while a page was made."""
    return _told(root, (error.finding,))


def theme_of_site(root: Path) -> Theme:
    """Return the theme of the site in ``root``, of whose content only ``site.yaml`` is read.

    Raises:
        NotASiteError: if there is no site.

    """
    return theme_of(root, _config(root))


def _config(root: Path) -> SiteConfig | None:
    files_of(root)
    node = read(_SITE, (root / _SITE).read_bytes()).node
    return None if node is None else typed(SiteConfig, _SITE, node)[0]


def _named(config: SiteConfig | None) -> PurePosixPath:
    return OWN if config is None or config.theme is None else PurePosixPath(config.theme)


def _overlaps(root: Path, name: PurePosixPath) -> bool:
    """Whether the folder holds content or what is built, or lies in them: all that a theme says counts as public."""
    own = (root / name).resolve()
    kept = ((root / each).resolve() for each in (FOLDER, "build"))
    return any(own == each or own in each.parents or each in own.parents for each in kept)


def _folder(root: Path, config: SiteConfig | None) -> Iterator[Finding]:
    name = _named(config)
    if config is None or (config.theme is None and not (root / name).is_dir()):
        return
    problem = "content" if _overlaps(root, name) else "missing" if not (root / name).is_dir() else None
    if problem is not None:
        node = read(_SITE, (root / _SITE).read_bytes()).node
        place = Span(_SITE, 1, 1, 1) if node is None else locate(node, ("theme",))
        yield Finding("D110", place, {"folder": name.as_posix(), "problem": problem})


def _told(root: Path, findings: Iterable[Finding]) -> tuple[PublicFinding, ...]:
    found = tuple(findings)
    return screen(found, {finding.span.file: _lines(root, finding.span.file) for finding in found})


def _lines(root: Path, file: PurePosixPath) -> Screen:
    """Return what may be quoted of a file of the theme, all of it, and of ``site.yaml``, which holds no secret."""
    try:
        return Screen(tuple(lines_of((root / file).read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError):
        return Screen(())


def parts_of_site(root: Path) -> tuple[Part, ...]:
    """Return what the theme of a site is made of, and whose each part is.

    Raises:
        NotASiteError: if there is no site.

    """
    return parts(theme_of_site(root))


def take_over(root: Path, name: str) -> tuple[PurePosixPath, ...]:
    """Copy a part of the default theme into the site's own, and return the files that were written.

    Raises:
        NotASiteError: if there is no site.
        UnknownPartError: if the default theme has no such part.
        TakenError: if the site has its own already; nothing is written then.
        UnusableFolderError: if the theme may not be where ``site.yaml`` says.

    """
    name_of_theme = _named(_config(root))
    if _overlaps(root, name_of_theme):
        raise UnusableFolderError(name_of_theme)
    written = eject(Theme.of(root / name_of_theme, name_of_theme), root / name_of_theme, name)
    return tuple(name_of_theme / each for each in written)


def write_gallery(root: Path, destination: Path) -> int:
    """Write the gallery of the theme of a site, in the place of one that is there, and return the number of pages.

    Raises:
        NotASiteError: if there is no site.
        DescriptionError: if a component is not described as it should be.
        ThemeError: if a component of the site's own fails with its examples.
        OccupiedError: if the folder holds anything but a gallery.

    """
    if destination.exists() and any(destination.iterdir()) and not (destination / GALLERY_STYLESHEET).is_file():
        raise OccupiedError(destination)
    files = dict(gallery_files(theme_of_site(root)))
    if destination.exists():
        shutil.rmtree(destination)
    for path, data in files.items():
        target = destination / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return sum(path.suffix == ".html" for path in files)
