"""Does the policy of every page allow a browser only the things that the page needs?

The directives are those of https://www.w3.org/TR/CSP3/ and https://www.w3.org/TR/trusted-types/.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.document import Document
from plugins.audit.model.element import Element, words
from plugins.audit.model.finding import Finding, quote_text

_REQUIRED = {
    "default-src": frozenset({"'none'"}),
    "script-src": frozenset({"'self'"}),
    "style-src": frozenset({"'self'"}),
    "base-uri": frozenset({"'none'"}),
    "require-trusted-types-for": frozenset({"'script'"}),
}
# The page with the form that names indexes may have more: the search compiles these.
_COMPILING = {"script-src": frozenset({"'wasm-unsafe-eval'"})}
_OURS = frozenset({"'self'", "'none'"})
_LOADING = words("link script style img iframe video audio source object embed")
_REMEDY = "Bitte geben Sie das an die Entwicklung weiter: Die Regeln macht plugins/site/head/csp.py."

_Policy = dict[str, frozenset[str]]


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield each page without the policy, with a weaker one, or with needless frames in it."""
    policies, frames = site.map_elements(_policy), site.map_elements(_frame_hosts)
    for page in site.pages:
        if site.context.is_exempt("policy", page.path):
            continue  # the check "parts" asks more of it
        # Browsers obey the first and all that follow: more of them only ever forbid more.
        policy = next((element for element in page.elements if element in policies), None)
        hosts_of = {element: frozenset(frames[element]) for element in page.elements if element in frames}
        for quote, message in _page(page, policy, hosts_of):
            yield Finding("policy", page.path, quote, message, _REMEDY)


def _frame_hosts(element: Element, site: BuiltSite) -> Iterator[str]:
    """Yield the frame sources that a page with *element*, a frame or a placeholder, must allow."""
    if element.tag == "iframe":
        yield "'self'"
    elif element.tag == "consent-embed" and element.get("src"):
        service = site.context.find_service(element.get("service"))
        yield from (f"https://{host}" for host in service.frame_hosts) if service else ()


def _page(
    page: Document, element: Element | None, hosts_of: dict[Element, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    if element is None:
        yield "Content-Security-Policy", "Der Seite fehlt die Regel, was Browser laden dürfen."
        return
    if any(before.tag in _LOADING for before in page.elements[: page.elements.index(element)]):
        yield "Content-Security-Policy", "Die Regel, was Browser laden dürfen, steht hinter etwas, das schon lädt."
    policy = parse_policy(element.get("content") or "")
    yield from _find_weak_directives(page, policy)
    yield from _check_form_action(page, policy)
    yield from _check_frame_sources(policy, hosts_of)


def _find_weak_directives(page: Document, policy: _Policy) -> Iterator[tuple[str, str]]:
    searches = any(one.get("role") == "search" and one.get("data-indexes") is not None for one in page.elements)
    for name, values in _REQUIRED.items():
        allowed = values | (_COMPILING.get(name, frozenset()) if searches else frozenset())
        if not values <= policy.get(name, frozenset()) <= allowed:
            yield name, f"Die Regel, was Browser laden dürfen, ist zu schwach: {name} {_quote_directive(policy, name)}"


def _check_form_action(page: Document, policy: _Policy) -> Iterator[tuple[str, str]]:
    forms = policy.get("form-action", frozenset({"*"}))
    sends = any(element.tag == "form" for element in page.elements)
    if forms != frozenset({"'self'" if sends else "'none'"}):
        yield (
            "form-action",
            "Die Regel, wohin Formulare senden dürfen, passt nicht zur Seite: "
            f"form-action {_quote_directive(policy, 'form-action')}",
        )


def _check_frame_sources(policy: _Policy, hosts_of: dict[Element, frozenset[str]]) -> Iterator[tuple[str, str]]:
    frames = policy.get("frame-src", frozenset({"*"}))
    if frames.difference(_OURS, *hosts_of.values()):
        yield (
            "frame-src",
            "Die Seite erlaubt Rahmen, die keiner ihrer Platzhalter laden kann: "
            f"frame-src {_quote_directive(policy, 'frame-src')}",
        )
    for embed, hosts in hosts_of.items():
        if not hosts <= frames:
            quote = embed.get("src") or embed.tag
            yield (
                quote,
                f"Nach dem Klick bliebe das leer, denn die Seite erlaubt diesen Rahmen nicht: „{quote_text(quote)}“.",
            )


def parse_policy(policy: str) -> _Policy:
    """Return the values of each directive of *policy*; the first one counts, as in a browser."""
    found: dict[str, frozenset[str]] = {}
    for part in policy.split(";"):
        name, *values = part.split() or [""]
        found.setdefault(name.lower(), frozenset(values))
    return found


def _policy(element: Element, _site: BuiltSite) -> Iterator[str]:
    if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "content-security-policy":
        yield element.get("content") or ""


def _quote_directive(policy: _Policy, name: str) -> str:
    return quote_text(" ".join(sorted(policy[name]))) if name in policy else "fehlt"
