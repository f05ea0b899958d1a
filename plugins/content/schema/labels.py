"""Labels: what people call each key of the schema, what to say about it, and an example that works.

The form in the browser shows them, and so may whatever else asks an editor for a value. A test compares
this table with the schema: no key without a label, no label without a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Label:
    """What a key is called, a sentence or two of help, and an example; all German, for editors."""

    name: str
    help: str
    example: str


_PICTURE = {
    "src": Label(
        "Bilddatei",
        "JPG, PNG, WebP, AVIF oder SVG. Verkleinern müssen Sie nichts, und Angaben der Kamera verschwinden von selbst.",
        "/media/fotos/saal.jpg",
    ),
    "alt": Label(
        "Beschreibung für blinde Menschen",
        "Was ist zu sehen? Ein Satz genügt, ohne „Bild von“. Nur wenn das Bild bloß schmückt, bleibt das leer.",
        "Menschen sitzen an runden Tischen.",
    ),
    "credit": Label("Bildnachweis", "Von wem das Bild ist.", "Foto: Vorname Name"),
    "caption": Label("Bildunterschrift", "Steht sichtbar unter dem Bild.", "Der Workshop in Duisburg"),
    "decorative": Label("Nur Schmuck", "Nur wenn das Bild nichts zeigt, was man wissen müsste.", "true"),
}

LABELS: Mapping[str, Label] = MappingProxyType(
    {
        "title": Label("Titel", "Die Überschrift. Sie darf sich später ändern.", "Ideen gesucht: drei Fragen an Sie"),
        "summary": Label(
            "Zusammenfassung",
            "Worum es geht, in ein bis drei Sätzen. Sie steht in Listen, in der Suche und am Anfang der Seite.",
            "Wir stellen drei Fragen und freuen uns auf Ihre Antworten.",
        ),
        "date": Label(
            "Datum",
            "Der Tag der Veröffentlichung. Liegt er in der Zukunft, erscheint der Text erst, wenn die Website "
            "an diesem Tag oder später neu gebaut wird.",
            "2026-05-12",
        ),
        "updated": Label("Zuletzt geändert", "Nur bei einer wichtigen Änderung.", "2026-05-14"),
        "status": Label(
            "Status",
            "Ein Entwurf steht nur in der Vorschau. Versteckt heißt: abrufbar, aber in keiner Liste und keiner Suche.",
            "draft",
        ),
        "tags": Label(
            "Themen",
            "Schreiben Sie ein vorhandenes Thema genau so wie bisher; ein neues Wort wird ein neues Thema.",
            "Beteiligung",
        ),
        "category": Label("Rubrik", "Die Art des Textes, mit einem Wort.", "Bericht"),
        "event": Label(
            "Veranstaltung, um die es geht",
            "Ihre Adresse auf dieser Website. Beide Seiten verweisen dann aufeinander, als Ankündigung oder Bericht.",
            "/veranstaltungen/kongress-leben-in-nrw/",
        ),
        "lang": Label("Sprache", "Ohne Angabe gilt Deutsch.", "de-simple"),
        "translates": Label(
            "Übersetzung von",
            "Nur bei einer Übersetzung: die Datei des Originals, von dieser Datei aus gesehen.",
            "der-prozess.md",
        ),
        "slug": Label(
            "Letzter Teil der Adresse",
            "Nur wenn die Adresse anders heißen soll als die Datei: kleine Buchstaben, Ziffern, Bindestriche.",
            "drei-fragen",
        ),
        "aliases": Label(
            "Frühere Adressen",
            "Wenn der Text umgezogen ist: die alte Adresse ab dem ersten Schrägstrich. Sie führt dann hierher.",
            "/aktuelles/alter-name/",
        ),
        "image": Label("Bild", "Das Bild zum Text. Verwenden Sie nur Bilder, deren Rechte Sie haben.", ""),
        **{f"image.{key}": label for key, label in _PICTURE.items()},
        "embeds": Label(
            "Beschreibungen eingebetteter Inhalte",
            "Für jeden Film oder Beitrag aus einem Netzwerk, der im Text steht: was er zeigt. Wer ihn nicht laden "
            "will oder nicht sehen kann, erfährt es hier.",
            "",
        ),
        "embeds.url": Label("Adresse", "Dieselbe Adresse wie im Text.", "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        "embeds.title": Label("Titel", "Steht auch auf den Schaltflächen.", "Trickfilm „Big Buck Bunny“"),
        "embeds.alternative": Label(
            "Was zu sehen und zu hören ist",
            "In eigenen Worten, oder der Ort einer Datei mit demselben Inhalt.",
            "Ein gutmütiger Hase setzt sich gegen drei Nagetiere zur Wehr.",
        ),
        "start": Label("Beginn", "Tag und, wenn bekannt, Uhrzeit.", "2026-05-12T14:30"),
        "end": Label("Ende", "Tag und, wenn bekannt, Uhrzeit; nicht vor dem Beginn.", "2026-05-12T17:00"),
        "place": Label("Ort", "Wo die Veranstaltung stattfindet.", ""),
        "place.name": Label("Haus oder Raum", "Wie der Ort heißt.", "Rathaus, großer Saal"),
        "place.street": Label("Straße und Hausnummer", "Wenn bekannt.", "Musterstraße 1"),
        "place.postcode": Label("Postleitzahl", "Wenn bekannt.", "12345"),
        "place.city": Label("Stadt", "Ohne Postleitzahl.", "Musterstadt"),
        "organiser": Label("Veranstalter", "Wer einlädt.", "Name der Einrichtung"),
        "programme": Label("Programm", "Ein Eintrag für jeden Punkt.", ""),
        "programme.time": Label("Uhrzeit", "Wann der Punkt beginnt.", "14:30"),
        "programme.title": Label("Programmpunkt", "Worum es geht.", "Begrüßung"),
        "programme.speaker": Label("Wer spricht", "Wenn bekannt.", "Vorname Name"),
        "gallery": Label("Bildergalerie", "Bilder, die sich groß öffnen lassen.", ""),
        **{f"gallery.{key}": label for key, label in _PICTURE.items()},
        "register": Label("Anmeldung", "Die Webadresse, unter der man sich anmeldet.", "https://www.land.nrw/"),
        "video": Label(
            "Film",
            "Eine Datei (MP4, H.264) oder die Adresse bei YouTube oder Vimeo.",
            "/media/clip/film.mp4",
        ),
        "poster": Label("Standbild", "Das Bild, das vor dem Abspielen zu sehen ist.", "/media/clip/standbild.jpg"),
        "captions": Label("Untertitel", "Eine Datei mit der Endung .vtt.", "/media/clip/untertitel.vtt"),
        "audio_description": Label(
            "Fassung mit Audiodeskription",
            "Eine zweite Filmdatei, in der eine Stimme sagt, was zu sehen ist.",
            "/media/clip/hoerfassung.mp4",
        ),
        "audio_description_captions": Label(
            "Untertitel der Fassung mit Audiodeskription",
            "Nur wenn diese Fassung länger dauert als der Film.",
            "/media/clip/hoerfassung.vtt",
        ),
        "duration": Label("Dauer", "PT2M30S heißt: zwei Minuten und dreißig Sekunden.", "PT2M30S"),
        "template": Label("Seitenvorlage", "Bitte nicht ändern; bei neuen Seiten leer lassen.", "default"),
    }
)

OPTIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "status": {"published": "Öffentlich", "draft": "Entwurf", "hidden": "Versteckt"},
        "lang": {"de": "Deutsch", "de-simple": "Leichte Sprache", "en": "Englisch"},
        "template": {
            "default": "Gewöhnliche Seite",
            "accessibility": "Erklärung zur Barrierefreiheit",
            "contact": "Kontakt",
            "easy-language": "Leichte Sprache",
            "imprint": "Impressum",
            "privacy": "Datenschutz",
            "process": "Der Prozess",
            "social-media": "Social Media",
            "take-part": "Mitmachen",
            "two-click": "Zwei-Klick-Lösung",
        },
    }
)
