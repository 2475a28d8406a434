"""What a page may weigh, compressed, in bytes."""

from __future__ import annotations

#: A department's year, with its styles.
DOCUMENT = 20 * 1024

#: Any other page, with its styles.
OTHER_PAGE = 10 * 1024

#: All styles of the site.
STYLES = 6 * 1024

#: The panel of reading aids, one file a language.
READING_AIDS = 3 * 1024
