"""A build in which nothing has changed: what the last one told is told again, and nothing else is done.

It is decided before the program is loaded, which takes longer than looking at thousands of files. The site that stands
there was cleared and published; its sources, the program and the call are those of then; so it would be made again
byte for byte, and the words would be the same. Where anything is in doubt the build goes its ordinary way.

What was told was printed: it is as public as the site.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from sitegen.stamps import Published, now, stamps_of_content, stamps_of_program, stamps_of_themes, write_at_once

#: Where a build keeps what is known of the last one, from the folder of the site.
FOLDER = "build/cache-stamps"

_NAME = "told"
_BETWEEN = "\0"
_SITE_OPTION = "--site"
#: What says in which language a user is spoken to.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def keep(words: Sequence[str], root: str, text: str) -> None:
    """Keep what a build that was published has told.

    Args:
        words: The words of the call, after the name of the command.
        root: The folder of the site.
        text: What is to be told if the same is called again and nothing has changed.

    """
    folder = os.path.join(root, FOLDER)  # noqa: PTH118  (here and below: without the modules that paths take)
    published = Published.read(folder)
    if published is not None:
        write_at_once(os.path.join(folder, _NAME), f"{_BETWEEN.join(_head(words, root, published))}{_BETWEEN}{text}")  # noqa: PTH118


def told_again(words: Sequence[str]) -> bool:
    """Tell again what the last build told, if this one would do and tell the same; else do nothing and say so.

    Args:
        words: The words of the call, after the name of the command.

    """
    try:
        text = _text_of(words, _site_of(words))
        if text is None:
            return False
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, ValueError, RecursionError):
        return False
    return True


def _text_of(words: Sequence[str], root: str) -> str | None:
    """Return what the last build told, if all is as it was."""
    folder = os.path.join(root, FOLDER)  # noqa: PTH118
    published = Published.read(folder)
    if published is None:
        return None
    with open(os.path.join(folder, _NAME), encoding="utf-8", newline="") as file:  # noqa: PTH118, PTH123
        told = file.read()
    head = f"{_BETWEEN.join(_head(words, root, published))}{_BETWEEN}"
    if not told.startswith(head):
        return None
    before = now()
    stamps = {
        **stamps_of_content(root, before),
        **stamps_of_themes(root, published.themes, before),
        **stamps_of_program(before),
    }
    return None if published.changed(stamps) or not published.untouched(root) else told[len(head) :]


def _head(words: Sequence[str], root: str, published: Published) -> list[str]:
    """Return what has to be the same for the same to be told: the call, where and in what language, and the site."""
    return [*words, os.path.relpath(".", root), *(os.environ.get(name, "") for name in _LOCALE), published.look]


def _site_of(words: Sequence[str]) -> str:
    """Return the folder of the site that the words of a call name, as far as can be told."""
    return words[words.index(_SITE_OPTION) + 1] if _SITE_OPTION in words[:-1] else "."
