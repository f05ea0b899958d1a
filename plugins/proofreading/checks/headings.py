"""Do the headings make an outline, and is every heading one?

WCAG 2.2, 1.3.1 and 2.4.6: people who hear a page jump from heading to heading, so a level that is left out
looks like a part that is missing, and a bold line is none at all.
"""

from __future__ import annotations

from plugins.core.problem import ProblemCollector
from plugins.proofreading.corpus import SourceDocument
from plugins.proofreading.prose import ProseBlock

_LONGEST = 80  # characters; longer bold text is an emphasised sentence
_ENDS = (".", ",", ";", "!", "…")


def check(document: SourceDocument, collector: ProblemCollector) -> None:
    """Report levels that are left out, and paragraphs that only look like headings."""
    above = 1  # the title of the page
    for block in document.prose.blocks:
        if block.kind == "heading":
            level = max(block.level, 2)  # the site makes every # a ##
            if level > above + 1:
                _report_jump(block, level, above, collector)
            above = level
        elif block.kind == "paragraph" and _looks_like_one(block):
            _report_bold(block, min(above + 1, 6), collector)


def _looks_like_one(block: ProseBlock) -> bool:
    text = block.text
    return block.is_strong and len(block.lines) == 1 and len(text) <= _LONGEST and not text.endswith(_ENDS)


def _report_jump(block: ProseBlock, level: int, above: int, collector: ProblemCollector) -> None:
    wanted = "#" * (above + 1)
    collector.warning(
        block.line,
        "heading-order",
        f"Die Überschrift „{block.text}“ hat {level} Rauten, darüber fehlt eine Überschrift mit {level - 1}.",
        f"Bitte keine Stufe auslassen und so schreiben: {wanted} {block.text}",
    )


def _report_bold(block: ProseBlock, level: int, collector: ProblemCollector) -> None:
    collector.warning(
        block.line,
        "heading-bold",
        f"„{block.text}“ ist nur fett gesetzt, sieht aber wie eine Überschrift aus. "
        "Vorleseprogramme und Inhaltsverzeichnis kennen sie nicht.",
        f"Bitte als Überschrift schreiben: {'#' * level} {block.text}",
    )
