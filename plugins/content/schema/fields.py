"""Fields: the one table of keys, each with its German name, help and an example.

The reader, the messages, the form and ``new`` follow this table; keys of events stand in ``event_fields``. A new key
is an entry here, a row in the handbook and, if readers shall see it, a place in a template.
"""

from __future__ import annotations

import re

from plugins.content.schema.addresses import ADDRESS
from plugins.content.schema.field_types import ChoiceField, ListField, MediaPathField, PatternField, TextField
from plugins.content.schema.former_addresses import FormerAddressField
from plugins.content.schema.groups import Field, GroupField, ImageField, VideoField
from plugins.content.schema.languages import LANGUAGES
from plugins.content.schema.life import LIFE
from plugins.content.schema.moments import DateField
from plugins.core.dates import iso
from plugins.core.urls import slugify

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:\s*(?:min|Min\.|Minuten|h|Std\.))?")


def _iso_duration(text: str) -> str:
    """Return a duration that is written as players show it, 2:30, in the form that is read."""
    clock = _CLOCK.fullmatch(text.strip())
    if not clock:
        return text.upper().replace(" ", "")
    hours, minutes, rest = (int(part or 0) for part in clock.groups())
    return iso(hours * 3600 + minutes * 60 + rest)


_SLUG = PatternField(
    r"(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*",
    "slug-form",
    "erlaubt sind kleine Buchstaben ohne Umlaute, Ziffern und einzelne Bindestriche.",
    "mein-artikel",
    slugify,
)
_DURATION = PatternField(
    r"PT(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?",
    "duration-form",
    "gebraucht werden Stunden, Minuten und Sekunden in der Form PT1H2M3S.",
    "PT1M30S",
    _iso_duration,
)
_STATUS = ChoiceField(
    (("published", "Öffentlich"), ("draft", "Entwurf"), ("hidden", "Versteckt")),
    (
        *((word, "published") for word in ("veröffentlicht", "publish", "public", "live", "online", "sichtbar")),
        *((word, "draft") for word in ("pending", "future", "auto-draft", "entwurf", "geplant", "unpublished")),
        *((word, "hidden") for word in ("private", "unlisted", "verborgen", "unsichtbar", "nicht gelistet")),
    ),
)
_LANGUAGE = ChoiceField(
    tuple((language.code, language.label) for language in LANGUAGES),
    (
        *((name, "de") for name in ("german", "de-de", "de_de", "deu", "ger")),
        *((name, "en") for name in ("english", "en-gb", "en-us", "en_us", "en_gb", "eng")),
        *((name, "de-simple") for name in ("leicht", "de-ls", "de_simple", "simple", "einfach", "einfache sprache")),
    ),
)
_TEMPLATE = ChoiceField(
    (
        ("default", "Gewöhnliche Seite"),
        ("accessibility", "Erklärung zur Barrierefreiheit"),
        ("contact", "Kontakt"),
        ("easy-language", "Leichte Sprache"),
        ("imprint", "Impressum"),
        ("privacy", "Datenschutz"),
        ("process", "Der Prozess"),
        ("social-media", "Social Media"),
        ("take-part", "Mitmachen"),
        ("two-click", "Zwei-Klick-Lösung"),
    )
)
_EMBEDS = ListField(
    GroupField(
        (
            Field(
                "url",
                ADDRESS,
                "Adresse",
                "Dieselbe Adresse wie im Text.",
                "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
                required=True,
            ),
            Field(
                "title",
                TextField("Begrüßung der Ministerin", prose=True),
                "Titel",
                "Steht auch auf den Schaltflächen.",
                "Trickfilm „Big Buck Bunny“",
            ),
            Field(
                "alternative",
                TextField("Was zu sehen und zu hören ist.", prose=True, long=True),
                "Was zu sehen und zu hören ist",
                "In eigenen Worten, oder der Ort einer Datei mit demselben Inhalt.",
                "Ein gutmütiger Hase setzt sich gegen drei Nagetiere zur Wehr.",
            ),
            Field(
                "poster",
                ImageField(by_path=True, asks="Was zeigt das Standbild, das nicht schon im Titel steht?"),
                "Standbild",
                "Ein eigenes Bild an dieser Stelle, bis jemand den Inhalt lädt. Das Netzwerk erfährt davon nichts.",
            ),
        ),
        with_line=True,
    )
)

