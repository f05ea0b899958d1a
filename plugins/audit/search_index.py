"""The files of the search's index, which is Pagefind's: JSON and WebAssembly, packed and signed."""

from __future__ import annotations

import gzip
import json
import zlib

from plugins.audit.words import words
from plugins.audit.xml_files import UnreadableError

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
