"""Facts: directives with a form of their own: an address, a link to press, figures, steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser
from markdown.util import STX

from plugins.content.markdown.directives.kind import Complaint, Content
from plugins.core.phone_numbers import phone_address

_KEPT = r"(?P<kept>\[[^\[\]]*\]\([^()]*\)|`[^`]*`|<[^<>]*>)"  # a link already, or code
_MAIL = r"(?<![\w:/.])(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
_PHONE = (
    r"(?<![\w:/])(?P<label>(?:Tel(?:efon)?|Mobil|Handy|Phone)\b[.:]*[ \t]*|(?<!fax )(?<!fax: )(?<!fax. )(?=\+))"
    r"(?P<phone>\+?\(?[0-9](?:(?: ?[/–-] ?| ?\(|\) ?| )?[0-9]){4,18})(?![ /–-]*[0-9])"
)
# What could be a part of the number and is none: an hour, a storey, a postcode
_OTHER = re.compile(r"[ \t]*Uhr\b|\.[ \t]+\w")
_POSTCODE = re.compile(r" [0-9]{5}$")
_CONTACT = re.compile(f"{_KEPT}|{_MAIL}|{_PHONE}", re.IGNORECASE)
_LINK = re.compile(
    r"\[[^\[\]]+\](?:\((?:<[^<>\n]*>|[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)(?:[ \t]+\"[^\"\n]*\")?\)(?:\{[^{}\n]*\})?"
    r"|\[[^\[\]]*\])"
)
_BARE = re.compile(r"<?((?:https?://|/|www\.|mailto:)[^\s<>()\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>?")
_FIGURE = re.compile(r"[-*+•][ \t]+(?P<rest>.+)")
_BAR = re.compile(r"(?<!\\)\|")
_STEP = re.compile(r"([0-9]{1,3})\.[ \t]+\S")


def build_address(parent: Element, content: Content, parser: BlockParser) -> None:  # noqa: ARG001
    """Add an address in its lines; telephone numbers and mail addresses are links."""
    address = SubElement(parent, "address", {"class": "box"})
    if content.argument:
        SubElement(address, "p", {"class": "box-title"}).text = content.argument
    for block in content.blocks:
        lines = [line.strip().removesuffix("\\") for line in block.split("\n") if line.strip()]
        SubElement(address, "p").text = "\\\n".join(map(_link_contacts, lines))


def _link_contacts(line: str) -> str:
    return line if STX in line else _CONTACT.sub(_contact, line)  # within a tag it may be a link already


def _contact(match: re.Match[str]) -> str:
    if mail := match["mail"]:
        return f"[{mail}](mailto:{mail})"
    if match["kept"] or _may_hold_more(match["phone"], match.string[match.end() :]):
        return match[0]
    return f"{match['label']}[{match['phone']}]({phone_address(match['phone'])})"


def _may_hold_more(number: str, rest: str) -> bool:
    """Return whether digits at the end of *number* may belong to the *rest* of its line."""
    is_postcode = _POSTCODE.search(number) is not None and rest[:2].lstrip()[:1].isupper()
    return is_postcode or _OTHER.match(rest) is not None


def build_action(parent: Element, content: Content, parser: BlockParser) -> None:  # noqa: ARG001
    """Add a link that looks as if it were to be pressed."""
    SubElement(parent, "p", {"class": "call"}).text = " ".join(content.lines())


def check_action(lines: Sequence[str]) -> Iterator[Complaint]:
    """Say if *lines* are anything but one link."""
    text = " ".join(line.strip() for line in lines if line.strip())
    if _LINK.fullmatch(text):
        return
    link, bare = _LINK.search(text), _BARE.search(text)
    words = re.sub(r"[\[\]()<>]", "", _BARE.sub("", text)).strip(" .,;:–-") or "Zur Anmeldung"
    remedy = link[0] if link else f"[{words}]({_whole(bare[1].rstrip('.,;')) if bare else '/kontakt/'})"
    message = "In diesem Baustein steht genau ein Link, sonst nichts: sein Text und seine Adresse."
    yield Complaint(_first(lines), message, f"Bitte so schreiben: {remedy}")


def _whole(address: str) -> str:
    """Return *address* with the beginning that it lacks."""
    if address.startswith("www."):
        return f"https://{address}"
    return f"mailto:{address}" if "@" in address and ":" not in address else address


def check_address(lines: Sequence[str]) -> Iterator[Complaint]:
    """Say which of *lines* begins as the point of a list does."""
    for number, line in enumerate(lines):
        if found := re.match(r"[ \t]*[-*+•][ \t]+(?=\S)", line):
            message = "In diesem Baustein ist jede Zeile für sich; das Zeichen davor wäre zu lesen."
            yield Complaint(number, message, f"Bitte so schreiben: {line[found.end() :]}")


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
            words = [part.strip(" \t-–—:") for part in _BAR.split(line.strip(" \t-*+•|")) if part.strip(" \t-–—:")]
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
    """Say which of *lines* is no step and belongs to none; what belongs to one is indented."""
    last = 0
    for number, line in enumerate(lines):
        if not line.strip() or line[0] in " \t":
            continue
        if step := _STEP.match(line):
            last = int(step[1])
            continue
        last += 1
        text = re.sub(r"^(?:[-*+•]|[0-9]{1,3}[.)])?[ \t]*", "", line.strip()) or "Anmelden"
        message = "In diesem Baustein stehen nummerierte Schritte, jeder in einer Zeile mit seiner Nummer."
        yield Complaint(number, message, f"Bitte so schreiben: {last}. {text}")


def _first(lines: Sequence[str]) -> int:
    """Return the index of the first of *lines* that holds anything."""
    return next(number for number, line in enumerate(lines) if line.strip())
