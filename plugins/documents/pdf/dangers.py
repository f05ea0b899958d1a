"""Dangers: parts of a PDF file that run, send, or bring other files along.

ISO 32000-2, 12.6.4 lists the actions, 7.11.4 embedded files, 12.7.8 forms that programs draw. All objects are
looked at, also those to which no page leads: what a file holds, somebody can call up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

PROGRAM, LAUNCH, FORM, ATTACHMENT, MEDIA, LINK = "program", "launch", "form", "attachment", "media", "link"

_ACTIONS = {
    "/JavaScript": PROGRAM,
    "/Launch": LAUNCH,
    "/GoToE": ATTACHMENT,
    "/SubmitForm": FORM,
    "/ImportData": FORM,
    "/Rendition": MEDIA,
    "/RichMediaExecute": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
}
_KEYS = {
    "/JS": PROGRAM,
    "/JavaScript": PROGRAM,
    "/XFA": FORM,
    "/EF": ATTACHMENT,
    "/EmbeddedFiles": ATTACHMENT,
    "/RichMediaContent": MEDIA,
    "/RichMediaSettings": MEDIA,
}
_ANNOTATIONS = {
    "/FileAttachment": ATTACHMENT,
    "/RichMedia": MEDIA,
    "/Screen": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/3D": MEDIA,
}
# Remarks of people who worked on the text; links and fields of forms are no such thing
_REMARKS = frozenset(
    ("/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Stamp", "/Ink")
)
# Readers of an address skip blanks and signs that nobody sees
_SKIPPED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\u2060\ufeff]+")
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_KNOWN = _ANNOTATIONS.keys() | _REMARKS


class PdfScan:
    """The first danger of a file or "", the number of remarks, and whether it is signed."""

    def __init__(self) -> None:
        self.danger = ""
        self.remarks = 0
        self.is_signed = False


def find_dangers(pdf: pikepdf.Pdf) -> PdfScan:
    """Return the scan of all objects of *pdf*; the first danger ends it."""
    found = PdfScan()
    for one in _dictionaries(pdf):
        _judge(one, found)
        if found.danger:
            break
    return found


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every dictionary of the file, those within others as well; never the same one twice."""
    waiting = [one for one in pdf.objects if one is not None]
    waiting.append(pdf.trailer)
    while waiting:
        one = waiting.pop()
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            yield one
            parts = [part for _, part in one.items()]
        elif isinstance(one, pikepdf.Array):
            parts = list(one)
        else:
            continue
        waiting += [
            part for part in parts if isinstance(part, (pikepdf.Dictionary, pikepdf.Array)) and not part.is_indirect
        ]


def _judge(one: pikepdf.Object, found: PdfScan) -> None:
    keys = one.keys()
    for key in keys & _KEYS.keys():
        if one[key] is not None:
            found.danger = found.danger or _KEYS[key]
    if "/URI" in keys and isinstance(one["/URI"], pikepdf.String) and not _is_safe(str(one["/URI"])):
        found.danger = found.danger or LINK
    if "/S" in keys and (action := _ACTIONS.get(str(one["/S"]))):
        found.danger = found.danger or action
    if "/Subtype" in keys and (kind := str(one["/Subtype"])) in _KNOWN and "/Rect" in keys:
        found.danger = found.danger or _ANNOTATIONS.get(kind, "")
        found.remarks += kind in _REMARKS
    if "/ByteRange" in keys:
        found.is_signed = True


def _is_safe(address: str) -> bool:
    """Return whether *address* is relative, or leads to a page, a mail or a call."""
    scheme = _SCHEME.match(_SKIPPED.sub("", address))
    return scheme is None or scheme["scheme"].lower() in _SCHEMES
