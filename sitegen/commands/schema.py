"""``sitegen schema``: the JSON Schemas that editors complete and explain with."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.commands.options import language_option, site_option
from sitegen.console import Console
from sitegen.pipeline import schema_files


@click.command("schema")
@site_option
@language_option
def command(site: Path, language: str) -> None:
    """Write content/schemas/*.json, which the first line of each content file names.

    生成 content/schemas/ 下的模式文件，供编辑器提示和检查。
    """
    files = schema_files()
    for path, data in files.items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    Console(language).say(f"已写出 {len(files)} 个模式文件。", f"Wrote {len(files)} schemas.")
