"""Life of a text: the keys by which it is corrected, withdrawn and looked at again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from plugins.content.front_matter.parser import Node, Scalar, Sequence
from plugins.content.front_matter.remedies import as_yaml, in_braces
from plugins.content.schema.field_types import MISSING, BooleanField, FieldContext, ListField, Missing, TextField
from plugins.content.schema.groups import Field, GroupField
from plugins.content.schema.moments import DateField

WITHDRAWN = "withdrawn"
"""The key of a text whose page says why it is gone, and nothing else of it."""

_BETWEEN = " :,;–—-"  # a day and its sentence
_KEPT = frozenset({"title", "date", "status", "lang", "slug", "aliases", WITHDRAWN})


@dataclass(frozen=True, slots=True)
class UnreadField:
    """Any value at all: nobody looks at it."""

    example: str = ""

    def respell(self, text: str) -> str:
        """Return the text itself."""
        return as_yaml(text)

    def read(self, key: str, node: Node, reading: FieldContext) -> Missing:  # noqa: ARG002 - nobody looks at it
        """Return that there is none."""
        return MISSING


def keep_of_withdrawn(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return *fields* for a withdrawn text: read are those that say where and when it stood."""
    return tuple(one if one.key in _KEPT else replace(one, type=UnreadField(), required=False) for one in fields)


@dataclass(frozen=True, slots=True)
class DatedNoteField(GroupField):
    """A day and a sentence."""

    def respell(self, text: str) -> str:
        """Return the group with the day that *text* begins with, and the sentence behind it."""
        day, sentence = _split_day(text)
        values = {"day": day, "text": as_yaml(sentence, in_flow=True) if _is_sentence(sentence) else ""}
        parts = (f"{one.key}: {values[one.key] or in_braces(one.type.example)}" for one in self.fields)
        return "{" + ", ".join(parts) + "}"

    def regroup(self, node: Node) -> str:
        """Return one group also for a list of several, with the words of each."""
        return GroupField.regroup(self, node) or self.respell(", ".join(_words_of(node)))


def _words_of(node: Node) -> list[str]:
    if isinstance(node, Scalar):
        return [node.text.strip()]
    inner = node.items if isinstance(node, Sequence) else node.pairs.values()
    return [words for one in inner for words in _words_of(one)]


@dataclass(frozen=True, slots=True)
class CorrectionsField(ListField):
    """A list of corrections; a sentence with commas is one."""

    def respell(self, text: str) -> str:
        """Return the text as the only correction."""
        return f"[{self.type.respell(text)}]"

    def read(self, key: str, node: Node, reading: FieldContext) -> tuple[object, ...] | Missing:
        """Return the corrections; a day and its sentence in brackets alone are told together."""
        items = node.items if isinstance(node, Sequence) else ()
        texts = [one.text.strip() for one in items if isinstance(one, Scalar)]
        day, rest = _split_day(texts[0]) if len(texts) > 1 else ("", "")
        if not day or rest:
            return ListField.read(self, key, node, reading)
        reading.report.error(
            node.line,
            "not-a-group",
            f"„{key}“ besteht aus mehreren Angaben.",
            f"Bitte so schreiben{reading.say_line(key, node, self.respell(', '.join(texts)))}",
        )
        return MISSING


def _split_day(text: str) -> tuple[str, str]:
    """Return the day that *text* begins with as it is to be written, "" for none, and the rest."""
    words = text.split()
    for count in range(1, min(3, len(words)) + 1):
        if day := DateField().respell(" ".join(words[:count]).rstrip(":,")):
            return day, " ".join(words[count:]).lstrip(_BETWEEN)
    return "", text


def _is_sentence(text: str) -> bool:
    """Return whether *text* says something: „Fort.“ does, „true“, „ja“ and a day alone do not."""
    return bool(text.strip()) and not BooleanField().respell(text)


def _dated(example: str) -> DatedNoteField:
    """Return the group of a day and a sentence, such as *example*."""
    return DatedNoteField(
        (
            Field("day", DateField("2026-05-14"), "Wann", "Der Tag, an dem Sie das tun.", required=True),
            Field(
                "text",
                TextField(f'"{example}"', prose=True, long=True),
                "In einem Satz",
                "Genau dieser Satz steht auf der Seite.",
                example,
                required=True,
            ),
        )
    )


LIFE = (
    Field(
        "corrected",
        CorrectionsField(_dated("Hier stand zuerst eine falsche Zahl.")),
        "Berichtigungen",
        "Wenn etwas falsch war: Tag und ein Satz, was jetzt richtig ist. Er steht oben auf der Seite und im Feed; "
        "„Zuletzt geändert“ brauchen Sie dann nicht.",
        entry="Berichtigung",
        also_called=("Korrektur", "Korrekturen", "Berichtigt"),
    ),
    Field(
        WITHDRAWN,
        _dated("Die Angaben darin stimmen nicht mehr."),
        "Zurückgezogen",
        "Die Seite bleibt und sagt nur noch diesen Satz. Titel, Text und Bilder sind von der Website, aus Listen, "
        "Feeds und der Suche verschwunden.",
        also_called=("Zurückziehen", "Depubliziert"),
    ),
    Field(
        "review",
        DateField("2027-06-01"),
        "Wiedervorlage",
        "Von diesem Tag an erinnert die Prüfung daran, den Text noch einmal zu lesen. Auf der Website steht davon "
        "nichts.",
        in_data=False,
    ),
)
