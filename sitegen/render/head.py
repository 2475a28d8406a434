"""The head of a page: the tags that government sites carry, canonical address, languages, and the content policy.

The tags are those of 国办发〔2017〕47号: ``SiteName``, ``SiteDomain`` and ``SiteIDCode`` on every page, the column's
on column and content pages, the article's on content pages. Scrapers and inspections read exactly these.
Each value is in the language of its page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from sitegen.config import SiteConfig
from sitegen.public import addresses
from sitegen.public.addresses import Language

#: Nothing inline, nothing from anyone else. ``wasm-unsafe-eval`` is for the search, which is WebAssembly.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
)


@dataclass(frozen=True, slots=True)
class Column:
    """The column of the site that a page belongs to."""

    name: str
    kind: str
    description: str
    keywords: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What a content page says of itself."""

    title: str
    published_on: date
    source: str
    keywords: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language."""

    hreflang: str
    href: str


@dataclass(frozen=True, slots=True)
class SearchEngine:
    """Where a browser learns how to search the site, and what the site is called there."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Head:
    """All of the head.

    ``canonical`` is ``None`` on the page that stands for missing ones, ``search`` on pages that are in both languages.
    """

    title: str
    metas: tuple[tuple[str, str], ...]
    canonical: str | None
    alternates: tuple[Alternate, ...]
    icon: str
    stylesheet: str
    more_stylesheet: str
    reading_aids: str
    search: SearchEngine | None = None
    content_security_policy: str = CONTENT_SECURITY_POLICY


def site_metas(config: SiteConfig, title: str) -> tuple[tuple[str, str], ...]:
    """Return the tags of every page."""
    domain = urlsplit(config.base_url).netloc
    metas = [("SiteName", title), ("SiteDomain", domain)]
    if config.site_id_code is not None:
        metas.append(("SiteIDCode", config.site_id_code))
    return tuple(metas)


def column_metas(column: Column) -> tuple[tuple[str, str], ...]:
    """Return the tags of a column page."""
    return (
        ("ColumnName", column.name),
        ("ColumnDescription", column.description),
        ("ColumnKeywords", column.keywords),
        ("ColumnType", column.kind),
    )


def publication_metas(
    column: Column, publication: Publication, description: str, url: str
) -> tuple[tuple[str, str], ...]:
    """Return the tags of a content page."""
    return (
        ("ColumnName", column.name),
        ("ColumnType", column.kind),
        ("ArticleTitle", publication.title),
        ("PubDate", f"{publication.published_on.isoformat()} 00:00"),
        ("ContentSource", publication.source),
        ("Keywords", publication.keywords),
        ("Description", description),
        ("Url", url),
    )


def alternates(base_url: str, path: PurePosixPath) -> tuple[Alternate, ...]:
    """List a page in both languages; the default of the home page is the choice of language, of others the Chinese."""
    chinese = addresses.canonical(base_url, addresses.in_language(path, Language.ZH))
    english = addresses.canonical(base_url, addresses.in_language(path, Language.EN))
    default = addresses.canonical(base_url, addresses.HOME) if path == addresses.HOME else chinese
    return (
        Alternate(Language.ZH.tag, chinese),
        Alternate(Language.EN.tag, english),
        Alternate("x-default", default),
    )
