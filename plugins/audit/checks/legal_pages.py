"""Are the pages that the law asks for there, linked from everywhere, and complete?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.audit.addresses import AddressKind, resolve
from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.document import Document
from plugins.audit.model.element import Element
from plugins.audit.model.finding import Finding
from plugins.audit.references import RequestTiming

LINKED = {"impressum/": "Impressum", "datenschutz/": "Datenschutz", "barrierefreiheit/": "Barrierefreiheit"}

# Directive (EU) 2016/2102 Article 7 and its model statement: places that the theme fills from the settings and the law,
# with what of them is missing, and a word that has to stand there.
STATEMENT = {
    "stand": ("der Stand der Barrierefreiheit", "vereinbar|complian|conform|offen|open"),
    "stand-tag": ("der Tag, an dem sie geprüft wurde", r"\b(?:19|20)\d\d\b|offen|open"),
    "stand-verfahren": ("das Verfahren der Prüfung", r"\w{5}|offen|open"),
    "rueckmeldung": ("der Weg, eine Barriere zu melden", "@|https?:|offen|open"),
    "durchsetzung-adresse": ("die Stelle, die bei einer unbefriedigenden Antwort hilft", "@|https?:|offen|open"),
}
_UNSEEN = frozenset({"script", "style", "template", "noscript"})
LEDGER = "dd, .dossier"  # what the theme writes facts in; words of a text stand elsewhere
# DSGVO Articles 13 and 7: headings of the text; below an empty one stand the words that are the same everywhere.
PRIVACY = {
    "verantwortlicher": {"de": "Verantwortlicher", "en": "Controller"},
    "aufruf": {"de": "Wenn Sie unsere Seiten aufrufen", "en": "When you visit our pages"},
    "cookies": {"de": "Keine Cookies, keine Auswertung", "en": "No cookies, no analytics"},
    "netzwerke": {"de": "Inhalte sozialer Netzwerke", "en": "Content of social networks"},
    "speicher": {"de": "Was in Ihrem Browser gespeichert wird", "en": "What is stored in your browser"},
    "einstellungen": {
        "de": "Einstellungen ändern und Zustimmung widerrufen",
        "en": "Change settings, withdraw consent",
    },
    "kontakt": {"de": "Wenn Sie uns schreiben", "en": "When you write to us"},
    "rechte": {"de": "Ihre Rechte", "en": "Your rights"},
    "aufsicht": {"de": "Beschwerde bei der Aufsichtsbehörde", "en": "Complaint to the supervisory authority"},
    "betrieb": {"de": "Angaben zum Betrieb", "en": "Facts about operation"},
}

# The articles that a section has to name, in whatever words: of the DSGVO, and of the TDDDG.
ARTICLES = {
    "aufruf": (6,),
    "netzwerke": (6, 25),
    "speicher": (25,),
    "einstellungen": (7,),
    "kontakt": (6,),
    "rechte": (15, 16, 17, 18, 20, 21),
    "aufsicht": (77,),
}
FEWEST = 8  # words of a section; the shortest sentence that says something has more


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield each missing page, missing duty of a page, and page without the three links."""
    pages = {path: (name, "") for path, name in LINKED.items()} | dict(site.context.required_pages)
    with site.record_requirements(""):
        missing = {path: found for path, found in pages.items() if not site.has_file(path)}
    for path, (name, act) in missing.items():
        yield Finding(
            "legal-pages",
            f"{path}index.html",
            f"/{path}",
            f"Die Seite „{name}“ (/{path}) fehlt. Sie ist Pflicht{f' ({act})' if act else ''}.",
            f"Bitte anlegen: content/pages/{path.rstrip('/')}.md",
        )
    for page in site.pages:
        if page.path == "barrierefreiheit/index.html":
            yield from _check_statement(page)
        elif page.path == "datenschutz/index.html":
            yield from _check_privacy(page)
    yield from _find_unlinked(site)


def _check_statement(page: Document) -> Iterator[Finding]:
    """Yield each thing that an accessibility statement must say and *page* does not."""
    tree = LexborHTMLParser(page.data.decode("utf-8", "replace"))
    for anchor, (name, wanted) in STATEMENT.items():
        places = [place for place in tree.css(f"#{anchor}") if place.css_matches(LEDGER)]
        if not any(re.search(wanted, _say(place)) for place in places):
            yield Finding(
                "legal-pages",
                page.path,
                anchor,
                f"In der Erklärung zur Barrierefreiheit fehlt {name}.",
                "Bitte in content/pages/barrierefreiheit.md angeben: template: accessibility",
            )


