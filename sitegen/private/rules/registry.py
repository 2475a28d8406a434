"""All rules, in one place."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.private.rules.articles import BothLanguages, FrontMatter, SameHeadings
from sitegen.private.rules.categories import ColumnAlias, LevelsApart, UnknownLevel1, UnknownLevel2
from sitegen.private.rules.coverage import ExpectedDepartments
from sitegen.private.rules.departments import IdOfFolder, PartOfDepartment
from sitegen.private.rules.folder import OutdatedSchema, RequiredFiles, StrayFiles, UnreadableCatalogue
from sitegen.private.rules.identity import (
    DepartmentKnown,
    DepartmentOfFolder,
    FormPresent,
    IdTaken,
    YearEvidence,
    YearOfName,
)
from sitegen.private.rules.language import MissingName, MissingTranslation
from sitegen.private.rules.personal import NoPersonalData
from sitegen.private.rules.programmes import ProgrammeKnown
from sitegen.private.rules.review import (
    Decided,
    DistrictClassifies,
    NeedlessDecision,
    NoSecretText,
    PublishedElsewhere,
    WithheldByItself,
)
from sitegen.private.rules.rule import Examined, ExaminedDepartment, ExaminedSite, Folder, Rule
from sitegen.private.rules.units import InclusiveSubtotals, PartOfUnit
from sitegen.private.rules.wording import EmptyGoal, LooksLikeANumber, NoIndicators, StaleAmount
from sitegen.private.rules.years import PreviousOnce

#: About one department-year file.
OF_A_RECORD: tuple[Rule[Examined], ...] = (
    DepartmentOfFolder(),
    YearOfName(),
    DepartmentKnown(),
    FormPresent(),
    YearEvidence(),
    IdTaken(),
    PartOfUnit(),
    InclusiveSubtotals(),
    ProgrammeKnown(),
    PreviousOnce(),
    LevelsApart(),
    UnknownLevel1(),
    UnknownLevel2(),
    ColumnAlias(),
    EmptyGoal(),
    NoIndicators(),
    StaleAmount(),
    LooksLikeANumber(),
    MissingTranslation(),
    Decided(),
    WithheldByItself(),
    NeedlessDecision(),
    DistrictClassifies(),
    NoSecretText(),
    PublishedElsewhere(),
    NoPersonalData(),
)

#: About ``site.yaml``.
OF_THE_SITE: tuple[Rule[ExaminedSite], ...] = (ExpectedDepartments(),)

#: About one ``department.yaml``.
OF_A_DEPARTMENT: tuple[Rule[ExaminedDepartment], ...] = (IdOfFolder(), MissingName())

#: About all departments together.
OF_ALL_DEPARTMENTS: tuple[Rule[Sequence[ExaminedDepartment]], ...] = (PartOfDepartment(),)

#: About the content folder.
OF_THE_FOLDER: tuple[Rule[Folder], ...] = (
    RequiredFiles(),
    StrayFiles(),
    UnreadableCatalogue(),
    OutdatedSchema(),
    BothLanguages(),
    SameHeadings(),
    FrontMatter(),
)
