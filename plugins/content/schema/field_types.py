"""Field types: the values that the front matter may hold, and how each is read.

A kind reads a node and returns a plain value, or MISSING after reporting what is wrong with it.
Dates have a module of their own; so have the kinds that hold other fields (``groups``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote

from plugins.content.front_matter.parser import Mapping, Node, Scalar, Sequence
from plugins.content.front_matter.remedies import NO_LINES, SourceLines, as_yaml, in_braces, say
from plugins.content.front_matter.yaml_errors import describe_joined_dash
from plugins.content.markdown.typography import typeset
from plugins.content.media.file_types import RASTER
from plugins.content.near_names import fold, nearest_name
from plugins.core.problem import ProblemCollector


class Missing(Enum):
    """The one value that says that there is none."""

    MISSING = "missing"


MISSING = Missing.MISSING


@dataclass(frozen=True, slots=True)
class FieldContext:
    """Context of a value that is read.

    ``report`` takes problems, ``media`` are the addresses of the files below /media/, ``german`` says that the text
    is in German, ``in_list`` that the value is an entry of a list, ``source`` are the lines in which it stands,
    ``start`` is the beginning of an event.
    """

    report: ProblemCollector
    media: frozenset[str] = frozenset()
    german: bool = True
    in_list: bool = False
    source: SourceLines = NO_LINES
    start: dt.date | None = None

    def say_line(self, key: str, node: Node, example: str) -> str:
        """Return the end of a sentence that tells to type *example* as the value of *key*.

        It is the whole line with the example in the value's place, so that nothing beside it is lost; of a value
        over several lines a line of its own.
        """
        if node.span is not None:
            value = in_braces(example) if node.span.in_flow else example
            if said := self.source.say_replaced(node.span, value):
                return said
        return say(f"{key}: [{in_braces(example)}]" if self.in_list else f"{key}: {example}")

    def quote_source(self, node: Node) -> str:
        """Return *node* as it was typed in quotation marks, or "" if it is not all on one line."""
        span = node.span
        if span is None or not span.is_on_one_line:
            return ""
        written = self.source.line(span.line)[span.column : span.end_column]
        return as_yaml(written) if written else ""


class FieldType(Protocol):
    """Reads one value. ``example`` is one that an editor may type as it stands."""

    def respell(self, text: str) -> str:
        """Return *text* as YAML in the spelling that is read, or "" if there is no telling."""

    @property
    def example(self) -> str:
        """A value that works."""

    def read(self, key: str, node: Node, reading: FieldContext) -> object:
        """Return the value, or MISSING after reporting."""


def read_scalar(key: str, node: Node, reading: FieldContext, example: str) -> str | Missing:
    """Return the text of *node* on one line, or MISSING after reporting.

    A list, a group or an empty value is reported.
    """
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
        if text:
            return text
        reading.report.error(
            node.line,
            "empty-value",
            f"Nach „{key}:“ steht nichts.",
            f"Bitte einen Wert eintragen, zum Beispiel{reading.say_line(key, node, example)}",
        )
        return MISSING
    what = "eine Liste" if isinstance(node, Sequence) else "eine Gruppe von Angaben"
    reading.report.error(
        node.line,
        "not-one-value",
        f"Unter „{key}“ steht {what}, gebraucht wird ein einzelner Wert.",
        f"Bitte so schreiben{reading.say_line(key, node, join_entries(node) or reading.quote_source(node) or example)}",
    )
    return MISSING


def join_entries(node: Node) -> str:
    """Return the entries of a list of single values as one value, or "" if *node* is none."""
    if not isinstance(node, Sequence) or not all(isinstance(entry, Scalar) for entry in node.items):
        return ""
    return as_yaml(", ".join(entry.text.strip() for entry in node.items if isinstance(entry, Scalar)))


def _own_words(node: Node) -> str:
    """Return the values of a group as one, "" if *node* is none; a colon in a text makes one."""
    if not isinstance(node, Mapping) or not all(isinstance(value, Scalar) for value in node.pairs.values()):
        return ""
    pairs = [(name, value.text.strip()) for name, value in node.pairs.items() if isinstance(value, Scalar)]
    return as_yaml(", ".join(f"{name}: {text}".strip() for name, text in pairs))


@dataclass(frozen=True, slots=True)
class TextField:
    """Plain text on one line; folded lines are joined.

    With ``blank`` it may be empty, as ``prose`` it is typeset; for a ``long`` one a form has several lines.
    """

    example: str = '"Ein kurzer Text"'
    blank: bool = False
    prose: bool = False
    long: bool = False

    def respell(self, text: str) -> str:
        """Return the text itself, quoted where it must be."""
        return as_yaml(text)

    def read(self, key: str, node: Node, reading: FieldContext) -> str | Missing:
        """Return the text."""
        if self.blank and isinstance(node, Scalar) and not node.text.strip():
            return ""
        text = read_scalar(key, node, reading, _own_words(node) or self.example)
        return typeset(text) if self.prose and reading.german and isinstance(text, str) else text


@dataclass(frozen=True, slots=True)
class PatternField:
    """Text of a fixed form: a pattern, and a sentence that explains it."""

    pattern: str
    code: str
    expected: str
    example: str
    guess: Callable[[str], str] = str

    def respell(self, text: str) -> str:
        """Return what the text was probably meant to be, if that matches the pattern."""
        guessed = self.guess(text)
        return guessed if re.fullmatch(self.pattern, guessed, re.ASCII) else ""

    def read(self, key: str, node: Node, reading: FieldContext) -> str | Missing:
        """Return the text if all of it matches the pattern."""
        text = read_scalar(key, node, reading, self.example)
        if text is MISSING or re.fullmatch(self.pattern, text, re.ASCII):
            return text
        reading.report.error(
            node.line,
            self.code,
            f"„{text}“ ist für „{key}“ nicht verwendbar: {self.expected}",
            f"Bitte so schreiben{reading.say_line(key, node, self.respell(text) or self.example)}",
        )
        return MISSING


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of a few words, each given with its meaning in German."""

    meanings: tuple[tuple[str, str], ...]
    also_called: tuple[tuple[str, str], ...] = ()  # what an editor may call an option, in lower case

    @property
    def options(self) -> tuple[str, ...]:
        """The words that may be written."""
        return tuple(word for word, _ in self.meanings)

    @property
    def example(self) -> str:
        """The first option."""
        return self.options[0]

    def read(self, key: str, node: Node, reading: FieldContext) -> str | Missing:
        """Return the option."""
        text = read_scalar(key, node, reading, self.example)
        if text is MISSING or text in self.options:
            return text
        meant = self.respell(text)
        reading.report.error(
            node.line,
            "unknown-choice",
            f"„{key}: {text}“ gibt es nicht.{f' Meinten Sie „{key}: {meant}“?' if meant else ''}",
            f"Bitte so schreiben{reading.say_line(key, node, meant)}"
            if meant
            else f"Bitte eine dieser Möglichkeiten wählen: {', '.join(f'{key}: {o}' for o in self.options)}",
        )
        return MISSING

    def respell(self, text: str) -> str:
        """Return the option that *text* means: in German, or in the words of other systems."""
        names = {fold(label): word for word, label in self.meanings}
        names |= dict(self.also_called) | {fold(word): word for word in self.options}
        return names.get(fold(text)) or names.get(nearest_name(text, self.options, 0.75), "")


