"""``sitegen gallery``: the tokens and components of the theme, on pages of their own."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.commands.options import language_option, site_option
from sitegen.console import Console
from sitegen.outcomes import Checked
from sitegen.render.theming.mistakes import ThemeError
from sitegen.workshop import theme_failure, theme_findings_of_site, write_gallery


@click.command("gallery")
@site_option
@click.option(
    "--out",
    "destination",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Where the gallery goes. Default: build/gallery in the folder of the site.  输出文件夹。",
)
@language_option
def command(site: Path, destination: Path | None, language: str) -> int:
    """Write a gallery of the theme: its tokens with their contrast, each component with its examples.

    It is made with the site's own theme and from examples alone: nothing of the content is read for it.

    生成主题的组件图册：设计变量及其反差，每个组件的说明、参数和示例。只用示例生成，不读取网站的内容。
    """
    console = Console(language)
    folder = destination or site / "build" / "gallery"
    findings = theme_findings_of_site(site)
    console.findings(findings)
    if not Checked(findings).passed:
        return 1
    try:
        pages = write_gallery(site, folder)
    except ThemeError as error:
        console.findings(theme_failure(site, error))
        return 1
    console.say(f"已生成 {folder.as_posix()}/：{pages} 个网页。", f"Wrote {folder.as_posix()}/: {pages} pages.")
    return 0
