"""Pictures: attributes behind one that change nothing on the page, or would be read there."""

from __future__ import annotations

import re

from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import ProblemCollector

_PICTURE = r"!\[[^\[\]\n]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
_ATTRIBUTES = re.compile(_PICTURE + r"(?P<braces>\{:?(?P<given>[^{}\n]*)\})")
_FOCUS_BRACES = re.compile(_PICTURE + r"(?P<braces>[ ]?\{:?(?P<given>[^{}\n]*)\})")
_FOCUS = re.compile(
    r"(?P<other>[\w-]+=(?<!focus=)(?:\"[^\"]*\"|'[^']*'))"
    r"|\bfocus[ ]*[=:][ ]*(?:\"[^\"]*\"|'[^']*'|[„“][^“”]*[“”]|[^\s\"'„“]+(?:[ ]+[0-9]+[ ]?%)?)[,;]?",
    re.IGNORECASE,
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


def tell_focus(view: SourceView, report: ProblemCollector) -> None:
    """Tell of a focus behind a picture in a text, with the line without it."""
    for found in _FOCUS_BRACES.finditer(view.visible) if "focus" in view.visible else ():
        typed = next((one[0] for one in _FOCUS.finditer(found["given"]) if one["other"] is None), None)
        if typed is None:
            continue
        rest = " ".join(_FOCUS.sub(lambda one: one["other"] or "", found["given"]).split())
        report.error(
            view.line_of(found.start()),
            "focus-form",
            f"„{typed.rstrip(',;')}“ gilt nicht hinter einem Bild im Text: Den Ausschnitt bestimmt „focus“ nur bei den "
            "Bildern im Kopf der Datei („image“ und „gallery“).",
            f"Bitte so schreiben{view.say_changed(*found.span('braces'), f'{{{rest}}}' if rest else '')}",
        )
