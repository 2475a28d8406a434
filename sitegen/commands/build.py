"""``sitegen build``: the content checked, the site built and put in place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from sitegen import again
from sitegen.commands.options import cores_option, format_option, language_option, quiet_option, site_option
from sitegen.commands.reports import LONG, say_built, say_counts, say_laps, say_of_content, unchanged
from sitegen.commands.waiting import waiting
from sitegen.console import Console, Format
from sitegen.crew import crew_of
from sitegen.outcomes import Built, Refused
from sitegen.pipeline import CACHE, SITE, build, preview_pages


@click.command("build")
@site_option
@click.option(
    "--output",
    "destination",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Where the site goes. Default: build/site in the folder of the site.  输出文件夹。",
)
@language_option
@format_option
@quiet_option
@cores_option
@click.option("--no-cache", is_flag=True, help="Make every page anew, and keep nothing.  不用也不留缓存。")
@click.option("--no-search", is_flag=True, hidden=True, help="Make no search index, to measure what the pages take.")
@click.option("--profile", is_flag=True, help="Print how long each stage took.  列出各阶段用时。")
@click.pass_obj
def command(  # noqa: PLR0913  (an argument for each option)
    words: Sequence[str] | None,
    site: Path,
    destination: Path | None,
    *,
    language: str,
    output: Format,
    cores: int | None,
    quiet: bool,
    profile: bool,
    no_cache: bool,
    no_search: bool,
) -> int:
    """Check the content and build the site.

    If anything is wrong the site that is there stays as it is. Exit code 1 if the content has errors.

    检查内容并生成网站；有错误时，已有的网站保持不变。
    """
    console = Console(language, output, quiet)
    cache = None if no_cache else site / CACHE
    made = partial(build, watcher=waiting(console)) if not no_search else preview_pages
    outcome = made(site, destination or site / SITE, crew_of(cores), cache=cache)
    console.findings(outcome.findings)
    match outcome:
        case Refused():
            say_counts(console, outcome.findings)
            console.say("没有生成；已有的网站保持不变。", "Nothing was built; the site that is there stays as it is.")
            return 1
        case Built():
            say_of_content(console, outcome)
            if words is not None and not (no_cache or profile):
                again.keep(words, str(site), "".join([*console.said, *console.told(*unchanged(outcome))]))
            say_built(console, outcome)
            if profile or outcome.seconds > LONG:
                say_laps(console, outcome)
            return 0
