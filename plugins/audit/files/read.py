"""Whether a compressed copy holds what its original holds: a server sends the copy instead."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.audit.files.markup import ElementPool, ParsedMarkup, read_html
from plugins.audit.files.metadata import PICTURES, trace
from plugins.audit.files.tree import FileTree
from plugins.audit.files.xml import UnreadableError, read_xml
from plugins.audit.model.element import words
from plugins.audit.model.site import Document, ElementMemo, FinishedSite, SiteContext, UnreadableFile

# Elsewhere a .gz is a download of its own, such as daten.tar.gz.
_SENT_COMPRESSED = words(".html .css .js .mjs .json .svg .xml .txt .ics .webmanifest")


def difference(tree: FileTree, path: str) -> str:
    """Return in German what is wrong with the copy *path*, or "" if it is faithful."""
    original = str(PurePosixPath(path).with_suffix(""))
    if original not in tree.paths:
        alone = PurePosixPath(original).suffix.lower() in _SENT_COMPRESSED
        return "gehört zu keiner Datei" if alone else ""
    packed = tree.file(path).read_bytes()
    try:
        content = _brotli(packed) if path.endswith(".br") else gzip.decompress(packed)
    except Exception as error:  # each library has its own; none of them may stop the audit
        return f"lässt sich nicht auspacken ({error!r})"
    return "" if content == tree.file(original).read_bytes() else "enthält etwas anderes als ihr Original"


def _brotli(packed: bytes) -> bytes:
    import brotli

    return bytes(brotli.decompress(packed))


PACKED = words(".pagefind .pf_meta .pf_index .pf_filter .pf_fragment")
_SIGNATURE = b"pagefind_dcd"


def address_in(suffix: str, data: bytes) -> str:
    """Return the address that a fragment leads to, or "" for the other kinds; raise UnreadableError."""
    try:
        unpacked = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"Sie lässt sich nicht auspacken ({error!r})") from error
    if not unpacked.startswith(_SIGNATURE):
        raise UnreadableError("Sie ist nicht von der Suche geschrieben")
    if suffix != ".pf_fragment":
        return ""
    try:
        fragment = json.loads(unpacked.removeprefix(_SIGNATURE))
    except ValueError as error:
        raise UnreadableError(f"Sie ist kein richtiges JSON ({error})") from error
    address = fragment.get("url") if isinstance(fragment, dict) else None
    if not isinstance(address, str) or not address.startswith("/") or address.startswith("//"):
        raise UnreadableError("Sie nennt keine Seite dieser Website")
    return address


HTML = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml"))
XML = frozenset((".svg", ".xml", ".atom", ".rss", ".xsl", ".xslt"))
TEXT = words(".css .js .mjs .json .webmanifest .map .txt .ics .vtt .csv")
COMPRESSED = frozenset((".gz", ".br"))
_FEEDS = frozenset(("feed", "rss", "RDF"))
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_RAW_LEFTOVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f].{0,40}|klzzwxh.{0,40}")


@dataclass(slots=True)
class _Held:
    """What one file holds: each sort of finding, or of text, that it has brought."""

    document: Document | None = None
    text: str | None = None
    flaw: str = ""
    oddity: str = ""
    unequal: str = ""
    trace: str = ""
    leads_to: str = ""


def read_files(
    paths: Collection[str], tree: FileTree, around: SiteContext, interning: ElementPool, memo: ElementMemo
) -> FinishedSite:
    """Return what the files *paths* of *tree* hold, for the checks to ask."""
    found = [(path, _held(path, tree, interning)) for path in paths]
    return FinishedSite(
        around,
        read=frozenset(paths),
        documents=tuple(one.document for _, one in found if one.document),
        texts={path: one.text for path, one in found if one.text is not None},
        flaws=tuple(UnreadableFile(path, one.flaw) for path, one in found if one.flaw),
        oddities=tuple(UnreadableFile(path, one.oddity) for path, one in found if one.oddity),
        unequal=tuple(UnreadableFile(path, one.unequal) for path, one in found if one.unequal),
        traces=tuple(UnreadableFile(path, one.trace) for path, one in found if one.trace),
        found={path: one.leads_to for path, one in found if one.leads_to},
        memo=memo,
    )


def _held(path: str, tree: FileTree, interning: ElementPool) -> _Held:
    """Return what the file *path* holds; never raise."""
    held = _Held()
    try:
        _read_file(path, held, tree, interning)
    except UnreadableError as error:
        held.flaw = str(error)
    except Exception as error:  # whatever it was, nobody can say what is in this file
        held.flaw = f"Sie ließ sich nicht lesen ({error!r})"
    return held


def _read_file(path: str, held: _Held, tree: FileTree, interning: ElementPool) -> None:
    file, suffix = tree.file(path), Path(path).suffix.lower()
    if suffix in COMPRESSED:
        held.unequal = difference(tree, path)
    elif suffix in PICTURES:
        held.trace = trace(file.read_bytes())
    elif suffix in PACKED:
        held.leads_to = address_in(suffix, file.read_bytes())
    elif not suffix:
        with file.open("rb") as opened:
            if opened.read(200).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
                # Some servers name no type for it, and a browser then guesses: a page.
                held.oddity = "eine Seite ohne die Endung .html"
    elif suffix in HTML or suffix in XML or suffix in TEXT:
        _read_text(path, suffix, held, file.read_bytes().removeprefix(b"\xef\xbb\xbf"), interning)


def _read_text(path: str, suffix: str, held: _Held, data: bytes, interning: ElementPool) -> None:
    text = _decoded(data)
    if suffix in HTML:
        held.document = _document(path, "page", read_html(data, interning), data, text)
        return
    held.text = text
    if suffix in XML:
        tree = read_xml(data, interning)
        kind = "feed" if tree.root in _FEEDS else "drawing" if tree.root == "svg" else "xml"
        held.document = _document(path, kind, tree.reading, data, text, tuple(tree.mentions))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"Sie ist nicht in UTF-8 geschrieben (Byte {error.start})") from error


def _document(
    path: str, kind: str, found: ParsedMarkup, data: bytes, text: str, mentions: tuple[str, ...] = ()
) -> Document:
    # The parser drops or replaces control characters, so they are looked for in the bytes.
    if len(data.translate(None, _CONTROLS)) != len(data) or _C1.search(data) or b"klzzwxh" in data:
        found.remarks.extend(_RAW_LEFTOVER.findall(text))
    return Document(
        path,
        kind,
        tuple(found.elements),
        frozenset(found.hidden),
        tuple(found.ids),
        frozenset(found.anchors),
        tuple(found.styles),
        tuple(found.scripts),
        tuple(found.remarks),
        mentions,
        found.lang,
        found.title,
        found.heading,
        data if kind == "page" else b"",
    )
