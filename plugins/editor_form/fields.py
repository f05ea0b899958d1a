"""Form fields: each key of the schema becomes a field of the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plugins.content.schema.content_types import TYPES, ContentType
from plugins.content.schema.field_types import (
    BooleanField,
    ChoiceField,
    FieldType,
    ListField,
    MediaPathField,
    PatternField,
    TextField,
)
from plugins.content.schema.groups import Field, VideoField, keys_below
from plugins.content.schema.moments import DateField
from plugins.editor_form import widgets
from plugins.editor_form.config import Collection, body
from plugins.editor_form.widgets import Widget

# What to write first and what hardly ever; the rest stands between, in the order of the schema.
_FIRST = (
    *("title", "summary", "start", "end", "repeat", "place", "online", "organiser", "register", "register_until"),
    *("price", "event_language", "access", "event_status", "previous_start", "date", "category", "tags", "image"),
    *("video", "poster", "captions", "duration", "audio_description", "audio_description_captions"),
    *("programme", "body", "gallery", "event"),
)
_LAST = (
    "embeds",
    "status",
    "updated",
    "corrected",
    "withdrawn",
    "review",
    "lang",
    "translates",
    "slug",
    "aliases",
    "template",
)
# What an entry is without the line; a new one is proposed to be something else.
UNWRITTEN = {"status": "published"}
_ASKED_OF_NEW = {"status": "draft"}
_STATES = {"draft": "Entwürfe", "hidden": "Versteckte"}
_PICKED = {"select", "boolean", "moment", "image", "file"}  # nothing to type, so no example of it
_FOLDED = {
    "place": "{{name}}, {{city}}",
    "repeat": "{{start}}",
    "programme": "{{time}} {{title}}",
    "embeds": "{{url}}",
    "gallery": "{{alt}}",
    "corrected": "{{day}}",
}
_FILES = {".vtt": ".vtt", ".mp4": ".mp4,.webm"}
_MOMENT_WORDS = {"day": "Tag", "time": "Uhrzeit (wenn bekannt)"}
_MOMENT_EXPECTED = "Bitte einen Tag wählen, den es gibt."


def collections(known: Mapping[str, Sequence[str]], *, embeds: bool) -> tuple[Collection, ...]:
    """Return the form's collections, one for each content type.

    Args:
        known: Values to offer, by the path of the key that they are offered for.
        embeds: Whether a text can show anything of a network.
    """
    return tuple(_collection(kind, known, embeds=embeds) for kind in TYPES)


def _collection(kind: ContentType, known: Mapping[str, Sequence[str]], *, embeds: bool) -> Collection:
    fields = {field.key: _field(field.key, field, known) for field in kind.fields}
    fields["body"] = body(kind.body.label, kind.body.help, embeds=embeds)
    return Collection(
        id=kind.folder,
        label=kind.plural,
        singular=kind.label,
        description=kind.about,
        icon=kind.icon,
        folder=kind.folder,
        year_of=kind.day if kind.in_years else "",
        fields=tuple(fields[key] for key in _sort_keys(fields)),
        states=_STATES,
    )


def _sort_keys(found: Iterable[str]) -> list[str]:
    def place(key: str) -> int:
        if key in _FIRST:
            return _FIRST.index(key)
        return len(_FIRST) + (1 + _LAST.index(key) if key in _LAST else 0)

    return sorted(found, key=place)


def _field(path: str, field: Field, known: Mapping[str, Sequence[str]]) -> Widget:
    widget = _widget(path, field, field.type, known, optional=not field.required)
    is_typed = not keys_below(field.type) and widget["widget"] not in _PICKED
    hint = f"{field.help} Zum Beispiel: {_form_example(field)}" if is_typed else field.help
    is_needed = field.required and not field.instead  # our rules ask for one of the two
    required = path in UNWRITTEN or (is_needed and not getattr(field.type, "blank", False))
    return widgets.name_widget(widget, field.key, field.label, hint, required=required)


def _form_example(field: Field) -> str:
    """Return the example as one types it into the form: of a list, an entry."""
    return field.own_example or (field.type.type if isinstance(field.type, ListField) else field.type).example


def _widget(path: str, field: Field, type_: FieldType, known: Mapping[str, Sequence[str]], *, optional: bool) -> Widget:
    """Return the widget for a value of *type_*: that of *field*, or one entry of its list."""
    if isinstance(type_, ListField):
        entry = _widget(path, field, type_.type, known, optional=False)
        return widgets.each(entry, field.entry or field.label)
    if inner := keys_below(type_):
        return widgets.group([_field(f"{path}.{one.key}", one, known) for one in inner], _FOLDED.get(path, ""))
    if isinstance(type_, ChoiceField):
        return widgets.choice(dict(type_.meanings), _ASKED_OF_NEW.get(path, ""))
    if isinstance(type_, PatternField):
        expected = f"{type_.expected[:1].upper()}{type_.expected[1:]}"
        return widgets.pattern_text(type_.pattern, expected, optional=optional)
    if isinstance(type_, DateField):
        return widgets.moment(_MOMENT_WORDS, _MOMENT_EXPECTED)
    if isinstance(type_, BooleanField):
        return widgets.flag()
    if isinstance(type_, VideoField):
        return widgets.file(_FILES[".mp4"], address_too=True)
    if isinstance(type_, MediaPathField):
        accept = _FILES.get(f".{type_.example.rpartition('.')[2]}")
        return widgets.file(accept) if accept else widgets.picture()
    if path in known:
        return widgets.text_with_suggestions(known[path])
    return widgets.text(lines=isinstance(type_, TextField) and type_.long)
