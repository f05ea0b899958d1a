"""Groups: keys, and values made of several keys: a place, a picture, the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from types import MappingProxyType

from plugins.content.front_matter.parser import Mapping, Node, Scalar, Sequence
from plugins.content.front_matter.remedies import SourceLines, as_yaml, in_braces, quote, say
from plugins.content.near_names import fold, unknown_key
from plugins.content.schema import foreign_names
from plugins.content.schema.field_types import (
    MISSING,
    BooleanField,
    ChoiceField,
    FieldContext,
    FieldType,
    ListField,
    MediaPathField,
    Missing,
    PatternField,
    TextField,
    find_media,
    in_one_line,
    join_entries,
    read_scalar,
)
from plugins.core.focus import FOCUS
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
        instead: The key that may stand in its place, if it is required.
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
    instead: str = ""

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
        return "{" + ", ".join(f"{f.key}: {in_braces(f.type.example)}" for f in parts) + "}"

    def respell(self, text: str) -> str:
        """Return a group of which *text* is the first value; the others are examples."""
        parts = [f for f in self.fields if f.required] or list(self.fields[:1])
        first = parts[0].type.respell(text)
        examples = [f"{f.key}: {in_braces(f.type.example)}" for f in parts[1:]]
        return "{" + ", ".join([f"{parts[0].key}: {in_braces(first)}", *examples]) + "}" if first else ""

    def read(self, key: str, node: Node, reading: FieldContext) -> AbcMapping[str, object] | Missing:
        """Return the values by key, or MISSING if a required one is missing or wrong."""
        if not isinstance(node, Mapping):
            self._report_no_group(key, node, reading)
            return MISSING
        values = read_fields(node, self.fields, replace(reading, in_list=False), within=key)
        if values is None:
            return MISSING
        if not self.with_line:
            return MappingProxyType(values)
        place = {"line": node.line, "lines": node.lines, "column": _column_of(node)}
        return MappingProxyType({**values, **place})

    def _report_no_group(self, key: str, node: Node, reading: FieldContext) -> None:
        text = node.text.strip() if isinstance(node, Scalar) else ""
        joined = re.match(r"(?P<key>[a-z_]+)[:=][\u00a0\u202f]?(?P<value>\S.*)", text)
        if joined and joined["key"] in {one.key for one in self.fields} and node.span:
            line = reading.source.replace((node.span, f"{joined['key']}: {as_yaml(joined['value'])}"))
            reading.report.error(
                node.line,
                "no-space",
                f"In „{text}“ ist nicht zu erkennen, wo der Wert beginnt.",
                f"Bitte Doppelpunkt und Leerzeichen setzen{say(line)}",
            )
            return
        reading.report.error(
            node.line,
            "not-a-group",
            f"„{key}“ besteht aus mehreren Angaben.",
            f"Bitte so schreiben{reading.say_line(key, node, self.regroup(node) or self.example)}",
        )

    def regroup(self, node: Node) -> str:
        """Return a value or a list as the YAML of the group that was meant, "" if unknown."""
        if isinstance(node, Sequence) and len(node.items) == 1 and isinstance(node.items[0], Mapping):
            return in_one_line(node.items[0])
        entries = [one.text.strip() for one in getattr(node, "items", (node,)) if isinstance(one, Scalar)]
        text = ", ".join(filter(None, entries))
        return self.respell(text) if text else ""


def _column_of(node: Mapping) -> int:
    """Return the column of the names of *node*, or -1 if it is in braces."""
    return -1 if node.span is None or _is_in_braces(node) else node.span.column


def _is_in_braces(node: Mapping) -> bool:
    return node.span is not None and any(name.in_flow for name in node.names.values())


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
            is_misplaced = _report_misplaced(node, field_, fields, reading)
            value = MISSING if is_misplaced else field_.type.read(field_.key, node.pairs[field_.key], reading)
            if value is not MISSING:
                values[field_.key] = value
                continue
            complete &= not field_.required
        elif field_.required and field_.instead not in node.pairs:
            complete = False
            if field_.key not in meant:
                _report_absent(node, field_, reading, within)
    return values if complete else None


def _report_misplaced(node: Mapping, field_: Field, fields: tuple[Field, ...], reading: FieldContext) -> bool:
    """Report a word for a longer key, such as „abgesagt“ under status instead of event_status.

    Return whether it is one.
    """
    key, written = field_.key, node.pairs[field_.key]
    longer = next((one for one in fields if one.key.endswith(f"_{key}") and isinstance(one.type, ChoiceField)), None)
    if longer is None or not isinstance(written, Scalar) or not written.text or field_.type.respell(written.text):
        return False
    meant = longer.type.respell(written.text)
    if meant:
        message = f"„{key}: {written.text}“ gibt es nicht. Meinten Sie „{longer.key}: {meant}“?"
        remedy = _rename(node, key, longer, meant, reading)
        reading.report.error(written.line, "unknown-choice", message, remedy)
    return bool(meant)


def _report_unknown(node: Mapping, fields: tuple[Field, ...], reading: FieldContext, within: str) -> set[str]:
    """Report each unknown key, and return the known ones that were probably meant."""
    where = f" unter „{within}“" if within else ""
    known = {field.key: field for field in fields}
    all_meant = set()
    for key in node.pairs:
        if key in known:
            continue
        if (torn := _find_torn(node, key)) is not None:
            _report_torn(node, key, torn, reading)
            continue
        meant, value = _find_meaning(key, node.pairs[key], fields, within)
        all_meant.add(meant)
        as_said = f"{meant}: {value}" if value else meant
        reading.report.error(
            node.lines[key],
            "unknown-key",
            unknown_key(key, where, as_said),
            _rename(node, key, known[meant], value, reading)
            if meant
            else "Bitte die Zeile löschen; was Leserinnen und Leser wissen sollen, gehört in den Text. "
            f"Möglich sind: {', '.join(known)}",
        )
    return all_meant


def _find_torn(node: Mapping, key: str) -> str | None:
    """Return the key whose value a comma in braces has torn from *key*, or None."""
    keys = list(node.pairs)
    for before in reversed(keys[: keys.index(key)]):
        span = node.names.get(key)
        if span is None or not span.in_flow or not _is_empty(node.pairs[key]):
            return None
        if not _is_empty(node.pairs[before]):
            return before if isinstance(node.pairs[before], Scalar) else None
    return None


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text


def _report_torn(node: Mapping, key: str, torn: str, reading: FieldContext) -> None:
    """Report the first of the pieces behind *torn*, with all of them in quotation marks."""
    keys = list(node.pairs)
    begin = keys.index(torn)
    if keys[begin + 1] != key:
        return  # it was told with the first
    pieces = [key]
    for after in keys[begin + 2 :]:
        if not _is_empty(node.pairs[after]):
            break
        pieces.append(after)
    value, last = node.pairs[torn], node.names.get(pieces[-1])
    whole = quote(", ".join([value.text, *pieces])) if isinstance(value, Scalar) else ""
    line = ""
    if value.span and last:
        line = reading.source.replace((replace(value.span, end_line=last.end_line, end_column=last.end_column), whole))
    reading.report.error(
        node.lines[key],
        "unknown-key",
        f"Das Komma trennt „{key}“ von dem Wert davor; so ist es eine Angabe, und die gibt es nicht.",
        f"Bitte den ganzen Wert in gerade Anführungszeichen setzen{say(line or f'{torn}: {whole}')}",
    )


def _find_meaning(key: str, node: Node, fields: tuple[Field, ...], within: str) -> tuple[str, str]:
    """Return the key that *key* was meant for, or "", and the value if that is another."""
    known = {field.key for field in fields}
    text = node.text.strip() if isinstance(node, Scalar) else ""
    meant, value = foreign_names.find_pair(key, text)
    if meant in known:
        return meant, value
    nearest = _find_nearest_key(key, fields, within)
    if nearest == "category" and isinstance(node, Sequence) and len(node.items) > 1 and "tags" in known:
        return "tags", ""  # other systems have several categories
    return nearest, ""


def _find_nearest_key(key: str, fields: tuple[Field, ...], within: str) -> str:
    """Return the key whose name or German label is most like *key*, or "" if none is close."""
    known = {field.key for field in fields}
    names = {name: meant for name, meant in foreign_names.names_below(within).items() if meant in known}
    names |= {fold(name): field.key for field in fields for name in (field.label, *field.also_called)}
    names |= {field.key: field.key for field in fields}
    plain = fold(key).strip().replace("-", "_")
    if found := names.get(plain) or names.get(plain.replace("_", " ")):
        return found
    first_words = {label.split()[0]: name for label, name in names.items()}
    if plain in foreign_names.WITHOUT_MEANING:
        return ""
    close = get_close_matches(plain, names, n=1, cutoff=0.7) or get_close_matches(plain, first_words, n=1, cutoff=0.8)
    return (names | first_words)[close[0]] if close else ""


def _rename(node: Mapping, key: str, meant: Field, value: str, reading: FieldContext) -> str:
    """Return the remedy that gives *key* its right name, and the value its right form."""
    if meant.key in node.pairs:
        return (
            f"Die Zeile mit „{meant.key}“ gibt es schon. Bitte den Wert dort eintragen, wenn er fehlt, "
            "und diese Zeile löschen."
        )
    written = node.pairs[key]
    value = value or _value_for(meant, written)
    span = node.names.get(key)
    changes = [(span, meant.key)] if span else []
    if value and written.span:
        changes.append((written.span, in_braces(value) if written.span.in_flow else value))
    line = reading.source.replace(*changes) if changes else ""
    return f"Bitte so schreiben{say(line or f'{meant.key}: {value or in_one_line(written)}')}"


def _value_for(meant: Field, written: Node) -> str:
    """Return the value *written* as YAML for the key *meant*, or "" if it can stay as it is."""
    if isinstance(written, Scalar):
        text = written.text.strip()
        return meant.type.respell(text) if not isinstance(meant.type, TextField) else ""
    if isinstance(written, Sequence) and not isinstance(meant.type, ListField):
        return join_entries(written)
    return ""


def _report_absent(node: Mapping, field_: Field, reading: FieldContext, within: str) -> None:
    where = f" unter „{within}“" if within else ""
    reading.report.error(
        node.line if within else 1,
        "required-key",
        f"Es fehlt die Angabe „{field_.key}“ ({field_.label}){where}."
        f"{field_.instead and f' Ist man nur im Netz dabei, genügt „{field_.instead}“.'}",
        add_key(node, field_.key, field_.type.example, reading.source)
        if within
        else f"Bitte eine Zeile ergänzen, zum Beispiel: {field_.key}: {field_.type.example}",
    )


def add_key(node: Mapping, key: str, example: str, source: SourceLines) -> str:
    """Return the remedy for a group without *key*: its line, or a line to write below."""
    span = node.span
    if span is not None and _is_in_braces(node):
        end = replace(span, line=span.end_line, column=span.end_column - 1, end_column=span.end_column - 1)
        line = source.replace((end, f", {key}: {in_braces(example)}"))
        return f"Bitte so schreiben{say(line)}" if line else f"Bitte ergänzen: {key}: {in_braces(example)}"
    column = span.column if span is not None else 0
    return f"Bitte eine Zeile ergänzen, zum Beispiel{say(f'{key}: {example}', indent=column)}"


_WORDS_OF_FOCUS = {
    **dict.fromkeys(("links", "left"), (0, "20%")),
    **dict.fromkeys(("rechts", "right"), (0, "80%")),
    **dict.fromkeys(("oben", "top"), (1, "20%")),
    **dict.fromkeys(("unten", "bottom"), (1, "80%")),
}


def _guess_focus(text: str) -> str:
    """Return two numbers in percent for *text*: „links oben“, „30/60“, „0.3 0.6“."""
    numbers = re.findall(r"[0-9]+(?:[.,][0-9]+)?", text)
    if len(numbers) == 2:
        found = [float(number.replace(",", ".")) for number in numbers]
        parts = [one * 100 if max(found) <= 1 else one for one in found]
        return " ".join(f"{min(round(one), 100)}%" for one in parts)
    places = ["50%", "50%"]
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _WORDS_OF_FOCUS:
            axis, place = _WORDS_OF_FOCUS[word]
            places[axis] = place
    return " ".join(places) if not numbers and places != ["50%", "50%"] else ""


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
        Field(
            "focus",
            PatternField(
                FOCUS.pattern,
                "focus-form",
                "Es sind zwei Zahlen mit Prozentzeichen, von links und von oben.",
                "30% 60%",
                _guess_focus,
            ),
            "Wichtigste Stelle",
            "Was zu sehen bleiben soll, wo nur ein Ausschnitt gezeigt wird: erst von links, dann von oben.",
        ),
        Field("decorative", BooleanField(), "Nur Schmuck", "Nur wenn das Bild nichts zeigt, was man wissen müsste."),
    )
)


_DESCRIPTION = '"Drei Personen an einem Tisch"'


@dataclass(frozen=True, slots=True)
class ImageField:
    """A picture with its text alternative, which may be empty only for mere decoration.

    With ``by_path`` a path alone is such a decoration. ``asks`` is the question that its description answers there.
    """

    example: str = "/media/bild.jpg"
    by_path: bool = False
    asks: str = "Was ist zu sehen?"

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of a picture, with its own question in the help for its description."""
        help_ = f"{self.asks} Ein Satz genügt, ohne „Bild von“. Nur wenn das Bild bloß schmückt, bleibt das leer."
        return tuple(replace(one, help=help_) if one.key == "alt" else one for one in PICTURE.fields)

    def respell(self, text: str) -> str:
        """Return a picture with that file, and an example of a description."""
        return MediaPathField().respell(text) if self.by_path else PICTURE.respell(text)

    def read(self, key: str, node: Node, reading: FieldContext) -> Image | Missing:
        """Return the picture."""
        if self.by_path and not isinstance(node, Mapping):
            src = MediaPathField().read(key, node, reading)
            return MISSING if isinstance(src, Missing) else Image(src, "", decorative=True)
        values = PICTURE.read(key, node, reading)
        if isinstance(values, Missing):
            return MISSING
        image = Image(**values)  # type: ignore[arg-type]  # the group above gives just these fields
        if not image.alt and not image.decorative:
            alt = node.pairs["alt"] if isinstance(node, Mapping) else node
            reading.report.error(
                alt.line,
                "empty-alt",
                "Dem Bild fehlt die Beschreibung für blinde Menschen. Wer es nicht sieht, erfährt nicht, was es zeigt. "
                "Ist es nur Schmuck, ergänzen Sie: decorative: true",
                f"Bitte beschreiben, zum Beispiel{reading.say_line('alt', alt, _DESCRIPTION)}",
            )
            return MISSING
        return image


@dataclass(frozen=True, slots=True)
class VideoField:
    """A film: a file of ours, or an address at a service that the site knows."""

    example: str = "/media/clip/film.mp4"

    def respell(self, text: str) -> str:
        """Return the path or address itself."""
        return as_yaml(text) if re.match(r"(?i)https?://|/media/", text) else ""

    def read(self, key: str, node: Node, reading: FieldContext) -> str | Missing:
        """Return the path below /media/ or the address; whether a service knows it is asked later."""
        text = read_scalar(key, node, reading, self.example)
        if isinstance(text, Missing) or re.match(r"(?i)https?://", text):
            return text
        return find_media(key, text, node, reading, self.example)


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
    return inner.fields if isinstance(inner, GroupField | ImageField) else ()
