"""Law sections: headings of a legal page with no text below, which the law's own words fill.

So a correction of these words reaches every site, and whoever has words of their own writes them below the heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plugins.site.bodies import BodyPart

# By template, the anchors of the headings; of each there is a template in components/law/.
SECTIONS = {
    "privacy": (
        *("verantwortlicher", "aufruf", "cookies", "netzwerke", "speicher", "einstellungen"),
        *("kontakt", "rechte", "aufsicht", "betrieb"),
    ),
    "accessibility": ("geltung", "melden", "durchsetzung", "ueberwachung"),
}
TRANSLATED = frozenset({"en"})  # each has a folder there, and says once a page that it is a translation
_EMPTY = re.compile(r'<h2 id="(?P<anchor>[a-z-]+)">(?:(?!</?h2\b).)*</h2>(?=\s*(?:<h2\b|\Z))', re.DOTALL)


def fill_sections(parts: Sequence[BodyPart], template: str, lang: str) -> tuple[BodyPart, ...]:
    """Return *parts* with the law's words, in *lang* if possible, below its empty headings."""
    return tuple(_fill(parts, SECTIONS.get(template, ()), f"{lang}/" if lang in TRANSLATED else ""))


def _fill(parts: Sequence[BodyPart], anchors: tuple[str, ...], folder: str) -> Iterator[BodyPart]:
    notice = [BodyPart(law=f"{folder}hinweis")] if folder else []
    for number, part in enumerate(parts):
        at = 0
        for heading in _EMPTY.finditer(part.html):
            is_last = not part.html[heading.end() :].strip()
            if heading["anchor"] in anchors and not (is_last and number + 1 < len(parts)):
                yield replace(part, html=f"{part.html[at : heading.end()]}\n")
                yield from notice
                notice = []
                yield BodyPart(law=f"{folder}{heading['anchor']}")
                at = heading.end()
        if at == 0 or part.html[at:].strip():
            yield replace(part, html=part.html[at:]) if at else part
