"""The reviewer's list: what is withheld and why, what was decided and by whom, what changed since the last release.

政府信息公开条例 art. 17 asks for a review before release, art. 18 for a regular review of what was withheld;
保守国家秘密法 art. 24 for a yearly one, art. 35 and 36 for care before publication. The list is for the one person in
the agency who signs. It is made of private data and names what is withheld, so it never flows to the site: it is no
``OutputTree``, and nothing that renders, searches or publishes can import this package (a contract in
``pyproject.toml``). What a withheld goal or indicator says is not copied into it all the same.
"""

from __future__ import annotations

from sitegen.public.addresses import Language
from sitegen.review.folder import confidential_folder
from sitegen.review.making import make
from sitegen.review.model import Review
from sitegen.review.page import page, words
from sitegen.review.releases import published_in
from sitegen.review.sheets import sheets_of
from sitegen.review.table import table

__all__ = ["confidential_folder", "files_of", "make", "published_in"]


def files_of(review: Review, language: Language) -> dict[str, bytes]:
    """Write the list in a language: a page to print and sign, and a table."""
    messages = words(language)
    sheets = sheets_of(review, messages)
    return {
        f"review.{language.value}.html": page(review, sheets, messages),
        f"review.{language.value}.csv": table(sheets, messages),
    }
