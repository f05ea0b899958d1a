"""Media: directives for pictures beside a text, galleries, and sound with its transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.blockparser import BlockParser

from plugins.content.markdown.directives.kind import Build, Complaint, Content

_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()\n]+(?:\([^()\n]*\)[^()\n]*)*\)(?:\{[^{}\n]*\})?")
_ADDRESS = re.compile(r"/media/[^\s()\"<>]+")
_SOUND = re.compile(r"\[[^\[\]]+\]\((?P<address>(?:/|(?:\.\./)+)media/[^()\s]+\.mp3)\)", re.IGNORECASE)
_ONE_PICTURE = "In diesem Baustein steht genau ein Bild, sonst nichts; die Bildunterschrift steht oben hinter „|“."
_PICTURES = "In diesem Baustein steht in jeder Zeile ein Bild, sonst nichts."


def build_beside(side: str) -> Build:
    """Return the builder of pictures at the *side* of the text, "left" or "right"."""

    def build(parent: Element, content: Content, parser: BlockParser) -> None:  # noqa: ARG001
        figure = SubElement(parent, "figure", {"class": f"beside is-{side}"})
        figure.text = " ".join(content.lines())
        if content.argument:
            SubElement(figure, "figcaption", {"class": "picture-caption"}).text = content.argument

    return build


def check_picture(lines: Sequence[str]) -> Iterator[Complaint]:
    """Say if *lines* are anything but one picture."""
    typed = [number for number, line in enumerate(lines) if line.strip()]
    for number in typed:
        if number != typed[0] or not _PICTURE.fullmatch(lines[number].strip()):
            yield Complaint(number, _ONE_PICTURE, _picture_remedy(lines[number], is_first=number == typed[0]))
            return


def build_gallery(parent: Element, content: Content, parser: BlockParser) -> None:  # noqa: ARG001
    """Add pictures, each of which opens large."""
    if content.argument:
        SubElement(parent, "p", {"class": "box-title"}).text = content.argument
    gallery = SubElement(parent, "div", {"class": "pictures"})
    for line in content.lines():
        SubElement(gallery, "p").text = line


def check_gallery(lines: Sequence[str]) -> Iterator[Complaint]:
    """Say which of *lines* is no picture."""
    for number, line in enumerate(lines):
        if line.strip() and not _PICTURE.fullmatch(line.strip()):
            yield Complaint(number, _PICTURES, _picture_remedy(line, is_first=True))


def _picture_remedy(line: str, *, is_first: bool) -> str:
    if not is_first:
        return "Bitte diese Zeile löschen oder unter den Baustein setzen."
    found, address = _PICTURE.findall(line), _ADDRESS.search(line)
    if len(found) > 1:
        return f"Bitte jedes Bild in eine eigene Zeile schreiben, zuerst: {found[0]}"
    if found:
        return f"Bitte so schreiben: {found[0]}"
    tag = re.search(r"\salt\s*=\s*[\"']([^\"']*)", line)
    words = tag[1] if tag else re.sub(r"<[^<>]*>", "", _ADDRESS.sub("", line)).strip(" ![]()-*•|\t")
    words = words or "Was auf dem Bild zu sehen ist"
    return f"Bitte so schreiben: ![{words}]({address[0] if address else '/media/bild.jpg'})"


def build_sound(parent: Element, content: Content, parser: BlockParser) -> None:
    """Add sound that plays when asked to, a link to its file, and its words below."""
    first, _, rest = content.text.lstrip("\n").partition("\n")
    found = _SOUND.search(first)
    figure = SubElement(parent, "figure", {"class": "sound"})
    SubElement(figure, "figcaption", {"class": "box-title"}).text = content.argument
    if found:
        SubElement(figure, "audio", {"controls": "controls", "preload": "none", "src": found["address"]}).tail = "\n"
    SubElement(figure, "p").text = first.strip()
    fold = SubElement(figure, "details", {"class": "fold"})
    summary = SubElement(fold, "summary", {"data-added": ""})
    summary.text = "Zum Lesen" if content.is_german else "To read"
    parser.parseChunk(fold, rest.strip("\n"))


def check_sound(lines: Sequence[str]) -> Iterator[Complaint]:
    """Say if *lines* are anything but a link to a sound and its words (WCAG 2.2, 1.2.1)."""
    typed = [number for number, line in enumerate(lines) if line.strip()]
    if not _SOUND.fullmatch(lines[typed[0]].strip()):
        link, address = _SOUND.search(lines[typed[0]]), _ADDRESS.search(lines[typed[0]])
        sound = address[0] if address and address[0].lower().endswith(".mp3") else "/media/ton.mp3"
        message = "Hier steht zuerst ein Link zu einer Tondatei (MP3), darunter, was man hört."
        yield Complaint(typed[0], message, f"Bitte so schreiben: {link[0] if link else f'[Anhören]({sound})'}")
    elif len(typed) == 1:
        message = "Was man hört, steht nicht dabei; wer nicht hört, erfährt es sonst nicht."
        yield Complaint(typed[0], message, "Bitte den Text unter die Zeile mit dem Link schreiben.")
