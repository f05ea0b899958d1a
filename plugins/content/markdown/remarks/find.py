"""Find: asks every question about one text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from plugins.content.clean_addresses import CleanText
from plugins.content.markdown.remarks import (
    attributes,
    blanks,
    directions,
    directives,
    layout,
    own_machine,
    pictures,
    signs,
    tables,
    targets,
    tracking,
)
from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import Problem, ProblemCollector


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion knows of the text it has read."""

    references: Collection[str] = ()
    footnotes: Collection[str] = ()
    used_footnotes: Collection[str] = ()
    abbreviations: Collection[str] = ()
    has_stray_signs: bool = False
    embed_lines: Collection[int] = ()


def find_remarks(cleaned: CleanText, conversion: Conversion) -> tuple[Problem, ...]:
    """Return the remarks on a text; lines count from 1, and no file is named."""
    view, report = SourceView(cleaned.text), ProblemCollector("")
    if conversion.has_stray_signs or signs.may_hold_lone(cleaned.text):
        signs.tell_stray(view, report)
    signs.tell_beginnings(view, report)
    directives.tell_directives(view, report)
    layout.tell_lost_breaks(view, report)
    tables.tell_tables(view, report)
    targets.tell_targets(view, report)
    targets.tell_references(view, conversion.references, report)
    targets.tell_unused(view, conversion.references, conversion.abbreviations, report)
    blanks.tell_blanks(view, report)
    own_machine.tell_local_files(view, report)
    attributes.tell_unwanted(view, report)
    directions.tell_directions(view, conversion.embed_lines, report)
    pictures.tell_attributes(view, report)
    pictures.tell_focus(view, report)
    tracking.tell_tracked_links(cleaned, conversion.embed_lines, report)
    targets.tell_footnotes(view, conversion.footnotes, conversion.used_footnotes, report)
    return tuple(report.problems)
