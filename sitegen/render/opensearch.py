"""The file by which a browser adds the site to its search engines: an OpenSearch 1.1 description document."""

from __future__ import annotations

from html import escape

from sitegen.config import SiteConfig
from sitegen.public import addresses
from sitegen.public.addresses import Language
from sitegen.render.frame import of_language
from sitegen.render.messages import Messages
from sitegen.render.theme import ASSETS

#: What the specification allows, in characters.
_SHORT_NAME = 16
_LONG_NAME = 48

MEDIA_TYPE = "application/opensearchdescription+xml"


def search_engine(config: SiteConfig, language: Language, messages: Messages) -> bytes:
    """Describe the search of a language.

    The site is called by its title where that is short enough, else by the short name that the messages have.
    """
    title = of_language(config.title, language)
    short = title if len(title) <= _SHORT_NAME else messages.say("search.engine").text
    search, itself = (
        addresses.canonical(config.base_url, addresses.in_language(path, language))
        for path in (addresses.SEARCH, addresses.OPENSEARCH)
    )
    icon = addresses.canonical(config.base_url, ASSETS / "icon.svg")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{escape(short)}</ShortName>",
        f"<Description>{escape(messages.say('column.search.description').text)}</Description>",
        f'<Url type="text/html" template="{escape(search)}?q={{searchTerms}}"/>',
        f'<Url type="{MEDIA_TYPE}" rel="self" template="{escape(itself)}"/>',
        *([f"<LongName>{escape(title)}</LongName>"] if len(title) <= _LONG_NAME else ()),
        f'<Image type="image/svg+xml" width="16" height="16">{escape(icon)}</Image>',
        f"<Language>{language.tag}</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "<OutputEncoding>UTF-8</OutputEncoding>",
        "</OpenSearchDescription>\n",
    ]
    return "\n".join(lines).encode()
