"""Jinja, set so that templates can only choose and place.

Everything is escaped; a name that is not there is an error; there is one environment a language, whose
only function is ``say``, the words of the site.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame

from sitegen.public.addresses import Language
from sitegen.render.messages import Messages
from sitegen.render.phrases import written
from sitegen.render.theme import Theme


class _Compiled(BytecodeCache):
    """Keeps compiled templates in memory: both languages share them, and so do the builds of a preview.

    Jinja names a template by its path and compares the digest of its source, so a changed one is compiled anew.
    """

    def __init__(self) -> None:
        self._compiled: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._compiled.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._compiled[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


class _Generator(CodeGenerator):
    """Hands every value that a template places to ``written``, where Jinja would ask each one what it is."""

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.written(")

    def _output_child_post(self, *_: object) -> None:
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802  (as Jinja has it)
        """Call what is called: Jinja would ask it first whether it wants to know of the template."""
        self.write("environment.called(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class _Environment(Environment):
    """The environment of a language. There is no way out of ``written``, not even for a template that asks for one."""

    code_generator_class = _Generator
    written = staticmethod(written)
    called: Callable[..., object] = staticmethod(operator.call)  # type: ignore[arg-type]  # it calls anything


def environment(theme: Theme, language: Language, messages: Messages) -> Environment:
    """Make the environment of a language."""
    made = _Environment(
        # Editors of Windows put a mark before the text.
        loader=FileSystemLoader([str(folder) for folder in reversed(theme.folders)], encoding="utf-8-sig"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        bytecode_cache=_COMPILED,
    )
    made.globals.clear()
    made.globals["say"] = messages.say
    made.globals["language"] = language
    return made


def compile_all(made: Environment) -> None:
    """Compile all templates of an environment: now, and not in each of the workers that make pages."""
    for name in made.list_templates(extensions=["html"]):
        made.get_template(name)
