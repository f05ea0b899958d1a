"""Duties: what legal pages have to say, and whether a text says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

# Directive (EU) 2016/2102 Article 7 and its model statement: places that the theme fills from the settings and the law,
# with what of them is missing, and a word that has to stand there.
STATEMENT = {
    "stand": ("der Stand der Barrierefreiheit", "vereinbar|complian|conform|offen|open"),
    "stand-tag": ("der Tag, an dem sie geprüft wurde", r"\b(?:19|20)\d\d\b|offen|open"),
    "stand-verfahren": ("das Verfahren der Prüfung", r"\w{5}|offen|open"),
    "rueckmeldung": ("der Weg, eine Barriere zu melden", "@|https?:|offen|open"),
    "durchsetzung-adresse": ("die Stelle, die bei einer unbefriedigenden Antwort hilft", "@|https?:|offen|open"),
}
# The lines of site.yaml that say it, by the page's language.
STATEMENT_LINES = {
    "stand": {"de": "status: teilweise vereinbar", "en": "status: partially compliant"},
    "stand-tag": {"de": "date: 2026-11-01"},
    "stand-verfahren": {
        "de": "method: Selbstbewertung im November 2026",
        "en": "method: Self-assessment in 2026",
    },
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


def find_lacking(anchor: str, text: str) -> str:
    """Return what the *text* of the section at *anchor* lacks, "" if it lacks nothing."""
    numbers = set(re.findall(r"\d+", text))
    named = [str(number) for number in ARTICLES.get(anchor, ()) if str(number) not in numbers]
    if named:
        return ", ".join("§ 25 TDDDG" if number == "25" else f"Artikel {number} DSGVO" for number in named)
    return "" if len(set(_words(text.casefold()))) >= FEWEST else "mindestens ein ganzer Satz"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def read_below(heading: LexborNode) -> str:
    """Return the text between *heading* and the next one of its level or above."""
    text, node = "", heading.next
    while node is not None and not re.fullmatch("h[12]", node.tag or ""):
        text += " ".join(("", *_seen_texts(node)))
        node = node.next
    return text.strip()


def read_place(place: LexborNode) -> str:
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
