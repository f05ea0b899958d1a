"""Directions: signs that turn the direction of a text, typed as character references.

As signs they are told when a file is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape

from plugins.content.front_matter.remedies import say
from plugins.content.front_matter.source import DIRECTION
from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import ProblemCollector

_REFERENCE = re.compile(r"&#(?:0*82(?:3[4-8]|9[4-7])|[xX]0*20(?:2[a-eA-E]|6[6-9]));?")


def tell_directions(view: SourceView, embeds: Collection[int], report: ProblemCollector) -> None:
    """Tell of each line with such a reference, but of those of *embeds*, which lose them."""
    if "&#" not in view.text:
        return
    for number, line in enumerate(view.without_code.split("\n"), 1):
        found = next((one for one in _REFERENCE.finditer(line) if DIRECTION.match(unescape(one[0]))), None)
        if found is None or number in embeds:
            continue
        report.error(
            number,
            "direction-sign",
            f"„{found[0]}“ steht für ein unsichtbares Zeichen, das die Schreibrichtung ändert: Zu lesen wäre etwas "
            "anderes, als dasteht.",
            f"Bitte so schreiben{say(_REFERENCE.sub('', view.lines[number - 1]))}",
        )
