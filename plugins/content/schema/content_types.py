"""The schema: every content type and every key that editors may write. Forms and checks follow this table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from plugins.content.schema.field_types import (
    ChoiceField,
    FieldType,
    ListField,
    MediaPathField,
    PatternField,
    TextField,
)
from plugins.content.schema.groups import PICTURE, Field, GroupField, ImageField, VideoField
from plugins.content.schema.moments import DateField

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

_ADDRESS = PatternField(
    r"https?://[^\s<>\"'\\^`{|}/?#@]+(?:[/?#][^\s<>\"\\^`{|}]*)?",
    "web-address",
    "gebraucht wird eine vollständige Webadresse.",
    "https://www.land.nrw/",
)
_OLD_PATH = PatternField(
    r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]{1,100})+/?",
    "old-path",
    "gebraucht wird ein Pfad auf dieser Website, der mit / beginnt.",
    "/alter-pfad/",
)
_SLUG = PatternField(
    r"(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*",
    "slug-form",
    "erlaubt sind kleine Buchstaben ohne Umlaute, Ziffern und einzelne Bindestriche.",
    "mein-artikel",
)
_DURATION = PatternField(
    r"PT(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?",
    "duration-form",
    "gebraucht werden Stunden, Minuten und Sekunden in der Form PT1H2M3S.",
    "PT1M30S",
)
_EVENT = "../../events/2016/kongress-leben-in-nrw.md"
_PLACE = GroupField(
    (
        Field("name", TextField("Rathaus, großer Saal", prose=True), "Name des Orts", required=True),
        Field("street", TextField("Musterstraße 1"), "Straße und Hausnummer"),
        Field("postcode", TextField("12345"), "Postleitzahl"),
        Field("city", TextField("Musterstadt"), "Stadt", required=True),
    )
)
_PROGRAMME = ListField(
    GroupField(
        (
            Field("time", TextField("10:30"), "Uhrzeit", required=True),
            Field("title", TextField("Begrüßung", prose=True), "Programmpunkt", required=True),
            Field("speaker", TextField("Name", prose=True), "Wer spricht"),
        )
    )
)
_EMBEDS = ListField(
    GroupField(
        (
            Field("url", _ADDRESS, "Adresse des eingebetteten Inhalts", required=True),
            Field("title", TextField("Begrüßung der Ministerin", prose=True), "Titel"),
            Field("alternative", TextField("Was zu sehen und zu hören ist.", prose=True), "Gleichwertige Alternative"),
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
    Field("title", TextField("Ein Titel", prose=True), "Titel", required=True),
    Field("summary", TextField("Worum es geht, in ein bis drei Sätzen.", prose=True), "Zusammenfassung", required=True),
    Field("date", DateField(), "Datum"),
    Field("updated", DateField(), "Zuletzt geändert"),
    Field("status", ChoiceField(("published", "draft", "hidden"), _STATUS_WORDS), "Status"),
    Field("tags", ListField(TextField("Ehrenamt")), "Schlagwörter"),
    Field("category", TextField("Beteiligung"), "Rubrik"),
    Field("lang", ChoiceField(tuple(LANGUAGES)), "Sprache"),
    Field("translates", TextField("der-prozess.md"), "Übersetzung von"),
    Field("slug", _SLUG, "Letzter Teil der Adresse"),
    Field("aliases", ListField(_OLD_PATH), "Frühere Adressen"),
    Field("image", ImageField(), "Bild"),
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
        extra=(Field("event", TextField(_EVENT), "Veranstaltung, um die es geht"),),
    ),
    ContentType(
        "event",
        "Veranstaltung",
        "events",
        "/veranstaltungen/{slug}/",
        "/veranstaltungen/",
        extra=(
            Field("start", DateField("2016-10-26T10:00"), "Beginn", required=True),
            Field("end", DateField("2016-10-26T16:00"), "Ende"),
            Field("place", _PLACE, "Ort", required=True),
            Field("organiser", TextField("Name der Einrichtung", prose=True), "Veranstalter"),
            Field("programme", _PROGRAMME, "Programm"),
            Field("gallery", ListField(ImageField()), "Bildergalerie"),
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
            Field("video", VideoField(), "Film", required=True),
            Field("poster", MediaPathField("/media/clip/standbild.jpg"), "Standbild"),
            Field("captions", MediaPathField("/media/clip/untertitel.vtt"), "Untertitel"),
            Field("audio_description", MediaPathField("/media/clip/hoerfassung.mp4"), "Fassung mit Audiodeskription"),
            Field(
                "audio_description_captions",
                MediaPathField("/media/clip/hoerfassung.vtt"),
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
        extra=(Field("template", ChoiceField(PAGE_TEMPLATES), "Seitenvorlage"),),
    ),
)


def list_keys(fields: Iterable[Field], within: str = "") -> Iterator[tuple[str, Field]]:
    """Yield each of *fields* with its path, and after it what lies below it."""
    for field in fields:
        path = f"{within}{field.key}"
        yield path, field
        yield from list_keys(keys_below(field.type), f"{path}.")


def keys_below(kind: FieldType) -> tuple[Field, ...]:
    """Return the fields a value of *kind* consists of, of a list those of an entry; none for a single value."""
    inner = kind.type if isinstance(kind, ListField) else kind
    if isinstance(inner, ImageField):
        return PICTURE.fields
    return inner.fields if isinstance(inner, GroupField) else ()
