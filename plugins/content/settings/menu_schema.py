"""Menu schema: the addresses in the navigations of site.yaml, each as links need it."""

from __future__ import annotations

import re

from plugins.content.front_matter.parser import Mapping, Scalar, Sequence
from plugins.content.front_matter.remedies import SourceLines
from plugins.core.problem import ProblemCollector
from plugins.core.urls import slugify, split_suffix
from plugins.core.web_addresses import complete_address

MENUS = ("navigation", "meta_navigation", "legal_navigation")
_ELSEWHERE = re.compile(r"(?:https?://[^\s/]+|(?:mailto|tel):\S+)", re.IGNORECASE)
_HERE = re.compile(r"/(?:[a-z0-9._~%-]+/)*|/(?:[\w.~%-]+/)*[\w~%-]+\.[\w.-]+")
_HOST = re.compile(r"(?:https?:?/{0,2}|//)\S+|www\.\S+", re.IGNORECASE)


def check_menus(root: Mapping, report: ProblemCollector, source: SourceLines) -> None:
    """Report each address in a menu that is neither one of a page here nor one elsewhere."""
    for menu in MENUS:
        entries = root.pairs.get(menu)
        for entry in entries.items if isinstance(entries, Sequence) else ():
            address = entry.pairs.get("address") if isinstance(entry, Mapping) else None
            if isinstance(address, Scalar) and address.text.strip() and not _is_usable(address.text):
                message = f"„{address.text}“ unter „{menu}“ ist keine Adresse, zu der ein Link führt."
                line = source.say_value(address.span, "address", _meant(address.text.strip()))
                report.error(address.line, "section-address", message, f"Bitte so schreiben{line}")


def _is_usable(text: str) -> bool:
    return bool(_ELSEWHERE.match(text) or _HERE.fullmatch(split_suffix(text)[0]))


def _meant(text: str) -> str:
    """Return the address that *text* was meant for: of a website elsewhere, else of a page here."""
    if _HOST.fullmatch(text):
        return complete_address(text)
    path, suffix = split_suffix(text)
    name = re.sub(r"\.(?:html?|md)$", "", path.strip("/ "), flags=re.IGNORECASE)
    parts = filter(None, (slugify(part).strip("-") for part in name.split("/")))
    return f"/{''.join(f'{part}/' for part in parts)}{suffix}"
