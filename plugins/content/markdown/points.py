"""Points: the lines of a block and of those behind it that make one list.

People number what they write: „12. Mai“ is a day, „1.“ and „2.“ are a list. What is a list is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from plugins.content.markdown.markers import Marker, ends_list, indent_of, may_hold_marker, read_marker

_NEST = 2


@dataclass(slots=True)
class Point:
    """A point of a list: its marker, and its lines without marker and indentation."""

    marker: Marker
    lines: list[str] = field(default_factory=list)
    nested: int | None = None  # how far a list within it is indented

    def add(self, line: str) -> None:
        """Take *line* in, without the blanks that make it belong here."""
        line = line[min(indent_of(line), self.marker.width) :]
        if self.nested is None and self.lines and may_hold_marker(line):
            self.nested = indent_of(line)
        self.lines.append(line)


@dataclass(slots=True)
class Source:
    """What is still to be read: the lines of a block, where we are, and the blocks behind it."""

    lines: list[str]
    blocks: list[str]
    at: int = 0

    def next_block(self) -> list[str]:
        """Return the lines of the next block that holds anything, without taking it, or none."""
        while self.blocks and not self.blocks[0].strip("\n"):
            del self.blocks[0]
        return self.blocks[0].lstrip("\n").split("\n") if self.blocks else []

    def take_block(self) -> None:
        """Go on with the next block."""
        self.lines, self.at = self.next_block(), 0
        del self.blocks[0]


def starts_list(marker: Marker, source: Source, at: int, *, above: str) -> bool:
    """Return whether *marker* in line *at* begins a list.

    *above* is the line above it, "" for none.
    """
    follows_colon = above.rstrip().endswith(":")
    if marker.is_rare:
        below = read_marker(source.lines[at + 1]) if at + 1 < len(source.lines) else None
        return follows_colon or (below is not None and below.kind == marker.kind)
    if not marker.is_ordered:
        return True
    follower, is_below = _find_follower(marker, source, at)
    is_interrupting = at > 0 and not follows_colon
    if follower is None:
        return marker.kind[0] == "1" and marker.number == 1 and not is_interrupting
    if follower.number == marker.number + 1:
        return True
    if marker.kind[0] != "1":
        return False
    if follower.number == marker.number == 1:
        before = read_marker(above)
        return before is None or before.kind != marker.kind  # else its numbers were meant
    return is_below and not is_interrupting and follower.number > marker.number


def _find_follower(marker: Marker, source: Source, at: int) -> tuple[Marker | None, bool]:
    """Return the next marker of the same list, and whether no empty line stands between."""
    for index in range(at + 1, len(source.lines)):
        line = source.lines[index]
        if indent_of(line) >= marker.indent + _NEST:
            continue
        if ends_list(line):
            return None, False
        if found := read_marker(line):
            return (found, True) if found.kind == marker.kind else (None, False)
    for block in source.blocks:
        for line in block.lstrip("\n").split("\n") if block.strip("\n") else ():
            if indent_of(line) >= marker.indent + _NEST:
                continue
            found = read_marker(line)
            return (found, False) if found and found.kind == marker.kind else (None, False)
    return None, False


def read_points(marker: Marker, source: Source) -> tuple[list[Point], bool]:
    """Return the points of the list that *marker* begins, and whether empty lines stand between.

    *source* stands behind the list afterwards.
    """
    points = [Point(marker, [marker.text])]
    is_loose = False
    source.at += 1
    while True:
        while source.at < len(source.lines):
            line = source.lines[source.at]
            if indent_of(line) < marker.indent + _NEST:
                found = read_marker(line)
                if found and _belongs(found, points, is_below=True):
                    points.append(Point(found, [found.text]))
                elif ends_list(line) or (found and _starts_other(found, source)):
                    return points, is_loose
                else:
                    points[-1].add(line)
            else:
                points[-1].add(line)
            source.at += 1
        first = next(iter(source.next_block()), "")
        if not first:
            return points, is_loose
        found = read_marker(first)
        if indent_of(first) >= marker.indent + _NEST:
            is_loose |= not _is_nested(points[-1], found, indent_of(first))
            source.take_block()
            points[-1].lines.append("")
        elif found and _belongs(found, points, is_below=False):
            is_loose = True
            source.take_block()
        else:
            return points, is_loose


def _is_nested(point: Point, marker: Marker | None, indent: int) -> bool:
    """Return whether a line behind an empty one belongs to a list within *point*."""
    if point.nested is None:
        return False
    return indent - point.marker.width >= point.nested + (0 if marker else _NEST)


def _starts_other(marker: Marker, source: Source) -> bool:
    return starts_list(marker, source, source.at, above=source.lines[source.at - 1] if source.at else "")


def _belongs(marker: Marker, points: list[Point], *, is_below: bool) -> bool:
    """Return whether *marker* begins a further point of the list with *points*."""
    last = points[-1].marker
    if marker.kind != last.kind:
        return False
    if not marker.is_ordered:
        return True
    if marker.number == last.number + 1:
        return True
    return marker.kind[0] == "1" and (is_below or (marker.number == 1 and is_counted_up(points)))


def is_counted_up(points: list[Point]) -> bool:
    """Return whether all of *points* have a 1, which Markdown's writers leave for counting."""
    return all(point.marker.number == 1 for point in points)


def numbers(points: list[Point]) -> Iterator[int | None]:
    """Yield for each point its number if it has to be said, or None if counting gives it."""
    if not points[0].marker.is_ordered or is_counted_up(points):
        yield from (None for _ in points)
        return
    expected = points[0].marker.number
    for point in points:
        yield None if point.marker.number == expected else point.marker.number
        expected = point.marker.number + 1
