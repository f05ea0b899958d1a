"""Words: the tokens by which texts are compared, and the changes that typesetting may make.

A token is a run of letters and digits, or one sign. Blanks of any kind only separate. Quotes, dashes, ellipses,
blanks and soft hyphens are equal in all their forms, since these are what a typesetter changes; nothing else is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

OPEN, CLOSE = "\ue000", "\ue001"
"""Signs around a name that stands for no words of its own: an embed, or the mark of a footnote."""

_TOKEN = re.compile(rf"{OPEN}[^{CLOSE}]*{CLOSE}|[^\W_]+|[^\w\s]|_")
_FOLDS = {
    **dict.fromkeys('„“”‟"‚‘’‛`´«»‹›', "'"),
    **dict.fromkeys("–—‒―−‐‑", "-"),
    **dict.fromkeys(
        "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063"
        "\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufeff\uffa0",
        "",
    ),
    **dict.fromkeys("\u0085\u2028\u2029", " "),
    "…": "...",
}
_FOLDABLE = re.compile(f"[{re.escape(''.join(_FOLDS))}]")  # a third of what str.translate costs
_INVISIBLE = re.compile(f"[{''.join(sign for sign, folded in _FOLDS.items() if not folded)}]")
_DASHES = re.compile("--+")
_FOLDED = re.compile(
    r"[-–—‒―−‐‑]{2,}|^[ \t]*(?:\d{1,9}|[a-zA-Z])\)(?=\s|$)|.[\u0300-\u036f]*", re.MULTILINE | re.DOTALL
)  # what is folded together
_ENUMERATOR = re.compile(r"^([ \t]*)(\d{1,9}|[a-zA-Z])\)(?=\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """A token with the place of its letters in a text that was not folded."""

    text: str
    begin: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word, a number or a name, and not merely a sign."""
        return is_word(self.text)


def names(text: str) -> frozenset[str]:
    """Return the names in *text*, which blanks separate."""
    return frozenset(text.split())


def is_word(token: str) -> bool:
    """Return whether *token* is a word, a number or a name, and not merely a sign."""
    return token[0].isalnum() or token[0] == OPEN


def mark(kind: str, name: str) -> str:
    """Return the text that stands for an embed ("embed") or a footnote's mark ("note")."""
    return f"{OPEN}{kind}:{name}{CLOSE}"


MEANING = {
    **dict.fromkeys(("del", "s", "strike"), mark("sense", " durchgestrichen ")),
    "sub": mark("sense", " tiefgestellt "),
    "sup": mark("sense", " hochgestellt "),
}
"""Tags that change what words and numbers say, each with the mark that stands for its beginning and its end."""
_SENSE = re.compile(f"{OPEN}sense:[^{CLOSE}]*{CLOSE}")


def without_meaning(text: str) -> str:
    """Return *text* as a file shows it that knows no such tags."""
    return _SENSE.sub("", text)


def without_invisible(text: str) -> str:
    """Return *text* without signs that nobody sees."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def fold(text: str) -> str:
    """Return *text* as it is compared; a folded sign may be longer or shorter than before."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = _FOLDABLE.sub(lambda found: _FOLDS[found[0]], text)
    if "--" in text:
        text = _DASHES.sub("-", text)
    return _ENUMERATOR.sub(r"\1\2.", text) if ")" in text else text


def tokens(text: str) -> list[str]:
    """Return the tokens of *text* in order."""
    return _TOKEN.findall(fold(text))


def locate_tokens(text: str) -> Iterator[TokenSpan]:
    """Yield the tokens of *text*, folded, with their places in it as it was."""
    places, folded = _fold_by_sign(text)
    for match in _TOKEN.finditer(folded):
        yield TokenSpan(match[0], places[match.start()], places[match.end() - 1] + 1)


def _fold_by_sign(text: str) -> tuple[list[int], str]:
    """Return the folded text, and for each of its signs the place in *text* that it comes from."""
    places: list[int] = []
    pieces: list[str] = []
    at = 0
    for match in _FOLDED.finditer(text):
        piece = fold(match[0])
        if len(piece) == len(match[0]):
            places += range(match.start(), match.end())
        else:
            places += [match.start()] * len(piece)
        pieces.append(piece)
        at = match.end()
    places.append(at)
    return places, "".join(pieces)
