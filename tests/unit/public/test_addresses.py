from __future__ import annotations

import posixpath
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from sitegen.public.addresses import canonical, indicator_anchor, project_anchor, relative

paths = st.lists(st.sampled_from(["zh", "en", "a", "b"]), max_size=3).map(
    lambda parts: PurePosixPath(*parts, "page.html")
)
slugs = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)


@given(paths, paths)
def test_a_relative_link_leads_where_it_says(origin: PurePosixPath, target: PurePosixPath) -> None:
    assert posixpath.normpath(posixpath.join(origin.parent.as_posix(), relative(origin, target))) == target.as_posix()


@given(slugs, slugs, slugs)
def test_no_project_has_the_anchor_of_another_projects_indicator(project: str, other: str, indicator: str) -> None:
    assert project_anchor(project) != indicator_anchor(other, indicator)


def test_an_index_is_addressed_as_its_folder() -> None:
    assert canonical("https://a.example/b", PurePosixPath("zh/index.html")) == "https://a.example/b/zh/"
    assert canonical("https://a.example/b", PurePosixPath("index.html")) == "https://a.example/b/"
    assert canonical("https://a.example/b", PurePosixPath("zh/about.html")) == "https://a.example/b/zh/about.html"
