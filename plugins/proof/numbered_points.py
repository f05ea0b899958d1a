"""Numbered points: the ordered lists of a text, and how they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plugins.core.dates import MONTHS
from plugins.proof.passages import Passage


@dataclass(slots=True)
class PointNumber:
    """The typed number of a point, and the passage that begins with it."""

    at: int
    number: int
    passages: list[Passage]


@dataclass(slots=True)
class OrderedLists:
    """The ordered lists that are open, by the blanks before their markers."""

    open: dict[int, list[PointNumber]] = field(default_factory=dict)
    all: list[list[PointNumber]] = field(default_factory=list)

    def add(self, indent: int, marker: PointNumber) -> None:
        """Add a point to the list at *indent*, or begin one; end those that stand farther in."""
        self.end(indent + 1)
        nearest = next((known for known in self.open if abs(known - indent) <= 1), None)
        if nearest is None:
            self.open[indent] = []
            self.all.append(self.open[indent])
            nearest = indent
        self.open[nearest].append(marker)

    def end(self, indent: int) -> None:
        """End the lists whose markers stand as far in as *indent*, or farther."""
        for known in [known for known in self.open if known >= indent]:
            del self.open[known]

    def end_all(self) -> None:
        """End all lists."""
        self.open.clear()

    def count_up(self) -> None:
        """Let lists count of which every point has a one; where numbers fall, another list begins."""
        for run in self.all:
            begins = [at for at, marker in enumerate(run) if not at or marker.number < run[at - 1].number]
            for begin, end in zip(begins, [*begins[1:], len(run)], strict=True):
                several = run[begin:end]
                if all(marker.number == 1 and not _is_day(marker) for marker in several):
                    _count(several)


def _count(markers: Sequence[PointNumber]) -> None:
    for number, marker in enumerate(markers, 1):
        old = marker.passages[marker.at]
        marker.passages[marker.at] = replace(old, text=old.text.replace("1", str(number), 1))


def _is_day(marker: PointNumber) -> bool:
    """Return whether the number of a point is that of a day, as in „1. Mai“."""
    return marker.passages[marker.at].text.partition(". ")[2].startswith(MONTHS)
