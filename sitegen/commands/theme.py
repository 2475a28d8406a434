"""``sitegen theme``: what of the theme a site can make its own, and taking it over."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click

from sitegen.commands.options import language_option, site_option
from sitegen.console import Console
from sitegen.render.theming.ejection import Part, State, TakenError, UnknownPartError
from sitegen.workshop import UnusableFolderError, parts_of_site, take_over

_STATES = {
    State.DEFAULT: ("", ""),
    State.OWN: ("网站自有", "the site's own"),
    State.BEHIND: ("网站自有；默认主题已有改动", "the site's own; the default has changed since"),
    State.ADDED: ("网站新增", "added by the site"),
}

_KINDS = {
    "assets": ("文件", "files that pages load"),
    "components": ("组件", "components"),
    "layouts": ("版式", "layouts"),
    "messages": ("用语（逐条覆盖）", "messages (laid over one by one)"),
    "pages": ("网页", "pages"),
    "reading-aids": ("长者模式面板", "the panel of reading aids"),
    "styles": ("样式", "styles"),
    "tokens.css": ("设计变量（逐个覆盖）", "tokens (laid over one by one)"),
}


@click.group("theme")
def command() -> None:
    """Show what of the theme a site can make its own, and take it over. docs/theming.md tells more.

    查看主题有哪些部分可以改写，并复制到网站自己的主题文件夹。
    """


@command.command("list")
@site_option
@language_option
def list_parts(site: Path, language: str) -> None:
    """List what can be made one's own, and what the site has made its own.

    列出可以改写的部分，以及网站已经改写的部分。
    """
    console = Console(language)
    found = parts_of_site(site)
    for kind, of_kind in groupby(found, key=_kind):
        zh, en = _KINDS[kind]
        console.say(f"{zh}：", f"{en}:")
        for name, state in _lines(of_kind).items():
            told_zh, told_en = _STATES[state]
            console.say(f"  {name}{told_zh and f'  ← {told_zh}'}", f"  {name}{told_en and f'  <- {told_en}'}")
    own = sum(part.state is not State.DEFAULT for part in found)
    behind = sum(part.state is State.BEHIND for part in found)
    console.say(
        f"共 {len(found)} 个文件，网站自有 {own} 个，其中 {behind} 个的默认主题已有改动。",
        f"{len(found)} files, {own} of them the site's own; of {behind} the default has changed since.",
    )


def _kind(part: Part) -> str:
    return part.kind


def _lines(parts: Iterable[Part]) -> dict[str, State]:
    """Return what is listed: a component by its name alone, its files only where they are the site's own."""
    lines: dict[str, State] = {}
    for part in parts:
        if part.kind == "components":
            lines.setdefault(part.name.split("/")[1], State.DEFAULT)
        if part.kind != "components" or part.state is not State.DEFAULT:
            lines[part.name] = part.state
    return lines


@command.command("eject")
@click.argument("name")
@site_option
@language_option
def eject_part(name: str, site: Path, language: str) -> None:
    """Copy NAME into the site's own theme: a component (heading) or a file (pages/home.html). Nothing is overwritten.

    把组件或文件复制到网站自己的主题文件夹；已有的文件不会被覆盖。
    """
    console = Console(language)
    chinese = language == "zh"
    try:
        written = take_over(site, name)
    except UnknownPartError as error:
        alike = ("、" if chinese else ", ").join(dict.fromkeys(error.alike))
        message = f"默认主题没有“{name}”" if chinese else f"the default theme has no {name!r}"
        if alike:
            message += f"；是不是 {alike}？" if chinese else f"; did you mean {alike}?"
        message += " 运行 sitegen theme list 查看全部。" if chinese else " sitegen theme list shows all."
        raise click.BadParameter(message, param_hint="NAME") from None
    except TakenError as error:
        files = ", ".join(file.as_posix() for file in error.files)
        message = (
            f"网站已有 {files}，没有覆盖" if chinese else f"the site has {files} already; nothing was written over"
        )
        raise click.BadParameter(message, param_hint="NAME") from None
    except UnusableFolderError:
        message = (
            "site.yaml 的 theme 与内容文件夹或者生成的网站重叠"
            if chinese
            else "theme of site.yaml overlaps with the content or with the built site"
        )
        raise click.UsageError(message) from None
    for file in written:
        console.say(f"已写出 {file.as_posix()}", f"wrote {file.as_posix()}")
