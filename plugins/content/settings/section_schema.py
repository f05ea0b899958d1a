"""Section schema: the sections and the start page in site.yaml, as an editor may write them."""

from __future__ import annotations

import re

from plugins.content.front_matter.parser import Mapping, Node, Scalar, Sequence
from plugins.content.near_names import nearest_name
from plugins.content.settings.sections import BLOCKS, NONE, RESERVED, SECTIONS, Section
from plugins.core.problem import ProblemCollector

KEYS = ("sections", "start")
_ADDRESS = re.compile(r"/[a-z0-9]+(?:-[a-z0-9]+)*/")
_SECTION_OF = {section.id: section for section in SECTIONS}


def check_sections(node: Node | None, report: ProblemCollector) -> None:
    """Report sections that do not exist, or whose title or address cannot be used."""
    if node is None:
        return
    if not isinstance(node, Mapping):
        example = f"articles: {_example(SECTIONS[0])}"
        _report_form(node.line, "sections", example, report)
        return
    owners = {one.address: one.id for one in SECTIONS if one.id not in node.pairs}
    for name, given in node.pairs.items():
        section = _SECTION_OF.get(name)
        if section is None:
            _report_unknown(node.lines[name], f"sections: {name}", name, tuple(_SECTION_OF), report)
        elif isinstance(given, Mapping):
            _check_entry(section, given, owners, report)
        elif not isinstance(given, Scalar) or given.text != NONE:
            _report_form(given.line, name, f"{name}: {NONE}, oder {name}: {_example(section)}", report)


def check_start(node: Node | None, report: ProblemCollector) -> None:
    """Report blocks of the start page that do not exist."""
    if node is None:
        return
    if not isinstance(node, Sequence) or not node.items:
        _report_form(node.line, "start", f"start: [{', '.join(BLOCKS[:3])}]", report)
        return
    for entry in node.items:
        name = entry.text if isinstance(entry, Scalar) else ""
        if name not in BLOCKS:
            _report_unknown(entry.line, f"start: {name}", name, BLOCKS, report)


def _check_entry(section: Section, given: Mapping, owners: dict[str, str], report: ProblemCollector) -> None:
    allowed = _keys(section)
    for key, value in given.pairs.items():
        is_list = key == "aliases"
        texts = [
            one.text for one in (value.items if isinstance(value, Sequence) else (value,)) if isinstance(one, Scalar)
        ]
        if key not in allowed:
            _report_unknown(given.lines[key], f"sections: {section.id}: {key}", key, allowed, report)
        elif isinstance(value, Sequence) is not is_list or not texts or not all(map(str.strip, texts)):
            _report_form(value.line, section.id, f"{section.id}: {_example(section)}", report)
        elif key != "title":
            for text in texts:
                _check_address(text, section, given.lines[key], owners, report)
    address = given.pairs.get("address")
    if address is None:
        owners.setdefault(section.address, section.id)


def _check_address(text: str, section: Section, line: int, owners: dict[str, str], report: ProblemCollector) -> None:
    if not _ADDRESS.fullmatch(text):
        message = f"„{text}“ ist keine Adresse, die ein Bereich haben kann."
        remedy = f"Bitte kleine Buchstaben, Ziffern und Bindestriche zwischen zwei Schrägstrichen: {section.address}"
        report.error(line, "section-address", message, remedy)
    elif text.strip("/") in RESERVED or text in owners:
        owner = owners.get(text, "der Website selbst")
        message = f"Die Adresse {text} ist schon vergeben an: {owner}."
        remedy = f"Bitte eine andere nehmen, zum Beispiel: {text.rstrip('/')}-2/"
        report.error(line, "duplicate-address", message, remedy)
    else:
        owners[text] = section.id


def _keys(section: Section) -> tuple[str, ...]:
    return ("address",) if section.is_page else (*(("title",) if section.title else ()), "address", "aliases")


def _example(section: Section) -> str:
    title = f"title: {section.title}, " if section.title else ""
    return f"{{{title}address: {section.address}}}"


def _report_form(line: int, name: str, example: str, report: ProblemCollector) -> None:
    message = f"Unter „{name}“ steht nicht das, was gebraucht wird."
    report.error(line, "section-form", message, f"Bitte so schreiben: {example}")


def _report_unknown(line: int, what: str, name: str, known: tuple[str, ...], report: ProblemCollector) -> None:
    near = nearest_name(name, known)
    message = f"„{what}“ gibt es nicht.{f' Meinten Sie „{near}“?' if near else ''}"
    report.error(line, "unknown-choice", message, f"Bitte eine dieser Möglichkeiten wählen: {', '.join(known)}")
