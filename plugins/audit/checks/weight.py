"""Is every page light enough for an old phone, before pictures are loaded?

Text, style and scripts count as a server sends them, compressed with brotli. A connection begins by sending
about 14 KB and then waits for an answer: https://www.rfc-editor.org/rfc/rfc6928 (ten segments of 1,460 bytes).
The findings of this check are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import brotli

from plugins.audit.addresses import AddressKind, kind_of, resolve
from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.dependencies import ProvidedResource, resource_of
from plugins.audit.model.document import Document
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding
from plugins.audit.model.site_context import FileWeight

# Bytes. With a placeholder come the script for it and the sentences about its network, some 3 KB that no editor
# can save: a text that has one may weigh what the start page may.
TEXT, START, OTHER = 14_000, 18_000, 24_000
_IMPORT = re.compile(r"""\bfrom\s*["']\./([\w.-]+\.m?js)["']""")
_STYLES = 2  # one that all pages load, and one of a few
_ASSETS = (".css", ".js", ".mjs")
_SEARCH = "pagefind/"  # its program is loaded by the search alone
_QUICK = 5  # quality of brotli; a fifth of a millisecond for a page
_DENSE = 11  # the quality that servers keep ready: some 8 % less, and sixty times as long
_DEVELOPERS = "Bitte an die Entwicklung weitergeben: theme/templates/base.html"


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield a warning for each page that is too heavy, or loads several files that could be one."""
    embeds = site.map_elements(_embeds)
    for page in site.pages:
        styles, scripts = _find_assets(page, site)
        weights = [(path, site.context.weights[path]) for path in styles | scripts if path in site.context.weights]
        with site.record_requirements(page.path):
            for path, one in weights:
                site.provides(_weight_resource(path, one))
        weight = _estimate_size(page.data) + sum(one.size for _, one in weights)
        may_embed = any(element in embeds for element in page.elements)
        if weight > (limit := _limit(page, may_embed)):
            yield _report_weight(page.path, weight, limit)
        if len(styles) > _STYLES:
            yield _report_pieces(page.path, f"{len(styles)} Formatvorlagen")
        if len(scripts) > 1 and not (may_embed or _has_film(page)):
            yield _report_pieces(page.path, f"{len(scripts)} Skripte")


def provides(site: BuiltSite) -> Iterator[ProvidedResource]:
    """Yield the weight of each style sheet and script, which is part of the pages that load it."""
    for path in site.read & site.context.weights.keys():
        yield path, _weight_resource(path, site.context.weights[path])


def is_page_asset(path: str) -> bool:
    """Return whether pages may load the file *path* for readers."""
    return path.endswith(_ASSETS) and not path.startswith(_SEARCH)


def weigh_asset(content: bytes) -> FileWeight:
    """Return the weight of a style sheet or script with this *content*."""
    return FileWeight(_compressed_size(content), tuple(_IMPORT.findall(content.decode(errors="replace"))))


def _estimate_size(content: bytes) -> int:
    """Return an estimate of the bytes of *content* as a server sends them; rather too much."""
    return len(brotli.compress(content, quality=_QUICK))


def _compressed_size(content: bytes) -> int:
    """Return the bytes of *content* as a server sends them; for files that many pages share."""
    return len(brotli.compress(content, quality=_DENSE))


def _weight_resource(path: str, weight: FileWeight) -> str:
    return resource_of(path, f"weighs {weight.size} and loads {weight.imports}")


def _limit(page: Document, may_embed: bool) -> int:
    if page.path == "index.html":
        return START
    if not _is_text(page):
        return OTHER
    return START if may_embed else TEXT


def _is_text(page: Document) -> bool:
    """Return whether *page* shows one text, which is there as data as well, and no film of ours."""
    has_data = any(one.tag == "link" and one.get("type") == "application/json" for one in page.elements)
    return has_data and not _has_film(page)


def _has_film(page: Document) -> bool:
    return any(one.tag == "video" for one in page.elements)


def _find_assets(page: Document, site: BuiltSite) -> tuple[set[str], set[str]]:
    """Return the paths of the style sheets of *page*, and of its scripts with those they import."""
    styles: set[str] = set()
    scripts: set[str] = set()
    for element in page.elements:
        if element.tag == "link" and "stylesheet" in (element.get("rel") or "").lower().split():
            styles |= _asset_path(element.get("href"), page, site)
        elif element.tag == "script":
            scripts |= _asset_path(element.get("src"), page, site)
    for path in tuple(scripts):
        folder = path.rpartition("/")[0]
        scripts |= {f"{folder}/{name}" for name in site.context.weights.get(path, FileWeight(0)).imports}
    return styles, scripts


def _asset_path(address: str | None, page: Document, site: BuiltSite) -> set[str]:
    if not address or kind_of(address, site.own_hosts) is not AddressKind.LOCAL:
        return set()
    path = resolve(address, page.path, site.base_path).path
    return {path} if path else set()


def _embeds(element: Element, _site: BuiltSite) -> Iterator[bool]:
    """Yield True for a placeholder or a switch: pages with these share one more script."""
    if element.tag == "consent-embed" or element.get("role") == "switch":
        yield True


def _report_weight(path: str, weight: int, most: int) -> Finding:
    return Finding(
        "weight",
        path,
        "",
        f"Diese Seite wiegt {_kilobytes(weight)} KB, ehe ein Bild geladen ist. Mit {_kilobytes(most)} KB wäre sie "
        "auch bei schlechtem Empfang gleich da.",
        "Bitte prüfen, ob der Text sich auf zwei Seiten verteilen lässt, die aufeinander verweisen.",
        is_warning=True,
    )


def _report_pieces(path: str, what: str) -> Finding:
    message = f"Diese Seite lädt {what}, eine Datei würde genügen."
    return Finding("weight", path, "", message, _DEVELOPERS, is_warning=True)


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f}".replace(".", ",")
