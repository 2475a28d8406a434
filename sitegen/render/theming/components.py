"""The components of a theme as their descriptions tell of them: ``component.yaml`` in the folder of each.

A description says in both languages what the component is and what it keeps to, names its parameters by their shape,
and gives examples. The shape of a parameter is written as what it takes: ``words`` (read on the page), ``text`` (for
the program: an address, an anchor), ``number``, ``flag``; a list of one shape is a list of any length, of several a
row of so many; a mapping names its fields. A name that ends in ``?`` may be none or left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

import yaml

from sitegen.errors import SitegenError
from sitegen.public.addresses import Language
from sitegen.render.phrases import phrase
from sitegen.render.theme import Theme

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: What a parameter takes: the name of a kind, a list, or fields.
Shape: TypeAlias = str | Sequence["Shape"] | Mapping[str, "Shape"]

_KINDS = frozenset({"words", "text", "number", "flag"})
_PARTS = {"description", "accessibility", "parameters", "examples"}


class DescriptionError(SitegenError):
    """A description is not as it should be."""

    def __init__(self, file: PurePosixPath, where: str) -> None:
        """Name the file, and where in it the trouble is."""
        super().__init__(file, where)
        self.file = file
        self.where = where

    def __str__(self) -> str:
        """Say where."""
        return f"{self.file}: {self.where}"


@dataclass(frozen=True, slots=True)
class Both:
    """A text in both languages."""

    zh: str
    en: str

    def of(self, language: Language) -> str:
        """Return it in one."""
        return self.zh if language is Language.ZH else self.en


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter or a field of one: ``path`` as a template writes it, with ``[]`` for each of a list."""

    path: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Example:
    """Arguments to call a component with. ``source`` is their YAML."""

    name: Both
    arguments: Mapping[str, Any]
    source: str


