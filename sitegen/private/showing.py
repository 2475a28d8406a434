"""Whether everything that a content file holds is shown to the public, so that nothing made of it can tell a secret."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.private.secrecy import Judged, Open

#: Words of the format, which are the same in every file.
_OF_THE_FORMAT = frozenset({"万元", "stated", "inferred", "exclusive", "inclusive"})


def all_is_shown(judged: Iterable[Judged], text: str, shown: Iterable[str]) -> bool:
    """Whether a file says nothing but what is shown of it.

    No item of it is withheld or carries a review, each of its texts stands among those that are ``shown``, and its
    ``text`` has no comment, nor any sign that could begin one. Where in doubt, the answer is no.
    """
    if "#" in text:
        return False
    known = _OF_THE_FORMAT.union(shown)
    return all(
        isinstance(found.verdict, Open)
        and found.item.secrecy is None
        and known.issuperset([said for _, said in found.texts])
        for found in judged
    )
