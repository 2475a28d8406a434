from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from sitegen.public.addresses import Language
from sitegen.render.environment import environment
from sitegen.render.theme import Theme
from sitegen.render.theming.mistakes import ThemeError, mistakes_of

_SAID = "鲸落之地"


def _fail(tmp_path: Path, source: str, component: str | None = None) -> ThemeError:
    """Render a page of a site's own that fails, and return what is told of it."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/home.html").write_text(source, encoding="utf-8")
    if component is not None:
        (tmp_path / "components/heading").mkdir(parents=True)
        (tmp_path / "components/heading/template.html").write_text(component, encoding="utf-8")
    theme = Theme.of(tmp_path)
    template = environment(theme, Language.ZH, theme.messages(Language.ZH)).get_template("pages/home.html")
    with pytest.raises(ThemeError) as told, mistakes_of(theme):
        template.render(view={"heading": _SAID, "rows": [_SAID], _SAID: 1})
    return told.value


@pytest.mark.parametrize(
    ("source", "code", "line", "particulars"),
    [
        ("\n{{ view.headline }}", "D207", 2, {"name": "headline"}),
        ("{{ heading }}", "D207", 1, {"name": "heading"}),
        ("{{ view[view.heading].x }}", "D207", 1, {"name": "x"}),
        ("{{ view[view.heading ~ 1].x }}", "D208", 1, {"kind": "UndefinedError"}),
        ("\n\n{{ say('no.such') }}", "D205", 3, {"key": "no.such", "hint": "none", "alike": ""}),
        ("{{ say(view.heading) }}", "D208", 1, {"kind": "UnknownMessageError"}),
        ("{{ view.heading / 2 }}", "D208", 1, {"kind": "TypeError"}),
        ("{{ view.heading|int('x') / 0 }}", "D208", 1, {"kind": "TypeError"}),
    ],
)
def test_what_fails_is_told_by_its_line_and_quotes_nothing(
    source: str, code: str, line: int, particulars: dict[str, str], tmp_path: Path
) -> None:
    error = _fail(tmp_path, source)
    assert (error.finding.code, error.finding.span.line) == (code, line)
    assert dict(error.finding.particulars) == particulars
    assert error.finding.span.file.as_posix() == "theme/pages/home.html"
    assert _SAID not in str(error) + repr(error)
    assert error.__cause__ is None
    assert error.__suppress_context__


def test_a_component_of_the_sites_own_is_told_of_where_it_fails(tmp_path: Path) -> None:
    page = "{% from 'components/heading/template.html' import heading %}\n{{ heading(view) }}"
    error = _fail(tmp_path, page, "{% macro heading(heading) %}\n\n{{ heading.txt }}{% endmacro %}")
    assert error.finding.span.file.as_posix() == "theme/components/heading/template.html"
    assert error.finding.span.line == 3


def test_a_component_of_the_default_that_is_given_the_wrong_thing_is_told_of_where_it_is_called(tmp_path: Path) -> None:
    page = "{% from 'components/heading/template.html' import heading %}\n\n{{ heading(view) }}"
    assert _fail(tmp_path, page).finding.span.line == 3


def test_what_fails_outside_the_sites_own_theme_is_passed_on(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), mistakes_of(Theme.of(tmp_path)):
        raise ZeroDivisionError
    theme = Theme.of(None)
    template = environment(theme, Language.ZH, theme.messages(Language.ZH)).get_template("pages/home.html")
    with pytest.raises(UndefinedError), mistakes_of(theme):
        template.render(view={})


def test_a_mistake_goes_from_one_process_to_another(tmp_path: Path) -> None:
    error = _fail(tmp_path, "{{ view.headline }}")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert again.finding == error.finding
