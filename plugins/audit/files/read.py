"""Read: the content of each file as far as the checks ask for it, and faults in the reading."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.audit.files.markup import ElementPool, ParsedMarkup, read_html
from plugins.audit.files.picture_metadata import PICTURES, find_metadata
from plugins.audit.files.tree import FileTree
from plugins.audit.files.xml_tree import UnreadableError, read_xml
from plugins.audit.model.built_site import BuiltSite, ElementCache
from plugins.audit.model.document import Document, FaultyFile
from plugins.audit.model.element import words
from plugins.audit.model.site_context import SiteContext

HTML = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml"))
XML = frozenset((".svg", ".xml", ".atom", ".rss", ".xsl", ".xslt"))
TEXT = words(".css .js .mjs .json .webmanifest .map .txt .ics .vtt .csv")
COMPRESSED = frozenset((".gz", ".br"))
SEARCH_FILES = words(".pagefind .pf_meta .pf_index .pf_filter .pf_fragment")
_FEEDS = frozenset(("feed", "rss", "RDF"))
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_RAW_LEFTOVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f].{0,40}|klzzwxh.{0,40}")
_SEARCH_SIGNATURE = b"pagefind_dcd"
# Elsewhere a .gz is a download of its own, such as daten.tar.gz.
_SENT_COMPRESSED = words(".html .css .js .mjs .json .svg .xml .txt .ics .webmanifest")


def compare_copy(tree: FileTree, path: str) -> str:
    """Return in German the fault of the compressed copy *path*, or "" if it equals its original.

    A server sends the copy instead of the original.
    """
    original = str(PurePosixPath(path).with_suffix(""))
    if original not in tree.paths:
        alone = PurePosixPath(original).suffix.lower() in _SENT_COMPRESSED
        return "gehört zu keiner Datei" if alone else ""
    packed = tree.file(path).read_bytes()
    try:
        content = _unpack_brotli(packed) if path.endswith(".br") else gzip.decompress(packed)
    except Exception as error:  # each library has its own; none of them may stop the audit
        return f"lässt sich nicht auspacken ({error!r})"
    return "" if content == tree.file(original).read_bytes() else "enthält etwas anderes als ihr Original"


def _unpack_brotli(packed: bytes) -> bytes:
    import brotli

    return bytes(brotli.decompress(packed))


def read_search_entry(suffix: str, data: bytes) -> str:
    """Return the address that a file of the search leads to, or "" if it is none of its entries.

    Raises:
        UnreadableError: If the search cannot have written it.
    """
    try:
        unpacked = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"Sie lässt sich nicht auspacken ({error!r})") from error
    if not unpacked.startswith(_SEARCH_SIGNATURE):
        raise UnreadableError("Sie ist nicht von der Suche geschrieben")
    if suffix != ".pf_fragment":
        return ""
    try:
        fragment = json.loads(unpacked.removeprefix(_SEARCH_SIGNATURE))
    except ValueError as error:
        raise UnreadableError(f"Sie ist kein richtiges JSON ({error})") from error
    address = fragment.get("url") if isinstance(fragment, dict) else None
    if not isinstance(address, str) or not address.startswith("/") or address.startswith("//"):
        raise UnreadableError("Sie nennt keine Seite dieser Website")
    return address


@dataclass(slots=True)
class _FileContent:
    """The content of one file, or its fault."""

    document: Document | None = None
    text: str | None = None
    unreadable: str = ""
    irregular: str = ""
    mismatch: str = ""
    metadata: str = ""
    search_entry: str = ""


def read_files(
    paths: Collection[str], tree: FileTree, context: SiteContext, pool: ElementPool, cache: ElementCache
) -> BuiltSite:
    """Return the files *paths* of *tree*, read for the checks."""
    files = [(path, _read(path, tree, pool)) for path in paths]
    return BuiltSite(
        context,
        read=frozenset(paths),
        documents=tuple(one.document for _, one in files if one.document),
        texts={path: one.text for path, one in files if one.text is not None},
        unreadable=tuple(FaultyFile(path, one.unreadable) for path, one in files if one.unreadable),
        irregular=tuple(FaultyFile(path, one.irregular) for path, one in files if one.irregular),
        mismatched_copies=tuple(FaultyFile(path, one.mismatch) for path, one in files if one.mismatch),
        pictures_with_metadata=tuple(FaultyFile(path, one.metadata) for path, one in files if one.metadata),
        search_entries={path: one.search_entry for path, one in files if one.search_entry},
        cache=cache,
    )


def _read(path: str, tree: FileTree, pool: ElementPool) -> _FileContent:
    """Return the content of the file *path*; never raise."""
    content = _FileContent()
    try:
        _read_file(path, content, tree, pool)
    except UnreadableError as error:
        content.unreadable = str(error)
    except Exception as error:  # whatever it was, nobody can say what is in this file
        content.unreadable = f"Sie ließ sich nicht lesen ({error!r})"
    return content


def _read_file(path: str, content: _FileContent, tree: FileTree, pool: ElementPool) -> None:
    file, suffix = tree.file(path), Path(path).suffix.lower()
    if suffix in COMPRESSED:
        content.mismatch = compare_copy(tree, path)
    elif suffix in PICTURES:
        content.metadata = find_metadata(file.read_bytes())
    elif suffix in SEARCH_FILES:
        content.search_entry = read_search_entry(suffix, file.read_bytes())
    elif not suffix:
        with file.open("rb") as opened:
            if opened.read(200).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
                # Some servers name no type for it, and a browser then guesses: a page.
                content.irregular = "eine Seite ohne die Endung .html"
    elif suffix in HTML or suffix in XML or suffix in TEXT:
        _read_text(path, suffix, content, file.read_bytes().removeprefix(b"\xef\xbb\xbf"), pool)


def _read_text(path: str, suffix: str, content: _FileContent, data: bytes, pool: ElementPool) -> None:
    text = _decode(data)
    if suffix in HTML:
        content.document = _make_document(path, "page", read_html(data, pool), data, text)
        return
    content.text = text
    if suffix in XML:
        tree = read_xml(data, pool)
        kind = "feed" if tree.root in _FEEDS else "drawing" if tree.root == "svg" else "xml"
        content.document = _make_document(path, kind, tree.markup, data, text, tuple(tree.text_addresses))


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"Sie ist nicht in UTF-8 geschrieben (Byte {error.start})") from error


def _make_document(
    path: str, kind: str, markup: ParsedMarkup, data: bytes, text: str, text_addresses: tuple[str, ...] = ()
) -> Document:
    # The parser drops or replaces control characters, so the bytes are searched for them.
    if len(data.translate(None, _CONTROLS)) != len(data) or _C1.search(data) or b"klzzwxh" in data:
        markup.suspect_texts.extend(_RAW_LEFTOVER.findall(text))
    return Document(
        path,
        kind,
        tuple(markup.elements),
        hidden=frozenset(markup.hidden),
        ids=tuple(markup.ids),
        anchors=frozenset(markup.anchors),
        styles=tuple(markup.styles),
        scripts=tuple(markup.scripts),
        suspect_texts=tuple(markup.suspect_texts),
        text_addresses=text_addresses,
        lang=markup.lang,
        title=markup.title,
        heading=markup.heading,
        data=data if kind == "page" else b"",
    )
