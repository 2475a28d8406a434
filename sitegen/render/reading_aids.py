"""The panel of reading aids (长者模式): text size, colours, pointer and reading aloud, made by a script.

国办发〔2020〕45号 asks that government sites can be used by the old and by people with disabilities. The pages can be
read without any of it; the panel saves those who need more from looking for the settings of their browser. It is
there only where scripts run, so the pages hold nothing of it but the address of the script.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from sitegen.render.messages import Messages
from sitegen.render.theme import Theme

#: What the panel says, by the names that its script has for it.
_WORDS = {
    "name": "aids.name",
    "size": "aids.size",
    "colours": "aids.colours",
    "usual": "aids.usual",
    "light": "aids.colours.light",
    "dark": "aids.colours.dark",
    "pointer": "aids.pointer",
    "big": "aids.pointer.big",
    "aloud": "aids.aloud",
    "read": "aids.aloud.read",
    "pause": "aids.aloud.pause",
    "resume": "aids.aloud.resume",
    "stop": "aids.aloud.stop",
    "reset": "aids.reset",
    "close": "aids.close",
}


def reading_aids(theme: Theme, messages: Messages) -> tuple[PurePosixPath, bytes]:
    """Return the script of the panel in the language of the messages, and where it stands on the site."""
    return theme.panel({name: messages.say(key).text for name, key in _WORDS.items()})