def _check_privacy(page: Document) -> Iterator[Finding]:
    """Yield each section that a privacy page must have and *page* has not, or has empty."""
    tree = LexborHTMLParser(page.data.decode("utf-8", "replace"))
    has_networks = tree.css_first("[id^=dienst-]") is not None
    html = tree.css_first("html")
    lang = (html.attributes.get("lang") if html else "") or ""
    for anchor, titles in PRIVACY.items():
        title = titles.get(lang, titles["de"])
        if anchor in ("netzwerke", "speicher", "einstellungen") and not has_networks:
            continue
        heading = tree.css_first(f"h2#{anchor}")
        text = _text_below(heading) if heading is not None else ""
        if not text:
            yield Finding(
                "legal-pages",
                page.path,
                anchor,
                f"In der Datenschutzerklärung fehlt der Abschnitt „{title}“.",
                "Bitte in content/pages/datenschutz.md diese Zeile ergänzen, einen Text dazu nur, wenn der übliche "
                f"nicht passt: ## {title} {{#{anchor}}}",
            )
        elif lacking := _find_lacking(anchor, text):
            yield Finding(
                "legal-pages",
                page.path,
                anchor,
                f"In der Datenschutzerklärung sagt der Abschnitt „{title}“ zu wenig: Es fehlt {lacking}.",
                "Bitte in content/pages/datenschutz.md ergänzen oder alles unter dieser Zeile löschen, dann steht dort "
                f"der übliche Text: ## {title} {{#{anchor}}}",
            )


def _find_lacking(anchor: str, text: str) -> str:
    """Return what the *text* of the section at *anchor* lacks, "" if it lacks nothing."""
    numbers = set(re.findall(r"\d+", text))
    named = [str(number) for number in ARTICLES.get(anchor, ()) if str(number) not in numbers]
    if named:
        return ", ".join("§ 25 TDDDG" if number == "25" else f"Artikel {number} DSGVO" for number in named)
    return "" if len(set(_words(text.casefold()))) >= FEWEST else "mindestens ein ganzer Satz"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _text_below(heading: LexborNode) -> str:
    """Return the text between *heading* and the next one of its level or above."""
    text, node = "", heading.next
    while node is not None and not re.fullmatch("h[12]", node.tag or ""):
        text += " ".join(("", *_seen_texts(node)))
        node = node.next
    return text.strip()


def _say(place: LexborNode) -> str:
    """Return what *place* says, and where its links lead."""
    return " ".join((*_seen_texts(place), *(link.attributes.get("href") or "" for link in place.css("a"))))


def _seen_texts(node: LexborNode) -> Iterator[str]:
    """Yield the texts below *node* that a reader sees."""
    if node.tag in _UNSEEN or "hidden" in node.attributes:
        return
    if node.tag == "-text":
        yield node.text(deep=False)
    for child in node.iter(include_text=True):
        yield from _seen_texts(child)


def _find_unlinked(site: BuiltSite) -> Iterator[Finding]:
    absolute, relative = site.map_elements(_absolute_paths), site.map_elements(_relative_addresses)
    for page in site.pages:
        linked_paths: set[str] = set()
        for element in page.elements:
            if element.tag != "a" or element in page.hidden:
                continue
            linked_paths.update(absolute.get(element, ()))
            for address in relative.get(element, ()):
                linked_paths.add(resolve(address, page.path, site.base_path).path or "")
        for path, name in LINKED.items():
            if path not in linked_paths and f"{path}index.html" not in linked_paths:
                yield Finding(
                    "legal-pages",
                    page.path,
                    f"/{path}",
                    f"Von dieser Seite führt kein Link zu „{name}“. Er ist überall Pflicht.",
                    f"Bitte in content/site.yaml unter legal_navigation eintragen: address: /{path}",
                )


def _absolute_paths(element: Element, site: BuiltSite) -> Iterator[str]:
    """Yield the paths that an <a> leads to wherever it stands."""
    for address in _links(element, site):
        if address.strip().startswith("/") and (path := resolve(address, "", site.base_path).path):
            yield path


def _relative_addresses(element: Element, site: BuiltSite) -> Iterator[str]:
    """Yield the addresses of an <a> that lead somewhere else from every page."""
    yield from (address for address in _links(element, site) if not address.strip().startswith("/"))


def _links(element: Element, site: BuiltSite) -> Iterator[str]:
    if element.tag == "a":
        for reference in site.find_references(element):
            if reference.use is RequestTiming.LINK and reference.kind is AddressKind.LOCAL:
                yield reference.address
