"""What a withheld item still says in its file.

Such texts should not be there at all (保守国家秘密法 art. 31(3)).
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.load import Path
from sitegen.private.secrecy import Item, all_texts
from sitegen.private.wording import without_statements

# What a withheld item may say: how it is called in public, where it belongs, and words of the format.
_FREE = frozenset({
    "public_code", "id", "part_of", "unit", "subtotals", "year_basis", "department", "level1", "level2",
})  # fmt: skip


def bodies(item: Item) -> Iterator[Path]:
    """Yield the paths, from a withheld item, of its texts that say more than that it is withheld."""
    code = getattr(item, "public_code", None)
    for path, text in all_texts(item):
        if path[-1] not in _FREE and text != code and without_statements(text):
            yield path
