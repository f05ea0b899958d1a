"""Is the editors' form there only if asked for, and may it contact its repository alone?

Its program is another's and knows many addresses, so its page's policy is all that keeps it from them: a browser obeys
the policy, whatever the program says (https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.audit.addresses import AddressKind, resolve
from plugins.audit.checks.policy import parse_policy
from plugins.audit.model.document import Document
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding, quote_text
from plugins.audit.model.site import BuiltSite
from plugins.audit.references import RequestTiming

_FOLDER = "redaktion/"
_PAGE = f"{_FOLDER}index.html"
# The values of each directive, exactly; only "connect-src" names the repository's hosts beside that.
_REQUIRED = {
    "default-src": frozenset({"'none'"}),
    "script-src": frozenset({"'self'"}),
    "style-src": frozenset({"'self'", "'unsafe-inline'"}),
    "font-src": frozenset({"'self'"}),
    "img-src": frozenset({"'self'", "blob:", "data:"}),
    "media-src": frozenset({"'self'", "blob:"}),
    "manifest-src": frozenset({"blob:"}),
    "connect-src": frozenset({"'self'", "blob:", "data:"}),
    "form-action": frozenset({"'none'"}),
    "frame-src": frozenset({"'none'"}),
    "base-uri": frozenset({"'none'"}),
}
_ABSENT = "Bitte unter „form“ in content/site.yaml „published: true“ angeben oder den Ordner redaktion/ entfernen."
_REMEDY = "Bitte geben Sie das an die Entwicklung weiter: Die Regeln macht plugins/editor_form/page.py."


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield a form nobody asked for, other pages beside it, and a policy that allows too much."""
    if site.context.form_hosts is None:
        for path in site.read:
            if path.startswith(_FOLDER) and path.endswith((".js", "config.json")):
                yield Finding(
                    "form", path, path, "Das Formular der Redaktion soll nicht veröffentlicht werden.", _ABSENT
                )
        return
    pages = {page.path: page for page in site.pages if page.path.startswith(_FOLDER)}
    for path in pages.keys() - {_PAGE}:
        yield Finding("form", path, path, "Neben dem Formular der Redaktion steht eine weitere Seite.", _REMEDY)
    if _PAGE not in site.files:
        yield Finding("form", _PAGE, _PAGE, "Das Formular der Redaktion fehlt.", _REMEDY)
        return
    for quote, message in _page(pages[_PAGE], site.context.form_hosts) if _PAGE in pages else ():
        yield Finding("form", _PAGE, quote, message, _REMEDY)
    yield from _find_borrowing_pages(site)


def _find_borrowing_pages(site: BuiltSite) -> Iterator[Finding]:
    """Yield each other page that loads a file of the form: its policy is not made for that."""
    for page in site.pages:
        if page.path.startswith(_FOLDER):
            continue
        for element in page.elements:
            for reference in site.references(element):
                is_ours = reference.kind is AddressKind.LOCAL and reference.use not in (
                    RequestTiming.LINK,
                    RequestTiming.INERT,
                )
                path = resolve(reference.address, page.path, site.base_path).path if is_ours else None
                if path and path.startswith(_FOLDER):
                    message = (
                        f"Diese Seite lädt „{quote_text(reference.address)}“, das dem Formular der Redaktion gehört."
                    )
                    yield Finding("form", page.path, reference.address, message, _REMEDY)


def _page(page: Document, hosts: frozenset[str]) -> Iterator[tuple[str, str]]:
    first = next((element for element in page.elements if element.tag in ("meta", "link", "script")), None)
    policy = next((element for element in page.elements if _is_policy(element)), None)
    if policy is None:
        yield "Content-Security-Policy", "Dem Formular fehlt die Regel, was Browser laden dürfen."
        return
    loading = [element for element in page.elements if element.tag in ("link", "script", "img", "iframe")]
    if first is None or (loading and page.elements.index(loading[0]) < page.elements.index(policy)):
        yield "Content-Security-Policy", "Die Regel des Formulars steht hinter etwas, das schon lädt."
    given = parse_policy(policy.get("content") or "")
    for name in sorted(given.keys() | _REQUIRED.keys()):
        allowed = _REQUIRED.get(name, frozenset()) | (hosts if name == "connect-src" else frozenset())
        if given.get(name) != allowed:
            written = " ".join(sorted(given[name])) if name in given else "fehlt"
            yield (
                name,
                "Die Regel des Formulars, was Browser laden dürfen, ist anders als nötig: "
                f"{name} {quote_text(written)}",
            )
    if not any("noindex" in (element.get("content") or "") for element in page.elements if _is_robots(element)):
        yield "noindex", "Suchmaschinen dürften das Formular der Redaktion aufnehmen."


def _is_policy(element: Element) -> bool:
    return element.tag == "meta" and (element.get("http-equiv") or "").lower() == "content-security-policy"


def _is_robots(element: Element) -> bool:
    return element.tag == "meta" and (element.get("name") or "").lower() == "robots"
