"""Groups: keys, and values made of several keys: a place, a picture, the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from types import MappingProxyType

from plugins.content.front_matter.parser import Mapping, Node
from plugins.content.schema.field_types import (
    MISSING,
    BooleanField,
    FieldContext,
    FieldType,
    ListField,
    MediaPathField,
    Missing,
    TextField,
    media_exists,
    read_scalar,
)
from plugins.core.model import Image


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the front matter.

    Attributes:
        key: What files call it.
        type: What its value may be.
        label: Its German name, the same in the form, ``new``, messages and the handbook.
        help: A sentence or two about it, in German.
        own_example: A value that works, as one types it into a form; without one it is that of the type.
        required: Whether it must be there.
        entry: What one entry of a list is called.
        also_called: Other German names by which editors look for it.
        in_data: Whether the JSON of a text has it.
    """

    key: str
    type: FieldType
    label: str
    help: str
    own_example: str = ""
    required: bool = False
    entry: str = ""
    also_called: tuple[str, ...] = ()
    in_data: bool = True

    @property
    def example(self) -> str:
        """A value that works."""
        return self.own_example or self.type.example


@dataclass(frozen=True, slots=True)
class GroupField:
    """Named fields below one key."""

    fields: tuple[Field, ...]
    with_line: bool = field(default=False)

    @property
    def example(self) -> str:
        """The required fields in braces."""
        parts = [f for f in self.fields if f.required] or list(self.fields[:1])
        return "{" + ", ".join(f"{f.key}: {f.type.example}" for f in parts) + "}"

    def read(self, key: str, node: Node, reading: FieldContext) -> AbcMapping[str, object] | Missing:
        """Return the values by key, or MISSING if a required one is missing or wrong."""
        if not isinstance(node, Mapping):
            reading.report.error(
                node.line,
                "not-a-group",
                f"„{key}“ besteht aus mehreren Angaben.",
                f"Bitte so schreiben: {reading.example_line(key, self.example)}",
            )
            return MISSING
        values = read_fields(node, self.fields, replace(reading, in_list=False), within=key)
        if values is None:
            return MISSING
        return MappingProxyType({**values, "line": node.line} if self.with_line else values)


def read_fields(
    node: Mapping, fields: tuple[Field, ...], reading: FieldContext, *, within: str = ""
) -> dict[str, object] | None:
    """Return the values of *node* by key, or None if something required is missing or wrong.

    Keys that *fields* does not know are reported with the nearest one that it does.
    """
    meant = _report_unknown(node, fields, reading, within)
    values: dict[str, object] = {}
    complete = True
    for field_ in fields:
        if field_.key in node.pairs:
            value = field_.type.read(field_.key, node.pairs[field_.key], reading)
            if value is not MISSING:
                values[field_.key] = value
                continue
            complete &= not field_.required
        elif field_.required:
            complete = False
            if field_.key not in meant:
                _report_absent(node, field_, reading, within)
    return values if complete else None


def _report_unknown(node: Mapping, fields: tuple[Field, ...], reading: FieldContext, within: str) -> set[str]:
    """Report each unknown key, and return the known ones that were probably meant."""
    where = f" unter „{within}“" if within else ""
    known = tuple(field.key for field in fields)
    all_meant = set()
    for key in node.pairs:
        if key not in known:
            meant = _find_nearest_key(key, fields)
            all_meant.add(meant)
            reading.report.error(
                node.lines[key],
                "unknown-key",
                f"Die Angabe „{key}“ gibt es{where} nicht.{f' Meinten Sie „{meant}“?' if meant else ''}",
                f"Bitte umbenennen oder die Zeile löschen. Möglich sind: {', '.join(known)}",
            )
    return all_meant


def _find_nearest_key(key: str, fields: tuple[Field, ...]) -> str:
    """Return the key whose name or German label is most like *key*, or "" if none is close."""
    called = ((name.lower(), field.key) for field in fields for name in (field.label, *field.also_called))
    names = dict(called) | {field.key: field.key for field in fields}
    first_words = {label.split()[0]: name for label, name in names.items()}
    close = get_close_matches(key.lower(), names, n=1) or get_close_matches(key.lower(), first_words, n=1, cutoff=0.8)
    return (names | first_words)[close[0]] if close else ""