_YES_OR_NO = ChoiceField((("true", "Ja"), ("false", "Nein")), (("yes", "true"), ("no", "false")))


@dataclass(frozen=True, slots=True)
class BooleanField:
    """Yes or no, written true or false."""

    example: str = "true"

    def respell(self, text: str) -> str:
        """Return "true" or "false"."""
        return _YES_OR_NO.respell(text)

    def read(self, key: str, node: Node, reading: FieldContext) -> bool | Missing:
        """Return True or False."""
        text = _YES_OR_NO.read(key, node, reading)
        return text if isinstance(text, Missing) else text == "true"


@dataclass(frozen=True, slots=True)
class MediaPathField:
    """The address of a file below /media/; the file must exist."""

    example: str = "/media/bild.jpg"

    def respell(self, text: str) -> str:
        """Return the address itself; whether there is such a file is asked when it is read."""
        return as_yaml(text) if text.startswith("/media/") else ""

    def read(self, key: str, node: Node, reading: FieldContext) -> str | Missing:
        """Return the address."""
        text = read_scalar(key, node, reading, self.example)
        found = text if isinstance(text, Missing) else find_media(key, text, node, reading, self.example)
        if isinstance(found, Missing) or not _is_picture(self.example) or _is_picture(found):
            return found
        meant = nearest_media(f"{found.rpartition('.')[0]}.jpg", reading.media)
        reading.report.error(
            node.line,
            "not-a-picture",
            f"„{found}“ ist kein Bild; zu sehen wäre nichts.",
            f"Bitte ein Bild (JPG, PNG, WebP, AVIF oder SVG) angeben"
            f"{reading.say_line(key, node, as_yaml(meant) if meant else self.example)}",
        )
        return MISSING


