"""The cells of the list in words: places, items, fields, reasons, signatures, amounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup, escape

from sitegen.load import Path
from sitegen.private.model import Reason
from sitegen.public.addresses import Language
from sitegen.public.rows import Kind, Row
from sitegen.render.messages import Messages
from sitegen.render.phrases import Phrase, phrase
from sitegen.review.changes import Change, Changed
from sitegen.review.model import Quote, Signature, Term, WithheldItem
from sitegen.review.subjects import Subject

#: A cell that says nothing.
BLANK = Phrase("", Markup(""))

_FUNDS = ("total", "fiscal", "special_account", "other_funds")
_LISTS = ("indicators", "projects", "units")


class Cells:
    """Puts values into words of one language."""

    def __init__(self, messages: Messages) -> None:
        """Speak the language of the messages."""
        self.say = messages.say
        self._language = messages.language
        self._comma = "、" if messages.language is Language.ZH else ", "
        self._stop = "" if messages.language is Language.ZH else " "

    def text(self, text: str) -> Phrase:
        """Write a text as it stands."""
        return phrase(text, self._language)

    def day(self, day: date) -> Phrase:
        """Write a date so that it can be sorted."""
        return Phrase(day.isoformat(), Markup('<time datetime="{0}">{0}</time>').format(day.isoformat()))

    def place(self, subject: Subject) -> Phrase:
        """Write where something stands: file and line. A long path may break behind its folders."""
        text = subject.file.as_posix() if subject.line is None else f"{subject.file.as_posix()}:{subject.line}"
        return Phrase(text, Markup("/<wbr>").join(text.split("/")))

    def department(self, subject: Subject) -> Phrase:
        """Write whose it is, and of which year."""
        return self.text(f"{subject.department} {subject.year}")

    def item(self, subject: Subject) -> Phrase:
        """Write what something is, from the outside in."""
        above = ((Kind.UNIT, subject.unit), (Kind.PROJECT, subject.owner))
        parts = [self.say(f"item.{kind.value}", name=self.text(name)) for kind, name in above if name is not None]
        return self._joined([*parts, self._innermost(subject)], " › ")

    def _innermost(self, subject: Subject) -> Phrase:
        match subject.kind:
            case Kind.INDICATOR:
                return self.say("item.indicator", number=str(subject.number))
            case Kind.DISCLOSURE | Kind.TABLE | Kind.FORM as kind:
                return self.say(f"item.{kind.value}")
            case kind if subject.name is None:
                return self.say(f"unnamed.{kind.value}")
            case kind:
                return self.say(f"item.{kind.value}", name=self.text(subject.name))

    def code(self, code: str | None) -> Phrase:
        """Write a public code."""
        return BLANK if code is None else self.text(code)

    def reason(self, item: WithheldItem) -> Phrase:
        """Write why something is withheld, and by which law."""
        reason = item.reason.value
        words = self.say(f"reason.{reason}"), self.say(f"basis.{reason}")
        return self._joined(words, "：" if self._language is Language.ZH else ": ")

    def how(self, item: WithheldItem) -> Phrase:
        """Write who withholds: a mark, or the item by its own words."""
        if item.by_itself is None:
            return self.say("how.marked")
        return self.say("how.itself", quote=self.quotes([item.by_itself]))

    def quotes(self, quotes: Iterable[Quote]) -> Phrase:
        """Write words with the field they stand in."""
        written = (
            self.say("quote", words=self.text(quote.around or quote.words), where=self.where(quote.where))
            for quote in quotes
        )
        return self._joined(written, self._comma)

    def where(self, path: Path) -> Phrase:
        """Write which field of an item a path leads to."""
        key = next(step for step in reversed(path) if isinstance(step, str))
        field = self.say(f"field.{key}")
        if "indicators" in path[:-1]:
            number = path[path.index("indicators") + 1]
            return self.say("field.indicator", number=str(int(number) + 1), field=field)
        return field

    def signature(self, signature: Signature) -> Phrase:
        """Write who decided, and when."""
        by = self.say("signature.nobody") if signature.by is None else self.text(signature.by)
        on = self.say("signature.undated") if signature.on is None else self.day(signature.on)
        return self._joined((by, on), "，" if self._language is Language.ZH else ", ")

    def term(self, signature: Signature) -> Phrase:
        """Write when something is to be reviewed again."""
        match signature.term, signature.due:
            case Term.UNDATED, _:
                return self.say("term.undated")
            case _, None:
                return self.say("term.none")
            case term, day:
                return self.say(f"term.{term.value}", date=self.day(day))

    def remarks(self, item: WithheldItem) -> Phrase:
        """Write what is to be seen to: text that stands in the file, a power to classify that is not there."""
        said = []
        if item.bodies:
            said.append(self.say("remark.bodies", fields=self._bodies(item.bodies)))
            if item.reason is Reason.STATE_SECRET:
                said.append(self.say("remark.delete"))
        if item.by_district:
            said.append(self.say("remark.by_district"))
        return self._joined(said, self._stop)

    def _bodies(self, paths: Iterable[Path]) -> Phrase:
        """Write which fields hold text: each once, and of lists how many entries do."""
        fields: dict[str, set[Path]] = {}
        for path in paths:
            within = next((step for step in path if step in _LISTS), None)
            key = str(path[0] if within is None else within)
            fields.setdefault(key, set()).add(path[: path.index(key) + 2])
        written = (
            self.say(f"bodies.{key}", count=len(found)) if key in _LISTS else self.say(f"field.{key}")
            for key, found in fields.items()
        )
        return self._joined(written, self._comma)

    def change(self, changed: Changed) -> Phrase:
        """Write what happened to a row."""
        word = self.say(f"change.{changed.change.value}")
        return word if not changed.below else self.say("change.below", change=word, count=changed.below)

    def row(self, changed: Changed, row: Row | None) -> Phrase:
        """Write what of a row was or will be public, as far as the change is about it."""
        if row is None or (changed.change in {Change.TEXT, Change.MOVED} and _same_name(changed)):
            return BLANK
        if changed.change is Change.AMOUNTS:
            return self._amounts(changed, row)
        if row.reason is not None:
            return self.say("public.withheld", reason=self.say(f"reason.{row.reason.value}"))
        return BLANK if row.name is None else self.text(row.name)

    def _amounts(self, changed: Changed, row: Row) -> Phrase:
        """Write the amounts that differ, each with the name of its column where the row has several."""
        if row.kept_back is not None:
            return self.say("amount.kept_back")
        before, after = (
            each.amounts if each is not None and each.amounts else (None,) * len(_FUNDS)
            for each in (changed.before, changed.after)
        )
        width = min(len(before), len(after))
        own = (before if row is changed.before else after)[:width]
        said = []
        for column, amount, old, new in zip(_FUNDS, own, before, after, strict=False):
            if old != new:
                figure = self.say("amount.blank") if amount is None else self.text(amount)
                said.append(figure if width == 1 else self._joined((self.say(f"amount.{column}"), figure), " "))
        return self._joined(said, self._comma)

    def _joined(self, phrases: Iterable[Phrase], between: str) -> Phrase:
        parts = tuple(phrases)
        html = escape(between).join(part.html for part in parts)
        return Phrase(between.join(part.text for part in parts), html)


def _same_name(changed: Changed) -> bool:
    return changed.before is not None and changed.after is not None and changed.before.name == changed.after.name
