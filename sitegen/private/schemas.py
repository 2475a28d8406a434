"""The JSON Schemas of all kinds of content files, by their names in ``content/schemas``. They hold no content."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sitegen.config import DepartmentConfig, Programmes, SiteConfig, Taxonomy
from sitegen.private.model import DisclosureRecord
from sitegen.schema import schema_of


@cache
def schemas() -> Mapping[str, bytes]:
    """Return the schemas: ``content/schemas/<name>.json`` -> bytes, by name."""
    return {
        "site": schema_of(SiteConfig, "网站"),
        "taxonomy": schema_of(Taxonomy, "指标分类"),
        "programmes": schema_of(Programmes, "同类项目"),
        "department": schema_of(DepartmentConfig, "部门"),
        "disclosure": schema_of(DisclosureRecord, "绩效目标公开"),
    }
