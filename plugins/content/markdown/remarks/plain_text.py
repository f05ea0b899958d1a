"""Plain text: titles and summaries have no markup, so its signs would be read."""

from __future__ import annotations

import re

from plugins.content.front_matter.remedies import SourceLines, Span, as_yaml
from plugins.core.problem import ProblemCollector

_MARKUP = re.compile(
    r"(?P<marks>\*\*|__|~~|`|\*(?=\w)(?<!\w\*)|_(?=\w)(?<!\w_))(?P<marked>[^\s*_~`](?:[^*_~`]{0,200}[^\s*_~`])?)(?P=marks)(?!\w)"
    r"|(?<!\\)\[(?P<text>[^\[\]]{1,200})\]\([^()\s]*\)"
    r"|</?(?:a|b|br|em|i|p|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,200})?/?>"
    r"|^#{1,6} ",
    re.IGNORECASE,
)


def tell_markup(
    text: str, span: Span | None, line: int, key: str, lines: SourceLines, report: ProblemCollector
) -> None:
    """Tell of markup in *text*, the value of *key*."""
    found = _MARKUP.search(text)
    if found is None:
        return
    plain = " ".join(_MARKUP.sub(lambda match: match["marked"] or match["text"] or "", text).split())
    typed = lines.say_replaced(span, as_yaml(plain)) if span and plain else "."
    report.warning(
        line,
        "markup-in-summary",
        f"In „{key}“ steht „{found[0].strip()}“; dort hebt nichts hervor, und man liest die Zeichen.",
        f"Bitte ohne diese Zeichen schreiben{typed}",
    )
