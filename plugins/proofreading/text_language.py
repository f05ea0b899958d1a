"""Text language: whether a text is written in another language than its front matter says.

By the small words that every text has: each list holds only words that the other language does not have.
"""

from __future__ import annotations

import re

from plugins.content.schema.languages import LANGUAGE_OF
from plugins.proofreading.corpus import SITE, SourceDocument

_WORD = re.compile(r"[^\W\d_]+")
_GERMAN = """
    aber als am auch auf aus bei beim bis dann das dass dem den der des die durch ein eine einem einen einer es für
    haben hat ich ihr im ist kann keine können mehr mit nach nicht noch nur oder sehr sich sie sind und unser unsere
    von vor wenn werden wie wir wird wurde zu zum zur über
"""
_ENGLISH = """
    about and are at be been but can for from had has have his if is it its not of on or our she than that the their
    them there these they this to we were what when which who with would you your
"""
_COMMON = {"de": frozenset(_GERMAN.split()), "en": frozenset(_ENGLISH.split())}
_FEWEST_WORDS = 12
_SMALLEST_SHARE = 0.2  # of running text in its own language these words are 30 % to 45 %
_TIMES_AS_MANY = 4


def language_of_text(document: SourceDocument) -> str:
    """Return the language that *document* is written in, or "".

    That means: it is the one its front matter says, or it cannot be told.
    """
    if document.type == SITE:
        return ""
    given = LANGUAGE_OF[document.lang].base
    words = [word for line in document.lines for word in _WORD.findall(line.text.lower())]
    if len(words) < _FEWEST_WORDS or given not in _COMMON:
        return ""
    counts = {language: sum(word in common for word in words) for language, common in _COMMON.items()}
    likeliest = max(counts, key=lambda language: counts[language])
    is_clear = counts[likeliest] >= max(_SMALLEST_SHARE * len(words), _TIMES_AS_MANY * counts[given])
    return likeliest if likeliest != given and is_clear else ""
