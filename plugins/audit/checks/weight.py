"""Is every page light enough for an old phone: text, style and scripts, as a server sends them, before pictures?

A connection begins by sending about 14 KB and then waits for an answer:
https://www.rfc-editor.org/rfc/rfc6928 (ten segments of 1,460 bytes). What this check says is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.audit.addresses import AddressKind, kind_of, resolve
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding
from plugins.audit.model.site import Document, FileWeight, FinishedSite, Offer, provide
from plugins.audit.weight import at_most, exactly

# Bytes. With a placeholder come the script for it and the sentences about its network, some 3 KB that no editor
# can save: a text that has one may weigh what the start page may.
TEXT, START, OTHER = 14_000, 18_000, 24_000
_TEXTS = re.compile(r"(?:aktuelles|veranstaltungen)/(?!seite-\d+/)[^/]+/index\.html")
_IMPORT = re.compile(r"""\bfrom\s*["']\./([\w.-]+\.m?js)["']""")
_LOADED = (".css", ".js", ".mjs")
_OTHERS = ("redaktion/", "pagefind/")  # what no page for readers names: the form's program, and the search's
_TECHNICAL = "Bitte an die Entwicklung weitergeben: theme/templates/base.html"


def check(site: FinishedSite) -> Iterator[Finding]:
    """Yield a hint for each page that is too heavy, or that loads in pieces what could be one file."""
    embeds = site.each(_embeds)
    for page in site.pages:
        styles, scripts = _loaded(page, site)
        known = [(path, site.context.weights[path]) for path in styles | scripts if path in site.context.weights]
        with site.as_asker(page.path):
            for path, one in known:
                site.provides(_weighs(path, one))
        weight = at_most(page.data) + sum(one.size for _, one in known)
        may_embed = any(element in embeds for element in page.elements)
        if weight > (limit := _limit(page.path, may_embed)):
            yield _heavy(page.path, weight, limit)
        if len(styles) > 1:
            yield _in_pieces(page.path, f"{len(styles)} Formatvorlagen")
        if len(scripts) > 1 and not may_embed:
            yield _in_pieces(page.path, f"{len(scripts)} Skripte")


def provides(site: FinishedSite) -> Iterator[Offer]:
    """Yield what each style sheet and script weighs: pages that load it weigh more or less if that changes."""
    for path in site.read & site.context.weights.keys():
        yield path, _weighs(path, site.context.weights[path])


def is_page_asset(path: str) -> bool:
    """Return whether pages may load the file *path* for readers."""
    return path.endswith(_LOADED) and not path.startswith(_OTHERS)


def weigh_asset(content: bytes) -> FileWeight:
    """Return what a style sheet or script with this *content* adds to pages that load it."""
    return FileWeight(exactly(content), tuple(_IMPORT.findall(content.decode(errors="replace"))))


def _weighs(path: str, weight: FileWeight) -> str:
    return provide(path, f"weighs {weight.size} and loads {weight.imports}")


def _limit(path: str, may_embed: bool) -> int:
    if path == "index.html":
        return START
    if not _TEXTS.fullmatch(path):
        return OTHER
    return START if may_embed else TEXT


def _loaded(page: Document, site: FinishedSite) -> tuple[set[str], set[str]]:
    """Return the style sheets and the scripts of *page*, and what these import, as paths in the output."""
    styles: set[str] = set()
    scripts: set[str] = set()
    for element in page.elements:
        if element.tag == "link" and "stylesheet" in (element.get("rel") or "").lower().split():
            styles |= _path(element.get("href"), page, site)
        elif element.tag == "script":
            scripts |= _path(element.get("src"), page, site)
    for path in tuple(scripts):
        folder = path.rpartition("/")[0]
        scripts |= {f"{folder}/{name}" for name in site.context.weights.get(path, FileWeight(0)).imports}
    return styles, scripts


def _path(address: str | None, page: Document, site: FinishedSite) -> set[str]:
    if not address or kind_of(address, site.own_hosts) is not AddressKind.LOCAL:
        return set()
    path = resolve(address, page.path, site.base_path).path
    return {path} if path else set()


def _embeds(element: Element, _site: FinishedSite) -> Iterator[bool]:
    """Yield something for a placeholder and for a switch: pages with these share one more script."""
    if element.tag == "consent-embed" or element.get("role") == "switch":
        yield True


def _heavy(path: str, weight: int, most: int) -> Finding:
    return Finding(
        "weight",
        path,
        "",
        f"Diese Seite wiegt {_kilobytes(weight)} KB, ehe ein Bild geladen ist. Mit {_kilobytes(most)} KB wäre sie "
        "auch bei schlechtem Empfang gleich da.",
        "Bitte prüfen, ob der Text sich auf zwei Seiten verteilen lässt, die aufeinander verweisen.",
        is_warning=True,
    )


def _in_pieces(path: str, what: str) -> Finding:
    message = f"Diese Seite lädt {what}, eine Datei würde genügen."
    return Finding("weight", path, "", message, _TECHNICAL, is_warning=True)


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f}".replace(".", ",")
