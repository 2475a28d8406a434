"""Full-text search: public model -> search records -> a Pagefind bundle a language, the same bytes every time."""

from __future__ import annotations

from sitegen.search.bundle import INDEX, build_bundle, bundle_of
from sitegen.search.outlines import Source
from sitegen.search.pagefind import SearchIndexError
from sitegen.search.records import SearchRecord, search_records, spelt_names
from sitegen.search.store import FolderStore, Store

__all__ = [
    "INDEX",
    "FolderStore",
    "SearchIndexError",
    "SearchRecord",
    "Source",
    "Store",
    "build_bundle",
    "bundle_of",
    "search_records",
    "spelt_names",
]
