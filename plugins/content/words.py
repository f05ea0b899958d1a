"""Words: those of a line that a dictionary may know.

Addresses, names of accounts and marks are none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

NAME = "woerter.txt"
_HOST = r"(?:\.[\w-]+)*\.[A-Za-z]{2,}\b"
# Each begins where the one before cannot go on, else a long text is read again from each of its letters
_NO_WORDS = re.compile(
    r"https?://\S+|www\.\S+"
    r"|(?<!\S)\S+@\S+"
    rf"|[#@]\w+(?:[\w-]*{_HOST})?"
    r"|/[\w./#-]*"  # addresses on this site and paths
    rf"|(?<![\w-])(?<![\w-]\.)-*\w[\w-]*{_HOST}"  # hosts and files
    r"|\[\d+:\d+(?::\d+)?\]"
    r"|\b\w*\d\w*\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’*:][^\W\d_]+)*-?")
_SOFT = str.maketrans({"\u00ad": "", "’": "'"})


def find_words(text: str) -> Iterator[str]:
    """Yield the words of *text* but for names.

    Words in capitals alone and those with capitals inside count as names.
    """
    for word in _WORD.findall(_NO_WORDS.sub(" ", text).translate(_SOFT)):
        if len(word.rstrip("-")) > 1 and not any(_is_name(part) for part in re.split(r"[-'*:]", word)):
            yield word


def _is_name(part: str) -> bool:
    return len(part) > 1 and not part[1:].islower()


def read_word_list(content: Path) -> frozenset[str]:
    """Return the words of content/woerter.txt, or none if it cannot be read.

    One stands on each line; # begins a remark.
    """
    try:
        text = (content / NAME).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(word for line in text.splitlines() if (word := line.partition("#")[0].strip()))
