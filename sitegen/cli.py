"""The command line: words in, one command called, an exit code out.

Exit codes: 0 fine, 1 the content is wrong, 2 the call is wrong, 3 the program failed.
Commands are imported when they are called, so that ``sitegen --help`` starts fast.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from sitegen import __version__

CONTENT_WRONG = 1
CALL_WRONG = 2
PROGRAM_FAILED = 3

# Name -> the line in the list of commands. The command itself is ``sitegen.commands.<name>:command``.
_COMMANDS = {
    "build": "Check the content and build the site into build/site/.  检查内容并生成网站。",
    "check": "Check the content and say what is wrong, without building.  只检查内容。",
    "explain": "Explain a finding by its code, e.g. A102.  解释提示代码。",
    "gallery": "Write a gallery of the theme's tokens and components.  生成主题的组件图册。",
    "new": "Start a new site in a new folder.  新建网站。",
    "review": "Write the list for the reviewer who signs; not for publication.  生成内部审查清单，不得公开。",
    "schema": "Write the JSON Schemas that editors complete and explain with.  生成编辑器用的模式文件。",
    "serve": "Preview the site and rebuild it at each save.  预览，保存即更新。",
    "theme": "Show what of the theme a site can make its own, and take it over.  查看和改写主题。",
    "translate": "Bring the English catalogues up to date with the content.  更新英文译文目录。",
}


class _LazyCommands(click.Group):
    """A group that imports a command when it is called, and lists them without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"sitegen.commands.{cmd_name}")
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_COMMANDS.items()))


@click.group(cls=_LazyCommands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sitegen")
def sitegen() -> None:
    """Publish what governments promise to achieve with their budgets: a bilingual static site from YAML files.

    把预算绩效目标表（YAML）生成可检索的中英双语静态网站。

    Exit codes: 0 fine, 1 the content is wrong, 2 the call is wrong, 3 the program failed.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and exit."""
    from sitegen.errors import SitegenError  # noqa: PLC0415  (only when something is run)

    try:
        words = sys.argv[1:] if arguments is None else arguments
        # What a build has told may be told again to whoever says the same words (``sitegen.again``).
        code = sitegen.main(args=words, prog_name="sitegen", standalone_mode=False, obj=words[1:])
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(CALL_WRONG)
    except SitegenError as error:
        click.echo(f"sitegen: {error}", err=True)
        sys.exit(PROGRAM_FAILED)
    except OSError as error:
        # The message of an OSError names a file and the system's reason, never what is in the file.
        click.echo(f"sitegen: {error.strerror}: {error.filename}", err=True)
        sys.exit(PROGRAM_FAILED)
    except Exception as error:  # noqa: BLE001  (the last line of defence: a traceback could quote a secret)
        _tell_failure(error)
        sys.exit(PROGRAM_FAILED)
    sys.exit(code if isinstance(code, int) else 0)


def _tell_failure(error: Exception) -> None:
    """Say where the program failed without quoting any value: the message of an exception may hold a secret."""
    click.echo(f"sitegen: the program failed ({type(error).__name__}); nothing was published.", err=True)
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        click.echo(f"  {os.path.relpath(code.co_filename)}:{trace.tb_lineno} {code.co_qualname}", err=True)
        trace = trace.tb_next
