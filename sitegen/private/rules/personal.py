"""A rule about personal data: none is published without a decision (个人信息保护法 art. 25, 28).

The finding tells the kind, the place and a masked value. A review that opened the item (``secrecy: open``) has decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics.model import Finding
from sitegen.load import locate
from sitegen.private.personal_data import sightings
from sitegen.private.rules.items import span_inside
from sitegen.private.rules.rule import Examined
from sitegen.private.secrecy import Open


class NoPersonalData:
    """No identity number, mobile number, bank card, e-mail address or named preparer stands in an open text."""

    code = "P101"

    def check(self, subject: Examined) -> Iterator[Finding]:
        """Look through every text of every open item that no review has opened."""
        for found in subject.judged:
            if not isinstance(found.verdict, Open) or found.verdict.decision is not None:
                continue
            for step, text in found.texts:
                for sighting in sightings(text):
                    path = (*found.path, *step)
                    span = span_inside(subject, path, sighting.start, sighting.end) or locate(subject.node, path)
                    yield Finding(self.code, span, {"kind": sighting.kind.value, "masked": sighting.masked})
