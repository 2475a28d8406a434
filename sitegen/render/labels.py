"""Links that are called what they lead to, each by a name of its own.

Official names repeat: two units may both have a project called 工作经费. Where names of one page are the
same, what tells them apart is added for reading software, which lists links away from what stands around them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from sitegen.render.messages import Messages
from sitegen.render.phrases import Phrase, joined

_HIDDEN, _END = Markup('<span class="vh">'), Markup("</span>")


def _qualified(name: Phrase, qualifier: Phrase) -> Phrase:
    return Phrase(name.text + qualifier.text, joined((name.html, _HIDDEN, qualifier.html, _END)), name.native)


def distinct(messages: Messages, names: Sequence[tuple[Phrase, Sequence[Phrase]]]) -> tuple[Phrase, ...]:
    """Tell names apart.

    Args:
        messages: The words of the page.
        names: Each name with what it may be told apart by, the best first.

    Returns:
        The names in their order; those that were the only ones of their words as they are.

    """
    labels = [name for name, _ in names]
    said: dict[Phrase, Phrase] = {}
    for depth in range(max((len(qualifiers) for _, qualifiers in names), default=0)):
        counted = Counter(label.text for label in labels)
        for position, (_, qualifiers) in enumerate(names):
            if counted[labels[position].text] > 1 and depth < len(qualifiers):
                what = qualifiers[depth]
                # The projects of a department are all told apart by its name.
                if what not in said:
                    said[what] = messages.say("label.of", what=what)
                labels[position] = _qualified(labels[position], said[what])
    counted = Counter(label.text for label in labels)
    seen: Counter[str] = Counter()
    for position, label in enumerate(labels):
        seen[label.text] += 1
        if counted[label.text] > 1:
            labels[position] = _qualified(label, messages.say("label.number", number=seen[label.text]))
    return tuple(labels)