@dataclass(frozen=True, slots=True)
class Component:
    """A component as it is described."""

    name: str
    file: PurePosixPath
    description: Both
    accessibility: tuple[Both, ...]
    shapes: Mapping[str, Shape]
    examples: tuple[Example, ...]

    @property
    def macro(self) -> str:
        """The name by which templates call it."""
        return self.name.replace("-", "_")

    @property
    def template(self) -> str:
        """The template that makes it."""
        return f"components/{self.name}/template.html"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its parameters, each followed by its fields."""
        return tuple(_fields("", self.shapes))

    def arguments(self, example: Example, language: Language) -> dict[str, Any]:
        """Return the arguments of an example as a page passes them, its words written in a language.

        Raises:
            DescriptionError: if an argument is not of the shape of its parameter.

        """
        return _Taking(self.file, example.name.en, language).record(example.arguments, self.shapes)


def components(theme: Theme) -> tuple[Component, ...]:
    """Read the descriptions of all components of a theme, in the order of their names.

    Raises:
        DescriptionError: if one is not as it should be.

    """
    files = theme.files("components", "*/component.yaml").items()
    return tuple(read_component(path, theme.called(path), name.partition("/")[0]) for name, path in files)


def read_component(path: Path, file: PurePosixPath, name: str) -> Component:
    """Read the description of a component and try its examples.

    Raises:
        DescriptionError: if it is not as it should be.

    """
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DescriptionError(file, "YAML" if mark is None else f"YAML, line {mark.line + 1}") from None
    if not isinstance(raw, dict) or set(raw) != _PARTS:
        raise DescriptionError(file, ", ".join(sorted(_PARTS)))
    made = Component(
        name=name,
        file=file,
        description=_both(file, "description", raw["description"]),
        accessibility=tuple(_both(file, "accessibility", each) for each in _listed(file, raw, "accessibility")),
        shapes=_shapes(file, raw["parameters"]),
        examples=tuple(_example(file, each) for each in _listed(file, raw, "examples")),
    )
    for example in made.examples:
        made.arguments(example, Language.ZH)
    return made


def _listed(file: PurePosixPath, raw: Mapping[str, Any], part: str) -> list[Any]:
    if not isinstance(raw[part], list) or not raw[part]:
        raise DescriptionError(file, part)
    return list(raw[part])


def _both(file: PurePosixPath, where: str, raw: object) -> Both:
    match raw:
        case {"zh": str(zh), "en": str(en), **rest} if not rest and zh and en:
            return Both(zh, en)
        case _:
            raise DescriptionError(file, f"{where}: zh, en")


def _shapes(file: PurePosixPath, raw: object) -> Mapping[str, Shape]:
    if not isinstance(raw, dict) or not _is_shape(raw):
        raise DescriptionError(file, "parameters")
    return raw


def _is_shape(raw: object) -> bool:
    match raw:
        case str(kind):
            return kind.removesuffix("?") in _KINDS
        case list(items):
            return bool(items) and all(map(_is_shape, items))
        case dict(fields):
            return bool(fields) and all(isinstance(key, str) and _is_shape(shape) for key, shape in fields.items())
        case _:
            return False


def _example(file: PurePosixPath, raw: object) -> Example:
    match raw:
        case {"name": name, "arguments": dict(arguments), **rest} if not rest:
            source = yaml.safe_dump(arguments, allow_unicode=True, sort_keys=False, width=10_000)
            return Example(_both(file, "examples", name), arguments, source.rstrip("\n"))
        case _:
            raise DescriptionError(file, "examples: name, arguments")


def _fields(path: str, shape: Shape) -> Iterator[Parameter]:
    """Yield the fields of a shape, each followed by its own."""
    match shape:
        case str():
            return
        case Mapping():
            for key, inner in shape.items():
                name = key.removesuffix("?")
                below = f"{path}.{name}" if path else name
                yield Parameter(below, _kind(inner), required=not key.endswith("?"))
                yield from _fields(below, inner)
        case [only]:
            yield from _fields(f"{path}[]", only)
        case several:
            for position, inner in enumerate(several):
                below = f"{path}[{position}]"
                optional = isinstance(inner, str) and inner.endswith("?")
                yield Parameter(below, _kind(inner), required=not optional)
                yield from _fields(below, inner)


def _kind(shape: Shape) -> str:
    match shape:
        case str():
            return shape.removesuffix("?")
        case Mapping():
            return "fields"
        case [_]:
            return "list"
        case _:
            return "row"


class _Taking:
    """Takes the arguments of an example as their shapes say, its words written in a language."""

    def __init__(self, file: PurePosixPath, example: str, language: Language) -> None:
        self._file = file
        self._example = example
        self._language = language

    def record(self, value: Mapping[str, Any], fields: Mapping[str, Shape], path: str = "") -> dict[str, Any]:
        known = {key.removesuffix("?"): (shape, key.endswith("?")) for key, shape in fields.items()}
        for name in value:
            if name not in known:
                raise self._wrong(path + name)
        taken = {}
        for name, (shape, optional) in known.items():
            if value.get(name) is not None:
                taken[name] = self._taken(value[name], shape, path + name)
            elif not optional:
                raise self._wrong(path + name)
            elif name in value:
                taken[name] = None
        return taken

    def _taken(self, value: object, shape: Shape, path: str) -> object:
        match shape, value:
            case str(), _:
                return self._leaf(value, shape, path)
            case Mapping(), Mapping():
                return self.record(value, shape, f"{path}.")
            case [only], list():
                return [self._taken(each, only, f"{path}[{at}]") for at, each in enumerate(value)]
            case [*several], list() if len(several) == len(value):
                pairs = enumerate(zip(value, several, strict=True))
                return tuple(self._taken(each, inner, f"{path}[{at}]") for at, (each, inner) in pairs)
            case _:
                raise self._wrong(path)

    def _leaf(self, value: object, shape: str, path: str) -> object:
        match shape.removesuffix("?"), value:
            case _, None if shape.endswith("?"):
                return None
            case "words", str():
                return phrase(value, self._language)
            case "words", {"zh": str(zh), "en": str(en), **rest} if not rest:
                return phrase(Both(zh, en).of(self._language), self._language)
            case ("text", str()) | ("flag", bool()):
                return value
            case "number", int() if not isinstance(value, bool):
                return value
            case _:
                raise self._wrong(path)

    def _wrong(self, path: str) -> DescriptionError:
        return DescriptionError(self._file, f"{self._example}: {path}")
