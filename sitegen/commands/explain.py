"""``sitegen explain CODE``: what a finding means and how to mend it."""

from __future__ import annotations

import click

from sitegen.commands.options import language_option
from sitegen.diagnostics.catalogue import codes
from sitegen.diagnostics.explanation import explain


@click.command("explain")
@click.argument("code")
@language_option
def command(code: str, language: str) -> None:
    """Explain a finding by its CODE, e.g. A102: what it means, why it matters, how to mend it.

    解释提示代码的含义、依据和改法。
    """
    known = codes()
    if code.upper() not in known:
        message = f"there is no finding {code!r}; the codes are {', '.join(known)}"
        raise click.BadParameter(message)
    click.echo(explain(code.upper(), language).rstrip("\n"))
