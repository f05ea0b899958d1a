"""Downloads: links to files below /media/ with kind, size, pages and access."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from plugins.core.model import Download
from plugins.core.placeholders import split_placeholders
from plugins.site.frame_texts import FrameTexts
from plugins.site.template_filters import groesse

_LINK = re.compile(r"""(?P<tag><a\b(?:[^<>"']|"[^"]*"|'[^']*')*)>(?P<inner>.*?)</a>""", re.IGNORECASE | re.DOTALL)
_TARGET = re.compile(r"""\shref\s*=\s*["']?(?P<target>\x1alink:[0-9]+\x1a)""", re.IGNORECASE)
_PICTURES = frozenset(("avif", "gif", "jpeg", "jpg", "png", "svg", "webp"))
TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Of documents, by ending: https://www.iana.org/assignments/media-types/."""
_SHOWN = frozenset(("pdf", "txt"))  # by browsers; all other documents are saved


def describe_download(download: Download, words: FrameTexts) -> str:
    """Return the words behind a link: „(PDF, 1,2 MB, 14 Seiten, barrierefrei)“."""
    parts = [download.kind.upper(), groesse(download.size, words.lang)]
    if download.pages:
        parts.append(words.say("downloads.pages", n=download.pages))
    if download.is_accessible is not None:
        parts.append(
            words.say("downloads.accessible") if download.is_accessible else words.say("downloads.not_accessible")
        )
    return f"({', '.join(parts)})"


def add_download_notes(html: str, download_of: Callable[[int], Download | None], words: FrameTexts, lang: str) -> str:
    """Return *html* with kind and size of files in the links to them.

    Args:
        html: A body with placeholders for its links.
        download_of: Gives for the number of a link the file it leads to, None for a page.
        words: Those of the frame in the language of the text.
        lang: That language.
    """

    def note(match: re.Match[str]) -> str:
        target = _TARGET.search(match["tag"])
        if target is None:
            return match[0]
        number = next(piece[1] for piece in split_placeholders(target["target"]) if not isinstance(piece, str))
        download = download_of(number)
        if download is None or (download.kind in _PICTURES and "<img" in match["inner"].lower()):
            return match[0]
        added = f"<span data-added> {escape(describe_download(download, words))}</span>"
        return f"{match['tag']}{_attributes(download, match['tag'], lang)}>{match['inner']}{added}</a>"

    return _LINK.sub(note, html)


def _attributes(download: Download, tag: str, lang: str) -> str:
    """Return further attributes of a link: type and language of a file, and whether to save it."""
    found = {}
    if download.kind in TYPES:
        found["type"] = TYPES[download.kind]
    if download.lang and download.lang.partition("-")[0].lower() != lang.partition("-")[0].lower():
        found["hreflang"] = download.lang
    given = tag.lower()
    written = "".join(f' {name}="{value}"' for name, value in found.items() if f" {name}" not in given)
    is_saved = download.kind in TYPES and download.kind not in _SHOWN and " download" not in given
    return f"{written} download" if is_saved else written
