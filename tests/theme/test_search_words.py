"""Misspelt words: the script that proposes another one.

It is compared with the definition of a near word.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

from tools import node

ROOT = Path(__file__).parents[2]
SCRIPT = (ROOT / "theme/static/js/search/search-words.js").read_text("utf-8")
KNOWN = sorted(
    {
        word
        for path in (ROOT / "tests" / "reference").rglob("*.md")
        for word in re.findall(r"[^\W\d_]{4,}", path.read_text("utf-8"))
    }
)


def propose(words: list[str]) -> list[str]:
    """Return the proposal of the script for each of *words*."""
    harness = f"{SCRIPT}\nconst [words, known] = {json.dumps([words, KNOWN])};"
    harness += "\nconsole.log(JSON.stringify(words.map((word) => corrected(word, known))));"
    run = subprocess.run(
        [str(node.NODE), "--input-type=module"], input=harness.encode(), capture_output=True, check=True
    )
    found: list[str] = json.loads(run.stdout)
    return found


def folded(word: str) -> str:
    """Return *word* as German readers spell it without umlauts."""
    plain = unicodedata.normalize("NFD", word.lower().replace("ß", "ss"))
    return re.sub("([aou])e", r"\1", "".join(sign for sign in plain if not unicodedata.combining(sign)))


@cache
def steps(one: str, other: str) -> int:
    """Return the number of letters to take, add, change or exchange with the next, by the book."""
    if not one or not other:
        return len(one) + len(other)
    same = 0 if one[-1] == other[-1] else 1
    ways = [steps(one[:-1], other) + 1, steps(one, other[:-1]) + 1, steps(one[:-1], other[:-1]) + same]
    if one[-2:] == other[-2:][::-1] and len(one) > 1 < len(other):
        ways.append(steps(one[:-2], other[:-2]) + 1)
    return min(ways)


def mistyped(word: str, chance: random.Random) -> str:
    """Return *word* with one mistake."""
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + chance.choice("aeinrst") + word[at:],
            word[:at] + chance.choice("xyq") + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        ]
    )


def test_the_nearest_word_is_proposed() -> None:
    """Each of 30 words with one mistake leads to one that holds it, or to a nearest one."""
    chance = random.Random(7)
    words = [mistyped(word, chance) for word in chance.sample([one for one in KNOWN if len(one) > 6], 30)]

    for word, better in zip(words, propose(words), strict=True):
        near = folded(word)
        if not any(near in folded(known) for known in KNOWN):
            close = [known for known in KNOWN if abs(len(folded(known)) - len(near)) < 3]
            assert better != word
            assert steps(near, folded(better)) == min(steps(near, folded(known)) for known in close)


def test_what_is_known_or_too_short_stays() -> None:
    """Other spellings of a known word, beginnings and three letters lead nowhere."""
    words = ["Digitalisierung", "digitalisierung", "Gebläsehalle", "Geblaesehalle", "Digital", "xyz", "zqxzqxzqx", ""]

    assert propose(words) == words
    assert propose(["Ehrenammt für Famillien"]) == ["Ehrenamt für Familien"]
