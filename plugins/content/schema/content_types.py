"""Content types: the one table of them.

A new type is an entry here, a template, and a view only if it shows more than its text and keys.
The reader, the form, ``new``, lists, search, feeds, open data, the sitemap and the preview follow this table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from plugins.content.schema import fields
from plugins.content.schema.event_fields import EVENT
from plugins.content.schema.groups import Field


@dataclass(frozen=True, slots=True)
class BodyNote:
    """The text below the front matter, as the form and new files introduce it.

    ``label`` and ``help`` stand in the form, ``comment`` in a new file.
    """

    label: str
    help: str
    comment: tuple[str, ...]


_TEXT = BodyNote(
    "Text",
    "Zwischenüberschriften beginnen mit Ebene 2. Einen Film oder Beitrag aus einem Netzwerk fügen Sie mit dem Knopf "
    "„Film oder Beitrag“ ein.",
    (
        "beginnt der Text. Absätze trennt eine leere Zeile,",
        "Zwischenüberschriften beginnen mit ## und einem Leerzeichen. Mehr steht im Handbuch für die Redaktion.",
    ),
)
_TRANSCRIPT = BodyNote(
    "Textfassung",
    "Alles, was im Film zu sehen und zu hören ist. [1:05] am Anfang eines Absatzes ist eine Stelle.",
    ("beginnt die Textfassung: was im Film gesagt wird und zu sehen ist.",),
)


@dataclass(frozen=True)
class ContentType:
    """A type of content: its names, its place, its keys, and where else it appears.

    Attributes:
        id: What code and open data call it.
        label: Its German name, ``plural`` that of several.
        commands: What ``new`` calls it, the usual name first.
        folder: Where its files lie below content/, in a folder for each year if they are ``in_years``.
        address: Where a text stands; ``index`` is its list's address, "" for none, ``title`` and ``summary`` its words.
        template: What shows a text if no view of its own does.
        own_fields: What it adds to the common keys; ``required`` are those of the common ones that it needs.
        asked: What ``new`` asks for beside what is required.
        day: The key whose day lists sort it by, "" if it has none: then the list of pages holds it, by title.
        in_feeds: Whether the feed of everything has it; with ``has_feed`` there is one of its own beside its list.
        in_data: Whether its texts are there as JSON as well.
        in_search, in_sitemap: Whether the site's own search, or others', may find it.
        og_type: Its kind in the words of https://ogp.me, ``schema_type`` in those of https://schema.org, "" for none.
        card_label: What stands above the title on the picture for where its link is shared.
        directives: The directives that a new text is told of, by the keys of ``content.markdown.directives.KINDS``.
        icon: Its sign in the form, from https://fonts.google.com/icons, ``about`` a sentence, ``body`` its text.
    """

    id: str
    label: str
    plural: str
    commands: tuple[str, ...]
    folder: str
    address: str
    index: str = ""
    title: str = ""
    summary: str = ""
    template: str = "page.html"
    own_fields: tuple[Field, ...] = ()
    required: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ("tags",)
    day: str = "date"
    in_years: bool = False
    in_feeds: bool = True
    has_feed: bool = False
    in_data: bool = True
    in_search: bool = True
    in_sitemap: bool = True
    og_type: str = "website"
    schema_type: str = ""
    card_label: str = ""
    directives: tuple[str, ...] = ()
    icon: str = "description"
    about: str = ""
    body: BodyNote = _TEXT

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All keys of this type, the common ones first."""
        common = (replace(one, required=True) if one.key in self.required else one for one in fields.COMMON)
        return (*common, *self.own_fields)

    @property
    def feed(self) -> str:
        """The address of its own feed, or ""."""
        return f"{self.index}feed.xml" if self.has_feed else ""


TYPES = (
    ContentType(
        id="article",
        label="Artikel",
        plural="Artikel",
        commands=("artikel",),
        folder="articles",
        address="/aktuelles/{slug}/",
        index="/aktuelles/",
        title="Aktuelles",
        summary="Nachrichten aus dem Prozess {name}, die neuesten zuerst.",
        template="article.html",
        own_fields=fields.ARTICLE,
        required=frozenset({"date"}),
        asked=("category", "tags"),
        in_years=True,
        has_feed=True,
        og_type="article",
        schema_type="NewsArticle",
        card_label="Aktuelles",
        directives=("hinweis", "zitat", "zahlen", "bild-rechts", "galerie", "ton"),
        icon="article",
        about="Neues aus dem Prozess, unter „Aktuelles“.",
    ),
    ContentType(
        id="event",
        label="Veranstaltung",
        plural="Veranstaltungen",
        commands=("veranstaltung", "termin"),
        folder="events",
        address="/veranstaltungen/{slug}/",
        index="/veranstaltungen/",
        title="Veranstaltungen",
        summary="Termine des Prozesses {name} und Berichte von dem, was war.",
        template="event.html",
        own_fields=EVENT,
        asked=("end", "online", "tags"),
        day="start",
        in_years=True,
        has_feed=True,
        schema_type="Event",
        card_label="Veranstaltung",
        directives=("hinweis", "warnung", "anschrift", "schaltflaeche", "schritte", "zitat"),
        icon="event",
        about="Ankündigungen und Berichte.",
    ),
    ContentType(
        id="clip",
        label="Film",
        plural="Filme",
        commands=("clip", "film"),
        folder="clips",
        address="/clip/{slug}/",
        index="/clip/",
        title="Clip",
        summary="Filme zum Prozess {name}.",
        template="clip.html",
        own_fields=fields.CLIP,
        required=frozenset({"date"}),
        card_label="Clip",
        icon="movie",
        about="Filme mit Untertiteln und Textfassung.",
        body=_TRANSCRIPT,
    ),
    ContentType(
        id="page",
        label="Seite",
        plural="Seiten",
        commands=("seite",),
        folder="pages",
        address="/{slug}/",
        own_fields=fields.PAGE,
        asked=(),
        day="",
        in_feeds=False,
        in_data=False,
        directives=("leichte-sprache", "aufklappen", "schritte", "hinweis", "anschrift", "schaltflaeche"),
        about="Seiten wie Impressum und Datenschutz.",
    ),
)

TYPE_OF = {one.id: one for one in TYPES}


def type_called(name: str) -> ContentType | None:
    """Return the type that *name* stands for, in German or as the schema has it; None for none."""
    return next((one for one in TYPES if name.lower() in (one.id, *one.commands)), None)
