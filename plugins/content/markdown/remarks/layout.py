"""Layout: lines of an address or of opening hours that would run together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from plugins.content.front_matter.remedies import say
from plugins.content.markdown.markers import indent_of, may_hold_marker, read_marker
from plugins.content.markdown.points import Source, starts_list
from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.dates import MONTHS
from plugins.core.problem import ProblemCollector

_SHORT, _SHORTER = 60, 45
_MANY = 3
_PARAGRAPH = re.compile(r"^[^\n]++(?:\n(?![ \t]*+(?:\n|\Z))[^\n]++)++", re.MULTILINE)
_OTHER = re.compile(
    r"[ \t]*(?:[#|<\x1f:!]|///|[-–•*+·](?=[^\W\d_])"
    r"|[—‣▪■●◦○➢➤►▶\uf0a7\uf0d8\uf0fc]|[0-9]{1,3}[.)](?=[^\W\d])|\[\^|\*\[|\[[^\]]*\]:|https?://|={3,}|-{3,}|\{"
    r"|(?:[*_-] ?){3,}$)"
)
_MARKER = re.compile(r"[ \t>]*(?:(?:[-*+•–·]|[0-9]{1,3}[.)]|[a-z]\))[ \t]+)?")
_SELDOM = ("–", "·", ")")  # what ends a marker that often is none
_SENTENCE_END = (".", ",", ";", "!", "?", "…", "-", "–", "(", "/")
_DAYS = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So"
_TELLING = re.compile(
    r"(?:D-|A-|CH-)?[0-9]{4,5} [A-ZÄÖÜ]"  # a town
    r"|.*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|markt|Straße|Platz|Markt|Weg|Ufer|Allee)"
    r" [0-9]{1,4} ?[a-z]?$"
    rf"|(?:{_DAYS})\b\.?[^.]*[0-9]"
    r"|(?:Tel|Telefon|Fax|Telefax|Mobil|E-?Mail|Internet|Web(?:site)?)\b"
    rf"|[0-9]{{1,2}}\. ?(?:{'|'.join(MONTHS)}|[0-9]{{1,2}}\.)"
    r"|[0-9]{1,2}[.:][0-9]{2}(?: ?Uhr)?\b"
    r"|(?:[0-9]{1,3}[.)]|[a-z]\)|[-–•]) "
)
# What nobody can tell from a sentence in one line is an enumeration in two: „(1) “, „i) “, „A. “, „1.1 “, „§ 1 “
_ENUMERATED = re.compile(
    r"(?P<paragraph>§ ?[0-9])|(?P<levels>[0-9]{1,2}(?:\.[0-9]{1,2})+\.?[ \t])|(?P<bracket>\([0-9a-zA-Z]{1,3}\)[ \t])"
    r"|(?P<roman>[ivxIVX]{1,5}[.)][ \t])|(?P<letter>[a-zA-Z]\.[ \t])|(?P<letters>[a-z]{2}\)[ \t])"
    r"|(?P<legend>[*+-] = )|(?P<label>\**[A-ZÄÖÜ][\w./ -]{0,24}:\**(?:[ \t]|$))"
)
_QUOTE = re.compile(r"^(?:[ \t]*>[ \t]?)+", re.MULTILINE)
_MAY_BE_ENUMERATED = re.compile(
    r"\n[ \t>]*+(?:§|\(|[0-9]|[ivxIVXa-zA-Z]{1,5}[.)][ \t]|[*+-] = |\**[A-ZÄÖÜ][\w./ -]{0,24}:)"
)
_PARAGRAPH_OF_LAW = re.compile(r"\([0-9]{1,3}[a-z]?\) ")
_BREAK = re.compile(r"<br\s*/?>\s*$", re.IGNORECASE)
_CONTACT = re.compile(r"(?:www\.|[\w.+-]+@[\w-]+\.)\S*$")
_GREETING = re.compile(
    r"(?:Mit|Viele|Herzliche|Beste|Freundliche|Liebe|Schöne)n? .*Gr[uü](?:ß|ss)(?:en?)?$"
    r"|(?:Ihre?|Eure?|Euer|Herzlichst|Hochachtungsvoll|Im Auftrag|MfG|LG|VG|gez\.|i\. ?[AV]\.)$"
)


def tell_lost_breaks(view: SourceView, report: ProblemCollector) -> None:
    """Tell of short lines that would be read as one."""
    for found in _PARAGRAPH.finditer(view.visible):
        lines = found[0].split("\n")
        if "|" in found[0] or "\t" in found[0].strip():
            continue
        if not any(len(line) <= _SHORT for line in lines[:-1]) and not _MAY_BE_ENUMERATED.search(found[0]):
            continue
        for index in sorted(set(_lost_breaks(found[0], lines))):
            number = view.line_of(found.start()) + index
            if number in view.kept_lines or _BREAK.search(view.lines[number - 1]):
                continue
            report.warning(
                number,
                "lost-line-break",
                "Diese Zeile und die nächste liest man hintereinander in einer Zeile.",
                f"Soll hier eine neue Zeile beginnen, bitte so schreiben{say(view.lines[number - 1] + chr(92))}",
            )


def _lost_breaks(text: str, lines: list[str]) -> Iterator[int]:
    """Yield the indexes of the lines of a paragraph behind which a break was probably meant."""
    points = _find_points(lines) if may_hold_marker(_QUOTE.sub("", text) if ">" in text else text) else set()
    breaks = [index + 1 not in points and _may_break(lines[index], lines[index + 1]) for index in range(len(lines) - 1)]
    if _MAY_BE_ENUMERATED.search(text):
        yield from (n for n in range(len(breaks)) if n + 1 not in points and _are_enumerated(lines[n], lines[n + 1]))
    for is_break, indexes in groupby(range(len(breaks)), breaks.__getitem__):
        run = list(indexes) if is_break else []
        texts = [_text(line) for line in lines[run[0] : run[-1] + 2]] if run else []
        is_many = len(texts) >= _MANY and all(len(text) <= _SHORTER and not text[:1].islower() for text in texts)
        for index, (above, below) in zip(run, pairwise(texts), strict=True):
            if (
                is_many
                or _GREETING.match(above)
                or _CONTACT.match(below)
                or any(_TELLING.match(text) for text in (above, below))
            ):
                yield index


def _find_points(lines: list[str]) -> set[int]:
    """Return the indexes of the lines of a paragraph with which a point of a list begins."""
    texts = [_QUOTE.sub("", line) for line in lines]
    source, numbers, found = Source(texts, []), dict[str, int](), set[int]()
    for index, line in enumerate(texts):
        marker = read_marker(line)
        if marker is None:
            continue
        last = numbers.get(marker.kind)
        if (last is not None and (marker.kind[0] == "1" or marker.number == last + 1)) or starts_list(
            marker, source, index, above=texts[index - 1] if index else ""
        ):
            found.add(index)
            numbers[marker.kind] = marker.number
    return found


def _are_enumerated(line: str, below: str) -> bool:
    """Return whether both lines begin alike, as points do that are no list here."""
    if line.endswith(("  ", "\\")) or _OTHER.match(line) or _OTHER.match(below):
        return False
    if line.endswith((".", ":", ";")) and _PARAGRAPH_OF_LAW.match(below):
        return True
    above, following = (_ENUMERATED.match(_QUOTE.sub("", one).lstrip()) for one in (line, below))
    return above is not None and following is not None and above.lastgroup == following.lastgroup


def _may_break(line: str, below: str) -> bool:
    if line.endswith(("  ", "\\")) or _OTHER.match(line) or _OTHER.match(below):
        return False
    text, following = _text(line), below.strip("> \t")
    if not following:
        return False
    marker = _MARKER.match(below)
    if marker and marker[0].strip()[-1:] in _SELDOM and not following[:1].isdigit():
        return False
    above = read_marker(line)
    if above is not None and indent_of(below) > indent_of(line) + 1:
        return False  # the point goes on
    if not 0 < len(text) <= _SHORT or len(following) > _SHORT:
        return False
    if _GREETING.match(text) or _CONTACT.match(following):
        return True
    is_end = text.endswith(_SENTENCE_END) and not (above is not None and above.is_rare)
    return not is_end and not following[:1].islower()


def _text(line: str) -> str:
    marker = _MARKER.match(line)
    rest = line[marker.end() :].strip() if marker else line.strip()
    return rest if not line.strip()[:1].isdigit() else line.strip()
