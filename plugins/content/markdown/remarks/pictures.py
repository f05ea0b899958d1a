"""Pictures: attributes behind one that change nothing on the page."""

from __future__ import annotations

import re

from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import ProblemCollector

_ATTRIBUTES = re.compile(
    r"!\[[^\[\]\n]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)(?P<braces>\{:?(?P<given>[^{}\n]*)\})", re.IGNORECASE
)
_ONE = re.compile(r"""(?:[^\s"'=]+=)?(?:"[^"]*"|'[^']*'|[^\s"']+)""")
_USELESS = re.compile(r"\.|(?:class|width|height|align)=", re.IGNORECASE)


def tell_attributes(view: SourceView, report: ProblemCollector) -> None:
    """Tell of classes and sizes behind pictures, with the line without them."""
    for found in _ATTRIBUTES.finditer(view.visible) if "){" in view.visible else ():
        given = _ONE.findall(found["given"])
        useless = [one for one in given if _USELESS.match(one)]
        if not useless:
            continue
        rest = " ".join(one for one in given if one not in useless)
        report.warning(
            view.line_of(found.start()),
            "picture-class",
            f"„{' '.join(useless)}“ bewirkt an einem Bild nichts: Größe und Platz bestimmt die Gestaltung. "
            "Neben den Text setzt ein Bild der Baustein bild-links oder bild-rechts.",
            f"Bitte so schreiben{view.say_changed(*found.span('braces'), f'{{{rest}}}' if rest else '')}",
        )
