"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from sitegen.console import Format, preferred_language

_Command = TypeVar("_Command", bound=Callable[..., Any])


def site_option(command: _Command) -> _Command:
    """``--site``: the folder of the site."""
    return click.option(
        "--site",
        "site",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The folder of the site, which holds content/. Default: here.  网站所在文件夹。",
    )(command)


def language_option(command: _Command) -> _Command:
    """``--lang``: the language of messages."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["zh", "en"]),
        default=preferred_language,
        help="Language of messages; by default that of the locale.  提示语言。",
    )(command)


def format_option(command: _Command) -> _Command:
    """``--format``: how findings are printed."""
    return click.option(
        "--format",
        "output",
        type=click.Choice([each.value for each in Format]),
        default=Format.TEXT.value,
        callback=lambda _context, _parameter, value: Format(value),
        help="How findings are printed: for people, for programs, or as annotations of a pull request.  输出格式。",
    )(command)


def cores_option(command: _Command) -> _Command:
    """``--cores``: over how many cores the work is shared."""
    return click.option(
        "--cores",
        type=click.IntRange(min=1),
        default=None,
        help="Share the work over so many cores. Default: all.  使用的处理器核数，缺省为全部。",
    )(command)


def quiet_option(command: _Command) -> _Command:
    """``--quiet``: findings only."""
    return click.option("--quiet", "-q", is_flag=True, help="Print findings only.  只输出检查结果。")(command)
