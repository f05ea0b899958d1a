"""Registration: the way to register for an event, as pages and programs link it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.core.model import ContentItem
from plugins.core.phone_numbers import phone_address
from plugins.core.urls import resolve
from plugins.site.site import Site

_NO_BREAK, _NO_BREAK_HYPHEN = "\u00a0", "\u2011"


@dataclass(frozen=True, slots=True)
class Registration:
    """A way to register.

    ``kind`` is mail, phone, page (of this site) or web; ``href`` its address, of a page from the root of the site, and
    ``words`` what people read who write or call.
    """

    kind: str
    href: str
    words: str = ""


def registration_of(item: ContentItem, site: Site) -> Registration | None:
    """Return how to register for *item*, None if its editors do not say."""
    written = str(item.fields.get("register", ""))
    if not written:
        return None
    if written.startswith("tel:"):
        number = written.removeprefix("tel:").strip()
        words = number.replace(" ", _NO_BREAK).replace("-", _NO_BREAK_HYPHEN)
        return Registration("phone", phone_address(number), words)
    if re.match(r"https?:", written):
        return Registration("web", written)
    if written.startswith(("/", "../")):
        return Registration("page", resolve(written, item.source, site.sources) or "/")
    return Registration("mail", f"mailto:{written}", written)


def registration_page(item: ContentItem, site: Site) -> str:
    """Return the absolute address of the page to register on for *item*, "" if there is none."""
    found = registration_of(item, site)
    if found is None or found.kind not in ("page", "web"):
        return ""
    return f"{site.home}{found.href}" if found.kind == "page" else found.href


def registration_data(item: ContentItem, site: Site) -> str:
    """Return the address by which programs register for *item*, "" for mail and for none."""
    found = registration_of(item, site)
    return found.href if found is not None and found.kind == "phone" else registration_page(item, site)
