"""Law fields: what may stand in an entry of a law file, and in which form."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as AbcMapping
from dataclasses import dataclass
from enum import Enum, auto

from plugins.content.front_matter.parser import Mapping, Node, Scalar, Sequence
from plugins.content.near_names import report_unknown_key
from plugins.content.own_files import MARKUP
from plugins.content.schema.moments import parse_date
from plugins.content.settings.site_schema import MAIL, WEB
from plugins.core.problem import ProblemCollector

ROLES = ("enforcement", "monitoring", "supervision")
_NEVER = frozenset({"", "null", "~"})


class Form(Enum):
    """What a value may be: with ``FACT`` and its like also open."""

    TEXT = auto()
    FACT = auto()
    WEB = auto()
    WEB_FACT = auto()
    MAIL_FACT = auto()
    DAY = auto()
    ROLES = auto()


_OPENABLE = frozenset({Form.FACT, Form.WEB_FACT, Form.MAIL_FACT})
_SAMPLES = {
    "law": '"BGG § 12b"',
    "about": "Wovon sie handelt",
    "source": '"https://www.beispiel.de/"',
    "checked": "2026-11-30",
    "roles": "[enforcement]",
    "name": "Amt für Beispiele",
    "at": "beim Ministerium",
    "url": '"https://www.beispiel.de/"',
    "mail": "amt@beispiel.de",
    "street": "Musterstraße 1",
    "postcode": '"12345"',
    "city": "Musterstadt",
    "phone": '"0123 456"',
    "text": "innerhalb eines Monats",
    "title": "Impressum",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of entry: its required and optional fields."""

    fields: AbcMapping[str, Form]
    optional: AbcMapping[str, Form]

    @property
    def example(self) -> str:
        """An entry that works."""
        return "{" + ", ".join(f"{key}: {_SAMPLES[key]}" for key in self.fields) + "}"


_COMPARED = {"source": Form.WEB, "checked": Form.DAY}
ADDRESS = {**dict.fromkeys(("street", "postcode", "city", "phone"), Form.FACT), "mail": Form.MAIL_FACT}
ENTRIES = {
    "acts": Entry({"law": Form.FACT, "about": Form.TEXT, **_COMPARED}, {}),
    "offices": Entry(
        {"roles": Form.ROLES, "name": Form.FACT, "url": Form.WEB_FACT, "law": Form.TEXT, **_COMPARED},
        {"at": Form.FACT, **ADDRESS},
    ),
    "periods": Entry({"text": Form.FACT, "law": Form.TEXT, **_COMPARED}, {}),
    "pages": Entry({"title": Form.TEXT, "law": Form.TEXT}, {}),
}


def check_names(group: Mapping, known: Iterable[str], where: str, report: ProblemCollector) -> None:
    """Report each key of *group*, which stands below *where*, that is none of the *known*."""
    known = tuple(known)
    place = f" unter „{where}“" if where else " in einer Datei mit Vorschriften"
    for key in group.pairs:
        if key not in known:
            report_unknown_key(key, group.lines[key], known, report, place)


def check_entry(where: str, entry: Node, report: ProblemCollector) -> None:
    """Report what an *entry* below *where* lacks, and each of its values that cannot be used."""
    kind = ENTRIES[where]
    if not isinstance(entry, Mapping):
        message = f"Ein Eintrag unter „{where}“ besteht aus mehreren Angaben."
        report.error(entry.line, "incomplete-entry", message, f"Bitte so schreiben: {kind.example}")
        return
    required = {**kind.fields, **(ADDRESS if "supervision" in role_texts(entry) else {})}
    fields = {**kind.optional, **required}
    check_names(entry, fields, where, report)
    if missing := [key for key in required if key not in entry.pairs]:
        report.error(
            entry.line,
            "incomplete-entry",
            f"Einem Eintrag unter „{where}“ fehlt etwas: {', '.join(missing)}.",
            f"Bitte ergänzen, zum Beispiel: {', '.join(f'{key}: {_SAMPLES[key]}' for key in missing)}",
        )
    for key, node in entry.pairs.items():
        form = fields.get(key)
        if form is not None and not _fits(node, form):
            code, message = "site-setting", f"„{text_of(node) or 'Dieser Wert'}“ ist für „{key}“ nicht verwendbar."
            if form is Form.ROLES:
                code, message = "unknown-choice", "Einem Amt unter „offices“ fehlt eine Rolle, oder es gibt sie nicht."
                message += f" Es gibt: {', '.join(ROLES)}."
            example = f"{key}: {_SAMPLES[key]}"
            if_open = (
                f', oder, wenn es noch niemand weiß: {key}: {{open: "Was noch fehlt"}}' if form in _OPENABLE else ""
            )
            report.error(node.line, code, message, f"Bitte so schreiben: {example}{if_open}")


def role_texts(office: Node) -> tuple[str, ...]:
    """Return the roles of an *office*."""
    roles = office.pairs.get("roles") if isinstance(office, Mapping) else None
    return tuple(text_of(role) for role in roles.items) if isinstance(roles, Sequence) else ()


def text_of(node: Node) -> str:
    """Return the text that *node* is, "" if it is none."""
    return node.text.strip() if isinstance(node, Scalar) else ""


def has_text(node: Node) -> bool:
    """Return whether *node* is a text without markup, or an open fact."""
    text = text_of(node)
    return (isinstance(node, Mapping) and "open" in node.pairs) or (bool(text) and not MARKUP.search(text))


def _fits(node: Node, form: Form) -> bool:
    """Return whether *node* is what *form* asks for."""
    text = text_of(node)
    if isinstance(node, Mapping):
        return form in _OPENABLE and "open" in node.pairs
    if form is Form.ROLES:
        roles = [text_of(role) for role in node.items] if isinstance(node, Sequence) else []
        return bool(roles) and set(roles) <= set(ROLES) and len(set(roles)) == len(roles)
    if form is Form.DAY:
        return isinstance(node, Scalar) and (text in _NEVER or parse_date(text) is not None)
    if form in (Form.WEB, Form.WEB_FACT):
        return bool(WEB.fullmatch(text))
    return bool(MAIL.fullmatch(text)) if form is Form.MAIL_FACT else has_text(node)
