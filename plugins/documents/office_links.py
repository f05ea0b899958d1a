"""Office links: what office files embed, and what they fetch when they are opened.

ECMA-376-2 (relations, 9.3) and ISO/IEC 26300-3 (``xlink:href``). Lists name what may be; all else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

MACRO = "ein Makro, also ein Programm"
EMBEDDED = "eine eingebettete Datei oder einen Verweis auf eine andere Datei"
FETCHED = "etwas, das beim Öffnen von anderswo geladen wird"

# Types of relations by their last word, for the part that they lead to may have any name
_RELATIONS = {
    **dict.fromkeys(("vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet", "attachedtoolbars"), MACRO),
    **dict.fromkeys(("control", "activexcontrolbinary", "oleobject", "package", "afchunk", "externallink"), EMBEDDED),
}
_PRESSED = frozenset({"a", "area-rectangle", "area-circle", "area-polygon"})
_LIVE = frozenset({"dde-source", "dde-connection-decl", "dde-link"})  # ask another program for what they show
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def find_relation_danger(name: str, attributes: Mapping[str, str]) -> str:
    """Return in German what the element of a ``.rels`` part embeds or fetches, or ""."""
    if name.lower() != "relationship":
        return ""
    kind = attributes.get("Type", "").strip().rpartition("/")[2].lower()
    if danger := _RELATIONS.get(kind):
        return danger
    target = attributes.get("Target", "")
    is_outside = attributes.get("TargetMode", "").strip().lower() == "external" or _has_host(target)
    return FETCHED if is_outside and kind != "hyperlink" else ""


def find_reference_danger(name: str, attributes: Mapping[str, str]) -> str:
    """Return in German what the element of an OpenDocument part embeds or fetches, or ""."""
    if name in _LIVE:
        return EMBEDDED
    if not (target := attributes.get("href")) or name in _PRESSED:
        return ""
    if name == "template":  # says what the file was made from; nobody looks for it on the disk of a citizen
        return FETCHED if _has_host(target) and not target.startswith("file:///") else ""
    return FETCHED if _has_host(target) or _leaves_package(target) else ""


def _has_host(target: str) -> bool:
    """Return whether *target* starts with a scheme, a host or a share."""
    plain = target.strip().replace("\\", "/")
    return plain.startswith("//") or _SCHEME.match(plain) is not None


def _leaves_package(target: str) -> bool:
    steps = unquote(target).strip().replace("\\", "/").partition("#")[0].split("/")
    return ".." in steps or (not steps[0] and len(steps) > 1)
