"""Pages: the preview's own pages, and its additions to those of the site.

None of it belongs to the theme, and nothing of it can reach a built site: it is added when a page is sent.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import jinja2

from plugins.content.schema.content_types import TYPES
from plugins.preview.state import Snapshot

DRAFTS, REPORT = "/entwuerfe/", "/pruefung/"
_STATES = (
    ("draft", "Entwürfe", "Sie werden nicht veröffentlicht, solange „status: draft“ in der Datei steht."),
    ("later", "Noch nicht erschienen", "Sie erscheinen, wenn die Website an diesem Tag oder später gebaut wird."),
    ("hidden", "Versteckt", "Sie werden veröffentlicht, stehen aber in keiner Liste und keiner Suche."),
)
_LABELS = {kind.id: kind.label for kind in TYPES}
_BODY = re.compile(rb"<body[^>]*>")


def own_page(address: str, snapshot: Snapshot) -> bytes | None:
    """Return the preview's own page at *address*, or None if there is none."""
    template = {DRAFTS: "drafts.html", REPORT: "report.html"}.get(address)
    if template is None:
        return None
    return _render(template, snapshot=snapshot, address=address, states=_STATES, labels=_LABELS)


def render_waiting_page(snapshot: Snapshot) -> bytes:
    """Return the page that is shown as long as there is no other at all."""
    return _render("none.html", snapshot=snapshot, address="")


def version_of(page: bytes, snapshot: Snapshot) -> str:
    """Return a short text that differs as soon as *page* shows something else."""
    return f"{hashlib.blake2b(page, digest_size=9).hexdigest()}-{snapshot.media}"


def add_banner(page: bytes, address: str, snapshot: Snapshot) -> bytes:
    """Return *page* with the reason why readers do not see it, if they do not."""
    found = next((one for one in snapshot.waiting if one.address == address), None)
    return page if found is None else _at_top(page, _render("banner.html", waiting=found))


def add_panel(page: bytes, address: str, snapshot: Snapshot) -> bytes:
    """Return *page* with the panel that shows problems, and the script that reloads it."""
    panel = _render("panel.html", stand=version_of(page, snapshot), address=address)
    before, end, after = page.rpartition(b"</body>")
    return before + panel + end + after if end else page + panel


def _at_top(page: bytes, addition: bytes) -> bytes:
    """Return *page* with *addition* before its header, behind the skip links, which stay first."""
    header, body = page.find(b"<header"), _BODY.search(page)
    at = header if header >= 0 else body.end() if body else 0
    return page[:at] + addition + page[at:]


def _render(template: str, **context: object) -> bytes:
    return _environment().get_template(template).render(context).encode()


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
