"""Is each part of the site there only if asked for, and may it contact only its own hosts?

A part such as the editors' form brings a program of others that knows many addresses. Its page's policy is all that
keeps the program from them: a browser obeys the policy, whatever the program says (https://www.w3.org/TR/CSP3/).
The policy is compared to the word with that of the part's rules, and these rules with limits that stand here alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.audit.addresses import AddressKind, resolve
from plugins.audit.checks.policy import parse_policy
from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.document import Document
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding, quote_text
from plugins.audit.references import RequestTiming
from plugins.core.site_part import PartRules

_FIXED = {
    "default-src": frozenset({"'none'"}),
    "script-src": frozenset({"'self'"}),
    "form-action": frozenset({"'none'"}),
    "frame-src": frozenset({"'none'"}),
    "base-uri": frozenset({"'none'"}),
}
"""Directives that every part has exactly so: no code of others, frames, forms or another base."""
_SOURCES = frozenset({"'none'", "'self'", "blob:", "data:"})
_MORE = {"style-src": frozenset({"'unsafe-inline'"})}
_ORIGIN = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?")


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield parts nobody asked for, other pages beside theirs, and policies other than agreed."""
    for part in site.context.parts:
        yield from _find_excess(part)
        yield from _check_published(part, site) if part.is_published else _find_files(part, site)


def _find_excess(part: PartRules) -> Iterator[Finding]:
    """Yield a finding for each rule of *part* that asks for more than any part may have."""
    policy = parse_policy(part.policy)
    for name in sorted(policy.keys() | _FIXED.keys()):
        values = policy.get(name, frozenset())
        wanted = _FIXED.get(name)
        if values != wanted if wanted is not None else values - _SOURCES - _MORE.get(name, frozenset()):
            yield _finding(part, name, f"„{part.title}“ verlangt mehr, als ein Teil der Website darf: {name}")
    for origin in part.origins:
        if not _ORIGIN.fullmatch(origin):
            yield _finding(part, origin, f"„{part.title}“ will etwas ansprechen, das kein Server ist: {origin}")


def _find_files(part: PartRules, site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for each program and setting of a *part* that must not be there."""
    for path in sorted(site.read):
        if path.startswith(part.prefix) and path.endswith((".js", ".json")):
            yield Finding(part.code, path, path, f"„{part.title}“ soll nicht veröffentlicht werden.", part.to_publish)


def _check_published(part: PartRules, site: BuiltSite) -> Iterator[Finding]:
    index = f"{part.prefix}index.html"
    pages = {page.path: page for page in site.pages if page.path.startswith(part.prefix)}
    for path in sorted(pages.keys() - {index, *part.pages}):
        yield _finding(part, path, f"Neben „{part.title}“ steht eine weitere Seite.", path)
    if index not in site.files:
        yield _finding(part, index, f"„{part.title}“ fehlt.")
        return
    for quote, message in _page(part, pages[index]) if index in pages else ():
        yield _finding(part, quote, message)
    yield from _find_borrowing_pages(part, site)


def _find_borrowing_pages(part: PartRules, site: BuiltSite) -> Iterator[Finding]:
    """Yield each other page that loads a file of *part*: its policy is not made for that."""
    for page in site.pages:
        if page.path.startswith(part.prefix):
            continue
        for element in page.elements:
            for reference in site.find_references(element):
                is_loaded = reference.kind is AddressKind.LOCAL and reference.use not in (
                    RequestTiming.LINK,
                    RequestTiming.INERT,
                )
                path = resolve(reference.address, page.path, site.base_path).path if is_loaded else None
                if path and path.startswith(part.prefix):
                    message = f"Diese Seite lädt „{quote_text(reference.address)}“; das gehört zu „{part.title}“."
                    yield _finding(part, reference.address, message, page.path)


def _page(part: PartRules, page: Document) -> Iterator[tuple[str, str]]:
    """Yield quotes and messages about the one *page* of *part*."""
    first = next((element for element in page.elements if element.tag in ("meta", "link", "script")), None)
    policy = next((element for element in page.elements if _is_policy(element)), None)
    if policy is None:
        yield "Content-Security-Policy", f"Der Seite „{part.title}“ fehlt die Regel, was Browser laden dürfen."
        return
    loading = [element for element in page.elements if element.tag in ("link", "script", "img", "iframe")]
    if first is None or (loading and page.elements.index(loading[0]) < page.elements.index(policy)):
        yield "Content-Security-Policy", f"Die Regel von „{part.title}“ steht hinter etwas, das schon lädt."
    given, agreed = parse_policy(policy.get("content") or ""), parse_policy(part.policy)
    for name in sorted(given.keys() | agreed.keys()):
        allowed = agreed.get(name, frozenset()) | frozenset(part.origins if name == "connect-src" else ())
        if given.get(name) != allowed:
            written = " ".join(sorted(given[name])) if name in given else "fehlt"
            yield (
                name,
                f"Die Regel von „{part.title}“, was Browser laden dürfen, ist anders als nötig: "
                f"{name} {quote_text(written)}",
            )
    if not any("noindex" in (element.get("content") or "") for element in page.elements if _is_robots(element)):
        yield "noindex", f"Suchmaschinen dürften „{part.title}“ aufnehmen."


def _finding(part: PartRules, quote: str, message: str, path: str = "") -> Finding:
    remedy = f"Bitte geben Sie das an die Entwicklung weiter: Die Regeln macht {part.source}."
    return Finding(part.code, path or f"{part.prefix}index.html", quote, message, remedy)


def _is_policy(element: Element) -> bool:
    return element.tag == "meta" and (element.get("http-equiv") or "").lower() == "content-security-policy"


def _is_robots(element: Element) -> bool:
    return element.tag == "meta" and (element.get("name") or "").lower() == "robots"
