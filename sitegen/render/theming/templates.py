"""The templates of a site's own theme, read without being run: what can be told of them before a page is made.

Whether a name that a template uses is there can be told only of a page (``sitegen.render.theming.mistakes``); whether
its syntax, the components it calls and the words it says are right is told here, all of it at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path, PurePosixPath

from jinja2 import TemplateSyntaxError, nodes

from sitegen.diagnostics.model import Finding, Span
from sitegen.public.addresses import Language
from sitegen.render.environment import environment
from sitegen.render.messages import places
from sitegen.render.theme import Theme


@dataclass(frozen=True, slots=True)
class Macro:
    """What a component is called with: its parameters in order, and those that may be left out."""

    name: str
    parameters: tuple[str, ...]
    optional: frozenset[str]

    @property
    def required(self) -> tuple[str, ...]:
        """The parameters that every call names."""
        return tuple(name for name in self.parameters if name not in self.optional)


def macro_of(node: nodes.Macro) -> Macro:
    """Return what a macro of a template is called with."""
    parameters = tuple(argument.name for argument in node.args)
    optional = parameters[len(parameters) - len(node.defaults) :] if node.defaults else ()
    return Macro(node.name, parameters, frozenset(optional))


def place_in(file: PurePosixPath, lines: list[str], line: int, word: str = "") -> Span:
    """Return the place of a word in a line of a template; of the whole line where the word is not in it."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    found = text.find(word) if word else -1
    start, length = (found, len(word)) if found >= 0 else (len(text) - len(text.lstrip()), len(text.strip()))
    return Span(file, line, start + 1, start + 1 + max(length, 1))


