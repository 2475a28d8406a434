"""``sitegen new FOLDER``: a new site that builds at once."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.commands.options import language_option
from sitegen.console import Console
from sitegen.pipeline import schema_files
from sitegen.starter import starter_files


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@language_option
def command(folder: Path, language: str) -> None:
    """Start a new site in FOLDER: one example department, the pages every site needs, schemas for editors.

    新建网站：一个示例部门、常用页面和编辑器用的模式文件。
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder} is not an empty folder"
        raise click.BadParameter(message, param_hint="FOLDER")
    files = {**starter_files(), **schema_files()}
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder / ".gitignore").write_text("/build/\n", encoding="utf-8")
    console = Console(language)
    console.say(
        f"已在 {folder} 新建网站（{len(files)} 个文件）。下一步：cd {folder} && sitegen build",
        f"A new site is in {folder} ({len(files)} files). Next: cd {folder} && sitegen build",
    )
