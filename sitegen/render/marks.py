"""What stands in a cell that holds no text of the document."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sitegen.public.model import Amount, Reason, Unpublished
from sitegen.render import formats
from sitegen.render.messages import Messages
from sitegen.render.phrases import Phrase

_DASH = Markup('<span aria-hidden="true">—</span><span class="vh">{}</span>')


def _dash(word: Phrase) -> Phrase:
    return Phrase(word.text, _DASH.format(word))


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one language: a dash for the eye, a word for reading software."""

    missing: Phrase
    withheld: Phrase

    @classmethod
    def of(cls, messages: Messages) -> Marks:
        """Make the marks of a language."""
        return cls(_dash(messages.say("mark.missing")), _dash(messages.say("mark.withheld")))

    def figure(self, amount: Amount) -> Phrase:
        """Write an amount of a table; a blank is not a zero, and what is not published is no blank."""
        if isinstance(amount, Unpublished):
            return self.withheld
        return self.missing if amount is None else formats.figure(amount)

    def text(self, text: Phrase | None) -> Phrase:
        """Write a text of a table."""
        return self.missing if text is None else text


def statement(reason: Reason) -> str:
    """Return the key of the sentence that the law prescribes for what is withheld."""
    return f"withheld.statement.{reason.value}"


def kind(reason: Reason, item: str) -> str:
    """Return the key of what a withheld item is called; ``item`` is ``project``, ``unit`` or ``task``."""
    return f"withheld.{item}.secret" if reason is Reason.STATE_SECRET else f"withheld.{item}.other"
