"""What is wrong with a site's own theme, as far as its files alone tell: all of it at once, each with its place.

The default theme is held to the same laws by the tests. A theme holds nothing of the content, so a finding about
one may quote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import chain
from pathlib import Path, PurePosixPath

from sitegen.diagnostics.model import Finding, Severity, Span
from sitegen.load import MappingEntry, MappingNode, Node, ScalarNode, read
from sitegen.load.encodings import decode
from sitegen.public.addresses import Language
from sitegen.render.messages import places
from sitegen.render.theme import TOKENS, Theme
from sitegen.render.theming.components import DescriptionError, read_component
from sitegen.render.theming.contrast import Pair, colour, is_colour, pairs
from sitegen.render.theming.ejection import RECORD, changed_since
from sitegen.render.theming.templates import Templates
from sitegen.render.theming.tokens import Scheme, Setting, uses

#: A word in quotation marks in a template, which may be the key of a message.
_QUOTED = re.compile(r"""['"]([a-z0-9_.]+)['"]""")

#: The endings of files that are text.
_TEXTS = frozenset({".html", ".css", ".yaml"})

#: The forms that a message may have.
_FORMS = frozenset({"one", "other"})

#: A file of the theme that may be new: it is loaded for being there.
_NEW = re.compile(r"styles/(print/)?[^/]+\.css|components/[^/]+/[^/]+|layouts/[^/]+\.html|assets/.+")


def inspect(theme: Theme) -> Iterator[Finding]:
    """Yield what is wrong with the site's own theme; nothing where it has none."""
    if theme.own is None:
        return
    unreadable = tuple(_unreadable(theme, theme.own))
    yield from unreadable
    if unreadable:
        return
    yield from _files(theme, theme.own)
    yield from _tokens(theme)
    yield from _contrast(theme)
    for language in Language:
        yield from _messages(theme, theme.own, language)
    yield from Templates(theme).findings()
    yield from _descriptions(theme, theme.own)


def _start(file: PurePosixPath) -> Span:
    return Span(file, 1, 1, 1)


def _alike(name: str, names: Mapping[str, object] | frozenset[str]) -> str:
    return next(iter(get_close_matches(name, list(names), 1)), "")


def _hint(alike: str) -> dict[str, str]:
    """Return the particulars of a suggestion: which sentence to say, and what may have been meant."""
    return {"hint": "alike" if alike else "none", "alike": alike}


def _unreadable(theme: Theme, own: Path) -> Iterator[Finding]:
    """Yield what keeps a file of words or rules from being read as text; nothing else is looked at until it is."""
    for path in theme.parts(own).values():
        if path.suffix in _TEXTS:
            data = path.read_bytes()
            try:
                data.decode("utf-8")
            except UnicodeDecodeError:
                yield from decode(theme.called(path), data)[1]


# ---- files -------------------------------------------------------------------------------------------------


def _files(theme: Theme, own: Path) -> Iterator[Finding]:
    parts = theme.parts(own)
    default = theme.parts(theme.folders[0])
    everything = {path.relative_to(own).as_posix(): path for path in own.rglob("*") if path.is_file()}
    for name in sorted(everything):
        hidden = any(step.startswith(".") for step in PurePosixPath(name).parts)
        if hidden or name == RECORD or name in default or (name in parts and _NEW.fullmatch(name)):
            continue
        yield Finding("D105", _start(theme.called(everything[name])), _hint(_alike(name, default)))
    for name, digest in changed_since(theme).items():
        yield Finding("D106", _start(theme.called(own / name)), {"name": name, "digest": digest})


def _descriptions(theme: Theme, own: Path) -> Iterator[Finding]:
    for path in sorted(own.glob("components/*/component.yaml")):
        try:
            read_component(path, theme.called(path), path.parent.name)
        except DescriptionError as error:
            yield Finding("D111", _start(error.file), {"where": error.where})


# ---- tokens ------------------------------------------------------------------------------------------------


def _is_own(theme: Theme, setting: Setting) -> bool:
    return setting.place.file == theme.name / TOKENS