def _report_absent(node: Mapping, field_: Field, reading: FieldContext, within: str) -> None:
    where = f" unter „{within}“" if within else ""
    reading.report.error(
        node.line if within else 1,
        "required-key",
        f"Es fehlt die Angabe „{field_.key}“ ({field_.label}){where}.",
        f"Bitte eine Zeile ergänzen, zum Beispiel: {field_.key}: {field_.type.example}",
    )


PICTURE = GroupField(
    (
        Field(
            "src",
            MediaPathField(),
            "Bilddatei",
            "JPG, PNG, WebP, AVIF oder SVG. Verkleinern müssen Sie nichts, und Angaben der Kamera verschwinden von "
            "selbst.",
            "/media/fotos/saal.jpg",
            required=True,
        ),
        Field(
            "alt",
            TextField('"Was auf dem Bild zu sehen ist"', blank=True, prose=True),
            "Beschreibung für blinde Menschen",
            "Was ist zu sehen? Ein Satz genügt, ohne „Bild von“. Nur wenn das Bild bloß schmückt, bleibt das leer.",
            "Menschen sitzen an runden Tischen.",
            required=True,
            also_called=("Alternativtext",),
        ),
        Field(
            "credit", TextField("Foto: Name", prose=True), "Bildnachweis", "Von wem das Bild ist.", "Foto: Vorname Name"
        ),
        Field(
            "caption",
            TextField("Was das Bild zeigt", prose=True),
            "Bildunterschrift",
            "Steht sichtbar unter dem Bild.",
            "Der Workshop in Duisburg",
        ),
        Field("decorative", BooleanField(), "Nur Schmuck", "Nur wenn das Bild nichts zeigt, was man wissen müsste."),
    )
)


@dataclass(frozen=True, slots=True)
class ImageField:
    """A picture with its text alternative, which may be empty only for mere decoration."""

    example: str = "/media/bild.jpg"

    def read(self, key: str, node: Node, reading: FieldContext) -> Image | Missing:
        """Return the picture."""
        values = PICTURE.read(key, node, reading)
        if isinstance(values, Missing):
            return MISSING
        image = Image(**values)  # type: ignore[arg-type]  # the group above gives just these fields
        if not image.alt and not image.decorative:
            reading.report.error(
                node.lines["alt"] if isinstance(node, Mapping) else node.line,
                "empty-alt",
                "Dem Bild fehlt die Beschreibung für blinde Menschen. Wer es nicht sieht, erfährt nicht, was es zeigt.",
                'Bitte beschreiben, zum Beispiel: alt: "Drei Personen an einem Tisch". '
                "Ist das Bild nur Schmuck, ergänzen Sie: decorative: true",
            )
            return MISSING
        return image


@dataclass(frozen=True, slots=True)
class VideoField:
    """A film: a file of ours, or an address at a service that the site knows."""

    example: str = "/media/clip/film.mp4"

    def read(self, key: str, node: Node, reading: FieldContext) -> str | Missing:
        """Return the path below /media/ or the address; whether a service knows it is asked later."""
        text = read_scalar(key, node, reading, self.example)
        if isinstance(text, Missing) or re.match(r"(?i)https?://", text):
            return text
        return text if media_exists(key, text, node.line, reading, self.example) else MISSING


def list_keys(fields: Iterable[Field], within: str = "") -> Iterator[tuple[str, Field]]:
    """Yield each of *fields* with its path, followed by those below it."""
    for one in fields:
        path = f"{within}{one.key}"
        yield path, one
        yield from list_keys(keys_below(one.type), f"{path}.")


def keys_below(type_: FieldType) -> tuple[Field, ...]:
    """Return the fields of a value of *type_*; of a list, those of an entry.

    A single value has none.
    """
    inner = type_.type if isinstance(type_, ListField) else type_
    if isinstance(inner, ImageField):
        return PICTURE.fields
    return inner.fields if isinstance(inner, GroupField) else ()
