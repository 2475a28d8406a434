"""Taking over a part of the default theme: which parts there are, and which of them a site has made its own.

What is taken over no longer changes with the program. ``ejected.yaml`` of the site's own theme keeps the digest of
each file of the default theme as it was when it was copied, so that a later version can say that it has moved on.
Tokens and messages are laid over the default's one by one, so they are copied with every line commented out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path, PurePosixPath

import yaml

from sitegen.errors import SitegenError
from sitegen.render.theme import TOKENS, Theme

#: Where a theme keeps what was copied into it.
RECORD = "ejected.yaml"

_HEAD = (
    "# 由 sitegen theme eject 记录：复制时默认主题文件的摘要。默认主题以后有改动，sitegen 会提示。\n"
    "# Kept by sitegen theme eject: digests of the default theme's files as they were copied.\n"
)

#: What of a component ``theme eject NAME`` copies; its description is copied by its whole path.
_OF_COMPONENT = ("template.html", "style.css")


class State(StrEnum):
    """What a part is to a site."""

    DEFAULT = "default"
    OWN = "own"
    BEHIND = "behind"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the theme, by its path below the theme's folder, and whose it is."""

    name: str
    state: State

    @property
    def kind(self) -> str:
        """The folder it lies in; the file's own name where it lies in none."""
        return self.name.partition("/")[0]


class UnknownPartError(SitegenError):
    """The default theme has no such part."""

    def __init__(self, name: str, alike: tuple[str, ...]) -> None:
        """Name what was asked for and what may have been meant."""
        super().__init__(name, alike)
        self.name = name
        self.alike = alike


class TakenError(SitegenError):
    """The site has its own already; nothing is written over."""

    def __init__(self, files: tuple[PurePosixPath, ...]) -> None:
        """Name the files that are there."""
        super().__init__(files)
        self.files = files


def digest(data: bytes) -> str:
    """Return the digest by which a copied file is remembered."""
    return hashlib.sha256(data).hexdigest()[:16]


def parts(theme: Theme) -> tuple[Part, ...]:
    """Return all parts of a theme in the order of their names, the default's and those that the site added."""
    default = theme.parts(theme.folders[0])
    own = {} if theme.own is None else theme.parts(theme.own)
    behind = changed_since(theme)

    def state(name: str) -> State:
        if name not in own:
            return State.DEFAULT
        if name not in default:
            return State.ADDED
        return State.BEHIND if name in behind else State.OWN

    return tuple(Part(name, state(name)) for name in sorted({**default, **own}))


def changed_since(theme: Theme) -> Mapping[str, str]:
    """Return the copied files whose default has changed since, each with the digest of the default as it is now."""
    if theme.own is None:
        return {}
    default = theme.parts(theme.folders[0])
    changed = {}
    for name, known in _recorded(theme.own).items():
        if name in default and (theme.own / name).is_file():
            now = digest(default[name].read_bytes())
            if now != known:
                changed[name] = now
    return changed


def _recorded(own: Path) -> dict[str, str]:
    path = own / RECORD
    if not path.is_file():
        return {}
    # A record that someone's editor has spoilt is no record; nothing depends on it but a reminder.
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - text and nothing else
    except yaml.YAMLError:
        return {}
    return {name: known for name, known in raw.items() if isinstance(known, str)} if isinstance(raw, dict) else {}


def eject(theme: Theme, own: Path, name: str) -> tuple[str, ...]:
    """Copy a part of the default theme into the site's own, and return the files that were written.

    ``name`` is a path below the theme's folder, or the name of a component.

    Raises:
        UnknownPartError: if the default theme has no such part.
        TakenError: if the site has its own already.

    """
    default = theme.parts(theme.folders[0])
    wanted = _meant(name, default)
    taken = tuple(theme.name / each for each in wanted if (own / each).exists())
    if taken:
        raise TakenError(taken)
    for each in wanted:
        target = own / each
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_copy(each, default[each].read_bytes()))
    _remember(own, {each: digest(default[each].read_bytes()) for each in wanted if not _is_laid_over(each)})
    return wanted


def _meant(name: str, default: Mapping[str, Path]) -> tuple[str, ...]:
    asked = name.strip("/")
    if asked in default:
        return (asked,)
    folder = f"components/{asked.removeprefix('components/')}"
    found = tuple(f"{folder}/{file}" for file in _OF_COMPONENT if f"{folder}/{file}" in default)
    if not found:
        raise UnknownPartError(name, tuple(_alike(asked, default)))
    return found


def _alike(name: str, default: Mapping[str, Path]) -> Iterator[str]:
    """Yield what may have been meant: a component by its name, another file by its path or by the end of it."""
    components = {PurePosixPath(path).parts[1] for path in default if path.startswith("components/")}
    others = [path for path in default if not path.startswith("components/")]
    yield from (path for path in others if PurePosixPath(path).stem == PurePosixPath(name).stem)
    yield from get_close_matches(name.removeprefix("components/"), sorted(components), 2)
    yield from get_close_matches(name, [path for path in others if PurePosixPath(path).stem != name], 2)


def _is_laid_over(name: str) -> bool:
    return name == TOKENS or name.startswith("messages/")


def _copy(name: str, data: bytes) -> bytes:
    """Return what is written: a copy; of what is laid over the default's one by one, with each line commented out."""
    if not _is_laid_over(name):
        return data
    lines = data.decode("utf-8").splitlines()
    if name == TOKENS:
        lines = [_COMMENTED.format(line) if line.lstrip().startswith("--") else line for line in lines]
        return "\n".join((_TOKENS_HEAD, *lines[1:], "")).encode()
    lines = [f"# {line}" if line and not line.startswith("#") else line for line in lines]
    return "\n".join((_MESSAGES_HEAD, *lines[1:], "")).encode()


_COMMENTED = "/*{} */"
_TOKENS_HEAD = (
    "/* 去掉某一行的注释符号，再改它的值；其余照默认主题。深色网页的颜色在后半部分。\n"
    "   Uncomment a line and change its value; all others stay the default's. Colours of the dark page come second. */"
)
_MESSAGES_HEAD = (
    "# 去掉某一行的 #，再改它的文字；其余照默认主题。{…} 是填入内容的位置，照原样保留。\n"
    "# Uncomment a line and change its words; all others stay the default's. Keep {…}, where something is filled in."
)


def _remember(own: Path, digests: Mapping[str, str]) -> None:
    if not digests:
        return
    kept = dict(sorted({**_recorded(own), **digests}.items()))
    (own / RECORD).write_text(_HEAD + "".join(f"{name}: {known}\n" for name, known in kept.items()), encoding="utf-8")
