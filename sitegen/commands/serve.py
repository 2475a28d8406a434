"""``sitegen serve``: the preview, rebuilt at each save."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from sitegen.commands.options import language_option, quiet_option, site_option
from sitegen.commands.reports import say_counts
from sitegen.console import Console
from sitegen.diagnostics.catalogue import weight_of
from sitegen.diagnostics.model import PublicFinding, Severity
from sitegen.errors import SitegenError
from sitegen.outcomes import Built, Refused
from sitegen.pipeline import watched_folders
from sitegen.rebuilding import Failed, Previewed
from sitegen.server import Listening, serve


class PortTakenError(SitegenError):
    """Something else listens on the port."""


@click.command("serve")
@site_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.  监听地址。")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.  端口。")
@language_option
@quiet_option
def command(site: Path, host: str, port: int, language: str, quiet: bool) -> None:  # noqa: FBT001  (click passes flags by name)
    """Preview the site in a browser; each save is shown at once, a mistake is shown as a page that says how to mend it.

    在浏览器里预览；存盘即更新，有错误时页面上直接说明怎样修改。
    """
    console = Console(language, quiet=quiet)
    listening = Listening(host, port)
    console.say(f"预览：{listening.url}（按 Ctrl-C 结束）", f"Preview: {listening.url} (Ctrl-C ends it)")

    def told(outcome: Previewed) -> None:
        match outcome:
            case Built(searchable=False):
                console.say(f"已更新，用时 {outcome.seconds:.2f} 秒。", f"Updated in {outcome.seconds:.2f} s.")
            case Built():
                console.say("搜索已更新。", "Search updated.")
            case Refused():
                console.findings(_errors(outcome))
                say_counts(console, outcome.findings)
            case Failed(sentence=sentence):
                console.say(sentence, sentence)

    def describe(outcome: Refused) -> str:
        return console.describe(_errors(outcome))

    with contextlib.suppress(KeyboardInterrupt):
        try:
            serve(site, watched_folders(site), listening, describe=describe, told=told)
        except OSError as error:
            message = f"cannot listen on {host}:{port}: {error.strerror}"
            raise PortTakenError(message) from error


def _errors(outcome: Refused) -> list[PublicFinding]:
    """Return what keeps the site from being built; `sitegen check` tells the rest as well."""
    return [finding for finding in outcome.findings if weight_of(finding) is Severity.ERROR]