def find_media(key: str, written: str, node: Node, reading: FieldContext, example: str) -> str | Missing:
    """Return the address of our file that is *written*, or MISSING after reporting."""
    if re.match(r"(?i)[a-z][a-z0-9+.-]*:|//|\\\\", written):
        reading.report.error(
            node.line,
            "remote-file",
            f"„{written}“ liegt auf einem fremden Server. Der würde beim Öffnen der Seite erfahren, wer sie liest.",
            "Bitte die Datei nach content/media/ legen und so angeben"
            f"{reading.say_line(key, node, _own_address(written) or example)}",
        )
        return MISSING
    for address in (written, unquote(written)):
        if address in reading.media:
            return address
    meant = nearest_media(written, reading.media)
    reading.report.error(
        node.line,
        "missing-file",
        f"Die Datei „{written}“ gibt es nicht.{f' Meinten Sie „{meant}“?' if meant else ''}",
        _place_or_rename(key, written, meant, node, reading),
    )
    return MISSING


def _place_or_rename(key: str, written: str, meant: str, node: Node, reading: FieldContext) -> str:
    """Return the remedy for a file that is not there: its right name, or its place.

    It is never the name of another file.
    """
    if meant:
        return f"Bitte die Adresse berichtigen{reading.say_line(key, node, as_yaml(meant))}"
    if written.startswith("/media/"):
        return f"Bitte die Datei mit diesem Namen ablegen: content{unquote(written)}"
    said = reading.say_line(key, node, _own_address(written) or f"/media/{key}")
    return f"Bitte die Datei nach content/media/ legen und so schreiben{said}"


def _own_address(written: str) -> str:
    """Return the address that a file has in content/media/ if it keeps its name, as YAML, or ""."""
    name = PurePosixPath(unquote(re.sub(r"[?#].*", "", written)).replace("\\", "/")).name
    return as_yaml(f"/media/{name}") if "." in name else ""


def _is_picture(name: str) -> bool:
    return PurePosixPath(name.lower()).suffix in RASTER | {".svg"}


def _is_alike(one: str, other: str) -> bool:
    """Return whether two names are of files of one kind: pictures, or with the same ending."""
    endings = {PurePosixPath(fold(re.sub(r"[?#].*", "", name))).suffix for name in (one, other)}
    return len(endings) == 1 or endings <= RASTER | {".svg"}


