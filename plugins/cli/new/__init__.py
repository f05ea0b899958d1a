"""New: a text in the right folder, begun with its editor's answers.

Nothing is ever overwritten.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from plugins.cli.console import refuse
from plugins.cli.new.document import document
from plugins.cli.new.ending import finish
from plugins.cli.new.existing import ExistingContent, find_existing
from plugins.cli.new.interview import (
    AnswerRejection,
    Prompt,
    Question,
    Value,
    ask,
    ask_place,
    find_missing,
    parse_answer,
    parse_options,
    questions,
)
from plugins.content import reader
from plugins.content.markdown.converter import Converter
from plugins.content.schema.content_types import TYPES, ContentType, type_called
from plugins.content.schema.field_types import FieldContext
from plugins.content.schema.fields import COMMON
from plugins.content.schema.languages import DEFAULT
from plugins.content.settings.sections import RESERVED
from plugins.core.dates import today
from plugins.core.problem import ProblemCollector, Severity
from plugins.core.rebase import rebase_text
from plugins.core.urls import slugify

_LONGEST = 60  # letters of a proposed slug: it is read aloud, typed and printed
_SLUG = next(field for field in COMMON if field.key == "slug")


def new(name: str, options: Mapping[str, str], content: Path, terminal: Prompt | None) -> int:
    """Write a new text of the type called *name* and print its path.

    Return 0, or 1 after printing why nothing was written.

    Args:
        name: A content type, in German or as the schema has it.
        options: Answers by key ("title", "place.city") that need not be asked for.
        content: The folder that editors write in.
        terminal: Asks for what is missing; without one all must be given.
    """
    kind = type_called(name)
    if kind is None:
        return refuse(
            f"„{name}“ lässt sich nicht anlegen.",
            f"Bitte eines davon wählen: {', '.join(kind.commands[0] for kind in TYPES)}",
        )
    given = {key: text for key, text in options.items() if text}
    return finish(lambda: _create(kind, given, content, terminal), "Datei", content)


def _create(kind: ContentType, options: Mapping[str, str], content: Path, terminal: Prompt | None) -> int:
    known = find_existing(content)
    kind = known.types[kind.id]
    asked = tuple(questions(kind, known, today().isoformat()))
    values, refused = parse_options(asked, options, known)
    if terminal is None:
        refused += find_missing(asked, values) if not refused else []
        values |= {one.key: one.default for one in asked if one.default and one.key not in values}
    if refused:
        print("\n".join(refused), file=sys.stderr)
        return 1
    if terminal is not None:
        _ask_missing(values, asked, known, terminal)
    if values.get("status") == "published":
        del values["status"]  # as it is without the line
    slug = _ask_slug(kind, options.get("slug", ""), str(values["title"]), known, terminal)
    return 1 if slug is None else _write(kind, values, slug, content, known)


def _ask_missing(
    values: dict[str, Value], asked: tuple[Question, ...], known: ExistingContent, terminal: Prompt
) -> None:
    """Ask for the values that are not among *values* yet."""
    for one in asked:
        question = one.beside(values)
        if question.key == "place.name" and not any(key.startswith("place.") for key in values):
            values |= ask_place(known, terminal)
        if question.key == "place.city" and "online" in values and "place.name" not in values:
            continue  # nobody needs to come
        if question.key not in values and (value := ask(question, known, terminal)) is not None:
            values[question.key] = value


def _ask_slug(
    kind: ContentType, wanted: str, title: str, known: ExistingContent, terminal: Prompt | None
) -> str | None:
    """Return the last part of the new address, or None after refusing.

    It is the *wanted* one, or the answer to a proposal.
    """
    while True:
        proposed = _find_free_slug(kind, _shorten(slugify(title)) or kind.id, known)
        where = reader.address_of(kind, "…", DEFAULT)
        slug = wanted or (
            terminal.ask(f"\nAdresse {where}, statt der Punkte [{proposed}]: ").strip() if terminal else ""
        )
        slug = slug or proposed
        refusal = _find_objection(kind, slug, known)
        if refusal is None:
            return slug
        if terminal is None:
            refuse(refusal.message, refusal.remedy)
            return None
        terminal.say(f"{refusal.message}\n  → {refusal.remedy}")
        wanted = ""


def _find_objection(kind: ContentType, slug: str, known: ExistingContent) -> AnswerRejection | None:
    form = parse_answer(_SLUG, slug, frozenset())
    if isinstance(form, AnswerRejection):
        return form
    if _is_free(kind, slug, known):
        return None
    address = reader.address_of(kind, slug, DEFAULT)
    owner = (known.taken or {}).get(address, "der Website selbst")
    return AnswerRejection(
        f"Die Adresse {address} gehört schon: {owner}. Überschrieben wird nichts.",
        f"Bitte eine andere nehmen, zum Beispiel: {_find_free_slug(kind, slug, known)}",
    )


def _is_free(kind: ContentType, slug: str, known: ExistingContent) -> bool:
    address = reader.address_of(kind, slug, DEFAULT)
    return address.strip("/") not in RESERVED and address not in (known.taken or {})


def _find_free_slug(kind: ContentType, slug: str, known: ExistingContent) -> str:
    """Return *slug*, or with the first number behind it that nobody has."""
    number, candidate = 2, slug
    while not _is_free(kind, candidate, known):
        candidate = f"{slug[:90]}-{number}"
        number += 1
    return candidate


def _shorten(slug: str) -> str:
    """Return *slug* cut at a hyphen."""
    return slug if len(slug) <= _LONGEST else slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]


def _write(kind: ContentType, values: Mapping[str, Value], slug: str, content: Path, known: ExistingContent) -> int:
    text = document(kind, values)
    report = ProblemCollector(f"{slug}.md")
    reader.read_item(text.encode(), kind, Converter(), FieldContext(report, known.media))
    for problem in report.problems:
        if problem.severity is Severity.ERROR:  # what only shows in the whole file, such as a subject of mere signs
            return refuse(problem.message, problem.remedy)
    year = str(values.get(kind.day, ""))[:4]
    folder = content / kind.folder / (year if kind.in_years else "")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug}.md"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return refuse(
            f"Die Datei „{path}“ gibt es schon. Überschrieben wird nichts.",
            f"Bitte einen anderen Namen angeben, zum Beispiel: --slug {_find_free_slug(kind, slug[:90] + '-2', known)}",
        )
    address = reader.address_of(kind, slug, DEFAULT)
    print(path)
    print(rebase_text(f"Ansehen: python3 tasks.py serve, dann http://127.0.0.1:8000{address}", content))
    return 0
