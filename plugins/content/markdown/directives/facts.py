"""Facts: directives with a form of their own: an address, a link to press, figures, steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser

from plugins.content.markdown.directives.kind import Complaint, Content
from plugins.core.phone_numbers import phone_address

_MAIL = r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
_PHONE = (
    r"(?P<label>(?:Tel(?:efon)?|Mobil|Handy|Phone)\b[.:]*[ \t]*|(?=\+))"
    r"(?P<phone>\+?\(?[0-9](?:[ /()–-]{0,2}[0-9]){4,18})"
)
_CONTACT = re.compile(rf"(?<![\w\[(<:/@.]){_MAIL}(?!\S*\]\()|(?<![\w\[(<:/]){_PHONE}", re.IGNORECASE)
_LINK = re.compile(r"\[[^\[\]]+\]\([^()\s]+(?:\([^()\s]*\)[^()\s]*)*\)")
_BARE = re.compile(r"<?((?:https?://|/|www\.|mailto:)[^\s<>]+)>?")
_FIGURE = re.compile(r"[-*+•][ \t]+(?P<rest>.+)")
_BAR = re.compile(r"(?<!\\)\|")
_STEP = re.compile(r"[0-9]{1,3}[.)][ \t]+\S")


def build_address(parent: Element, content: Content, parser: BlockParser) -> None:  # noqa: ARG001
    """Add an address in its lines; telephone numbers and mail addresses are links."""
    address = SubElement(parent, "address", {"class": "box"})
    if content.argument:
        SubElement(address, "p", {"class": "box-title"}).text = content.argument
    for block in content.blocks:
        lines = [line.strip().removesuffix("\\") for line in block.split("\n") if line.strip()]
        SubElement(address, "p").text = "\\\n".join(map(_link_contacts, lines))


def _link_contacts(line: str) -> str:
    return _CONTACT.sub(_contact, line)


def _contact(match: re.Match[str]) -> str:
    if mail := match["mail"]:
        return f"[{mail}](mailto:{mail})"
    return f"{match['label']}[{match['phone']}]({phone_address(match['phone'])})"


def build_action(parent: Element, content: Content, parser: BlockParser) -> None:  # noqa: ARG001
    """Add a link that looks as if it were to be pressed."""
    SubElement(parent, "p", {"class": "call"}).text = " ".join(content.lines())


def check_action(lines: Sequence[str]) -> Iterator[Complaint]:
    """Say if *lines* are anything but one link."""
    text = " ".join(line.strip() for line in lines if line.strip())
    if _LINK.fullmatch(text):
        return
    bare = _BARE.search(text)
    words = _BARE.sub("", text).strip(" []().,;:–-") or "Zur Anmeldung"
    link = _LINK.search(text)
    remedy = link[0] if link else f"[{words}]({bare[1].rstrip('.,;)') if bare else '/kontakt/'})"
    message = "In diesem Baustein steht genau ein Link, sonst nichts: sein Text und seine Adresse."
    yield Complaint(_first(lines), message, f"Bitte so schreiben: {remedy}")


def build_figures(parent: Element, content: Content, parser: BlockParser) -> None:  # noqa: ARG001
    """Add figures, each with its label and its source."""
    if content.argument:
        SubElement(parent, "p", {"class": "box-title"}).text = content.argument
    figures = SubElement(parent, "ul", {"class": "figures"})
    for line in content.lines():
        entry = SubElement(figures, "li")
        parts = [part.strip() for part in _BAR.split(_FIGURE.sub(r"\g<rest>", line), maxsplit=2)]
        for tag, part in zip(("strong", "span", "small"), parts, strict=False):
            child = SubElement(entry, tag)
            child.text, child.tail = part, " "


def check_figures(lines: Sequence[str]) -> Iterator[Complaint]:
    """Say which of *lines* is no figure with a label."""
    for number, line in enumerate(lines):
        found = _FIGURE.fullmatch(line.strip())
        parts = [part.strip() for part in _BAR.split(found["rest"])] if found else []
        if line.strip() and not (2 <= len(parts) <= 3 and all(parts)):
            words = [part.strip() for part in _BAR.split(line.strip(" \t-*+•|")) if part.strip()]
            message = "Jede Zeile dieses Bausteins nennt eine Zahl, dahinter „|“ und was sie zählt."
            yield Complaint(number, message, f"Bitte so schreiben: - {_as_figure(words)}")


def _as_figure(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        found = re.match(r"(?P<figure>(?:[^\W\d]+ ){0,3}[0-9][0-9.,]*(?: ?%)?):?[ \t]+(?P<rest>\S.*)", parts[0])
        return f"{found['figure']} | {found['rest']}" if found else f"200 | {parts[0]}"
    return " | ".join([*parts[:2], ", ".join(parts[2:])][: min(len(parts), 3)]) if parts else "200 | Menschen"


def build_steps(parent: Element, content: Content, parser: BlockParser) -> None:
    """Add numbered steps; other text stays around them."""
    before = len(parent)
    parser.parseBlocks(parent, content.blocks)
    for element in parent[before:]:
        if element.tag == "ol":
            element.set("class", "steps")


def check_steps(lines: Sequence[str]) -> Iterator[Complaint]:
    """Say if *lines* begin with anything but the first step."""
    first = _first(lines)
    if _STEP.match(lines[first]) is None:
        text = re.sub(r"^(?:[-*+•][ \t]*|[0-9]{1,3}[.)])?[ \t]*", "", lines[first].strip())
        message = "In diesem Baustein stehen nummerierte Schritte, jeder in einer Zeile mit seiner Nummer."
        yield Complaint(first, message, f"Bitte so schreiben: 1. {text}")


def _first(lines: Sequence[str]) -> int:
    """Return the index of the first of *lines* that holds anything."""
    return next(number for number, line in enumerate(lines) if line.strip())
