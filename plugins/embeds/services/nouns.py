"""Nouns: what a provider receives, in the case that a sentence asks for.

``{der|den} Zeitpunkt`` is „der Zeitpunkt“ in a list, and „den Zeitpunkt“ as what somebody receives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_CASES = re.compile(r"\{(?P<alone>[^{}|]+)\|(?P<received>[^{}|]+)\}")
_AND = {"de": "und", "en": "and"}


def name_alone(noun: str) -> str:
    """Return *noun* as it stands in a list. Raises ValueError for braces without two words."""
    return _choose(noun, "alone")


def name_received(nouns: Sequence[str], lang: str) -> str:
    """Return *nouns* as what somebody receives, the last behind „und“ in *lang*."""
    *before, last = (_choose(noun, "received") for noun in nouns)
    if not before:
        return last
    comma = "," if "," in before[-1] or lang == "en" else ""  # it ends a clause, and a list in English
    return f"{', '.join(before)}{comma} {_AND[lang]} {last}"


def _choose(noun: str, case: str) -> str:
    text = _CASES.sub(rf"\g<{case}>", noun)
    if "{" in text or "}" in text:
        raise ValueError(f"{noun!r} has braces that are not of the form {{der|den}}")
    return text
