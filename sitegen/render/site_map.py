"""Which pages a site has, and the files that tell machines of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from itertools import chain
from pathlib import PurePosixPath

from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.public.directory import Directory
from sitegen.public.summary import DisclosureSummary, OpenListing, OpenSummary
from sitegen.render.head import alternates


def pages_of(directory: Directory, articles: Iterable[str]) -> tuple[PurePosixPath, ...]:
    """List all pages that are in both languages, but the one for missing ones; ``articles`` are the names of those."""
    return (
        addresses.HOME,
        addresses.DEPARTMENTS,
        *(addresses.department(department_id) for department_id in directory.departments),
        *chain.from_iterable(_of_year(summary) for summary in directory.summaries),
        *(addresses.comparison(after.department.id, before.year, after.year) for before, after in directory.comparable),
        addresses.YEARS,
        *(addresses.year(year) for year in directory.years),
        *(
            addresses.projects(year, number)
            for year in directory.years
            for number in range(1, len(directory.project_pages(year)) + 1)
        ),
        *((addresses.PROGRAMMES,) if directory.programmes else ()),
        *(
            addresses.programme(name, number)
            for name in sorted(directory.programmes)
            for number in range(1, len(directory.programme_pages(name)) + 1)
        ),
        addresses.SEARCH,
        *(addresses.article(name) for name in sorted(set(articles))),
    )


def _of_year(summary: DisclosureSummary) -> Iterator[PurePosixPath]:
    """List the page of a department-year, and those of its projects where it has too many for one."""
    yield addresses.department_year(summary.department.id, summary.year)
    if summary.withholding.held.items:
        yield addresses.withheld(summary.department.id, summary.year)
    if isinstance(summary, OpenSummary) and summary.spots.apart:
        for listing in summary.projects:
            if isinstance(listing, OpenListing):
                yield summary.spots.project(listing.id).page


def site_map(base_url: str, updated_on: date, pages: Sequence[PurePosixPath]) -> bytes:
    """Write ``sitemap.xml``: every page in both languages, each naming the other."""
    changed = updated_on.isoformat()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path in pages:
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{other.hreflang}" href="{escape(other.href)}"/>'
            for other in alternates(base_url, path)
        )
        for language in Language:
            location = escape(addresses.canonical(base_url, addresses.in_language(path, language)))
            lines.append(f"<url><loc>{location}</loc><lastmod>{changed}</lastmod>{others}</url>")
    lines.append("</urlset>\n")
    return "\n".join(lines).encode()


def robots(base_url: str) -> bytes:
    """Write ``robots.txt``."""
    return f"User-agent: *\nAllow: /\nSitemap: {base_url}/sitemap.xml\n".encode()
