"""Law schema: the keys of a law file, and the form of each of its entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.content.front_matter.parser import Mapping, Node, Scalar, Sequence
from plugins.content.schema.moments import parse_date
from plugins.core.problem import ProblemCollector

ROLES = ("enforcement", "monitoring", "supervision")
PERIODS = ("answer", "review")
_NEVER = frozenset({"", "null", "~"})
_COMPARED = ("law", "source", "checked")
_ACT = (*_COMPARED, "about")
_OFFICE = ("roles", "name", "url", *_COMPARED)
_PERIOD = (*_COMPARED, "text")
_PAGE = ("title", "law")
_ADDRESS = ("street", "postcode", "city", "phone", "mail")
KEYS = ("name", "based_on", "acts", "offices", "periods", "pages", "facts")
_EXAMPLES = {
    "acts": '- {law: "BGG § 12b", about: Wovon, source: "https://…", checked: null}',
    "offices": '- {roles: [enforcement], name: Amt, url: "https://…", law: § 16, source: "https://…", checked: null}',
    "periods": '{text: innerhalb eines Monats, law: "BGG § 12b", source: "https://…", checked: null}',
    "pages": '{title: Impressum, law: "DDG § 5"}',
}

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
    for key in tree.pairs:
        if key not in KEYS:
            report.error(
                tree.lines[key],
                "unknown-key",
                f"Die Angabe „{key}“ gibt es in einer Datei mit Vorschriften nicht.",
                f"Bitte umbenennen oder die Zeile löschen. Möglich sind: {', '.join(KEYS)}",
            )
    for where, entry, keys in _entries(tree):
        if not _is_complete(entry, keys):
            _report(where, entry, report)
    for office in _list(tree, "offices"):
        given = {role.text for role in _roles(office)}
        if not given or not given <= set(ROLES):
            report.error(
                office.line,
                "unknown-choice",
                "Einem Amt unter „offices“ fehlt eine Rolle, oder es gibt sie nicht.",
                f"Bitte aus diesen wählen, eine oder mehrere: roles: [{', '.join(ROLES)}]",
            )
    facts = tree.pairs.get("facts")
    if facts is not None and not _has_texts(facts):
        report.error(
            facts.line,
            "not-a-group",
            "„facts“ besteht aus Angaben von site.yaml mit der Vorschrift, die sie verlangt.",
            'Bitte so schreiben: facts: {contact.mail: "DDG § 5 Absatz 1 Nummer 2"}',
        )


def check_whole(tree: Mapping, report: ProblemCollector) -> None:
    """Report what a law must have and *tree* lacks, with all that it is based on."""
    for path in SHAPE:
        node: Node | None = tree
        for key in path.split(".")[1:]:
            node = node.pairs.get(key) if isinstance(node, Mapping) else None
        if node is None:
            report.error(
                1,
                "required-key",
                f"Es fehlt die Angabe „{path.removeprefix('law.')}“.",
                "Bitte ergänzen oder auf einer Datei aufbauen, die sie hat: based_on: alle",
            )
    held = {role.text for office in _list(tree, "offices") for role in _roles(office)}
    for role in ROLES:
        if role not in held:
            report.error(
                1,
                "required-key",
                f"Kein Amt unter „offices“ hat die Rolle „{role}“.",
                f"Bitte ein Amt ergänzen oder einem die Rolle geben, zum Beispiel: roles: [{role}]",
            )


def find_comparisons(tree: Mapping, file: str) -> Iterator[Comparison]:
    """Yield each fact of the file that is compared with a source."""
    for _, entry, keys in _entries(tree):
        if isinstance(entry, Mapping) and "checked" in keys:
            name = entry.pairs.get("name")
            fact = name if isinstance(name, Scalar) else entry.pairs["law"]
            day = _text(entry.pairs["checked"])
            yield Comparison(file, entry.line, _text(fact), _text(entry.pairs["source"]), "" if day in _NEVER else day)


def _entries(tree: Mapping) -> Iterator[tuple[str, Node, tuple[str, ...]]]:
    """Yield the entries of *tree*, each with the key it stands below and the keys that it needs."""
    acts = tree.pairs.get("acts")
    for group in acts.pairs.values() if isinstance(acts, Mapping) else ():
        yield from (("acts", entry, _ACT) for entry in (group.items if isinstance(group, Sequence) else (group,)))
    for office in _list(tree, "offices"):
        is_supervision = any(role.text == "supervision" for role in _roles(office))
        yield "offices", office, (*_OFFICE, *_ADDRESS) if is_supervision else _OFFICE
    for where, keys in (("periods", _PERIOD), ("pages", _PAGE)):
        named = tree.pairs.get(where)
        entries = named.pairs.values() if isinstance(named, Mapping) else () if named is None else (named,)
        yield from ((where, entry, keys) for entry in entries)


def _list(tree: Mapping, key: str) -> tuple[Node, ...]:
    node = tree.pairs.get(key)
    return node.items if isinstance(node, Sequence) else () if node is None else (node,)


def _roles(office: Node) -> list[Scalar]:
    roles = office.pairs.get("roles") if isinstance(office, Mapping) else None
    return [role for role in roles.items if isinstance(role, Scalar)] if isinstance(roles, Sequence) else []


def _is_complete(entry: Node, keys: tuple[str, ...]) -> bool:
    """Return whether *entry* has a text or open fact at each of *keys*, and a day or none."""
    if not isinstance(entry, Mapping) or not set(keys) <= entry.pairs.keys():
        return False
    for key in set(keys) - {"roles", "checked"} | (set(_ADDRESS) & entry.pairs.keys()):
        node = entry.pairs[key]
        if not _text(node) and not (isinstance(node, Mapping) and "open" in node.pairs):
            return False
    day = _text(entry.pairs["checked"]) if "checked" in keys else ""
    return day in _NEVER or parse_date(day) is not None


def _text(node: Node) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _has_texts(node: Node) -> bool:
    return isinstance(node, Mapping) and all(map(_text, node.pairs.values()))


def _report(where: str, entry: Node, report: ProblemCollector) -> None:
    report.error(
        entry.line,
        "incomplete-entry",
        f"Ein Eintrag unter „{where}“ ist nicht vollständig.",
        f"Bitte so schreiben, mit einem Tag wie 2026-11-30 unter „checked“, wenn verglichen wurde: {_EXAMPLES[where]}",
    )
