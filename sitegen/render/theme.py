"""The theme: folders of templates, styles, messages and assets, the site's own before the default.

A file of the site's own theme takes the place of the default's of the same name; messages take the
place of single messages, tokens of single tokens.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import sitegen
from sitegen.public.addresses import Language
from sitegen.render.messages import Messages, read_messages
from sitegen.render.theming.contrast import Purpose, read_purposes
from sitegen.render.theming.scripts import condensed
from sitegen.render.theming.tokens import Tokens, read_tokens

#: Where the files of the theme stand on the site.
ASSETS = PurePosixPath("assets")

#: Scripts that pages name through their views, so that a digest can stand in their names.
_SCRIPTS = frozenset({"search.js", "search-worker.js"})

#: The longest pages, which load no style but that of what they are made of.
_DOCUMENT = "pages/disclosure.html"

#: What a template takes other templates in by.
_TAKES_IN = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+['\"]([^'\"]+)['\"]")

#: The panel of reading aids: what it does, and how it looks.
_PANEL = ("panel.js", "panel.css")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*|(?<=[a-z-]:)\s+")
_ZERO = re.compile(r"(?<![\w.#])0(?=\.\d)")


def default_theme() -> Path:
    """Return the folder of the default theme: inside the package where it is installed, beside it in the repository."""
    package = Path(sitegen.__file__).parent
    inside = package / "themes" / "default"
    return inside if inside.is_dir() else package.parent / "themes" / "default"


def _condense(css: str) -> str:
    """Take comments and needless space out of a stylesheet. Strings in our styles hold no space, so none is harmed."""
    condensed = _AROUND.sub(lambda match: match[1] or "", _SPACE.sub(" ", _COMMENT.sub("", css)))
    return _ZERO.sub("", condensed.replace(";}", "}").strip())


def _read(paths: Iterable[Path]) -> Iterator[str]:
    return (path.read_text(encoding="utf-8-sig") for path in paths)


def _sheet(*rules: str) -> bytes:
    return "".join(map(_condense, rules)).encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


#: The site's own theme where ``site.yaml`` names no other folder.
OWN = PurePosixPath("theme")

#: How the folder of the themes that come with the program is called in what is said of their files.
_THEMES = PurePosixPath("themes")

#: The kinds of files that a theme is made of; what else lies in its folder is not of the theme.
_PARTS = (
    "layouts/*.html",
    "pages/*.html",
    "components/*/*.*",
    "styles/**/*.css",
    "messages/*.yaml",
    "assets/**/*",
    "reading-aids/*",
)

TOKENS = "tokens.css"
_PURPOSES = "tokens.yaml"


def _is_part(path: Path, folder: Path) -> bool:
    """Whether a file is of a theme: a file that truly lies in its folder, so that no link can publish the content."""
    return path.is_file() and not path.name.startswith(".") and path.resolve().is_relative_to(folder.resolve())


@dataclass(frozen=True)
class Theme:
    """Theme folders, the default one first; later ones shadow it.

    ``name`` is the path of the site's own from the site's root, by which its files are told of.
    """

    folders: tuple[Path, ...]
    name: PurePosixPath = OWN

    @classmethod
    def of(cls, own: Path | None, name: PurePosixPath = OWN) -> Theme:
        """Return the default theme, shadowed by the site's own where it has one."""
        return cls((default_theme(),) if own is None else (default_theme(), own), name)

    @property
    def own(self) -> Path | None:
        """The folder of the site's own theme."""
        return self.folders[-1] if len(self.folders) > 1 else None

    def called(self, path: Path) -> PurePosixPath:
        """Return what a file of the theme is called: its path from the site's root, or the default's name."""
        if self.own is not None and path.is_relative_to(self.own):
            return self.name / path.relative_to(self.own).as_posix()
        return _THEMES / path.relative_to(self.folders[0].parent).as_posix()

    def parts(self, folder: Path) -> dict[str, Path]:
        """Return what there is of the theme in one of its folders, by its path below it, in the order of paths."""
        found = {
            path.relative_to(folder).as_posix(): path
            for pattern in (*_PARTS, TOKENS)
            for path in folder.glob(pattern)
            if _is_part(path, folder)
        }
        return dict(sorted(found.items()))

    def files(self, below: str, pattern: str) -> dict[str, Path]:
        """Return the files of a folder of the theme by their name, in the order of names."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            root = folder / below
            for path in root.glob(pattern):
                if _is_part(path, folder):
                    found[path.relative_to(root).as_posix()] = path
        return dict(sorted(found.items()))

    def messages(self, language: Language) -> Messages:
        """Read the messages of a language."""
        paths = (folder / "messages" / f"{language.value}.yaml" for folder in self.folders)
        return read_messages(language, tuple(path.read_text(encoding="utf-8-sig") for path in paths if path.is_file()))

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens, those of the site's own laid over the default's one by one."""
        merged = Tokens()
        for folder in self.folders:
            path = folder / TOKENS
            if path.is_file():
                merged = read_tokens(path.read_text(encoding="utf-8-sig"), self.called(path)).over(merged)
        return merged

    @cached_property
    def purposes(self) -> Mapping[str, Purpose]:
        """What each token is for; a site's own theme changes what tokens are, not what they are for."""
        return read_purposes((default_theme() / _PURPOSES).read_text(encoding="utf-8-sig"))

    @cached_property
    def stylesheet(self) -> bytes:
        """The stylesheet of every page: tokens, ``styles/``, the components of documents, then ``styles/print/``."""
        return _sheet(
            self.tokens.css,
            *_read(self.files("styles", "*.css").values()),
            *_read(self._component_styles(of_documents=True)),
            *_read(self.files("styles/print", "*.css").values()),
        )

    @cached_property
    def more_stylesheet(self) -> bytes:
        """The second stylesheet of all pages but documents: ``styles/more/``, and the components no document has."""
        more = self.files("styles/more", "*.css").values()
        return _sheet(*_read(more), *_read(self._component_styles(of_documents=False)))

    def _component_styles(self, *, of_documents: bool) -> Iterator[Path]:
        taken_in = self._taken_in(_DOCUMENT, set())
        for name, path in self.files("components", "*/style.css").items():
            template = f"components/{PurePosixPath(name).parent}/template.html"
            if (template in taken_in) is of_documents:
                yield path

    def _taken_in(self, template: str, known: set[str]) -> set[str]:
        """Return a template and all that it is made of, by their paths."""
        found = [folder / template for folder in reversed(self.folders) if (folder / template).is_file()]
        if found and template not in known:
            known.add(template)
            for other in _TAKES_IN.findall(found[0].read_text(encoding="utf-8-sig")):
                self._taken_in(other, known)
        return known

    # The name of a stylesheet changes with what is in it, so that it can be cached for ever.

    @cached_property
    def stylesheet_path(self) -> PurePosixPath:
        """Where the stylesheet of every page stands."""
        return ASSETS / f"site.{_digest(self.stylesheet)}.css"

    @cached_property
    def more_stylesheet_path(self) -> PurePosixPath:
        """Where the second stylesheet stands."""
        return ASSETS / f"more.{_digest(self.more_stylesheet)}.css"

    @cached_property
    def _assets(self) -> dict[str, tuple[PurePosixPath, bytes]]:
        """The files of ``assets/`` by name, each with where it stands and what is in it."""
        found: dict[str, tuple[PurePosixPath, bytes]] = {}
        for name, path in self.files("assets", "**/*").items():
            data = path.read_bytes()
            if name in _SCRIPTS:
                data = condensed(data.decode("utf-8-sig")).encode()
            stem, _, ending = name.rpartition(".")
            found[name] = (ASSETS / (f"{stem}.{_digest(data)}.{ending}" if name in _SCRIPTS else name), data)
        return found

    def asset_path(self, name: str) -> PurePosixPath:
        """Return where a file of ``assets/`` stands; the name of a script changes with what is in it.

        Raises:
            KeyError: if the theme has no such file.

        """
        return self._assets[name][0]

    def assets(self) -> tuple[tuple[PurePosixPath, bytes], ...]:
        """Return all files that pages load: the stylesheets, and those of ``assets/``."""
        return (
            (self.stylesheet_path, self.stylesheet),
            (self.more_stylesheet_path, self.more_stylesheet),
            *self._assets.values(),
        )

    def panel(self, words: Mapping[str, str]) -> tuple[PurePosixPath, bytes]:
        """Return the script of the panel of reading aids, and where it stands.

        It is one file, because a page opened from a folder on disk may not read another, and because what a reader
        has chosen has to be in force before the page is painted.

        Args:
            words: What the panel says, in the language of its pages.

        """
        code, style = (self.files("reading-aids", name)[name].read_text(encoding="utf-8-sig") for name in _PANEL)
        given = (
            json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in (dict(words), _condense(style))
        )
        data = f"{condensed(code)}({','.join(given)});\n".encode()
        return ASSETS / f"aids.{_digest(data)}.js", data
