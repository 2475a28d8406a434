"""What the files hold for the reviewer, file by file: everything that was decided, by a person or by the program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sitegen.load import Path
from sitegen.private.bodies import bodies
from sitegen.private.model import Reason, Secrecy
from sitegen.private.personal_data import masked, sightings
from sitegen.private.rules import Examined
from sitegen.private.secrecy import Item, Judged, Open, Undecided, Withheld, own_texts
from sitegen.private.wording import Mention, Placeholder, Silent, first_mention, passed_over, verdict
from sitegen.review.model import Awaiting, Opened, PassedOver, Personal, Quote, WithheldItem
from sitegen.review.subjects import Source, item_at
from sitegen.review.terms import signature_of_opened, signature_of_withheld

# How much of a public text is quoted on either side of a word.
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found in the files, in their order."""

    withheld: tuple[WithheldItem, ...]
    awaiting: tuple[Awaiting, ...]
    opened: tuple[Opened, ...]
    passed_over: tuple[PassedOver, ...]
    personal: tuple[Personal, ...]


def gather(records: Sequence[Examined], today: date) -> Gathered:
    """Go through every item of every file that could be typed, those with errors included."""
    found = [line for record in records for line in _Gathering(record, today).lines()]
    return Gathered(
        withheld=tuple(line for line in found if isinstance(line, WithheldItem)),
        awaiting=tuple(line for line in found if isinstance(line, Awaiting)),
        opened=tuple(line for line in found if isinstance(line, Opened)),
        passed_over=tuple(line for line in found if isinstance(line, PassedOver)),
        personal=tuple(line for line in found if isinstance(line, Personal)),
    )


def source_of(record: Examined) -> Source:
    """Return a file as subjects are taken from it."""
    return Source(record.path, record.node, record.record, record.department)


class _Gathering:
    """Goes through one file."""

    def __init__(self, record: Examined, today: date) -> None:
        self._record = record
        self._today = today
        self._source = source_of(record)

    def lines(self) -> Iterator[WithheldItem | Awaiting | Opened | PassedOver | Personal]:
        for found in self._record.judged:
            match found.verdict:
                case Withheld() as withheld:
                    yield self._withheld(found, withheld)
                case Undecided(mentions=mentions):
                    quotes = tuple(Quote(each.where, each.mention.phrase, None) for each in mentions)
                    yield Awaiting(self._source.subject(found.path), quotes)
                    yield from self._personal(found, decided=False)
                case Open(decision=None):
                    yield from self._passed_over(found)
                    yield from self._personal(found, decided=False)
                case Open(decision=Secrecy() as decision, needless=needless):
                    signature = signature_of_opened(decision, self._today)
                    asking = tuple(_asking(found.item))
                    yield Opened(self._source.subject(found.path), asking, signature, needless)
                    yield from self._passed_over(found)
                    yield from self._personal(found, decided=True)

    def _withheld(self, found: Judged, withheld: Withheld) -> WithheldItem:
        department = self._record.department
        district = department is not None and department.level in {"district", "county"}
        return WithheldItem(
            subject=self._source.subject(found.path),
            code=getattr(found.item, "public_code", None),
            reason=withheld.reason,
            by_itself=None if withheld.where is None else self._own_words(found.path, withheld.where),
            signature=signature_of_withheld(found.item.secrecy, self._today),
            bodies=tuple(bodies(found.item)),
            by_district=district and withheld.reason is Reason.STATE_SECRET,
        )

    def _own_words(self, path: Path, where: Path) -> Quote | None:
        """Quote the words by which an item withholds itself: as the table has them, and nothing around them."""
        text = item_at(self._record.record, (*path, *where))
        said = verdict(text) if isinstance(text, str) else None
        return Quote(where, said.phrase, None) if isinstance(said, Placeholder) else None

    def _passed_over(self, found: Judged) -> Iterator[PassedOver]:
        quotes = [
            _quote(where, text, mention) for where, text in _public_texts(found.item) for mention in passed_over(text)
        ]
        if quotes:
            yield PassedOver(self._source.subject(found.path), tuple(quotes))

    def _personal(self, found: Judged, *, decided: bool) -> Iterator[Personal]:
        subject = self._source.subject(found.path)
        for where, text in found.texts:
            for sighting in sightings(text):
                yield Personal(subject, where, sighting.kind, sighting.masked, decided)


def _asking(item: Item) -> Iterator[Quote]:
    """Yield the words that asked for a decision on an item that was opened."""
    for where, text in _public_texts(item):
        mention = None if isinstance(verdict(text), Silent) else first_mention(text)
        if mention is not None:
            yield _quote(where, text, mention)


def _public_texts(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield the texts of an open item, personal data masked."""
    return ((where, masked(text)) for where, text in own_texts(item))


def _quote(where: Path, text: str, mention: Mention) -> Quote:
    start, end = max(0, mention.start - _AROUND), mention.end + _AROUND
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    around = before + " ".join(text[start:end].split()) + after
    return Quote(where, text[mention.start : mention.end], around)
