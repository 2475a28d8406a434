"""``sitegen translate``: the English catalogues, brought up to date with the public content."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.commands.options import language_option, quiet_option, site_option
from sitegen.console import Console
from sitegen.pipeline import translate


@click.command("translate")
@site_option
@language_option
@quiet_option
@click.option("--dry-run", is_flag=True, help="Say what is missing and write nothing.  只报告，不写文件。")
def command(site: Path, language: str, quiet: bool, dry_run: bool) -> int:  # noqa: FBT001  (click passes flags by name)
    """Bring content/**/en.po up to date: new sentences are added, changed ones turn fuzzy, others leave.

    Only what is public is ever written. Prints for each department how much is translated.

    更新英文译文目录：加入新句子，改动过的标为待核，报告每个部门的译文比例。
    """
    console = Console(language, quiet=quiet)
    updated = translate(site)
    if updated.findings:
        console.findings(updated.findings)
        return 1
    for catalogue in updated.catalogues:
        if not dry_run:
            (site / catalogue.path).write_bytes(catalogue.data)
        coverage = catalogue.coverage
        share = 100 if not coverage.total else coverage.translated * 100 // coverage.total
        console.say(
            f"{catalogue.path.as_posix()}：已译 {coverage.translated}/{coverage.total}（{share}%），"
            f"待核 {coverage.fuzzy}，未译 {coverage.missing}",
            f"{catalogue.path.as_posix()}: {coverage.translated}/{coverage.total} translated ({share} %), "
            f"{coverage.fuzzy} to check, {coverage.missing} missing",
        )
    return 0
