"""Languages: the one table of those that a text may have. A new one is an entry here.

Pages, addresses, the form, the search, the spelling and the links between translations follow this table.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language of texts.

    ``code`` is what stands after ``lang:`` (BCP 47), ``label`` its German name and ``native`` its own, ``folder`` the
    first part of its addresses where it is not the site's own. ``locale`` is the one of https://ogp.me, ``dictionary``
    the one that its words are looked up in, "" for none (``tools.dictionaries`` fetches them), ``direction`` that of
    its writing.
    """

    code: str
    label: str
    native: str
    folder: str
    locale: str = "de_DE"
    dictionary: str = ""
    direction: str = "ltr"

    @property
    def base(self) -> str:
        """The language whose words and stems it has: Leichte Sprache is German."""
        return self.code.partition("-")[0]

    def start(self, main: str) -> str:
        """Return the address of its start page on a site whose own language is *main*."""
        return "/" if self.code == main else f"/{self.folder}/"


LANGUAGES = (
    Language("de", "Deutsch", "Deutsch", "de", dictionary="de"),
    Language("de-simple", "Leichte Sprache", "Leichte Sprache", "leichte-sprache", dictionary="de"),
    Language("en", "Englisch", "English", "en", locale="en_GB", dictionary="en"),
)
SITE_LANGUAGES = ("de", "en")
"""Those that a whole site can be in: of its own language alone are lists, feeds and calendars."""

DEFAULT = SITE_LANGUAGES[0]

LANGUAGE_OF = {language.code: language for language in LANGUAGES}
