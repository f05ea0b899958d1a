"""Metadata: traces of the making of a PDF file, removed.

Authors, programs, days and file names go. Title and language stay, and that a file follows PDF/A or PDF/UA,
which programs ask for (ISO 19005, ISO 14289).
"""

from __future__ import annotations

import contextlib
from xml.etree import ElementTree

import pikepdf

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_META = "adobe:ns:meta/"
_DC = "http://purl.org/dc/elements/1.1/"
# The names that PDF/A wants before the colon
_NAMES = {
    "x": _META,
    "rdf": _RDF,
    "dc": _DC,
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_KEPT = tuple(f"{{{_NAMES[name]}}}" for name in ("pdfaid", "pdfuaid", "pdfaExtension"))
_KEPT_WORDS = frozenset({f"{{{_DC}}}title", f"{{{_DC}}}language"})
_TITLE = f".//{{{_DC}}}title//{{{_RDF}}}li"
_BEGIN = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'  # as ISO 16684-1 gives it
_END = b'\n<?xpacket end="r"?>'
_LONGEST = 1_000_000  # bytes of XMP; more is no description of a file

for _prefix, _space in _NAMES.items():
    ElementTree.register_namespace(_prefix, _space)


def clean_metadata(pdf: pikepdf.Pdf) -> str:
    """Remove all but title, language and conformance from *pdf*, and return the title."""
    tree = _read_xmp(pdf)
    title = _title(pdf, tree)
    for one in pdf.objects:
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            for key in ("/Metadata", "/PieceInfo", "/LastModified"):
                if key in one:
                    del one[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    if title:
        pdf.trailer["/Info"] = pdf.make_indirect(pikepdf.Dictionary(Title=title))
    if tree is not None and (kept := _without_others(tree)):
        pdf.Root["/Metadata"] = pikepdf.Stream(pdf, kept, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    return title


def _read_xmp(pdf: pikepdf.Pdf) -> ElementTree.Element | None:
    with contextlib.suppress(Exception):  # whatever is there, it is no XMP
        data = pdf.Root["/Metadata"].read_bytes()
        return ElementTree.fromstring(data) if len(data) < _LONGEST else None  # noqa: S314 - expat sets limits
    return None


def _title(pdf: pikepdf.Pdf, tree: ElementTree.Element | None) -> str:
    found = tree.find(_TITLE) if tree is not None else None
    named = found.text if found is not None else ""
    info = pdf.trailer.get("/Info")
    if not named and isinstance(info, pikepdf.Dictionary):
        named = str(info.get("/Title", ""))
    return " ".join((named or "").split())


def _without_others(tree: ElementTree.Element) -> bytes:
    """Return the packet without all others, b"" if nothing is left."""
    kept = ElementTree.Element(f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    for description in tree.iter(f"{{{_RDF}}}Description"):
        kept.attrib |= {key: value for key, value in description.attrib.items() if key.startswith(_KEPT)}
        kept.extend(part for part in description if part.tag in _KEPT_WORDS or part.tag.startswith(_KEPT))
    if len(kept) + len(kept.attrib) == 1:
        return b""
    meta = ElementTree.Element(f"{{{_META}}}xmpmeta")
    ElementTree.SubElement(meta, f"{{{_RDF}}}RDF").append(kept)
    return _BEGIN + ElementTree.tostring(meta) + _END
