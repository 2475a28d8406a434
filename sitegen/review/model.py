"""What the reviewer is shown. Confidential: it names what is withheld, and never holds what that says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from sitegen.config import SiteConfig
from sitegen.load import Path
from sitegen.private.model import Reason
from sitegen.private.personal_data import PersonalData
from sitegen.public.rows import KeptBack
from sitegen.review.changes import Changed
from sitegen.review.releases import Former
from sitegen.review.subjects import Subject


class Term(StrEnum):
    """Whether a decision is to be reviewed again: not yet, by now, or nobody can tell."""

    RUNNING = "running"
    DUE = "due"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decided and when, and when it is to be looked at again. ``due`` is ``None`` where nothing says when."""

    by: str | None
    on: date | None
    due: date | None
    term: Term


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that speak of secrecy, with the path, from the item, of their text.

    ``around`` are the words around them where the item is to be public, ``None`` where it is not.
    """

    where: Path
    words: str
    around: str | None


@dataclass(frozen=True, slots=True)
class WithheldItem:
    """An item that is withheld. ``by_itself`` are its own words that withhold it, ``None`` where it was marked.

    ``bodies`` are the places, from the item, of what it still says in its file; ``by_district`` is true of a state
    secret in the file of a district or county, which cannot classify of its own power (保守国家秘密法 art. 17).
    """

    subject: Subject
    code: str | None
    reason: Reason
    by_itself: Quote | None
    signature: Signature
    bodies: tuple[Path, ...]
    by_district: bool


@dataclass(frozen=True, slots=True)
class Awaiting:
    """An item that speaks of secrecy and is not decided on: the build stops."""

    subject: Subject
    asking: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """An item that somebody decided to publish; ``asking`` is what asked for a decision, if anything still does."""

    subject: Subject
    asking: tuple[Quote, ...]
    signature: Signature
    needless: bool


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An item that is published although it holds words of secrecy, because they are denied or part of other words."""

    subject: Subject
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Unpriced:
    """A row whose amounts are not published, and why. ``decided`` is true where its own decision says so."""

    subject: Subject
    code: str | None
    why: KeptBack
    decided: bool


@dataclass(frozen=True, slots=True)
class Personal:
    """Personal data in an item that is to be public, masked. Where it is not ``decided`` on, the build stops."""

    subject: Subject
    where: Path
    kind: PersonalData
    masked: str
    decided: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The whole list.

    ``on`` is the day it is made for, ``config`` the site, ``None`` where its file is wrong. ``unread`` are files that
    could not be read and of which nothing is listed, ``uncompared`` those with errors, of which it cannot be said what
    changes.
    """

    on: date
    config: SiteConfig | None
    withheld: tuple[WithheldItem, ...]
    awaiting: tuple[Awaiting, ...]
    opened: tuple[Opened, ...]
    passed_over: tuple[PassedOver, ...]
    unpriced: tuple[Unpriced, ...]
    personal: tuple[Personal, ...]
    former: Former
    changes: tuple[Changed, ...]
    unread: tuple[PurePosixPath, ...]
    uncompared: tuple[PurePosixPath, ...]
