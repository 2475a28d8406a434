"""Rules about what is withheld: nothing is published or held back without a decision.

Sources: 保守国家秘密法 (2024) art. 17 (who may classify), 31(3) (no secret on an unclassified system), 35 (review
before release); 政府信息公开条例 art. 17, 18.

What is withheld is told of a file as a whole, by number and public code and never by line: the lines of a withheld
item tell how much it says.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics.model import Finding, Span
from sitegen.load import locate
from sitegen.private.bodies import bodies
from sitegen.private.model import BudgetUnit, KeyTask, Project, Reason
from sitegen.private.rules.rule import Examined
from sitegen.private.secrecy import How, Judged, Open, Undecided, Withheld
from sitegen.private.wording import without_statements
from sitegen.values.hanzi import skeleton

_NAMED = (BudgetUnit, Project, KeyTask)


def _withheld(subject: Examined) -> Iterator[tuple[Judged, Withheld]]:
    for found in subject.judged:
        if isinstance(found.verdict, Withheld):
            yield found, found.verdict


def _whole(subject: Examined) -> Span:
    return Span(subject.path, 1, 1, 1)


def _codes(items: list[Judged]) -> str:
    return ", ".join(getattr(found.item, "public_code", None) or "—" for found in items)


class Decided:
    """What speaks of secrecy has been decided on (fail closed)."""

    code = "X301"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Tell each mention that nobody has decided on, at the text it stands in."""
        for found in subject.judged:
            if isinstance(found.verdict, Undecided):
                for located in found.verdict.mentions:
                    yield Finding(self.code, locate(subject.node, (*found.path, *located.where)))


class WithheldByItself:
    """What says of itself that it is secret is withheld, and the publisher is told."""

    code = "X302"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Tell the number and the public codes, once a file."""
        items = [found for found, verdict in _withheld(subject) if verdict.how is How.AUTOMATIC]
        if items:
            yield Finding(self.code, _whole(subject), {"count": str(len(items)), "codes": _codes(items)})


class NeedlessDecision:
    """A decision stands where something asks for one."""

    code = "X303"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Tell each decision to publish that nothing asks for any more."""
        for found in subject.judged:
            if isinstance(found.verdict, Open) and found.verdict.needless:
                yield Finding(self.code, locate(subject.node, (*found.path, "secrecy")))


class DistrictClassifies:
    """A district has no power of its own to classify (保守国家秘密法 art. 17)."""

    code = "X304"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Tell a district's file that withholds state secrets."""
        if subject.department is None or subject.department.level not in {"district", "county"}:
            return
        items = [found for found, verdict in _withheld(subject) if verdict.reason is Reason.STATE_SECRET]
        if items:
            yield Finding(self.code, _whole(subject), {"count": str(len(items)), "codes": _codes(items)})


class NoSecretText:
    """Under a strict policy the text of a state secret is not in the file at all (保守国家秘密法 art. 31(3)).

    Under any other nothing is said here, for what is said would depend on what is withheld; the reviewer's list says
    it item by item (``sitegen.review``).
    """

    code = "X305"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Tell a file in which a withheld item says more than that it is withheld."""
        if not subject.strict:
            return
        items = [found for found, _ in _withheld(subject) if any(bodies(found.item))]
        if items:
            yield Finding(self.code, _whole(subject), {"count": str(len(items)), "codes": _codes(items)})


class PublishedElsewhere:
    """What is withheld does not stand in the same document under its own name, in public.

    A name that stands in public is no needle of the leak check, so nothing else would find it. Projects of one name in
    two units are two; a project and a key task of one name, or two rows of one list, are one.
    """

    code = "X307"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Tell a file in which a withheld item is public in another place, unless that place was reviewed."""
        public = [
            found
            for found in subject.judged
            if isinstance(found.verdict, Open) and isinstance(found.item, _NAMED) and found.item.secrecy is None
        ]
        items = [found for found, _ in _withheld(subject) if any(_is_same(found, other) for other in public)]
        if items:
            yield Finding(self.code, _whole(subject), {"codes": _codes(items)})


def _is_same(hidden: Judged, other: Judged) -> bool:
    if not isinstance(hidden.item, _NAMED) or not isinstance(other.item, _NAMED):
        return False
    name = hidden.item.name
    if name == hidden.item.public_code or not without_statements(name) or skeleton(name) != skeleton(other.item.name):
        return False
    return type(hidden.item) is not type(other.item) or hidden.path[:-1] == other.path[:-1]
