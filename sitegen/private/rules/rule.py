"""What a rule is, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from sitegen.config import DepartmentConfig, SiteConfig, Taxonomy
from sitegen.content import ContentFile
from sitegen.diagnostics.model import Finding
from sitegen.load import Node, Path
from sitegen.private.model import DisclosureRecord
from sitegen.private.secrecy import Item, Judged, Open, judged
from sitegen.translations import Catalogue

_Subject_contra = TypeVar("_Subject_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Examined:
    """A department-year file and what is needed to judge it. May hold secrets.

    ``department``, ``taxonomy`` and ``catalogue`` are ``None`` where their files are missing or wrong.
    ``programmes`` are the ids that ``programmes.yaml`` declares, ``None`` where that file is wrong.
    ``strict`` is true where the site's policy refuses files that hold the text of a secret. ``judged`` is every
    item of the record with the decision on it, ``opened`` those that are open, ``texts`` every text of every open item
    with its path.
    """

    path: PurePosixPath
    node: Node
    record: DisclosureRecord
    department: DepartmentConfig | None
    taxonomy: Taxonomy | None
    catalogue: Catalogue | None
    strict: bool = False
    programmes: frozenset[str] | None = frozenset()
    judged: tuple[Judged, ...] = field(init=False, compare=False, repr=False)
    opened: tuple[tuple[Path, Item], ...] = field(init=False, compare=False, repr=False)
    texts: tuple[tuple[Path, str], ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Decide once on every item of the record, and gather the open texts: many rules ask for them."""
        decided = tuple(judged(self.record))
        opened = [found for found in decided if isinstance(found.verdict, Open)]
        object.__setattr__(self, "judged", decided)
        object.__setattr__(self, "opened", tuple((found.path, found.item) for found in opened))
        texts = tuple((found.path + step, text) for found in opened for step, text in found.texts)
        object.__setattr__(self, "texts", texts)

    @property
    def folder(self) -> str:
        """The folder of the file, which names its department."""
        return self.path.parent.name


@dataclass(frozen=True, slots=True)
class ExaminedSite:
    """``site.yaml``, and the ids of the departments that have a ``department.yaml``."""

    node: Node
    config: SiteConfig
    departments: frozenset[str]


@dataclass(frozen=True, slots=True)
class ExaminedDepartment:
    """A ``department.yaml`` and the catalogue its names are translated by."""

    path: PurePosixPath
    node: Node
    config: DepartmentConfig
    catalogue: Catalogue | None

    @property
    def folder(self) -> str:
        """The folder of the file, which names the department."""
        return self.path.parent.name


@dataclass(frozen=True, slots=True)
class Folder:
    """The whole content folder: its files, and how to read one."""

    files: Sequence[ContentFile]
    read: Callable[[PurePosixPath], bytes]
    schemas: Mapping[str, bytes]


class Rule(Protocol[_Subject_contra]):
    """One thing that is checked: of a file, of all departments or of the folder. ``code`` names its words."""

    @property
    def code(self) -> str:
        """The code of its findings."""
        ...

    def check(self, subject: _Subject_contra, /) -> Iterator[Finding]:
        """Yield what is wrong with the subject."""
        ...
