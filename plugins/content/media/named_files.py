"""Named files: which files below /media/ a source file names, wherever and however it does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from html import unescape
from pathlib import Path
from urllib.parse import unquote

_DRAWING = ".svg"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # as Markdown takes a sign that would mean something


def find_named_files(path: Path, media: AbstractSet[str]) -> Iterator[str]:
    """Yield each of the addresses *media* that the file at *path* names, absolute or relative.

    What goes out with a file because of its name is named with it. A file that cannot be read names none; whoever
    reads it as a text says so.
    """
    try:
        text = unicodedata.normalize("NFC", path.read_text("utf-8", "replace"))
    except OSError:
        return
    plain = unescape(_ESCAPED.sub(r"\1", text))
    written = f"{text}\n{unquote(text)}\n{plain}\n{unquote(plain)}"
    named = [one for one in media if re.search(rf"{re.escape(one[1:])}(?![\w.-]*\w)", written)]
    yield from named
    yield from (one for one in find_dark_drawings(named) if one in media)


def find_dark_drawings(addresses: Iterable[str]) -> Iterator[str]:
    """Yield where the drawing for dark pages of each drawing of *addresses* would be."""
    return (f"{one[: -len(_DRAWING)]}.dark{_DRAWING}" for one in addresses if one.lower().endswith(_DRAWING))
