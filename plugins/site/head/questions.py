"""Questions: the questions of a text that is made of them, with their answers.

A page is a FAQPage if the questions are what it is about: https://schema.org/FAQPage,
https://developers.google.com/search/docs/appearance/structured-data/faqpage.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.core.model import Body
from plugins.core.placeholders import split_placeholders
from plugins.site.head.linked_values import Data

_FEWEST = 2


def describe_questions(body: Body) -> Data | None:
    """Return *body* as a FAQPage, or None if most of its words are no questions and answers."""
    if 'class="fold"' not in body.html:
        return None
    html = "".join(piece for piece in split_placeholders(body.html) if isinstance(piece, str))
    main = LexborHTMLParser(f"<!doctype html><body><main>{html}").css_first("main")
    if main is None:
        return None
    folds = main.css("main > details.fold")
    asked = sum(len(_words(fold)) for fold in folds)
    if len(folds) < _FEWEST or 2 * asked < len(_words(main)):
        return None
    return {"@type": "FAQPage", "mainEntity": [_question(fold) for fold in folds]}


def _question(fold: LexborNode) -> Data:
    summary = fold.css_first("summary")
    name = " ".join(_words(summary)) if summary else ""
    answer = " ".join(_words(fold)).removeprefix(name).strip()
    return {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": answer}}


def _words(node: LexborNode) -> list[str]:
    return node.text().split()
