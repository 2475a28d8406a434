"""Whether anything withheld stands in a new site: what is looked for, and where.

As a rule all secrets are looked for in every file. Where a former build was cleared and little has changed since, only
the new files are looked through; that the verdict is the same follows from what the former build proved:

- a file that was taken over holds nothing that was withheld then, unless it stood in public, and neither does a section
  of the search index whose words stand where they stood (``leakcheck.difference``);
- what was withheld then in files that have not changed is withheld still, and nothing else, as long as the files that
  have changed withhold nothing;
- what stood in public then stands there still, unless it stood in what a changed file shows no more: that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from sitegen.content import FOLDER
from sitegen.crew import Crew
from sitegen.department_year import Asking, Desk, Made, shown_by
from sitegen.leakcheck.check import ClearedTree, Leak, check, check_again
from sitegen.leakcheck.needles import Needles, Standing, compile_needles, standing, standing_in_own
from sitegen.leakcheck.shown import amounts_shown
from sitegen.notes import Notes
from sitegen.private.reading import Ground
from sitegen.progress import Stage, Stopwatch
from sitegen.public.addresses import Language
from sitegen.public.model import Disclosure
from sitegen.render.theme import Theme
from sitegen.workshop import theme_of


def clear(
    desk: Desk, made: Sequence[Made], taken: Sequence[str], crew: Crew, watch: Stopwatch
) -> ClearedTree | tuple[Leak, ...]:
    """Look for what is withheld; ``taken`` are the files that were taken over from the former site."""
    with watch.stage(Stage.NEEDLES):
        cleared = _cleared_again(desk, made, taken, crew)
        needles = _needles(desk.ground, made, desk.notes, crew) if cleared is None else None
    with watch.stage(Stage.LEAKS):
        return check(desk.tree, needles, crew) if needles is not None else cleared or ()


def own_texts(ground: Ground) -> Iterator[str]:
    """Yield the texts of the publisher and of the program: settings, articles, the theme."""
    for settings in (ground.config, ground.taxonomy):
        if settings is not None:
            yield settings.model_dump_json()
    articles = (path for path in (ground.root / FOLDER / "pages").rglob("*") if path.is_file())
    theme = theme_of(ground.root, ground.config)
    # What lies in the folder of a theme and is no part of it is not shown, so it is not public by that.
    for path in sorted(chain(articles, *(theme.parts(folder).values() for folder in theme.folders))):
        yield path.read_text(encoding="utf-8", errors="replace")
    yield from _said_of_all(ground, theme)


def _said_of_all(ground: Ground, theme: Theme) -> Iterator[str]:
    """Yield what the program says of every department-year, whatever stands in it: its words with a name and a year.

    A withheld title mostly begins with them (``广州市司法局2024年…``), and so do the pages.
    """
    years = sorted({(str(year),) for years in ground.years.values() for year in years})
    for language in Language:
        messages = theme.messages(language)
        yield from messages.filled(("year",), years)
        yield from messages.filled(("department", "year"), [*_named_years(ground, language)])


def _named_years(ground: Ground, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the name of the department, in a language, and the year of each department-year."""
    for department, years in ground.years.items():
        if department in ground.departments:
            name = ground.departments[department].name
            english = ground.catalogues[department].english(name) if language is Language.EN else None
            yield from ((english or name, str(year)) for year in years)


def _needles(ground: Ground, made: Sequence[Made], notes: Notes, crew: Crew) -> Needles:
    """Compile all secrets into needles, without what stands in public; what does, each department-year is asked."""
    secrets = tuple(chain.from_iterable(each.secrets for each in made))
    if not secrets:
        return compile_needles((), ())
    shown = crew.map(Asking(ground, notes, compile_needles(secrets, ())).standing_in, ground.files)
    return compile_needles(secrets, (), own_texts=own_texts(ground), shown=shown)


def _cleared_again(desk: Desk, made: Sequence[Made], taken: Sequence[str], crew: Crew) -> ClearedTree | None:
    """Look through the new files alone; ``None`` where all have to be looked through."""
    ground, notes, former = desk.ground, desk.notes, desk.former
    before = former.cleared_before(taken)
    if before is None or any(each.news for each in made):
        return None
    needles = compile_needles(chain.from_iterable(each.secrets for each in made), ())
    by_name = {file.name: each for file, each in zip(ground.files, made, strict=True)}
    new = [name for name, each in by_name.items() if each.new]
    gone = former.rows.keys() - by_name.keys()
    old = [notes.former(name) for name in sorted({*new, *gone} & former.rows.keys())]
    lost = _lost(ground, needles, old, [notes.disclosure(name) for name in new])
    # What is new on the site mostly stands in the files that are new.
    order = sorted(by_name, key=lambda name: not by_name[name].new)
    return check_again(desk.tree, before, needles, lost, partial(_by_right, ground, notes, order), crew)


def _lost(ground: Ground, needles: Needles, old: Sequence[Disclosure], new: Sequence[Disclosure]) -> Standing:
    """Return which needles stand in what was shown and is not shown any more in the same files."""
    if not needles:
        return Standing()
    (old_texts, old_amounts), (new_texts, new_amounts) = (
        (
            dict.fromkeys(chain.from_iterable(shown_by(ground, each) for each in some)),
            dict.fromkeys(chain.from_iterable(map(amounts_shown, some))),
        )
        for some in (old, new)
    )
    texts = [text for text in old_texts if text not in new_texts]
    return standing(needles, texts, (amount for amount in old_amounts if amount not in new_amounts))


def _by_right(ground: Ground, notes: Notes, order: Sequence[str], found: Standing) -> Standing:
    """Return which needles stand in public by right, asking no more department-years than it takes to find them."""
    left = found - standing_in_own(found.needles, own_texts(ground)) if found else found
    for name in order:
        if not left:
            break
        disclosure = notes.disclosure(name)
        left -= standing(left.needles, shown_by(ground, disclosure), amounts_shown(disclosure))
    return found - left
