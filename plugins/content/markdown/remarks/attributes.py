"""Attributes: those in braces that no text may have, as HTML of a text may not."""

from __future__ import annotations

import re

from plugins.content.markdown.html.refusals import WHY_UNWANTED
from plugins.content.markdown.remarks.source_view import SourceView
from plugins.core.problem import ProblemCollector

_BRACES = re.compile(r"\{:?[ ]*(?=[^{}\n=]*=)[^{}\n]*\}")
_UNWANTED = re.compile(
    r"[ ]?\b(?:autofocus=[^\s{}]+|rel=(?:opener(?=[\s}])"
    r"|\"(?=[^\"\n]*\")[^\"\n]*(?<![\w-])opener\b[^\"\n]*\"|'(?=[^'\n]*')[^'\n]*(?<![\w-])opener\b[^'\n]*'))",
    re.IGNORECASE,
)


def tell_unwanted(view: SourceView, report: ProblemCollector) -> None:
    """Tell of each, with the line without it."""
    text = view.visible
    for braces in _BRACES.finditer(text) if "{" in text and ("rel=" in text or "autofocus" in text) else ():
        found = _UNWANTED.search(braces[0])
        if found is None:
            continue
        typed, less = found[0].strip(), _UNWANTED.sub("", braces[0])
        report.error(
            view.line_of(braces.start()),
            "raw-html",
            f"„{typed}“ {WHY_UNWANTED[typed.partition('=')[0].lower()]}",
            f"Bitte so schreiben{view.say_changed(*braces.span(), less if less.strip('{: }') else '')}",
        )
