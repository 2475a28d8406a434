"""The content folder, read whole: every file typed, every rule applied, all findings of all files together.

What this returns may hold secrets. ``sitegen.redact`` takes the records from here to the public model, and the
findings to what may be printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from sitegen.config import DepartmentConfig, Policy, SiteConfig, Taxonomy
from sitegen.content import (
    FOLDER,
    CatalogueFile,
    ContentFile,
    DepartmentFile,
    DisclosureFile,
    SiteFile,
    TaxonomyFile,
    files_of,
)
from sitegen.diagnostics.model import Finding
from sitegen.load import Loaded, Node, read
from sitegen.private.model import DisclosureRecord
from sitegen.private.rules import (
    AcceptedRecord,
    Examined,
    ExaminedDepartment,
    Folder,
    accept,
    examine,
    examine_departments,
    examine_folder,
)
from sitegen.private.schemas import schemas
from sitegen.translations import Catalogue, CatalogueError, read_catalogue
from sitegen.typed import typed

_Model = TypeVar("_Model", bound=BaseModel)
_File = TypeVar("_File", bound=ContentFile)

#: The catalogue that all departments share.
SHARED_CATALOGUE = FOLDER / "en.po"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the content folder holds. ``config`` and ``taxonomy`` are ``None`` where their files are wrong.

    ``catalogues`` are those of the departments, each with the shared one in it. ``sources`` are the files that
    findings can stand in, as they were read.
    """

    config: SiteConfig | None
    taxonomy: Taxonomy | None
    departments: Mapping[str, DepartmentConfig]
    shared: Catalogue
    catalogues: Mapping[str, Catalogue]
    accepted: tuple[AcceptedRecord, ...]
    findings: tuple[Finding, ...]
    sources: Mapping[PurePosixPath, Loaded]

    @property
    def policy(self) -> Policy:
        """The site's policy; the standard one where ``site.yaml`` is wrong, for then nothing is published anyway."""
        return Policy.model_validate({}) if self.config is None else self.config.policy


def read_content(root: Path) -> Reading:
    """Read the content of the site in ``root``.

    Raises:
        NotASiteError: if there is none.

    """
    return _Reader(root, files_of(root)).reading()


def _read_as(
    model: type[_Model], path: PurePosixPath, data: bytes
) -> tuple[Loaded, _Model | None, tuple[Finding, ...]]:
    """Read a file and type it; a file that has not changed since the last build of a preview is not read again."""
    loaded, made, findings = _remembered(model, path, data)
    return loaded, made if isinstance(made, model) else None, findings


@lru_cache(maxsize=64)
def _remembered(
    model: type[BaseModel], path: PurePosixPath, data: bytes
) -> tuple[Loaded, BaseModel | None, tuple[Finding, ...]]:
    loaded = read(path, data)
    if loaded.node is None:
        return loaded, None, ()
    return (loaded, *typed(model, path, loaded.node))


class _Reader:
    """Reads each file once and gathers what is wrong."""

    def __init__(self, root: Path, files: Sequence[ContentFile]) -> None:
        self._root = root
        self._files = files
        self._findings: list[Finding] = []
        self._sources: dict[PurePosixPath, Loaded] = {}

    def reading(self) -> Reading:
        config = self._single(SiteFile, SiteConfig)
        taxonomy = self._single(TaxonomyFile, Taxonomy)
        shared = self._catalogue(SHARED_CATALOGUE)
        catalogues = self._catalogues()
        departments = self._departments(catalogues)
        examined = tuple(self._disclosures(departments, taxonomy, catalogues, strict=_is_strict(config)))
        self._findings += examine(examined)
        self._findings += examine_folder(Folder(self._files, self._bytes, schemas()))
        findings = tuple(self._findings)
        accepted = (accept(each, findings) for each in examined)
        return Reading(
            config=config,
            taxonomy=taxonomy,
            departments={department.folder: department.config for department in departments},
            shared=shared,
            catalogues=catalogues,
            accepted=tuple(each for each in accepted if each is not None),
            findings=findings,
            sources=self._sources,
        )

    def _bytes(self, path: PurePosixPath) -> bytes:
        return (self._root / path).read_bytes()

    def _of_kind(self, kind: type[_File]) -> Iterator[_File]:
        return (file for file in self._files if isinstance(file, kind))

    def _typed(self, path: PurePosixPath, model: type[_Model]) -> tuple[Node, _Model] | None:
        loaded, made, findings = _read_as(model, path, self._bytes(path))
        self._sources[path] = loaded
        self._findings += loaded.findings
        self._findings += findings
        return None if loaded.node is None or made is None else (loaded.node, made)

    def _single(self, kind: type[_File], model: type[_Model]) -> _Model | None:
        for file in self._of_kind(kind):
            found = self._typed(file.path, model)
            return None if found is None else found[1]
        return None

    def _catalogue(self, *paths: PurePosixPath) -> Catalogue:
        try:
            return read_catalogue(self._root / path for path in paths)
        except CatalogueError:
            # The rule about catalogues tells the place; without them texts count as not translated.
            return Catalogue({})

    def _catalogues(self) -> dict[str, Catalogue]:
        folders = {file.department for file in self._of_kind(DepartmentFile)}
        folders |= {file.department for file in self._of_kind(DisclosureFile)}
        folders |= {file.department for file in self._of_kind(CatalogueFile) if file.department is not None}
        return {folder: self._catalogue(SHARED_CATALOGUE, FOLDER / folder / "en.po") for folder in sorted(folders)}

    def _departments(self, catalogues: Mapping[str, Catalogue]) -> tuple[ExaminedDepartment, ...]:
        found = []
        for file in self._of_kind(DepartmentFile):
            made = self._typed(file.path, DepartmentConfig)
            if made is not None:
                found.append(ExaminedDepartment(file.path, made[0], made[1], catalogues[file.department]))
        self._findings += examine_departments(found)
        return tuple(found)

    def _disclosures(
        self,
        departments: Sequence[ExaminedDepartment],
        taxonomy: Taxonomy | None,
        catalogues: Mapping[str, Catalogue],
        *,
        strict: bool,
    ) -> Iterator[Examined]:
        configs = {department.folder: department.config for department in departments}
        for file in self._of_kind(DisclosureFile):
            made = self._typed(file.path, DisclosureRecord)
            if made is not None:
                node, record = made
                yield Examined(
                    path=file.path,
                    node=node,
                    record=record,
                    department=configs.get(file.department),
                    taxonomy=taxonomy,
                    catalogue=catalogues[file.department],
                    strict=strict,
                )


def _is_strict(config: SiteConfig | None) -> bool:
    return config is not None and config.policy.secrecy == "strict"
