"""What a site's own theme gets wrong is told without a word of what is withheld, or of what the pages hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.diagnostics.formats import as_github, as_json, as_text
from sitegen.outcomes import Refused
from sitegen.pipeline import build
from tests.support.sites import change, new_site, run

SECRETS = ("北斗卫星侦察终端采购", "雷达站换装")

#: Ways for a template to stumble over what it was given, on the page that shows the withheld project.
STUMBLES = {
    "pages/disclosure.html": (
        "{{ view.nothing }}",
        "{{ view.project_goals.units[0].projects[1][view.lede].x }}",
        "{% for each in view.project_goals.units[0].projects %}{{ each.goal / 2 }}{% endfor %}",
        "{{ say(view.opening.lede.text) }}",
        "{{ view|map(attribute='goal')|join|int / 0 }}",
        "{% include view.opening.lede.text %}",
    ),
    "components/project/template.html": ("{% macro project(project) %}{{ project.goal.nothing }}{% endmacro %}",),
}


def _withheld(root: Path, secret: str) -> Path:
    new_site(root)
    change(root, "name: 涉密项目", f"name: {secret}\n          secrecy: withheld")
    change(root, "goal: 涉密项目，依法不予公开。", f"goal: 完成{secret}。")
    return root


def _told(root: Path) -> str:
    outcome = build(root, root / "build/site")
    assert isinstance(outcome, Refused)
    assert {finding.code for finding in outcome.findings} & {"D205", "D207", "D208"}
    return "".join(
        write(outcome.findings, language) for write in (as_text, as_json, as_github) for language in ("zh", "en")
    )


@pytest.mark.parametrize(("name", "source"), [(name, each) for name, sources in STUMBLES.items() for each in sources])
def test_what_is_told_of_a_template_is_the_same_whatever_is_withheld(name: str, source: str, tmp_path: Path) -> None:
    told = []
    for number, secret in enumerate(SECRETS):
        root = _withheld(tmp_path / str(number), secret)
        (root / "theme" / name).parent.mkdir(parents=True)
        (root / "theme" / name).write_text(source, encoding="utf-8")
        told.append(_told(root))
    assert told[0] == told[1]
    assert not any(secret[:4] in told[0] for secret in SECRETS)
    # Nor is anything quoted of the page itself.
    assert "校舍" not in told[0]
    assert "Traceback" not in told[0]


def test_the_command_tells_the_line_and_never_a_traceback(tmp_path: Path) -> None:
    root = _withheld(tmp_path / "site", SECRETS[0])
    (root / "theme/pages").mkdir(parents=True)
    (root / "theme/pages/disclosure.html").write_text("\n{{ view.lede / 0 }}", encoding="utf-8")
    done = run("build", cwd=root)
    assert done.returncode == 1
    assert "theme/pages/disclosure.html:2:9  error D207" in done.stdout
    assert done.stderr == ""
    assert SECRETS[0] not in done.stdout
