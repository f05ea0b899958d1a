"""Table cells: heads with a scope, numbers below each other, a sum below a line.

A column is one of numbers if each cell below its head is a number, with a unit or without, or says that there is none.
What an editor aligns with colons stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

_NO_UNIT = r"(?:Uhr|(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)[a-zä]*)\b"
_UNIT = rf"[%‰€$²³°]+C?|(?!{_NO_UNIT})[^\W\d_]{{1,14}}[²³.]?(?:/[^\W\d_]{{1,5}})?"
_NUMBER = re.compile(
    r"(?:(?:ca\.|rund|etwa|über|unter|<|>|±|€|EUR)\s?)?[+−–-]?\s?"
    r"(?:[1-9][0-9]{0,2}(?:[.’'\u00a0\u202f ][0-9]{3})+(?:,[0-9]+)?|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"
    r"|(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?)"
    rf"(?:[,.][–—-]{{1,2}})?(?:\s?(?:{_UNIT})(?:\s(?:Euro|EUR|€))?)?"  # 5,– €
)
_NONE = frozenset({"", "-", "–", "—", ".", "…", "k. A.", "k.A.", "n/a", "entfällt"})
_SUM = re.compile(r"(?:Summe|Gesamt|Gesamtsumme|Insgesamt|Zusammen|Total|Sum)\b", re.IGNORECASE)
_RIGHT = "align-right"


def finish_table(table: Element) -> None:
    """Give the cells of *table*, one that Markdown has made, their scopes and their places."""
    rows = list(table.iter("tr"))
    if not rows:
        return
    head, *body = ([cell for cell in row if cell.tag in ("th", "td")] for row in rows)
    for cell in head:
        if _is_empty(cell):
            cell.tag = "td"  # a head without words is read as one by nobody
        else:
            cell.set("scope", "col")
    if head and body and (_is_empty(head[0]) or all(row and _is_bold(row[0]) for row in body)):
        _make_heads(row[0] for row in body if row)
    for column in range(1, len(head)):
        _align([head[column], *(row[column] for row in body if column < len(row))])
    if len(body) > 1 and body[-1] and _SUM.match(_text(body[-1][0])):
        rows[-1].set("class", "sum")
        _make_heads(body[-1][:1])


def _make_heads(cells: Iterable[Element]) -> None:
    for cell in cells:
        if not _is_empty(cell):
            cell.tag = "th"
            cell.set("scope", "row")


def _align(cells: list[Element]) -> None:
    """Move the numbers of a column to its end, unless somebody has said where they are."""
    texts = [_text(cell) for cell in cells[1:]]
    numbers = [text for text in texts if text not in _NONE]
    if numbers and all(map(_NUMBER.fullmatch, numbers)) and not any(cell.get("class") for cell in cells):
        for cell in cells:
            cell.set("class", _RIGHT)


def _is_empty(cell: Element) -> bool:
    return not len(cell) and not _text(cell)


def _is_bold(cell: Element) -> bool:
    return (
        len(cell) == 1
        and cell[0].tag == "strong"
        and not (cell.text or "").strip()
        and not (cell[0].tail or "").strip()
    )


def _text(cell: Element) -> str:
    return " ".join("".join(cell.itertext()).split())
