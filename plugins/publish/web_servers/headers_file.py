"""Headers file: ``_headers`` for Netlify, Cloudflare Pages and others.

The build writes ``_redirects``.

Where several rules fit, values are joined by a comma, and two policies would both hold. So all pages get the one that
allows everything that any of them may do, and each page's own, in its head, narrows it. Few rules stay within the
limits of https://developers.cloudflare.com/pages/configuration/headers/ (100 rules, 2,000 signs a line).
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.publish.web_servers.header_table import ALWAYS, FOR_EVER, TABLE, FileClass
from plugins.publish.web_servers.site_files import ServedSite

NAME = "_headers"


def render_files(site: ServedSite) -> dict[str, bytes]:
    """Return the file by its path below the document root."""
    return {f"{site.below}{NAME}": "".join(f"{line}\n" for line in _lines(site)).encode()}


def _lines(site: ServedSite) -> Iterator[str]:
    base = site.base_path
    yield f"{base}*"
    for name, value in {**ALWAYS, "Content-Security-Policy": site.fallback}.items():
        yield f"  {name}: {value}"
    yield f"{base}assets/*"
    yield f"  Cache-Control: {FOR_EVER}"
    for pattern in ("feed.xml", "*/feed.xml", "daten/*", "*.ics"):
        yield f"{base}{pattern}"
        yield "  Access-Control-Allow-Origin: *"
    for ending in ("media/*", "assets/*"):
        yield f"{base}{ending}"
        yield f"  Cross-Origin-Resource-Policy: {TABLE[FileClass.PICTURE].embedded_by}"
