"""Law schema: the keys of a law file, and the form of each of its entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass

from plugins.content.front_matter.parser import Mapping, Node, Sequence
from plugins.content.law.law_fields import ENTRIES, ROLES, check_entry, check_names, has_text, role_texts, text_of
from plugins.content.settings.site_schema import SHAPE as SITE_SHAPE
from plugins.core.problem import ProblemCollector

PERIODS = ("answer", "review")
GROUPS = ("accessibility", "imprint", "privacy", "public_relations")
KEYS = ("name", "based_on", "acts", "offices", "periods", "pages", "facts")
_GROUPED = {"acts": "{{imprint: [{}]}}", "periods": "{{answer: {}}}", "pages": "{{/impressum/: {}}}"}
_PATH = re.compile(r"(?:/[a-z0-9-]+)+/")
_NEVER = frozenset({"", "null", "~"})
_STATEMENT = "/barrierefreiheit/"  # the words on letters of readers name its act

# What templates and checks read below „site.law“; a test compares them with it.
SHAPE = (
    "law.name",
    *(f"law.acts.{group}" for group in ("accessibility", "imprint", "privacy")),
    "law.offices",
    *(f"law.periods.{name}" for name in PERIODS),
    "law.pages",
    "law.facts",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact of a law file, its source, and the day of their comparison; "" if never."""

    file: str
    line: int
    fact: str
    source: str
    checked: str


def check_file(tree: Mapping, report: ProblemCollector) -> None:
    """Report every entry of one file that cannot be used."""
    check_names(tree, KEYS, "", report)
    for key, names in (("acts", GROUPS), ("periods", PERIODS), ("facts", tuple(SITE_SHAPE))):
        node = tree.pairs.get(key)
        if isinstance(node, Mapping):
            check_names(node, names, key, report)
    _check_kinds(tree, report)
    for where, entry in _entries(tree):
        check_entry(where, entry, report)


def _check_kinds(tree: Mapping, report: ProblemCollector) -> None:
    """Report what is no text, list or group where one is needed."""
    name, facts, acts, pages = (tree.pairs.get(key) for key in ("name", "facts", "acts", "pages"))
    if name is not None and not has_text(name):
        report.error(
            name.line, "not-one-value", "„name“ ist ein einzelner Text.", "Bitte so schreiben: name: Musterland"
        )
    groups = acts.pairs.items() if isinstance(acts, Mapping) else ()
    lists = [(f"acts.{group}", node, "acts") for group, node in groups]
    lists += [(key, tree.pairs[key], key) for key in ("offices",) if key in tree.pairs]
    for where, node, kind in lists:
        if not isinstance(node, Sequence) or not node.items:
            example = f"Bitte darunter jeden Eintrag in eine eigene Zeile schreiben: - {ENTRIES[kind].example}"
            report.error(node.line, "not-a-list", f"„{where}“ braucht eine Liste.", example)
    for where in sorted({"acts", "periods", "pages"} & tree.pairs.keys()):
        node = tree.pairs[where]
        if not isinstance(node, Mapping):
            example = f"Bitte so schreiben: {where}: {_GROUPED[where].format(ENTRIES[where].example)}"
            report.error(node.line, "not-a-group", f"„{where}“ besteht aus mehreren Angaben.", example)
    for path, line in pages.lines.items() if isinstance(pages, Mapping) else ():
        if not _PATH.fullmatch(path):
            message = f"„{path}“ unter „pages“ ist keine Adresse einer Seite dieser Website."
            report.error(line, "site-setting", message, "Bitte mit Schrägstrichen schreiben: /impressum/")
    if facts is not None and not (isinstance(facts, Mapping) and all(map(text_of, facts.pairs.values()))):
        report.error(
            facts.line,
            "not-a-group",
            "„facts“ besteht aus Angaben von site.yaml mit der Vorschrift, die sie verlangt.",
            'Bitte so schreiben: facts: {contact.mail: "DDG § 5 Absatz 1 Nummer 2"}',
        )


def check_whole(tree: Mapping, bases: str, report: ProblemCollector) -> None:
    """Report what a law must have and *tree* lacks, with all that it is based on.

    The remedy ends with *bases*, which it could have been based on.
    """
    for path in (*SHAPE, f"law.pages.{_STATEMENT}"):
        node: Node | None = tree
        for key in path.split(".")[1:]:
            node = node.pairs.get(key) if isinstance(node, Mapping) else None
        if node is None:
            report.error(
                1,
                "required-key",
                f"Es fehlt die Angabe „{path.removeprefix('law.')}“.",
                f"Bitte ergänzen oder auf einer Datei aufbauen, die sie hat: {bases}",
            )
    held = {role for office in _list(tree, "offices") for role in role_texts(office)}
    for role in ROLES:
        if role not in held:
            report.error(
                1,
                "required-key",
                f"Kein Amt unter „offices“ hat die Rolle „{role}“.",
                f"Bitte ein Amt ergänzen oder einem die Rolle geben, zum Beispiel: roles: [{role}]",
            )


def find_comparisons(merged: Mapping, files: AbcMapping[str, Mapping]) -> Iterator[Comparison]:
    """Yield each fact that *merged* compares with a source, with its one of *files*."""
    file_of = {id(entry.pairs.get("checked")): file for file, tree in files.items() for entry in _compared(tree)}
    for entry in _compared(merged):
        fact = text_of(entry.pairs.get("name", entry.pairs["law"])) or text_of(entry.pairs["law"])
        checked = entry.pairs["checked"]
        if fact:  # an open one has nothing to compare
            day = text_of(checked)
            source = text_of(entry.pairs["source"])
            yield Comparison(file_of[id(checked)], checked.line, fact, source, "" if day in _NEVER else day)


def _compared(tree: Mapping) -> Iterator[Mapping]:
    """Yield the entries of *tree* that are compared with a source."""
    for where, entry in _entries(tree):
        if isinstance(entry, Mapping) and "checked" in ENTRIES[where].fields:
            yield entry


def _entries(tree: Mapping) -> Iterator[tuple[str, Node]]:
    """Yield the entries of *tree*, each with the key it stands below."""
    acts = tree.pairs.get("acts")
    for group in acts.pairs.values() if isinstance(acts, Mapping) else ():
        yield from (("acts", entry) for entry in (group.items if isinstance(group, Sequence) else ()))
    yield from (("offices", office) for office in _list(tree, "offices"))
    for where in ("periods", "pages"):
        named = tree.pairs.get(where)
        yield from ((where, entry) for entry in (named.pairs.values() if isinstance(named, Mapping) else ()))


def _list(tree: Mapping, key: str) -> tuple[Node, ...]:
    node = tree.pairs.get(key)
    return node.items if isinstance(node, Sequence) else ()
