"""Named files: which files below /media/ a source file names, wherever and however it does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote


def find_named_files(path: Path, media: Iterable[str]) -> Iterator[str]:
    """Yield each of the addresses *media* that the file at *path* names, absolute or relative.

    A file that cannot be read names none; whoever reads it as a text says so.
    """
    try:
        text = unicodedata.normalize("NFC", path.read_text("utf-8", "replace"))
    except OSError:
        return
    written = f"{text}\n{unquote(text)}"
    for address in media:
        if re.search(rf"{re.escape(address[1:])}(?![\w.-]*\w)", written):
            yield address