COMMON = (
    Field(
        "title",
        TextField("Ein Titel", prose=True),
        "Titel",
        "Die Überschrift. Sie darf sich später ändern.",
        "Ideen gesucht: drei Fragen an Sie",
        required=True,
    ),
    Field(
        "summary",
        TextField("Worum es geht, in ein bis drei Sätzen.", prose=True, long=True),
        "Zusammenfassung",
        "Worum es geht, in ein bis drei Sätzen. Sie steht in Listen, in der Suche und am Anfang der Seite.",
        "Wir stellen drei Fragen und freuen uns auf Ihre Antworten.",
        required=True,
    ),
    Field(
        "date",
        DateField(),
        "Datum",
        "Der Tag der Veröffentlichung. Liegt er in der Zukunft, erscheint der Text erst, wenn die Website "
        "an diesem Tag oder später neu gebaut wird.",
        "2026-05-12",
    ),
    Field("updated", DateField(), "Zuletzt geändert", "Nur bei einer wichtigen Änderung.", "2026-05-14"),
    Field(
        "status",
        _STATUS,
        "Status",
        "Ein Entwurf steht nur in der Vorschau. Versteckt heißt: abrufbar, aber in keiner Liste und keiner Suche.",
        "draft",
    ),
    Field(
        "tags",
        ListField(TextField("Ehrenamt")),
        "Themen",
        "Schreiben Sie ein vorhandenes Thema genau so wie bisher; ein neues Wort wird ein neues Thema.",
        "Beteiligung",
        entry="Thema",
        also_called=("Schlagwörter", "Stichwörter"),
    ),
    Field("category", TextField("Beteiligung"), "Rubrik", "Die Art des Textes, mit einem Wort.", "Bericht"),
    Field(
        "lang",
        _LANGUAGE,
        "Sprache",
        "Ohne Angabe gilt die Sprache der Website.",
        "de-simple",
    ),
    Field(
        "translates",
        TextField("der-prozess.md"),
        "Übersetzung von",
        "Nur bei einer Übersetzung: die Datei des Originals, von dieser Datei aus gesehen.",
    ),
    Field(
        "slug",
        _SLUG,
        "Letzter Teil der Adresse",
        "Nur wenn die Adresse anders heißen soll als die Datei: kleine Buchstaben, Ziffern, Bindestriche.",
        "drei-fragen",
    ),
    Field(
        "aliases",
        ListField(FormerAddressField()),
        "Frühere Adressen",
        "Wenn der Text umgezogen ist: die alte Adresse ab dem ersten Schrägstrich. Sie führt dann hierher.",
        "/aktuelles/alter-name/",
        entry="Adresse",
    ),
    Field(
        "image",
        ImageField(asks="Was ist zu sehen, das zum Text gehört: wer, was, wo?"),
        "Bild",
        "Das Bild zum Text. Verwenden Sie nur Bilder, deren Rechte Sie haben.",
    ),
    Field(
        "embeds",
        _EMBEDS,
        "Beschreibungen eingebetteter Inhalte",
        "Für jeden Film oder Beitrag aus einem Netzwerk, der im Text steht: was er zeigt. Wer ihn nicht laden "
        "will oder nicht sehen kann, erfährt es hier.",
        entry="Beschreibung",
        also_called=("Eingebettete Inhalte", "Einbettungen"),
    ),
    Field(
        "accepted",
        ListField(TextField("12. Mai bis")),
        "Angenommene Abweichungen",
        "Nur wenn eine Meldung es vorschlägt: die Stelle, die anders zu lesen sein darf, als sie geschrieben ist.",
        entry="Stelle",
        in_data=False,
    ),
    *LIFE,
)

ARTICLE = (
    Field(
        "event",
        TextField("../../events/2016/kongress.md"),
        "Veranstaltung, um die es geht",
        "Ihre Adresse auf dieser Website. Beide Seiten verweisen dann aufeinander, als Ankündigung oder Bericht.",
        "/veranstaltungen/kongress/",
        in_data=False,
    ),
)

CLIP = (
    Field(
        "video",
        VideoField(),
        "Film",
        "Eine Datei (MP4, H.264) oder die Adresse bei einem Netzwerk der Website.",
        required=True,
    ),
    Field(
        "poster",
        MediaPathField("/media/clip/standbild.jpg"),
        "Standbild",
        "Das Bild, das vor dem Abspielen zu sehen ist.",
        in_data=False,
    ),
    Field("duration", _DURATION, "Dauer", "PT2M30S heißt: zwei Minuten und dreißig Sekunden.", "PT2M30S"),
    Field("captions", MediaPathField("/media/clip/untertitel.vtt"), "Untertitel", "Eine Datei mit der Endung .vtt."),
    Field(
        "audio_description",
        MediaPathField("/media/clip/hoerfassung.mp4"),
        "Fassung mit Audiodeskription",
        "Eine zweite Filmdatei, in der eine Stimme sagt, was zu sehen ist.",
        in_data=False,
    ),
    Field(
        "audio_description_captions",
        MediaPathField("/media/clip/hoerfassung.vtt"),
        "Untertitel der Fassung mit Audiodeskription",
        "Nur wenn diese Fassung länger dauert als der Film.",
        in_data=False,
    ),
)

PAGE = (
    Field(
        "template",
        _TEMPLATE,
        "Seitenvorlage",
        "Bitte nicht ändern; bei neuen Seiten leer lassen.",
        in_data=False,
    ),
)