def nearest_media(written: str, media: Iterable[str]) -> str:
    """Return the address in *media* that *written* was probably meant for, or "".

    The same name in another folder is nearer than another name: photos are called by numbers. A document was never
    meant for a picture.
    """
    known = [one for one in media if _is_alike(one, written)]
    name = fold(written).rpartition("/")[2]
    same_name = [one for one in known if fold(one).rpartition("/")[2] == name]
    if any(fold(one) == fold(written) for one in known) or not same_name:
        near = nearest_name(written, known)
        return near if not _is_numbered(near, written) else ""
    return nearest_name(written, same_name, 0.0)


def _is_numbered(near: str, written: str) -> bool:
    """Return whether two names differ in their numbers: IMG_1234 and IMG_1235 are two photos."""
    return fold(near) != fold(written) and re.findall(r"\d+", near) != re.findall(r"\d+", written)


@dataclass(frozen=True, slots=True)
class ListField:
    """A list in which every entry is of one kind."""

    type: FieldType

    @property
    def example(self) -> str:
        """A list of one."""
        return f"[{self.type.example}]"

    def respell(self, text: str) -> str:
        """Return the text as the list that was probably meant."""
        return _as_list(text, self.type)

    def read(self, key: str, node: Node, reading: FieldContext) -> tuple[object, ...] | Missing:
        """Return the entries; those that are not right are reported and left out."""
        if not isinstance(node, Sequence):
            _report_no_list(key, node, reading, self)
            return MISSING
        inside = replace(reading, in_list=True)
        values = [
            _report_empty_entry(key, item, node, inside)
            if isinstance(item, Scalar) and not item.text.strip()
            else self.type.read(key, item, inside)
            for item in node.items
        ]
        return tuple(value for value in values if value is not MISSING)


def _report_no_list(key: str, node: Node, reading: FieldContext, field: ListField) -> None:
    """Report a value that should be a list, or lines whose dashes have no blank behind."""
    if isinstance(node, Mapping):
        for name, line in node.lines.items():
            if name.startswith("-"):
                code, message, remedy = describe_joined_dash(reading.source.line(line))
                reading.report.error(line, code, message, remedy)
                return
    written = f"[{in_one_line(node)}]" if isinstance(node, Mapping) else field.respell(_text_of(node))
    reading.report.error(
        node.line,
        "not-a-list",
        f"„{key}“ braucht eine Liste.",
        f"Bitte so schreiben{reading.say_line(key, node, written or field.example)}",
    )


def _text_of(node: Node) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def in_one_line(node: Node) -> str:
    """Return *node* as YAML on one line."""
    if isinstance(node, Scalar):
        return as_yaml(node.text, in_flow=True)
    if isinstance(node, Sequence):
        return f"[{', '.join(map(in_one_line, node.items))}]"
    return "{" + ", ".join(f"{name}: {in_one_line(value)}" for name, value in node.pairs.items()) + "}"


def _report_empty_entry(key: str, entry: Scalar, node: Sequence, reading: FieldContext) -> Missing:
    """Report an *entry* of a list with nothing in it; it goes, the others stay."""
    others = [as_yaml(one.text, in_flow=True) for one in node.items if isinstance(one, Scalar) and one.text.strip()]
    is_flow = entry.span is not None and entry.span.in_flow
    remedy = f"Bitte so schreiben: {key}: [{', '.join(others)}]" if is_flow and others else "Bitte die Zeile löschen."
    reading.report.error(entry.line, "empty-value", f"Ein Eintrag unter „{key}“ ist leer.", remedy)
    return MISSING


def _as_list(text: str, type_: FieldType) -> str:
    """Return *text* as the list that was probably meant, or nothing if there is no telling."""
    parts = re.split(r"[,;]|(?:^|\s)[-–•*]\s*(?=\S)", text)
    entries = [type_.respell(part.strip().strip("\"'")) for part in parts if part.strip()]
    return f"[{', '.join(map(in_braces, entries))}]" if entries and all(entries) else ""