def _tokens(theme: Theme) -> Iterator[Finding]:
    for stray in theme.tokens.strays:
        yield Finding("D103", stray.place, {"text": stray.text})
    default = Theme(theme.folders[:1]).tokens
    used = uses((theme.stylesheet + theme.more_stylesheet).decode())
    for scheme in Scheme:
        own = theme.tokens.light if scheme is Scheme.LIGHT else theme.tokens.dark
        for name, setting in own.items():
            if not _is_own(theme, setting):
                continue
            if name not in default.light and name not in used:
                yield Finding("D104", setting.place, {"name": name, **_hint(_alike(name, default.light))})
            elif is_colour(theme.purposes, name) and colour(setting.value) is None:
                yield Finding("D102", setting.place, {"name": name, "value": setting.value})


def _contrast(theme: Theme) -> Iterator[Finding]:
    worst: dict[Span, Pair] = {}
    for pair in pairs(theme.tokens, theme.purposes):
        settings = theme.tokens.of(pair.scheme)
        # A pair is told of where the site set it: at what stands on the other, else at that.
        own = [settings[name].place for name in (pair.above, pair.below) if _is_own(theme, settings[name])]
        if own and not pair.stands_out:
            # One colour, one finding: whatever mends its worst pair is likely to mend the others.
            worst[own[0]] = min(worst.get(own[0], pair), pair, key=lambda each: each.ratio / each.matter.least)
    for place, pair in worst.items():
        grave = Severity.ERROR if pair.ratio < pair.matter.least else None
        yield Finding("D101", place, _particulars(pair), severity=grave)


def _particulars(pair: Pair) -> dict[str, str]:
    return {
        "scheme": pair.scheme.value,
        "matter": pair.matter.name.lower(),
        "above": pair.above,
        "below": pair.below,
        # Cut, not rounded: 6.96 is not 7.0.
        "ratio": f"{int(pair.ratio * 10) / 10:.1f}",
        "wanted": f"{pair.matter.wanted:g}",
    }


# ---- messages ----------------------------------------------------------------------------------------------


def _messages(theme: Theme, own: Path, language: Language) -> Iterator[Finding]:
    path = own / "messages" / f"{language.value}.yaml"
    data = path.read_bytes() if path.is_file() else b""
    # A file of nothing but comments says nothing, which is no mistake.
    if all(not line.strip() or line.lstrip().startswith(b"#") for line in data.splitlines()):
        return
    loaded = read(theme.called(path), data)
    yield from loaded.findings
    match loaded.node:
        case None:
            return
        case MappingNode(entries=entries):
            default = Theme(theme.folders[:1]).messages(language).sources
            sources = (path for name, path in theme.parts(own).items() if name.endswith(".html"))
            said = frozenset(chain.from_iterable(_QUOTED.findall(path.read_text(encoding="utf-8")) for path in sources))
            for key, entry in entries.items():
                # A template of the site's own may say messages of its own.
                if key in default or key not in said:
                    yield from _message(key, entry, default)
        case node:
            yield Finding("D107", node.span)


def _message(key: str, entry: MappingEntry, default: Mapping[str, str | Mapping[str, str]]) -> Iterator[Finding]:
    forms = _forms(entry.value)
    if key not in default:
        yield Finding("D108", entry.key.span, {"key": key, **_hint(_alike(key, default))})
    elif forms is None:
        yield Finding("D107", entry.key.span)
    else:
        known = places(default[key])
        for form in forms:
            for name in sorted(places(form.text) - known):
                yield Finding("D109", form.span, {"key": key, "name": name, **_named(known)})


def _forms(node: Node) -> tuple[ScalarNode, ...] | None:
    """Return the forms of a message; ``None`` where it is neither text nor forms of which one is ``other``."""
    match node:
        case ScalarNode():
            return (node,)
        case MappingNode(entries=entries) if "other" in entries and set(entries) <= _FORMS:
            values = [entry.value for entry in entries.values()]
            texts = tuple(value for value in values if isinstance(value, ScalarNode))
            return texts if len(texts) == len(values) else None
        case _:
            return None


def _named(known: frozenset[str]) -> dict[str, str]:
    return {"hint": "some" if known else "none", "known": ", ".join(f"{{{name}}}" for name in sorted(known))}
