"""Reads the output folder once, every file, on all cores, and never raises: what resists becomes a flaw."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plugins.audit.compressed import difference
from plugins.audit.markup import Interning, Reading, read_html
from plugins.audit.search_index import PACKED, address_in
from plugins.audit.site import Document, Flaw, Site
from plugins.audit.traces import PICTURES, trace
from plugins.audit.weight import at_most
from plugins.audit.words import words
from plugins.audit.xml_files import UnreadableError, read_xml
from plugins.forks import mapped

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


def read(
    folder: Path,
    base_path: str,
    own_hosts: frozenset[str],
    also_present: frozenset[str],
    form_hosts: frozenset[str] | None = None,
) -> Site:
    """Return everything the checks may want to know about *folder*."""
    flaws: list[Flaw] = []
    oddities: list[Flaw] = []
    files = sorted(_scan(folder, flaws, oddities))
    interning = Interning()
    present = frozenset(files)
    held = mapped(partial(_held, folder=folder, present=present, interning=interning), files)
    found = list(zip(files, held, strict=True))
    return Site(
        base_path,
        own_hosts,
        also_present,
        present,
        tuple(interning.interned(one.document) for one in held if one.document),
        {path: one.text for path, one in found if one.text is not None},
        (*flaws, *(Flaw(path, one.flaw) for path, one in found if one.flaw)),
        (*oddities, *(Flaw(path, one.oddity) for path, one in found if one.oddity)),
        tuple(Flaw(path, one.unequal) for path, one in found if one.unequal),
        tuple(Flaw(path, one.trace) for path, one in found if one.trace),
        {path: one.leads_to for path, one in found if one.leads_to},
        form_hosts,
    )


def _scan(top: Path, flaws: list[Flaw], oddities: list[Flaw]) -> Iterator[str]:
    """Yield the ordinary files; follow no link, open no pipe."""
    waiting = [(str(top), "")]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            for entry in os.scandir(folder):
                path = prefix + os.fsencode(entry.name).decode("utf-8", "backslashreplace")
                mode = entry.stat(follow_symlinks=False).st_mode
                if stat.S_ISDIR(mode):
                    waiting.append((entry.path, f"{path}/"))
                elif stat.S_ISREG(mode):
                    yield path
                else:
                    kind = "eine Verknüpfung" if stat.S_ISLNK(mode) else "keine gewöhnliche Datei"
                    oddities.append(Flaw(path, kind))
        except OSError as error:
            flaws.append(Flaw(prefix, f"Der Ordner ließ sich nicht lesen ({error.strerror})"))


def _held(path: str, folder: Path, present: frozenset[str], interning: Interning) -> _Held:
    """Return what the file *path* holds; never raise."""
    held = _Held()
    try:
        _read_file(path, held, folder, present, interning)
    except UnreadableError as error:
        held.flaw = str(error)
    except Exception as error:  # whatever it was, nobody can say what is in this file
        held.flaw = f"Sie ließ sich nicht lesen ({error!r})"
    return held


def _read_file(path: str, held: _Held, folder: Path, present: frozenset[str], interning: Interning) -> None:
    file, suffix = folder / path, Path(path).suffix.lower()
    if suffix in COMPRESSED:
        held.unequal = difference(folder, path, present)
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


def _read_text(path: str, suffix: str, held: _Held, data: bytes, interning: Interning) -> None:
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


def _document(path: str, kind: str, found: Reading, data: bytes, text: str, mentions: tuple[str, ...] = ()) -> Document:
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
        at_most(data) if kind == "page" else 0,
    )