class Templates:
    """The templates of a theme and what they ask of each other."""

    def __init__(self, theme: Theme) -> None:
        """Prepare to read them."""
        self._theme = theme
        self._default = _templates(theme, theme.folders[0])
        self._own = {} if theme.own is None else _templates(theme, theme.own)
        self._paths = self._default | self._own
        messages = theme.messages(Language.ZH)
        self._messages = messages.sources
        self._environment = environment(theme, Language.ZH, messages)
        self._read: dict[Path, nodes.Template | TemplateSyntaxError] = {}

    def macros(self, name: str) -> Mapping[str, Macro]:
        """Return the components that a template of the theme makes, by their names."""
        return self._macros(self._paths[name])

    def _macros(self, path: Path) -> Mapping[str, Macro]:
        tree = self._tree(path)
        if isinstance(tree, TemplateSyntaxError):
            return {}
        return {node.name: macro_of(node) for node in tree.find_all(nodes.Macro)}

    def _tree(self, path: Path) -> nodes.Template | TemplateSyntaxError:
        if path not in self._read:
            source = path.read_text(encoding="utf-8-sig")
            try:
                # Compiled as well as parsed: that is when Jinja looks for filters.
                self._environment.compile(source, path.name, str(path))
                self._read[path] = self._environment.parse(source)
            except TemplateSyntaxError as error:
                self._read[path] = error
        return self._read[path]

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the templates of the site's own."""
        for name, path in self._own.items():
            lines = path.read_text(encoding="utf-8-sig").splitlines()
            file = self._theme.called(path)
            tree = self._tree(path)
            if isinstance(tree, TemplateSyntaxError):
                yield Finding("D201", place_in(file, lines, tree.lineno), {"problem": tree.message or ""})
                continue
            yield from _Reading(self, file, lines, tree).findings()
            if name in self._default:
                yield from self._kept(name, path, place_in(file, lines, 1))

    def _kept(self, name: str, path: Path, at: Span) -> Iterator[Finding]:
        """Yield a finding for each component that is no longer called as the default's is."""
        own = self._macros(path)
        for macro in self._macros(self._default[name]).values():
            mine = own.get(macro.name)
            if mine is None:
                yield Finding("D203", at, {"file": name, "name": macro.name, "hint": "kept", "alike": ""})
                continue
            more = [each for each in mine.required if each not in macro.parameters]
            less = [each for each in macro.parameters if each not in mine.parameters]
            if more or less or mine.parameters[: len(macro.parameters)] != macro.parameters:
                wanted = ", ".join(macro.parameters)
                yield Finding("D206", at, {"name": macro.name, "wanted": wanted, "given": ", ".join(mine.parameters)})

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all templates."""
        return tuple(sorted(self._paths))

    @property
    def messages(self) -> Mapping[str, str | Mapping[str, str]]:
        """The messages that templates may say, by their keys."""
        return self._messages


def _templates(theme: Theme, folder: Path) -> dict[str, Path]:
    return {name: path for name, path in theme.parts(folder).items() if path.suffix == ".html"}


class _Reading:
    """One template, gone through for what it names."""

    def __init__(self, templates: Templates, file: PurePosixPath, lines: list[str], tree: nodes.Template) -> None:
        self._templates = templates
        self._file = file
        self._lines = lines
        self._tree = tree
        self._imported: dict[str, Macro] = {macro.name: macro for macro in map(macro_of, tree.find_all(nodes.Macro))}

    def findings(self) -> Iterator[Finding]:
        for node in self._tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            yield from self._named(node)
        for call in self._tree.find_all(nodes.Call):
            match call.node:
                case nodes.Name(name="say"):
                    yield from self._said(call)
                case nodes.Name(name=name) if name in self._imported:
                    yield from self._called(call, self._imported[name])
                case _:
                    pass

    def _at(self, node: nodes.Node, word: str) -> Span:
        return place_in(self._file, self._lines, node.lineno, word)

    def _named(self, node: nodes.Node) -> Iterator[Finding]:
        named = getattr(node, "template", None)
        if not isinstance(named, nodes.Const) or not isinstance(named.value, str):
            return
        if named.value not in self._templates.names:
            alike = next(iter(get_close_matches(named.value, self._templates.names, 1)), "")
            hint = {"hint": "alike" if alike else "none", "alike": alike}
            yield Finding("D202", self._at(node, named.value), {"name": named.value, **hint})
        elif isinstance(node, nodes.FromImport):
            macros = self._templates.macros(named.value)
            for entry in node.names:
                name, alias = entry if isinstance(entry, tuple) else (entry, entry)
                if name in macros:
                    self._imported[alias] = macros[name]
                else:
                    particulars = {"file": named.value, "name": name, **_made(macros)}
                    yield Finding("D203", self._at(node, name), particulars)

    def _called(self, call: nodes.Call, macro: Macro) -> Iterator[Finding]:
        if call.dyn_args is not None or call.dyn_kwargs is not None:
            return
        at = self._at(call, f"{macro.name}(")
        takes = {"name": macro.name, "takes": ", ".join(macro.parameters)}
        given = [*macro.parameters[: len(call.args)], *(argument.key for argument in call.kwargs)]
        if len(call.args) > len(macro.parameters):
            yield Finding("D204", at, {**takes, "problem": "many", "argument": ""})
        for name in given:
            if name not in macro.parameters:
                yield Finding("D204", at, {**takes, "problem": "unknown", "argument": name})
        for name in macro.required:
            if name not in given:
                yield Finding("D204", at, {**takes, "problem": "missing", "argument": name})

    def _said(self, call: nodes.Call) -> Iterator[Finding]:
        if not call.args or not isinstance(call.args[0], nodes.Const) or call.dyn_kwargs is not None:
            return
        key = str(call.args[0].value)
        known = self._templates.messages
        at = self._at(call, key)
        if key not in known:
            alike = next(iter(get_close_matches(key, list(known), 1)), "")
            yield Finding("D205", at, {"key": key, "hint": "alike" if alike else "none", "alike": alike})
            return
        missing = places(known[key]) - {argument.key for argument in call.kwargs}
        if missing:
            named = ", ".join(sorted(missing))
            yield Finding("D205", at, {"key": key, "hint": "filling", "alike": named})


def _made(macros: Mapping[str, Macro]) -> dict[str, str]:
    return {"hint": "alike" if macros else "none", "alike": ", ".join(macros)}
