"""What citizens read of every network, as the templates write it: placeholder, panel, privacy page and receipt."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from plugins.build.plan import template_filters, template_globals
from plugins.build.project_settings import read_project_settings
from plugins.build.render import make_environment
from plugins.core.model import Embed
from plugins.embeds.services import Service, load_all
from plugins.site.frame_texts import PageTexts, read_texts
from plugins.site.site import Site, UrlFilter
from plugins.site.template_filters import bind_language
from tools.environment import ROOT

LANGUAGES = ("de", "en", "de-simple")
BODY = "Ministerium für Beispiele"
_SETTINGS = {
    "ministry": {"name": BODY, "street": "Am Markt 1", "postcode": "01067", "city": "Musterstadt"},
    "contact": {"mail": "post@beispiel.de"},
}
_PLACES = """
{% from "components/consent-embed.html" import consent_embed %}
{% from "components/consent-panel.html" import consent_panel %}
{% from "components/consent-dossiers.html" import consent_dossiers %}
{% from "components/sample.html" import sample %}
{% for embed in embeds %}{{ consent_embed(embed, service_of[embed.service], 3) }}{% endfor %}
{% for service in services %}{{ sample(service) }}{% endfor %}
{{ consent_panel(services) }}
{{ consent_dossiers(services) }}
"""


def render_places(lang: str, services: tuple[Service, ...] = ()) -> LexborHTMLParser:
    """Return everything that is said of *services*, or of all there are, on a page in *lang*."""
    services = services or load_all()
    site = Site((), _SETTINGS, services, dt.date(2026, 11, 30), UrlFilter(""), texts=read_texts())
    words = PageTexts(read_texts())
    words.choose(lang)
    environment = make_environment(read_project_settings(ROOT / "tests" / "site"))
    environment.globals.update(template_globals(site, {}, drafts=False), t=words)
    environment.filters.update(bind_language(template_filters(site), words))
    html = environment.from_string(_PLACES).render(embeds=list(_embeds(services)))
    return LexborHTMLParser(re.sub(r'data-of="\w+">', "\\g<0>1. Mai 2026", html))  # what the script fills in


def _embeds(services: tuple[Service, ...]) -> Iterator[Embed]:
    """Yield an embed of each kind of *services*, with a title and without."""
    for service in services:
        for kind in service.kinds:
            one = next(one for one in service.examples if one.kind == kind)
            for title in ("", "Der Film „Moor“"):
                yield Embed(service.id, kind, one.ref, one.url, one.src, one.start, title=title, begun=one.begun)


def find_sentences(tree: LexborHTMLParser) -> set[str]:
    """Return all that is read and heard: the text of each element that is a line of its own, and of attributes."""
    found = set()
    for node in tree.css("p, li, dt, dd, h2, h3, h4, summary, button, a"):
        if all(inner.mem_id == node.mem_id for inner in node.css("p, li, dd")):
            found.add(" ".join(node.text(deep=True).split()))
    for node in tree.css("[aria-label], [role=status], [data-title]"):
        status = node.attributes.get("role") == "status"
        found |= {
            text
            for name, text in node.attributes.items()
            if text and (name in ("aria-label", "data-title") or (status and name.startswith("data-")))
        }
    return found - {""}
