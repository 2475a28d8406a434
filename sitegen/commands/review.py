"""``sitegen review``: the list for the one who signs before publication. Confidential, and never part of the site."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from sitegen.commands.options import language_option, site_option
from sitegen.commands.reports import say_counts
from sitegen.console import Console
from sitegen.errors import ExposedFolderError
from sitegen.outcomes import Checked
from sitegen.pipeline import REVIEW, SITE, review
from sitegen.public.addresses import Language


def _today() -> date:
    """Return the day it is here. No other part of the program asks a clock."""
    return datetime.now().astimezone().date()


@click.command("review")
@site_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Where the list goes. Default: build/review in the folder of the site.  清单所在文件夹。",
)
@click.option(
    "--since",
    "published",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="The site as last published, to say what changed. Default: build/site.  上次发布的网站文件夹。",
)
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="The day by which decisions are due for another review. Default: today.  清单日期。",
)
@language_option
def command(site: Path, out: Path | None, published: Path | None, day: datetime | None, language: str) -> int:
    """Write the list for the reviewer who signs before publication.

    One page to print and one table (CSV): what is withheld, why and on which basis; what was decided, by whom and
    when, by the program itself included; personal data, masked; what changed since the last release; and what is due
    for another review. Run it before the build, while build/site is still what was last published.

    The list names what is withheld. It is never part of the site, and only you can read its files.

    生成供公开审查签字的清单：不予公开的事项和依据、各项决定、个人信息、与上次发布的差别、到期重审的事项。
    请在生成网站之前运行。清单写有不予公开事项的名称，不得公开。
    """
    console = Console(language)
    try:
        reviewed = review(
            site,
            out or site / REVIEW,
            published=published or site / SITE,
            day=_today() if day is None else day.date(),
            language=Language(language),
        )
    except ExposedFolderError as error:
        raise click.BadParameter(str(error), param_hint="--out") from error
    for name in reviewed.names:
        click.echo((reviewed.folder / name).as_posix())
    console.warn(
        "内部审查材料，不得公开：不要上传，不要放进网站。",
        "Internal review material, not for publication: do not upload it or put it into the site.",
    )
    if not Checked(reviewed.findings).passed:
        say_counts(console, reviewed.findings)
        console.say(
            "内容有错误，清单不完整，也不能生成网站：请看 sitegen check。",
            "The content has errors: the list is not complete and no site can be built. See sitegen check.",
        )
        return 1
    return 0
