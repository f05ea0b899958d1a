"""New website: asks what nobody else can know, and writes a site that builds at once.

Nothing is ever overwritten.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.cli.console import refuse
from plugins.cli.new.ending import finish
from plugins.cli.new.existing import ExistingContent
from plugins.cli.new.interview import Prompt, Question, Value, ask, find_missing, parse_options
from plugins.cli.new.own_colours import find_nearest, find_weak
from plugins.cli.new.starter_files import STARTER, find_root_files, find_site_files
from plugins.content.front_matter.parser import Node, Scalar
from plugins.content.law.law_files import law_names, read_law
from plugins.content.schema.field_types import (
    MISSING,
    ChoiceField,
    FieldContext,
    FieldType,
    ListField,
    Missing,
    PatternField,
    TextField,
)
from plugins.content.schema.groups import Field
from plugins.content.schema.languages import LANGUAGE_OF, SITE_LANGUAGES
from plugins.core.project import COMMAND, ROOT
from plugins.core.web_addresses import complete_address
from plugins.embeds import services

_ADDRESS = PatternField(
    r"https?://[a-z0-9äöüß.-]+(?::\d+)?(?:/[A-Za-z0-9._~/-]*)?",
    "web-address",
    "eine vollständige Adresse",
    "https://www.beispiel.de",
    complete_address,
)
_UNDECIDED = "kommune"  # leaves open whatever a Land decides
_COLOUR = PatternField("#[0-9a-f]{6}", "own-tokens", "eine Farbe mit # und sechs Ziffern", '"#00525a"', str.lower)
_FROM_WHERE = "Woher kommen Filme und Beiträge? Die Eingabetaste allein heißt: aus keinem."
_WHICH_LAW = "Welches gilt? Für eine Kommune das ihres Landes, wenn für sie dasselbe gilt."
_OPEN = ("HASH-DER-DATEI", "GRUPPE/", "VOLLER-HASH-DES-COMMITS")  # what no engine can know of its own place


@dataclass(frozen=True, slots=True)
class _LawField(ChoiceField):
    """One of the laws that there are; other words are mostly a Land without one."""

    def read(self, key: str, node: Node, reading: FieldContext) -> str | Missing:
        """Return the name of the law."""
        text = node.text if isinstance(node, Scalar) else ""
        if not text or text in self.options:
            return ChoiceField.read(self, key, node, reading)
        reading.report.error(
            node.line,
            "unknown-law",
            f"Für „{text}“ gibt es keine Datei mit Vorschriften. Es gibt: {', '.join(self.options)}.",
            "Was dort gilt, ergänzen Sie später in der Datei law/kommune.yaml Ihrer Website; bitte so angeben: "
            f"{key}: {_UNDECIDED}",
        )
        return MISSING


def new_website(folder: Path, options: Mapping[str, str], terminal: Prompt | None) -> int:
    """Write a new website into *folder* and print how to go on; return 0, or 1 after refusing.

    Args:
        folder: A folder that is empty or not there yet.
        options: Answers by key that need not be asked for.
        terminal: Asks for what is missing; without one all must be given.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        return refuse(
            f"„{folder}“ ist schon da und nicht leer. Überschrieben wird nichts.",
            f"Bitte einen neuen Ordner nennen, zum Beispiel: {COMMAND} new website {folder}-neu",
        )
    return finish(lambda: _create(folder, options, terminal), "Website", folder.parent)


def _create(folder: Path, options: Mapping[str, str], terminal: Prompt | None) -> int:
    values = _answer(options, terminal)
    if values is None:
        return 1
    beside = find_root_files(folder.resolve().name) if _is_repository(folder.resolve().parent) else {}
    _write(folder, find_site_files(values))
    (folder / "media").mkdir(exist_ok=True)
    written = _write(folder.parent, beside)
    print(f"{folder}\nBauen: {COMMAND} build --site {folder}\nAnsehen: {COMMAND} serve --site {folder}")
    print("".join(f"{line}\n" for line in _find_open(written)), end="")
    return 0


def _is_repository(folder: Path) -> bool:
    """Return whether *folder* is nothing yet, or a repository other than the engine's."""
    is_free = not folder.exists() or not any(folder.iterdir()) or (folder / ".git").exists()
    return is_free and folder != ROOT


