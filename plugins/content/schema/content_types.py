"""The schema: every content type and every key that editors may write. Forms and checks follow this table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from plugins.content.schema.field_types import Choice, Kind, ListOf, Matching, MediaPath, Text
from plugins.content.schema.groups import PICTURE, Field, Group, Picture, Video
from plugins.content.schema.moments import Moment

LANGUAGES = {"de": "", "de-simple": "leichte-sprache", "en": "en"}

PAGE_TEMPLATES = (
    "default",
    "accessibility",
    "contact",
    "easy-language",
    "imprint",
    "privacy",
    "process",
    "social-media",
    "take-part",
    "two-click",
)

_ADDRESS = Matching(
    r"https?://[^\s<>\"'\\^`{|}/?#@]+(?:[/?#][^\s<>\"\\^`{|}]*)?",
    "web-address",
    "gebraucht wird eine vollständige Webadresse.",
    "https://www.land.nrw/",
)
_OLD_PATH = Matching(
    r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]{1,100})+/?",
    "old-path",
    "gebraucht wird ein Pfad auf dieser Website, der mit / beginnt.",
    "/alter-pfad/",
)
_SLUG = Matching(
    r"(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*",
    "slug-form",
    "erlaubt sind kleine Buchstaben ohne Umlaute, Ziffern und einzelne Bindestriche.",
    "mein-artikel",
)
_DURATION = Matching(
    r"PT(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?",
    "duration-form",
    "gebraucht werden Stunden, Minuten und Sekunden in der Form PT1H2M3S.",
    "PT1M30S",
)
_EVENT = "../../events/2016/kongress-leben-in-nrw.md"
_PLACE = Group(
    (
        Field("name", Text("Rathaus, großer Saal", prose=True), "Name des Orts", required=True),
        Field("street", Text("Musterstraße 1"), "Straße und Hausnummer"),
        Field("postcode", Text("12345"), "Postleitzahl"),
        Field("city", Text("Musterstadt"), "Stadt", required=True),
    )
)
_PROGRAMME = ListOf(
    Group(
        (
            Field("time", Text("10:30"), "Uhrzeit", required=True),
            Field("title", Text("Begrüßung", prose=True), "Programmpunkt", required=True),
            Field("speaker", Text("Name", prose=True), "Wer spricht"),
        )
    )
)
_EMBEDS = ListOf(
    Group(
        (
            Field("url", _ADDRESS, "Adresse des eingebetteten Inhalts", required=True),
            Field("title", Text("Begrüßung der Ministerin", prose=True), "Titel"),
            Field("alternative", Text("Was zu sehen und zu hören ist.", prose=True), "Gleichwertige Alternative"),
        ),
        with_line=True,
    )
)

_STATUS_WORDS = (
    ("entwurf", "draft"),
    ("versteckt", "hidden"),
    ("verborgen", "hidden"),
    ("veröffentlicht", "published"),
)

COMMON = (
    Field("title", Text("Ein Titel", prose=True), "Titel", required=True),
    Field("summary", Text("Worum es geht, in ein bis drei Sätzen.", prose=True), "Zusammenfassung", required=True),
    Field("date", Moment(), "Datum"),
    Field("updated", Moment(), "Zuletzt geändert"),
    Field("status", Choice(("published", "draft", "hidden"), _STATUS_WORDS), "Status"),
    Field("tags", ListOf(Text("Ehrenamt")), "Schlagwörter"),
    Field("category", Text("Beteiligung"), "Rubrik"),
    Field("lang", Choice(tuple(LANGUAGES)), "Sprache"),
    Field("translates", Text("der-prozess.md"), "Übersetzung von"),
    Field("slug", _SLUG, "Letzter Teil der Adresse"),
    Field("aliases", ListOf(_OLD_PATH), "Frühere Adressen"),
    Field("image", Picture(), "Bild"),
    Field("embeds", _EMBEDS, "Eingebettete Inhalte"),
)


@dataclass(frozen=True, slots=True)
class ContentType:
    """One kind of content: where its files lie, where its pages stand, and what it adds to the common keys."""

    id: str
    label: str
    folder: str
    address: str
    index: str = ""
    extra: tuple[Field, ...] = ()
    required: frozenset[str] = frozenset()

    @property
    def fields(self) -> tuple[Field, ...]:
        """All keys of this type, the common ones first."""
        return tuple(self._required(field) for field in COMMON) + self.extra

    def _required(self, field: Field) -> Field:
        if field.key not in self.required:
            return field
        return replace(field, required=True)


TYPES = (
    ContentType(
        "article",
        "Artikel",
        "articles",
        "/aktuelles/{slug}/",
        "/aktuelles/",
        required=frozenset({"date"}),
        extra=(Field("event", Text(_EVENT), "Veranstaltung, um die es geht"),),
    ),
    ContentType(
        "event",
        "Veranstaltung",
        "events",
        "/veranstaltungen/{slug}/",
        "/veranstaltungen/",
        extra=(
            Field("start", Moment("2016-10-26T10:00"), "Beginn", required=True),
            Field("end", Moment("2016-10-26T16:00"), "Ende"),
            Field("place", _PLACE, "Ort", required=True),
            Field("organiser", Text("Name der Einrichtung", prose=True), "Veranstalter"),
            Field("programme", _PROGRAMME, "Programm"),
            Field("gallery", ListOf(Picture()), "Bildergalerie"),
            Field("register", _ADDRESS, "Anmeldung"),
        ),
    ),
    ContentType(
        "clip",
        "Film",
        "clips",
        "/clip/{slug}/",
        "/clip/",
        required=frozenset({"date"}),
        extra=(
            Field("video", Video(), "Film", required=True),
            Field("poster", MediaPath("/media/clip/standbild.jpg"), "Standbild"),
            Field("captions", MediaPath("/media/clip/untertitel.vtt"), "Untertitel"),
            Field("audio_description", MediaPath("/media/clip/hoerfassung.mp4"), "Fassung mit Audiodeskription"),
            Field(
                "audio_description_captions",
                MediaPath("/media/clip/hoerfassung.vtt"),
                "Untertitel der Fassung mit Audiodeskription",
            ),
            Field("duration", _DURATION, "Dauer"),
        ),
    ),
    ContentType(
        "page",
        "Seite",
        "pages",
        "/{slug}/",
        extra=(Field("template", Choice(PAGE_TEMPLATES), "Seitenvorlage"),),
    ),
)


def keys(fields: Iterable[Field], within: str = "") -> Iterator[tuple[str, Field]]:
    """Yield each of *fields* with its path, and after it what lies below it."""
    for field in fields:
        path = f"{within}{field.key}"
        yield path, field
        yield from keys(below(field.kind), f"{path}.")


def below(kind: Kind) -> tuple[Field, ...]:
    """Return the fields a value of *kind* consists of, of a list those of an entry; none for a single value."""
    inner = kind.kind if isinstance(kind, ListOf) else kind
    if isinstance(inner, Picture):
        return PICTURE.fields
    return inner.fields if isinstance(inner, Group) else ()
