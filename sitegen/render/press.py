"""What makes a page of a view: the templates, the words and the frame of each language of a site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from jinja2 import Template

from sitegen.config import SiteConfig
from sitegen.public.addresses import Language
from sitegen.render.environment import compile_all, environment
from sitegen.render.frame import Frames, Subject
from sitegen.render.head import Head
from sitegen.render.markdown import Article
from sitegen.render.overviews import File
from sitegen.render.phrases import Voice
from sitegen.render.place import Place
from sitegen.render.reading_aids import reading_aids
from sitegen.render.theme import Theme
from sitegen.render.theming.mistakes import mistakes_of
from sitegen.translations import Catalogue

_TEMPLATES = (
    "article",
    "chooser",
    "comparison",
    "department",
    "departments",
    "disclosure",
    "disclosure-withheld",
    "home",
    "not-found",
    "programme",
    "programmes",
    "project",
    "projects",
    "root-not-found",
    "search",
    "withheld",
    "year",
    "years",
)


class Press:
    """Makes pages; all of them come from here."""

    def __init__(self, config: SiteConfig, theme: Theme, shared: Catalogue, articles: Sequence[Article]) -> None:
        """Prepare templates and words; ``shared`` is the English of what all departments share."""
        self._theme = theme
        self._shared = shared
        self.messages = {language: theme.messages(language) for language in Language}
        self.reading_aids = {language: reading_aids(theme, messages) for language, messages in self.messages.items()}
        panels = {language: path for language, (path, _) in self.reading_aids.items()}
        self.frames = Frames(config, (theme.stylesheet_path, theme.more_stylesheet_path), panels, tuple(articles))
        self._templates: dict[tuple[Language, str], Template] = {}
        for language in Language:
            jinja = environment(theme, language, self.messages[language])
            compile_all(jinja)
            self._templates |= {(language, name): jinja.get_template(f"pages/{name}.html") for name in _TEMPLATES}

    def place(
        self, path: PurePosixPath, language: Language, catalogue: Catalogue | None = None, *, root: str | None = None
    ) -> Place:
        """Return where a page stands and how it speaks.

        Args:
            path: Its path below the folder of its language.
            language: Its language.
            catalogue: English for what it shows; what all departments share is enough where ``None``.
            root: The path of the site on its server, if the links of the page begin there.

        """
        voice = Voice(language, self._shared if catalogue is None else catalogue)
        return Place(path, language, self.messages[language], self.messages[language.other], voice, root)

    def page(self, name: str, place: Place, subject: Subject, view: object, *, fell_back: bool = False) -> File:
        """Make the page of a view; ``fell_back`` says that a text of it is shown in Chinese for want of English."""
        # The view is there already, so by now the voices know whether any text had to be shown in Chinese.
        frame = self.frames.frame(place, subject, fell_back=fell_back or place.voice.fell_back)
        return place.file, self._rendered(place.language, name, page=frame, view=view)

    def page_in_both(self, name: str, head: Head, choices: tuple[object, ...]) -> bytes:
        """Make a page that is in both languages."""
        return self._rendered(Language.ZH, name, head=head, choices=choices)

    def _rendered(self, language: Language, name: str, **given: object) -> bytes:
        with mistakes_of(self._theme):
            return self._templates[language, name].render(given).encode()
