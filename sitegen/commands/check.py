"""``sitegen check``: what is wrong with the content, all of it at once."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.commands.options import cores_option, format_option, language_option, quiet_option, site_option
from sitegen.commands.reports import say_counts
from sitegen.commands.waiting import waiting
from sitegen.console import Console, Format
from sitegen.crew import crew_of
from sitegen.pipeline import check


@click.command("check")
@site_option
@language_option
@format_option
@quiet_option
@cores_option
def command(site: Path, language: str, output: Format, cores: int | None, *, quiet: bool) -> int:
    """Check the content and say what is wrong, without building.

    All mistakes of all files at once, each with its place and how to mend it. Exit code 1 if there are errors.

    检查全部内容，一次列出所有错误及改法。
    """
    console = Console(language, output, quiet)
    checked = check(site, crew_of(cores), waiting(console))
    console.findings(checked.findings)
    say_counts(console, checked.findings)
    return 0 if checked.passed else 1
