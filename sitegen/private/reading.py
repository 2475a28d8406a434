"""The content folder, read: every file typed, every rule applied.

First the ground that all department-years stand on (``read_ground``), then each of them by itself
(``read_disclosure``), so that thousands can pass by one at a time. ``read_content`` is for what needs them all at once.

What this returns may hold secrets. ``sitegen.redact`` takes the records from here to the public model, and the
findings to what may be printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from sitegen.config import DepartmentConfig, Policy, Programme, Programmes, SiteConfig, Taxonomy
from sitegen.content import (
    FOLDER,
    CatalogueFile,
    ContentFile,
    DepartmentFile,
    DisclosureFile,
    ProgrammesFile,
    SiteFile,
    TaxonomyFile,
    files_of,
)
from sitegen.diagnostics.model import Finding
from sitegen.errors import UnreliableMemoryError
from sitegen.load import Loaded, Node, read
from sitegen.private.model import DisclosureRecord
from sitegen.private.rules import (
    AcceptedRecord,
    Examined,
    ExaminedDepartment,
    ExaminedSite,
    Folder,
    accept,
    examine,
    examine_departments,
    examine_folder,
    examine_site,
)
from sitegen.private.schemas import schemas
from sitegen.private.secrecy import Judged, judged
from sitegen.translations import Catalogue, CatalogueError, read_catalogue
from sitegen.typed import typed

_Model = TypeVar("_Model", bound=BaseModel)
_File = TypeVar("_File", bound=ContentFile)

#: The catalogue that all departments share.
SHARED_CATALOGUE = FOLDER / "en.po"


class Catalogues(Mapping[str, Catalogue]):
    """The English of each department, the shared catalogue in it. One at a time is in memory: a site has thousands."""

    def __init__(self, root: Path, folders: Iterable[str], shared: Catalogue) -> None:
        """Take the shared catalogue; those of the departments are read when they are asked for."""
        self._root = root
        self._folders = dict.fromkeys(sorted(folders))
        self._shared = shared
        self._last: tuple[str, Catalogue] = ("", shared)

    def __getitem__(self, folder: str) -> Catalogue:
        last, catalogue = self._last
        if last != folder:
            if folder not in self._folders:
                raise KeyError(folder)
            own = _catalogue(self._root, FOLDER / folder / "en.po")
            catalogue = Catalogue({**self._shared.entries, **own.entries})
            self._last = (folder, catalogue)
        return catalogue

    def __iter__(self) -> Iterator[str]:
        return iter(self._folders)

    def __len__(self) -> int:
        return len(self._folders)


@dataclass(frozen=True, slots=True)
class Ground:
    """What all department-years stand on: the site's own files, and what is wrong with these and with the folder.

    ``config``, ``taxonomy`` and ``programmes`` are ``None`` where their files are wrong. ``files`` are the
    department-years, not yet read, and ``years`` those of each department; ``catalogues`` the English of the
    departments, ``shared`` what is in each of them. ``sources`` are the files that ``findings`` can stand in, as they
    were read.
    """

    root: Path
    config: SiteConfig | None
    taxonomy: Taxonomy | None
    programmes: Mapping[str, Programme] | None
    departments: Mapping[str, DepartmentConfig]
    shared: Catalogue
    catalogues: Mapping[str, Catalogue]
    files: tuple[DisclosureFile, ...]
    years: Mapping[str, Sequence[int]]
    findings: tuple[Finding, ...]
    sources: Mapping[PurePosixPath, Loaded]

    @property
    def policy(self) -> Policy:
        """The site's policy; the standard one where ``site.yaml`` is wrong, for then nothing is published anyway."""
        return Policy.model_validate({}) if self.config is None else self.config.policy


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One department-year as it was read and judged.

    ``examined`` is ``None`` where it could not be typed, ``accepted`` where it may not be published.
    """

    path: PurePosixPath
    loaded: Loaded
    examined: Examined | None
    accepted: AcceptedRecord | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reading(Ground):
    """The whole content folder in memory: the ground, every department-year on it, the findings of all files.

    ``examined`` are the department-years that could be typed, ``accepted`` those of them that may be published.
    """

    examined: tuple[Examined, ...]
    accepted: tuple[AcceptedRecord, ...]


def read_content(root: Path) -> Reading:
    """Read the content of the site in ``root``, all of it.

    Raises:
        NotASiteError: if there is none.

    """
    ground = read_ground(root)
    read_files = [read_disclosure(ground, file) for file in ground.files]
    return Reading(
        root=root,
        config=ground.config,
        taxonomy=ground.taxonomy,
        programmes=ground.programmes,
        departments=ground.departments,
        shared=ground.shared,
        catalogues=ground.catalogues,
        files=ground.files,
        years=ground.years,
        findings=(*ground.findings, *chain.from_iterable(read_file.findings for read_file in read_files)),
        sources={**ground.sources, **{read_file.path: read_file.loaded for read_file in read_files}},
        examined=tuple(read_file.examined for read_file in read_files if read_file.examined is not None),
        accepted=tuple(read_file.accepted for read_file in read_files if read_file.accepted is not None),
    )


def read_ground(root: Path) -> Ground:
    """Read what the department-years of the site in ``root`` stand on, and examine it.

    Raises:
        NotASiteError: if there is no site.

    """
    return _Reader(root, files_of(root)).ground()


def read_ground_again(root: Path) -> Ground:
    """Read what the department-years stand on where it was examined before and is as it was then.

    Departments are read when they are asked for, and there are no findings.

    Raises:
        NotASiteError: if there is no site.

    """
    return _Reader(root, files_of(root)).ground(again=True)


class _Departments(Mapping[str, DepartmentConfig]):
    """The departments, each read when it is asked for."""

    def __init__(self, files: Iterable[DepartmentFile], read_one: Callable[[PurePosixPath], DepartmentConfig]) -> None:
        self._files = {file.department: file.path for file in files}
        self._read = cache(read_one)

    def __getitem__(self, folder: str) -> DepartmentConfig:
        return self._read(self._files[folder])

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def read_disclosure(ground: Ground, file: DisclosureFile) -> ReadFile:
    """Read one department-year, type it and apply the rules. It needs no other department-year."""
    loaded, record, findings = _read_as(DisclosureRecord, file.path, (ground.root / file.path).read_bytes())
    told = (*loaded.findings, *findings)
    if loaded.node is None or record is None:
        return ReadFile(file.path, loaded, None, None, told)
    examined = Examined(
        path=file.path,
        node=loaded.node,
        record=record,
        department=ground.departments.get(file.department),
        taxonomy=ground.taxonomy,
        catalogue=ground.catalogues[file.department],
        strict=ground.config is not None and ground.config.policy.secrecy == "strict",
        programmes=None if ground.programmes is None else frozenset(ground.programmes),
    )
    told = (*told, *examine([examined]))
    return ReadFile(file.path, loaded, examined, accept(examined, told), told)


def read_items(ground: Ground, file: DisclosureFile) -> tuple[Node, tuple[Judged, ...]] | None:
    """Read of a department-year its items and the decisions on them, and apply no rule; ``None`` if it is not typed.

    For a file that was accepted before and is as it was then.
    """
    loaded, record, _ = _read_as(DisclosureRecord, file.path, (ground.root / file.path).read_bytes())
    return None if loaded.node is None or record is None else (loaded.node, tuple(judged(record)))


def _read_as(
    model: type[_Model], path: PurePosixPath, data: bytes
) -> tuple[Loaded, _Model | None, tuple[Finding, ...]]:
    """Read a file and type it; a file that has not changed since the last build of a preview is not read again."""
    loaded, made, findings = _remembered(model, path, data)
    return loaded, made if isinstance(made, model) else None, findings


@lru_cache(maxsize=16)
def _remembered(
    model: type[BaseModel], path: PurePosixPath, data: bytes
) -> tuple[Loaded, BaseModel | None, tuple[Finding, ...]]:
    loaded = read(path, data)
    if loaded.node is None:
        return loaded, None, ()
    return (loaded, *typed(model, path, loaded.node))


def _catalogue(root: Path, path: PurePosixPath) -> Catalogue:
    try:
        return read_catalogue([root / path])
    except CatalogueError:
        # The rule about catalogues tells the place; without them texts count as not translated.
        return Catalogue({})


class _Reader:
    """Reads each file once and gathers what is wrong."""

    def __init__(self, root: Path, files: Sequence[ContentFile]) -> None:
        self._root = root
        self._files = files
        self._findings: list[Finding] = []
        self._sources: dict[PurePosixPath, Loaded] = {}

    def ground(self, *, again: bool = False) -> Ground:
        site = self._single(SiteFile, SiteConfig)
        config = None if site is None else site[1]
        taxonomy = self._single(TaxonomyFile, Taxonomy)
        programmes = self._programmes()
        shared = _catalogue(self._root, SHARED_CATALOGUE)
        catalogues = Catalogues(self._root, self._folders(), shared)
        departments: Mapping[str, DepartmentConfig]
        if again:
            departments = _Departments(self._of_kind(DepartmentFile), self._department)
        else:
            departments = self._departments(catalogues)
            if site is not None:
                self._findings += examine_site(ExaminedSite(*site, frozenset(departments)))
            self._findings += examine_folder(Folder(self._files, self._bytes, schemas()))
        years: dict[str, list[int]] = {}
        for file in self._of_kind(DisclosureFile):
            years.setdefault(file.department, []).append(file.year)
        return Ground(
            root=self._root,
            config=config,
            taxonomy=None if taxonomy is None else taxonomy[1],
            programmes=programmes,
            departments=departments,
            shared=shared,
            catalogues=catalogues,
            files=tuple(self._of_kind(DisclosureFile)),
            years=years,
            findings=tuple(self._findings),
            sources=self._sources,
        )

    def _department(self, path: PurePosixPath) -> DepartmentConfig:
        made = self._typed(path, DepartmentConfig)
        if made is None:
            # It was examined before, and is as it was then.
            raise UnreliableMemoryError(path.as_posix())
        return made[1]

    def _bytes(self, path: PurePosixPath) -> bytes:
        return (self._root / path).read_bytes()

    def _of_kind(self, kind: type[_File]) -> Iterator[_File]:
        return (file for file in self._files if isinstance(file, kind))

    def _folders(self) -> Iterator[str]:
        for file in self._files:
            if isinstance(file, DepartmentFile | DisclosureFile | CatalogueFile) and file.department is not None:
                yield file.department

    def _typed(self, path: PurePosixPath, model: type[_Model]) -> tuple[Node, _Model] | None:
        loaded, made, findings = _read_as(model, path, self._bytes(path))
        self._sources[path] = loaded
        self._findings += loaded.findings
        self._findings += findings
        return None if loaded.node is None or made is None else (loaded.node, made)

    def _single(self, kind: type[_File], model: type[_Model]) -> tuple[Node, _Model] | None:
        for file in self._of_kind(kind):
            return self._typed(file.path, model)
        return None

    def _programmes(self) -> Mapping[str, Programme] | None:
        """Read the programmes; a site without the file has none, and of a wrong one nothing is known."""
        if not any(self._of_kind(ProgrammesFile)):
            return {}
        made = self._single(ProgrammesFile, Programmes)
        return None if made is None else made[1].programmes

    def _departments(self, catalogues: Mapping[str, Catalogue]) -> dict[str, DepartmentConfig]:
        found = []
        for file in self._of_kind(DepartmentFile):
            made = self._typed(file.path, DepartmentConfig)
            if made is not None:
                found.append(ExaminedDepartment(file.path, made[0], made[1], catalogues[file.department]))
        self._findings += examine_departments(found)
        return {department.folder: department.config for department in found}
