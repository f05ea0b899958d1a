"""Interview: asks for values, and tries each answer against the schema at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from plugins.cli.new.existing import ExistingContent
from plugins.content.front_matter.parser import Node, Scalar, Sequence
from plugins.content.front_matter.source import CONTROL
from plugins.content.schema.content_types import ContentType
from plugins.content.schema.field_types import ChoiceField, FieldContext, ListField
from plugins.content.schema.groups import Field, keys_below
from plugins.core.problem import ProblemCollector

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerRejection:
    """The reason why an answer cannot be taken, and its remedy."""

    message: str
    remedy: str


def parse_answer(field: Field, answer: str, media: frozenset[str]) -> Value | AnswerRejection:
    """Return *answer* as the value of *field*, or why the schema does not take it.

    Commas part a list's entries.
    """
    if CONTROL.search(answer.strip()) or not _is_writable(answer):
        return AnswerRejection(
            "Darin steht ein unsichtbares Zeichen, meist ein Rest vom Kopieren.",
            "Bitte tippen Sie den Text von Hand.",
        )
    text = " ".join(answer.split())
    entries = tuple(dict.fromkeys(entry.strip() for entry in text.split(",") if entry.strip()))
    is_list = isinstance(field.type, ListField)
    node: Node = Sequence(tuple(Scalar(entry, 1) for entry in entries), 1) if is_list else Scalar(text, 1)
    report = ProblemCollector("")
    field.type.read(field.key, node, FieldContext(report, media))
    for problem in report.problems:
        return AnswerRejection(problem.message, problem.remedy)
    return entries if is_list else text


def _is_writable(text: str) -> bool:
    """Return whether *text* can stand in a file: half characters of a broken terminal cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_OFFERED = 12  # that fit on a screen
_STATUS = (("draft", "erst als Entwurf, den nur die Vorschau zeigt"), ("published", "gleich öffentlich"))


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its key, its field, the offered answers and the default.

    ``instead`` is the key whose value makes an answer needless.
    """

    key: str
    field: Field
    offers: tuple[str, ...] = ()
    default: str = ""
    meanings: tuple[tuple[str, str], ...] = ()
    instead: str = ""

    @property
    def is_required(self) -> bool:
        """Whether there is no text without an answer."""
        return self.field.required

    def beside(self, values: Mapping[str, Value]) -> Question:
        """Return the question where *values* are known: a group that is begun is needed whole."""
        group = self.key.partition(".")[0]
        is_begun = any(key.startswith(f"{group}.") for key in values)
        return replace(self, field=replace(self.field, required=is_begun)) if self.instead in values else self


@dataclass(frozen=True, slots=True)
class Prompt:
    """Terminal to ask at; ``ask`` raises EOFError or KeyboardInterrupt to stop."""

    ask: Callable[[str], str]
    say: Callable[[str], None]


def questions(kind: ContentType, known: ExistingContent, today: str) -> Iterator[Question]:
    """Yield the questions about a new text of *kind*.

    They are those for required keys, and for the keys by which readers find it.
    """
    offers = {"tags": known.tags, "category": known.categories}
    for one in kind.fields:
        if one.key == "status":
            yield Question("status", one, ("draft", "published"), "draft", _STATUS)
        elif not one.required and one.key not in kind.asked:
            continue
        elif parts := keys_below(one.type):
            yield from (Question(f"{one.key}.{part.key}", part, instead=one.instead) for part in parts if part.required)
        else:
            default = today if one.key == "date" and one.required else ""
            yield Question(one.key, one, offers.get(one.key, ())[:_OFFERED], default)


def parse_options(
    asked: tuple[Question, ...], options: Mapping[str, str], known: ExistingContent
) -> tuple[dict[str, Value], list[str]]:
    """Return the values that *options* give, and a sentence for each that cannot be taken."""
    values: dict[str, Value] = {}
    refused = []
    for question in asked:
        if text := options.get(question.key, ""):
            value = parse_answer(question.field, text, known.media)
            if isinstance(value, AnswerRejection):
                remedy = value.remedy.replace(f": {question.key}: ", f": {option(question.key)} ")
                refused.append(f"{option(question.key)}: {value.message}\n  → {remedy}")
            else:
                values[question.key] = value
    return values, refused


def option(key: str) -> str:
    """Return the switch of the command line that gives *key*."""
    return f"--{key.replace('.', '-').replace('_', '-')}"


def find_missing(asked: tuple[Question, ...], values: Mapping[str, Value]) -> list[str]:
    """Return a sentence for each required answer without default that *values* lack."""
    return [
        f"Es fehlt {option(one.key)} ({one.field.label}).\n"
        f"  → Bitte ergänzen, zum Beispiel: {option(one.key)} {_quote_for_shell(one.field.example)}"
        for one in (question.beside(values) for question in asked)
        if one.is_required and not one.default and one.key not in values
    ]


def ask(question: Question, known: ExistingContent, terminal: Prompt) -> Value | None:
    """Ask until the answer can be taken; return None for an empty answer to an optional one."""
    field = question.field
    terminal.say(f"\n{field.label}{'' if question.is_required else ' (darf leer bleiben)'}\n  {field.help}")
    for number, offer in enumerate(question.offers, 1):
        meaning = dict(question.meanings).get(offer)
        terminal.say(f"  {number}  {offer}{f': {meaning}' if meaning else ''}")
    if question.offers:
        several = ", mehrere mit Komma" if isinstance(field.type, ListField) else ""
        entry = field.type.type if isinstance(field.type, ListField) else field.type
        own = "" if isinstance(entry, ChoiceField) else " oder ein eigenes Wort"
        terminal.say(f"  Bitte eine Nummer{own} eingeben{several}.")
    while True:
        text = terminal.ask(f"{field.label}{f' [{question.default}]' if question.default else ''}: ").strip()
        text = text or question.default
        if not text and not question.is_required:
            return None
        value = parse_answer(question.field, _replace_numbers(text, question), known.media)
        if not isinstance(value, AnswerRejection):
            return value
        terminal.say(f"{value.message}\n  → {value.remedy}")


def ask_place(known: ExistingContent, terminal: Prompt) -> dict[str, Value]:
    """Offer the places that other texts name; return the values of the chosen one, or none."""
    places = list(known.places or {})[:_OFFERED]
    if not places:
        return {}
    terminal.say("\nOrt\n  Wo war es oder wird es sein? Diese Orte gibt es schon:")
    for number, name in enumerate(places, 1):
        terminal.say(f"  {number}  {name}")
    terminal.say("  Bitte eine Nummer eingeben, oder nichts für einen anderen Ort.")
    while text := terminal.ask("Ort: ").strip():
        if text.isdecimal() and 0 < int(text) <= len(places):
            return {f"place.{key}": value for key, value in (known.places or {})[places[int(text) - 1]].items()}
        terminal.say(f"Zu „{text}“ gibt es keinen Ort.\n  → Bitte eine Nummer bis {len(places)} eingeben oder nichts.")
    return {}


def _replace_numbers(text: str, question: Question) -> str:
    """Return *text* with the words in the place of the numbers that stand for them."""
    words = [part.strip() for part in text.split(",")] if isinstance(question.field.type, ListField) else [text]
    return ", ".join(
        question.offers[int(word) - 1] if word.isdecimal() and 0 < int(word) <= len(question.offers) else word
        for word in words
    )


def _quote_for_shell(example: str) -> str:
    """Return *example* as one word of a command line."""
    plain = example.strip("\"'")
    return f'"{plain}"' if " " in plain else plain
