"""Field types: the values that the front matter may hold, and how each is read.

A kind reads a node and returns a plain value, or MISSING after reporting what is wrong with it.
Dates have a module of their own; so have the kinds that hold other fields (``groups``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import Enum
from typing import Protocol

from plugins.content.front_matter.parser import Mapping, Node, Scalar, Sequence
from plugins.content.markdown.typography import typeset
from plugins.core.problem import ProblemCollector


class Missing(Enum):
    """The one value that says that there is none."""

    MISSING = "missing"


MISSING = Missing.MISSING


@dataclass(frozen=True, slots=True)
class FieldContext:
    """Context of a value that is read.

    ``report`` takes problems, ``media`` are the addresses of the files below /media/, ``german`` says that the text
    is in German, ``in_list`` that the value is an entry of a list.
    """

    report: ProblemCollector
    media: frozenset[str] = frozenset()
    german: bool = True
    in_list: bool = False

    def example_line(self, key: str, example: str) -> str:
        """Return a line that sets *key* to *example*; an entry of a list stands within one."""
        return f"{key}: [{example}]" if self.in_list else f"{key}: {example}"


class FieldType(Protocol):
    """Reads one value. ``example`` is one that an editor may type as it stands."""

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
            f"Bitte einen Wert eintragen, zum Beispiel: {reading.example_line(key, example)}",
        )
        return MISSING
    what = "eine Liste" if isinstance(node, Sequence) else "eine Gruppe von Angaben"
    reading.report.error(
        node.line,
        "not-one-value",
        f"Unter „{key}“ steht {what}, gebraucht wird ein einzelner Wert.",
        f"Bitte so schreiben: {reading.example_line(key, example)}",
    )
    return MISSING


@dataclass(frozen=True, slots=True)
class TextField:
    """Plain text on one line; folded lines are joined.

    With ``blank`` it may be empty, as ``prose`` it is typeset; for a ``long`` one a form has several lines.
    """

    example: str = '"Ein kurzer Text"'
    blank: bool = False
    prose: bool = False
    long: bool = False

    def read(self, key: str, node: Node, reading: FieldContext) -> str | Missing:
        """Return the text."""
        if self.blank and isinstance(node, Scalar) and not node.text.strip():
            return ""
        text = read_scalar(key, node, reading, self.example)
        return typeset(text) if self.prose and reading.german and isinstance(text, str) else text


@dataclass(frozen=True, slots=True)
class PatternField:
    """Text of a fixed form: a pattern, and a sentence that explains it."""

    pattern: str
    code: str
    expected: str
    example: str

    def read(self, key: str, node: Node, reading: FieldContext) -> str | Missing:
        """Return the text if all of it matches the pattern."""
        text = read_scalar(key, node, reading, self.example)
        if text is MISSING or re.fullmatch(self.pattern, text, re.ASCII):
            return text
        reading.report.error(
            node.line,
            self.code,
            f"„{text}“ ist für „{key}“ nicht verwendbar: {self.expected}",
            f"Bitte so schreiben: {reading.example_line(key, self.example)}",
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
        reading.report.error(
            node.line,
            "unknown-choice",
            f"„{key}: {text}“ gibt es nicht.{self._suggest(key, text)}",
            f"Bitte eine dieser Möglichkeiten wählen: {', '.join(f'{key}: {o}' for o in self.options)}",
        )
        return MISSING

    def _suggest(self, key: str, text: str) -> str:
        option = dict(self.also_called).get(text.lower()) or next((o for o in self.options if o == text.lower()), "")
        return f" Meinten Sie „{key}: {option}“?" if option else ""


_YES_OR_NO = ChoiceField((("true", "Ja"), ("false", "Nein")), (("ja", "true"), ("nein", "false")))


@dataclass(frozen=True, slots=True)
class BooleanField:
    """Yes or no, written true or false."""

    example: str = "true"

    def read(self, key: str, node: Node, reading: FieldContext) -> bool | Missing:
        """Return True or False."""
        text = _YES_OR_NO.read(key, node, reading)
        return text if isinstance(text, Missing) else text == "true"


@dataclass(frozen=True, slots=True)
class MediaPathField:
    """The address of a file below /media/; the file must exist."""

    example: str = "/media/bild.jpg"

    def read(self, key: str, node: Node, reading: FieldContext) -> str | Missing:
        """Return the address."""
        text = read_scalar(key, node, reading, self.example)
        if text is MISSING:
            return text
        return text if media_exists(key, text, node.line, reading, self.example) else MISSING


def media_exists(key: str, address: str, line: int, reading: FieldContext, example: str) -> bool:
    """Return whether *address* is that of a file of ours, after reporting if it is not."""
    if re.match(r"(?i)[a-z][a-z0-9+.-]*:|//|\\\\", address):
        reading.report.error(
            line,
            "remote-file",
            f"„{address}“ liegt auf einem fremden Server. Der würde beim Öffnen der Seite erfahren, wer sie liest.",
            f"Bitte die Datei nach content/media/ legen und so angeben: {key}: {example}",
        )
        return False
    if address not in reading.media:
        reading.report.error(
            line,
            "missing-file",
            f"Die Datei „{address}“ gibt es nicht.{nearest_word(address, reading.media)}",
            f"Bitte die Datei nach content/media/ legen oder den Pfad berichtigen, zum Beispiel: {key}: {example}",
        )
        return False
    return True


def nearest_word(word: str, known: frozenset[str] | tuple[str, ...]) -> str:
    """Return „ Meinten Sie …?“ with the known word most like *word*, or "" if none is close."""
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f" Meinten Sie „{found[0]}“?" if found else ""


@dataclass(frozen=True, slots=True)
class ListField:
    """A list in which every entry is of one kind."""

    type: FieldType

    @property
    def example(self) -> str:
        """A list of one."""
        return f"[{self.type.example}]"

    def read(self, key: str, node: Node, reading: FieldContext) -> tuple[object, ...] | Missing:
        """Return the entries; those that are not right are reported and left out."""
        if not isinstance(node, Sequence):
            text = node.text.strip() if isinstance(node, Scalar) else ""
            entries = _as_list(text) or self.example
            how = f"{key}: {entries}" if not isinstance(node, Mapping) else "vor jeden Eintrag „- “ setzen"
            reading.report.error(
                node.line,
                "not-a-list",
                f"„{key}“ braucht eine Liste.",
                f"Bitte so schreiben: {how}",
            )
            return MISSING
        values = [self.type.read(key, item, replace(reading, in_list=True)) for item in node.items]
        return tuple(value for value in values if value is not MISSING)


def _as_list(text: str) -> str:
    """Return *text* as the list that was probably meant, or nothing if there is no telling."""
    entries = [entry.strip() for entry in re.split(r"[,;]|(?:^|\s)[-–•*]\s*(?=\S)", text) if entry and entry.strip()]
    return f"[{', '.join(entries)}]" if entries and not re.search(r"[\[\]{}:#\"']", text) else ""
