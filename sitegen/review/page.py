"""The list as a page to print and sign: one file with its styles in it, without scripts, from nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.public.addresses import Language
from sitegen.render.environment import environment
from sitegen.render.messages import Messages
from sitegen.render.phrases import Phrase
from sitegen.render.theme import Theme
from sitegen.review.cells import Cells
from sitegen.review.model import Review
from sitegen.review.releases import NothingPublished, Release, Unreadable
from sitegen.review.sheets import Sheet

# The list has the form of a theme, so that the same machinery reads it; a site's own theme has no say in it.
_OWN = Theme((Path(__file__).parent,))


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence at the head of the list; ``urgent`` where it says that the list is not whole."""

    said: Phrase
    urgent: bool


def words(language: Language) -> Messages:
    """Return the words of the list."""
    return _OWN.messages(language)


def page(review: Review, sheets: Sequence[Sheet], messages: Messages) -> bytes:
    """Write the page."""
    template = environment(_OWN, messages.language, messages).get_template("pages/review.html")
    view = {"statements": tuple(_statements(review, messages)), "sheets": tuple(sheets)}
    return template.render(**view).encode()


def _statements(review: Review, messages: Messages) -> Sequence[Statement]:
    cells, config = Cells(messages), review.config
    if config is None:
        said = [Statement(messages.say("page.no_site"), urgent=True)]
    else:
        title = config.title.zh if messages.language is Language.ZH else config.title.en
        said = [Statement(messages.say("page.site", title=title), urgent=False)]
    said.append(Statement(messages.say("page.on", date=cells.day(review.on)), urgent=False))
    match review.former:
        case NothingPublished():
            said.append(Statement(messages.say("former.nothing"), urgent=False))
        case Unreadable(file=file):
            said.append(Statement(messages.say("former.unreadable", file=file.as_posix()), urgent=True))
        case Release(updated_on=day, base_url=url):
            said.append(Statement(messages.say("former.release", date=cells.day(day)), urgent=False))
            if config is not None and url != config.base_url:
                said.append(Statement(messages.say("former.foreign", url=url), urgent=True))
    for key, files in (("page.unread", review.unread), ("page.uncompared", review.uncompared)):
        if files:
            names = ", ".join(file.as_posix() for file in files)
            said.append(Statement(messages.say(key, files=names), urgent=True))
    return said
