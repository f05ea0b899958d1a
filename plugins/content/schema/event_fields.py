"""Event fields: the keys that only events have."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from plugins.content.front_matter.parser import Node
from plugins.content.schema.addresses import ADDRESS, REGISTRATION
from plugins.content.schema.field_types import ChoiceField, FieldContext, ListField, Missing, TextField
from plugins.content.schema.groups import Field, GroupField, ImageField
from plugins.content.schema.moments import DateField, write_date

_STATE = ChoiceField(
    (
        ("cancelled", "Abgesagt"),
        ("postponed", "Verschoben"),
        ("moved-online", "Nur noch online"),
        ("full", "Ausgebucht"),
    ),
    (
        *(
            (word, "cancelled")
            for word in ("canceled", "abgesetzt", "ausgefallen", "entfällt", "fällt aus", "storniert")
        ),
        *((word, "postponed") for word in ("rescheduled", "verlegt", "vertagt", "neuer termin", "verlegt auf")),
        *((word, "moved-online") for word in ("online", "movedonline", "jetzt online", "nur online", "digital")),
        *((word, "full") for word in ("soldout", "sold out", "sold-out", "voll", "belegt", "ausverkauft")),
    ),
)
_START = Field(
    "start",
    DateField("2016-10-26T10:00"),
    "Beginn",
    "Tag und, wenn bekannt, Uhrzeit.",
    "2026-05-12T14:30",
    required=True,
)
_END = Field(
    "end",
    DateField("2016-10-26T16:00", near_start=True),
    "Ende",
    "Tag und, wenn bekannt, Uhrzeit; nicht vor dem Beginn. Ist das Ende offen, bleibt es leer.",
    "2026-05-12T17:00",
)


@dataclass(frozen=True, slots=True)
class FurtherDatesField(ListField):
    """A list of dates; the example in a remedy is a week after the event's own start."""

    def read(self, key: str, node: Node, reading: FieldContext) -> tuple[object, ...] | Missing:
        """Return the dates."""
        if reading.start is None:
            return ListField.read(self, key, node, reading)
        week = write_date(reading.start + dt.timedelta(days=7))
        start = replace(_START, type=DateField(week, near_start=True))
        return ListField(GroupField((start, _END))).read(key, node, reading)


_PLACE = GroupField(
    (
        Field(
            "name", TextField("Rathaus, großer Saal", prose=True), "Haus oder Raum", "Wie der Ort heißt.", required=True
        ),
        Field("street", TextField("Musterstraße 1"), "Straße und Hausnummer", "Wenn bekannt."),
        Field("postcode", TextField("12345"), "Postleitzahl", "Wenn bekannt."),
        Field("city", TextField("Musterstadt"), "Stadt", "Ohne Postleitzahl.", required=True),
    )
)
_PROGRAMME = ListField(
    GroupField(
        (
            Field("time", TextField("10:30"), "Uhrzeit", "Wann der Punkt beginnt.", "14:30", required=True),
            Field("title", TextField("Begrüßung", prose=True), "Programmpunkt", "Worum es geht.", required=True),
            Field("speaker", TextField("Name", prose=True), "Wer spricht", "Wenn bekannt.", "Vorname Name"),
        )
    )
)

EVENT = (
    _START,
    _END,
    Field(
        "repeat",
        FurtherDatesField(GroupField((_START, _END))),
        "Weitere Termine",
        "Wenn dieselbe Veranstaltung an weiteren Tagen stattfindet: ein Eintrag für jeden.",
        entry="Termin",
    ),
    Field(
        "online",
        ADDRESS,
        "Adresse im Netz",
        "Nur wenn man im Netz dabei sein kann. Ohne Ort findet alles online statt, mit Ort beides.",
        "https://www.beispiel.de/raum",
    ),
    Field("place", _PLACE, "Ort", "Wo die Veranstaltung stattfindet.", required=True, instead="online"),
    Field("organiser", TextField("Name der Einrichtung", prose=True), "Veranstalter", "Wer einlädt."),
    Field(
        "register",
        REGISTRATION,
        "Anmeldung",
        "Wo man sich anmeldet: eine Webadresse, eine Mailadresse, eine Telefonnummer mit tel: davor oder eine Seite "
        "dieser Website.",
    ),
    Field(
        "register_until",
        DateField("2016-10-20", near_start=True),
        "Anmeldung bis",
        "Der letzte Tag. Danach steht auf der Seite, dass die Anmeldung beendet ist.",
        "2026-05-05",
    ),
    Field(
        "price",
        TextField("Der Eintritt ist frei.", prose=True),
        "Kosten",
        "Was die Teilnahme kostet, oder dass sie nichts kostet.",
        "12 Euro",
    ),
    Field(
        "event_language",
        TextField("Deutsch", prose=True),
        "Sprache der Veranstaltung",
        "Nur wenn nicht alles auf Deutsch ist, oder wenn gedolmetscht wird.",
        "Deutsch und Englisch",
    ),
    Field(
        "access",
        ListField(TextField("Der Eingang hat keine Stufen.", prose=True)),
        "Barrierefreiheit",
        "Was Menschen mit Behinderungen vorher wissen wollen, etwa zu Stufen, Induktionsanlage und Gebärdensprache.",
        "Der Eingang hat keine Stufen.",
        entry="Angabe",
        also_called=("Zugänglichkeit",),
    ),
    Field("programme", _PROGRAMME, "Programm", "Ein Eintrag für jeden Punkt.", entry="Programmpunkt"),
    Field(
        "gallery",
        ListField(ImageField(asks="Was geschieht auf diesem Bild, anders als auf den übrigen?")),
        "Bildergalerie",
        "Bilder, die sich groß öffnen lassen.",
        entry="Bild",
    ),
    Field(
        "event_status",
        _STATE,
        "Stand der Veranstaltung",
        "Nur wenn sich etwas geändert hat. „Verschoben“ heißt: Ein neuer Termin ist noch nicht bekannt; ist er es, "
        "steht er unter „Beginn“ und der bisherige unter „Ursprünglicher Beginn“.",
    ),
    Field(
        "previous_start",
        DateField("2016-10-12T10:00", near_start=True),
        "Ursprünglicher Beginn",
        "Nur wenn die Veranstaltung einen neuen Termin hat: der Beginn, der vorher galt.",
        "2026-05-05T14:30",
    ),
)
