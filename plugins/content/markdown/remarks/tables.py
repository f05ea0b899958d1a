"""Tables: rows with cells that nobody would see, and tabs in the place of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plugins.content.front_matter.remedies import say
from plugins.content.markdown.markers import read_marker
from plugins.content.markdown.remarks.source_view import SourceView
from plugins.content.markdown.tables import find_end, is_caption, is_separator
from plugins.core.problem import ProblemCollector

_BAR, _LAST_BAR = re.compile(r"(?<!\\)\|"), re.compile(r"(?<!\\)\|$")
_ROW = re.compile(r"\|[^\n]*[^\n\\]\|$")
_QUOTED = "> \t"
_TABS = re.compile(r"[ ]*\t+[ ]*")


def tell_tables(view: SourceView, report: ProblemCollector) -> None:
    """Tell of rows that are too long, and of tabs that look like a table."""
    if "|" in view.visible:
        _tell_long_rows(view, report)
        _tell_missing_heads(view, report)
        _tell_captions(view, report)
    if "\t" in view.visible:
        _tell_tabs(view, report)


def _tell_long_rows(view: SourceView, report: ProblemCollector) -> None:
    lines = [line.lstrip(_QUOTED).rstrip() for line in view.visible_lines]
    for at, end in _find_tables(lines):
        is_framed = _is_framed(lines[at - 1])
        columns = len(_cells(lines[at], is_framed))
        for index in range(at + 1, end):
            found = len(_cells(lines[index], is_framed))
            if found > columns:
                report.error(
                    index + 1,
                    "table-cells",
                    f"Diese Zeile der Tabelle hat {found} Zellen, ihr Kopf nur {columns}: "
                    "Was zu viel ist, sähe niemand.",
                    "Bitte den Kopf um Spalten ergänzen oder einen senkrechten Strich löschen"
                    f"{say(_join(view.lines[index], columns))}",
                )


def _find_tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the index of the line below the head of each table, and that behind its last row."""
    end = 0
    for at in range(1, len(lines)):
        if at < end or not is_separator(lines[at]):
            continue
        is_framed = _is_framed(lines[at - 1])
        if len(_cells(lines[at - 1], is_framed)) == len(_cells(lines[at], is_framed)):
            end = find_end(lines, at)
            yield at, end


def _is_framed(head: str) -> bool:
    return head.startswith("|") or head.endswith("|")


def _tell_captions(view: SourceView, report: ProblemCollector) -> None:
    """Tell of captions below their table, where they are a sentence like any other."""
    lines = [line.lstrip(_QUOTED).rstrip() for line in view.visible_lines]
    tables = list(_find_tables(lines))
    captioned = {_find_words(lines, at - 2, -1) for at, _ in tables}
    for at, end in tables:
        below = _find_words(lines, end, 1)
        if below is None or below in captioned or not is_caption(lines[below]):
            continue
        above = _find_words(lines, at - 2, -1)
        if above is None or not is_caption(lines[above]):
            report.warning(
                below + 1,
                "table-caption",
                "Die Überschrift einer Tabelle steht über ihr; darunter ist sie ein Satz wie jeder andere.",
                f"Bitte hier löschen und in eine neue Zeile direkt über der Tabelle schreiben{say(view.lines[below])}",
            )


def _find_words(lines: Sequence[str], at: int, step: int) -> int | None:
    """Return the index of the line *at*, or of the next one; None without words."""
    at = at if 0 <= at < len(lines) and lines[at] else at + step
    return at if 0 <= at < len(lines) and lines[at] else None


def _tell_missing_heads(view: SourceView, report: ProblemCollector) -> None:
    """Tell of rows within bars that are no table, as the line below their head is wrong."""
    lines = [line.lstrip(_QUOTED).rstrip() for line in view.visible_lines]
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _ROW.match(lines[end]):
            end += 1
        separators = [index for index in range(at, end) if is_separator(lines[index])]
        columns = len(_cells(lines[at], is_framed=True)) if end - at > 1 else 0
        if columns and [index - at for index in separators[:1]] != [1]:
            _report_head(view, at, "darunter eine Zeile ergänzen", columns, report)
        elif columns and len(_cells(lines[at + 1], is_framed=True)) != columns:
            _report_head(view, at + 1, "so schreiben", columns, report)
        at = max(end, at + 1)


def _report_head(view: SourceView, index: int, what: str, columns: int, report: ProblemCollector) -> None:
    line = view.lines[index]
    before = line[: len(line) - len(line.lstrip(_QUOTED))]
    report.warning(
        index + 1,
        "table-head",
        "Unter dem Kopf einer Tabelle steht eine Zeile mit Strichen, für jede Spalte einer; sonst ist sie keine, und "
        "man liest die senkrechten Striche.",
        f"Bitte {what}{say(f'{before}|' + ' --- |' * columns)}",
    )


def _cells(row: str, is_framed: bool) -> list[str]:
    if is_framed:
        row = _LAST_BAR.sub("", row.removeprefix("|"))
    return _BAR.split(row)


def _join(line: str, columns: int) -> str:
    """Return *line* with what is too much in its last cell."""
    bare = line.lstrip(_QUOTED)
    is_framed = bare.startswith("|")
    cells = [cell.strip() for cell in _cells(bare.rstrip(), is_framed)]
    cells[columns - 1 :] = [", ".join(filter(None, cells[columns - 1 :]))]
    joined = f"| {' | '.join(cells)} |" if is_framed else " | ".join(cells)
    return line[: len(line) - len(bare)] + joined


def _tell_tabs(view: SourceView, report: ProblemCollector) -> None:
    for first, lines in _tabbed(view.visible_lines):
        rows = list(_split_tabs(view.lines[first : first + len(lines)]))
        for index, cells in enumerate(rows):
            below = f", und in einer neuen Zeile darunter: |{' --- |' * len(cells)}" if index == 0 else ""
            report.warning(
                first + index + 1,
                "tabs-as-table",
                "Hier stehen Tabulatoren wie in einer Tabelle; man liest alles in einer Zeile.",
                f"Bitte so schreiben: | {' | '.join(cells)} |{below}",
            )


def _split_tabs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the cells of *lines*, also empty ones where each line has as many tabs."""
    lines = [line.rstrip("\n").replace("|", "\\|") for line in lines]
    is_even = len({line.count("\t") for line in lines}) == 1
    for line in lines:
        yield [" ".join(cell.split()) for cell in line.split("\t")] if is_even else _TABS.split(line.strip())


def _tabbed(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield where several lines with tabs between words stand below each other, and these lines."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and "\t" in lines[end].strip() and not read_marker(lines[end].expandtabs(4)):
            end += 1
        if end > at and at and lines[at - 1].strip() and lines[at - 1].count("\t") == lines[at].count("\t"):
            at -= 1  # a head whose first cell is empty
        if end - at > 1:
            yield at, lines[at:end]
        at = max(end, at + 1)
