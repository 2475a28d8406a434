"""What the publisher is told of withheld amounts: what gives them away, and what is left out to protect them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.public.adding import Adding, Of, adding_of, linked
from sitegen.public.inference import by_row, exposures
from sitegen.public.model import AmountsProtecting, Disclosure
from sitegen.public.suppression import Advice, advice
from sitegen.public.withheld import amounts_by_row, withholds_amounts


@dataclass(frozen=True, slots=True)
class Giveaway:
    """A finding about a department-year as a whole. Its particulars say nothing but what the public model says."""

    code: str
    of: Of
    particulars: Mapping[str, str]


def giveaways(disclosures: Sequence[Disclosure]) -> Iterator[Giveaway]:
    """Yield what is to be told, the disclosures in their order.

    ``S301``: withheld amounts follow from published ones; its ``besides`` are the rows that would have to be left
    out as well, and empty where none would help.
    ``S302`` and ``S303``: amounts are left out, to protect those or to protect nothing.
    """
    by_place = {(disclosure.department.id, disclosure.year): disclosure for disclosure in disclosures}
    advised: dict[Of, Advice] = {}
    for row in by_row(exposures(disclosures)):
        of = row[0].of
        if of not in advised:
            advised[of] = advice(disclosures, by_place[of])
        figures = dict.fromkeys(str(figure) for exposure in row for figure in exposure.by)
        particulars = {
            "item": row[0].name,
            "columns": ", ".join(exposure.column for exposure in row),
            "figures": ", ".join(figures),
        }
        helps = () if row[0].path in advised[of].told else advised[of].besides
        yield Giveaway("S301", of, {**particulars, "besides": ", ".join(helps)})
    yield from _left_out(disclosures)


def _left_out(disclosures: Sequence[Disclosure]) -> Iterator[Giveaway]:
    leaving = [disclosure for disclosure in disclosures if _protecting(disclosure)]
    groups = linked(disclosures) if leaving else ()
    for disclosure in leaving:
        group = next(group for group in groups if any(each is disclosure for each in group))
        code = "S302" if any(map(withholds_amounts, group)) else "S303"
        of = (disclosure.department.id, disclosure.year)
        names = _names(adding_of((disclosure,)))
        yield Giveaway(code, of, {"rows": ", ".join(names)})


def _protecting(disclosure: Disclosure) -> bool:
    return any(isinstance(amounts, AmountsProtecting) for _, amounts in amounts_by_row(disclosure))


def _names(adding: Adding) -> list[str]:
    return [row.name for row in adding.rows if isinstance(row.amounts, AmountsProtecting)]