def _write(folder: Path, files: Mapping[str, str]) -> dict[Path, str]:
    """Write those of *files* that are not there yet into *folder*, and return them."""
    missing = {folder / path: text for path, text in files.items() if not (folder / path).exists()}
    for target, text in missing.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return missing


def _find_open(written: Mapping[Path, str]) -> Iterator[str]:
    """Yield a sentence for each place in the files *written* that still waits for its word."""
    for path, text in written.items():
        for number, line in enumerate(text.splitlines(), 1):
            for word in _OPEN:
                if word in line and not line.startswith("#"):
                    yield f"{path}:{number}: Noch offen ist {word.strip('/')}; was es ist, sagt die Datei darüber."


def _questions() -> tuple[Question, ...]:
    law = _LawField(tuple((name, _name_of(name)) for name in law_names(STARTER)))
    networks = tuple((one.id, one.name) for one in services.load_all())
    languages = tuple((code, LANGUAGE_OF[code].label) for code in SITE_LANGUAGES)
    text = TextField()
    return (
        _ask_for("name", text, "Name", "Wie heißt die Website?", "Musterstadt gestaltet"),
        _ask_for("body", text, "Behörde", "Wer bietet sie an?", "Stadt Musterstadt"),
        _ask_for("town", text, "Ort", "Wo sitzt die Behörde?", "Musterstadt"),
        _ask_for("address", _ADDRESS, "Adresse", "Wo wird sie zu sehen sein?"),
        Question("land", Field("land", law, "Recht", _WHICH_LAW, required=True), law.options, meanings=law.meanings),
        _ask_for("question", text, "Frage", "Was fragt sie?", "Was soll sich ändern?"),
        Question("second", Field("second", text, "Zweite Frage", "Ihr Gegenstück, wenn es eines gibt.")),
        _choose("services", networks, "Netzwerke", _FROM_WHERE, several=True),
        Question("colours", Field("colours", ListField(_COLOUR), "Farben", "Zwei Farben, durch ein Komma getrennt.")),
        _choose("lang", languages, "Sprache", "In welcher Sprache steht sie?", default=SITE_LANGUAGES[0]),
    )


def _ask_for(key: str, type_: FieldType, label: str, asked: str, example: str = "") -> Question:
    return Question(key, Field(key, type_, label, asked, example, required=True))


def _choose(
    key: str,
    meanings: tuple[tuple[str, str], ...],
    label: str,
    asked: str,
    *,
    several: bool = False,
    default: str = "",
) -> Question:
    choice = ChoiceField(meanings)
    field = Field(key, ListField(choice) if several else choice, label, asked)
    return Question(key, field, choice.options, default, meanings)


def _name_of(law: str) -> str:
    """Return what the *law* is called, "" if its file leaves that to a site."""
    found = read_law(law, STARTER, "")[0]
    name = found.tree.pairs.get("name") if found else None
    return name.text if isinstance(name, Scalar) else ""


def _answer(options: Mapping[str, str], terminal: Prompt | None) -> dict[str, Value] | None:
    """Return an answer to each question, or None after printing what is missing or wrong."""
    asked = _questions()
    values, refused = parse_options(asked, options, ExistingContent())
    given = tuple(values.get("colours", ()))
    if weak := list(find_weak(given)):
        refused += [*weak, f'  → Bitte so angeben: --colours "{",".join(find_nearest(given))}"']
    if terminal is None:
        refused += find_missing(asked, values) if not refused else []
    elif not refused:
        answers = {one.key: _ask(one, terminal) for one in asked if one.key not in values}
        values |= {key: value for key, value in answers.items() if value is not None}
    if refused:
        print("\n".join(refused), file=sys.stderr)
        return None
    return values


def _ask(question: Question, terminal: Prompt) -> Value | None:
    """Ask until the answer can be taken; for weak colours the nearest others are proposed."""
    value = ask(question, ExistingContent(), terminal)
    if question.key != "colours" or value is None or not (weak := list(find_weak(tuple(value)))):
        return value
    terminal.say("\n".join([*weak, "  → Mit der Eingabetaste nehmen Sie diese Farben, oder geben Sie andere ein."]))
    return _ask(replace(question, default=", ".join(find_nearest(tuple(value)))), terminal)
