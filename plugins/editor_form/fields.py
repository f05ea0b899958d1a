"""Form fields: joins the one schema with the form: each key becomes a field that asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plugins.content.schema.content_types import TYPES, ContentType, keys_below
from plugins.content.schema.field_types import (
    BooleanField,
    ChoiceField,
    FieldType,
    ListField,
    MediaPathField,
    PatternField,
)
from plugins.content.schema.groups import Field, VideoField
from plugins.content.schema.labels import LABELS, OPTIONS
from plugins.content.schema.moments import DateField
from plugins.editor_form import widgets
from plugins.editor_form.config import Collection, body
from plugins.editor_form.widgets import Widget

# What to write first and what hardly ever; the rest stands between, in the order of the schema.
_FIRST = (
    *("title", "summary", "start", "end", "place", "organiser", "register", "date", "category", "tags", "image"),
    *("video", "poster", "captions", "duration", "audio_description", "audio_description_captions"),
    *("programme", "body", "gallery", "event"),
)
_LAST = ("embeds", "status", "updated", "lang", "translates", "slug", "aliases", "template")
# What an entry is without the line; a new one is proposed to be something else.
UNWRITTEN = {"status": "published"}
_ASKED_OF_NEW = {"status": "draft"}
_STATES = {"draft": "Entwürfe", "hidden": "Versteckte"}
_PICKED = {"select", "boolean", "moment", "image", "file"}  # nothing to type, so no example of it
_LONG = {"summary", "embeds.alternative"}
_FOLDED = {"place": "{{name}}, {{city}}", "programme": "{{time}} {{title}}", "embeds": "{{url}}", "gallery": "{{alt}}"}
_ONE = {
    "tags": "Thema",
    "aliases": "Adresse",
    "embeds": "Beschreibung",
    "programme": "Programmpunkt",
    "gallery": "Bild",
}
_FILES = {".vtt": ".vtt", ".mp4": ".mp4,.webm"}
_MOMENT_WORDS = {"day": "Tag", "time": "Uhrzeit (wenn bekannt)"}
_MOMENT_EXPECTED = "Bitte einen Tag wählen, den es gibt."
_TEXTS = {
    "clip": (
        "Textfassung",
        "Alles, was im Film zu sehen und zu hören ist. [1:05] am Anfang eines Absatzes ist eine Stelle.",
    ),
}
_BODY = (
    "Text",
    "Zwischenüberschriften beginnen mit Ebene 2. Einen Film oder Beitrag aus einem Netzwerk fügen Sie mit dem Knopf "
    "„Film oder Beitrag“ ein.",
)
_ABOUT: Mapping[str, tuple[str, str, str, str]] = {
    "article": ("Artikel", "article", "date", "Neues aus dem Prozess, unter „Aktuelles“."),
    "event": ("Veranstaltungen", "event", "start", "Ankündigungen und Berichte."),
    "clip": ("Filme", "movie", "", "Filme mit Untertiteln und Textfassung."),
    "page": ("Seiten", "description", "", "Seiten wie Impressum und Datenschutz."),
}


def collections(known: Mapping[str, Sequence[str]]) -> tuple[Collection, ...]:
    """Return the form's collections, one for each content type.

    Args:
        known: Values to offer, by the path of the key that they are offered for.
    """
    return tuple(_collection(kind, known) for kind in TYPES)


def _collection(kind: ContentType, known: Mapping[str, Sequence[str]]) -> Collection:
    label, icon, year_of, about = _ABOUT[kind.id]
    fields = {field.key: _field(field.key, field, known) for field in kind.fields}
    fields["body"] = body(*_TEXTS.get(kind.id, _BODY))
    return Collection(
        id=kind.folder,
        label=label,
        singular=kind.label,
        description=about,
        icon=icon,
        folder=kind.folder,
        year_of=year_of,
        fields=tuple(fields[key] for key in _ordered(fields)),
        states=_STATES,
    )


def _ordered(found: Iterable[str]) -> list[str]:
    def place(key: str) -> int:
        if key in _FIRST:
            return _FIRST.index(key)
        return len(_FIRST) + (1 + _LAST.index(key) if key in _LAST else 0)

    return sorted(found, key=place)


def _field(path: str, field: Field, known: Mapping[str, Sequence[str]]) -> Widget:
    label = LABELS[path]
    widget = _widget(path, field.type, field.required, known)
    simple = not keys_below(field.type) and widget["widget"] not in _PICKED
    hint = f"{label.help} Zum Beispiel: {label.example}" if simple and label.example else label.help
    required = path in UNWRITTEN or (field.required and not getattr(field.type, "blank", False))
    return widgets.name_widget(widget, field.key, label.name, hint, required=required)


def _widget(path: str, kind: FieldType, required: bool, known: Mapping[str, Sequence[str]]) -> Widget:
    """Return what asks for a value of *kind*."""
    if isinstance(kind, ListField):
        return widgets.each(_widget(path, kind.type, True, known), _ONE[path])
    if inner := keys_below(kind):
        return widgets.group([_field(f"{path}.{one.key}", one, known) for one in inner], _FOLDED.get(path, ""))
    if isinstance(kind, ChoiceField):
        return widgets.choice(OPTIONS[path], _ASKED_OF_NEW.get(path, ""))
    if isinstance(kind, PatternField):
        return widgets.pattern_text(kind.pattern, kind.expected[:1].upper() + kind.expected[1:], optional=not required)
    if isinstance(kind, DateField):
        return widgets.moment(_MOMENT_WORDS, _MOMENT_EXPECTED)
    if isinstance(kind, BooleanField):
        return widgets.flag()
    if isinstance(kind, VideoField):
        return widgets.file(_FILES[".mp4"], address_too=True)
    if isinstance(kind, MediaPathField):
        accept = _FILES.get(f".{kind.example.rpartition('.')[2]}")
        return widgets.file(accept) if accept else widgets.picture()
    if path in known:
        return widgets.text_with_suggestions(known[path])
    return widgets.text(lines=path in _LONG)
