"""Does every page carry a policy that forbids its reader's browser whatever the page does not need?

The directives are those of https://www.w3.org/TR/CSP3/ and https://www.w3.org/TR/trusted-types/.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.audit.model.element import Element, words
from plugins.audit.model.finding import Finding, quote_text
from plugins.audit.model.site import Document, FinishedSite
from plugins.embeds.services import load_all

_NEEDED = {
    "default-src": frozenset({"'none'"}),
    "script-src": frozenset({"'self'"}),
    "style-src": frozenset({"'self'"}),
    "base-uri": frozenset({"'none'"}),
    "require-trusted-types-for": frozenset({"'script'"}),
}
# What a single page may have beyond that: the search compiles its index.
_MORE = {"suche/index.html": {"script-src": frozenset({"'wasm-unsafe-eval'"})}}
_OURS = frozenset({"'self'", "'none'"})
_LOADING = words("link script style img iframe video audio source object embed")
_REMEDY = "Bitte geben Sie das an die Entwicklung weiter: Die Regeln macht plugins/site/head/head.py."


def check(site: FinishedSite) -> Iterator[Finding]:
    """Yield each page without the policy, with a weaker one, or with frames in it that no placeholder can load."""
    policies, frames = site.each(_policy), site.each(_hosts)
    for page in site.pages:
        if site.in_form(page.path):
            continue  # the check "form" asks more of it
        # Browsers obey the first and all that follow: more of them only ever forbid more.
        policy = next((element for element in page.elements if element in policies), None)
        shows = {element: frozenset(frames[element]) for element in page.elements if element in frames}
        for quote, message in _page(page, policy, shows):
            yield Finding("policy", page.path, quote, message, _REMEDY)


def _hosts(element: Element, _site: FinishedSite) -> Iterator[str]:
    """Yield what a page with *element*, a frame of ours or a placeholder, has to let into frames."""
    if element.tag == "iframe":
        yield "'self'"
    elif element.tag == "consent-embed" and element.get("src"):
        service = next((one for one in load_all() if one.id == element.get("service")), None)
        yield from (f"https://{host}" for host in service.frame_hosts) if service else ()


def _page(page: Document, element: Element | None, shows: dict[Element, frozenset[str]]) -> Iterator[tuple[str, str]]:
    if element is None:
        yield "Content-Security-Policy", "Der Seite fehlt die Regel, was Browser laden dürfen."
        return
    if any(before.tag in _LOADING for before in page.elements[: page.elements.index(element)]):
        yield "Content-Security-Policy", "Die Regel, was Browser laden dürfen, steht hinter etwas, das schon lädt."
    policy = directives(element.get("content") or "")
    for name, values in _NEEDED.items():
        allowed = values | _MORE.get(page.path, {}).get(name, frozenset())
        if not values <= policy.get(name, frozenset()) <= allowed:
            yield name, f"Die Regel, was Browser laden dürfen, ist zu schwach: {name} {_written(policy, name)}"
    forms = policy.get("form-action", frozenset({"*"}))
    sends = any(element.tag == "form" for element in page.elements)
    if forms != frozenset({"'self'" if sends else "'none'"}):
        yield (
            "form-action",
            "Die Regel, wohin Formulare senden dürfen, passt nicht zur Seite: "
            f"form-action {_written(policy, 'form-action')}",
        )
    frames = policy.get("frame-src", frozenset({"*"}))
    if frames.difference(_OURS, *shows.values()):
        yield (
            "frame-src",
            "Die Seite erlaubt Rahmen, die keiner ihrer Platzhalter laden kann: "
            f"frame-src {_written(policy, 'frame-src')}",
        )
    for shown_in, hosts in shows.items():
        if not hosts <= frames:
            quote = shown_in.get("src") or shown_in.tag
            yield (
                quote,
                f"Nach dem Klick bliebe das leer, denn die Seite erlaubt diesen Rahmen nicht: „{quote_text(quote)}“.",
            )


def directives(policy: str) -> dict[str, frozenset[str]]:
    """Return the values of each directive of *policy*; of repeated ones the first counts, as in a browser."""
    found: dict[str, frozenset[str]] = {}
    for part in policy.split(";"):
        name, *values = part.split() or [""]
        found.setdefault(name.lower(), frozenset(values))
    return found


def _policy(element: Element, _site: FinishedSite) -> Iterator[str]:
    if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "content-security-policy":
        yield element.get("content") or ""


def _written(policy: dict[str, frozenset[str]], name: str) -> str:
    return quote_text(" ".join(sorted(policy[name]))) if name in policy else "fehlt"
