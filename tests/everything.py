"""A site with everything that an editor can say, in one article, one event and one page."""

from __future__ import annotations

import shutil
from pathlib import Path

from plugins.content.markdown.directives import KINDS
from tests.documents import samples as documents
from tests.images import samples

TINY_SITE = Path(__file__).parent / "site"
SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00" + bytes(413)
PAGES = ("/aktuelles/alles/", "/veranstaltungen/alles/", "/alles/")
_HEAD = "title: Alles auf einmal\nsummary: Ein Text mit allem, was man schreiben kann.\n"
_QUESTIONS = "".join(
    f"/// aufklappen | {question}\n{answer}\n///\n\n"
    for question, answer in (("Wer darf kommen?", "Alle, die wollen."), ("Was *kostet* das?", "[Nichts](/kontakt/)."))
)
_FIGURES = """/// zahlen | In Zahlen
- 1.234.567,89 Euro | Kosten
- Siebenhundertfünfzigtausend | Menschen
- 3 | Felder
///
"""
_TABLE = """Tabelle 1: Kosten nach Orten

| Ort | Menschen | Kosten | Tag | Raum | Beginn | Ende | Stand | Quelle |
|---|---|---|---|---|---|---|---|---|
| Düsseldorf | 12 | 1.200,50 Euro | 5. Mai | Saal | 10 Uhr | 16 Uhr | fertig | Zählung |
| Duisburg | 200 | 900 Euro | 6. Mai | Halle | 9.30 Uhr | 17 Uhr | offen | Zählung |
| Summe | 212 | 2.100,50 Euro | | | | | | |
"""
BODY = "\n\n".join(
    (
        *(kind.source for kind in KINDS.values()),
        "Danach läuft der Text weiter und führt zum [Bericht](/media/bericht.pdf), bis er zu Ende ist.",
        _TABLE,
    )
)
_ARTICLE = """date: 2016-10-27
image: {src: /media/halle.jpg, alt: Eine Halle, caption: Die Halle, credit: Foto, focus: 30% 60%}
corrected:
  - {day: 2016-11-02, text: Hier stand zuerst eine andere Zahl.}
review: 2099-01-01
"""
_EVENT = """start: 2016-11-20T10:00
end: 2016-11-20T16:30
repeat:
  - {start: 2016-11-27T10:00, end: 2016-11-27T16:30}
  - {start: 2016-12-04}
online: https://beispiel.de/raum
place: {name: Rathaus, street: Markt 1, postcode: "12345", city: Musterstadt}
organiser: Ein Verein
register: anmeldung@beispiel.de
register_until: 2016-11-15
price: Der Eintritt ist frei.
event_language: Deutsch und Gebärdensprache
access: [Der Eingang hat keine Stufen., Es gibt eine Induktionsanlage.]
programme: [{time: "10:30", title: Begrüßung, speaker: Vorname Name}]
gallery: [{src: /media/halle.jpg, alt: Eine Halle, focus: 10% 10%}]
event_status: full
corrected:
  - {day: 2016-11-02, text: Hier stand zuerst ein anderer Raum.}
"""


def write_site(folder: Path) -> Path:
    """Write the tiny site and these texts into the new *folder*, and return it."""
    content = Path(shutil.copytree(TINY_SITE, folder))
    for name in ("kongress", "halle"):
        (content / "media" / f"{name}.jpg").write_bytes(samples.save(samples.photo(900, 600), "JPEG"))
    (content / "media" / "gespraech.mp3").write_bytes(SOUND)
    (content / "media" / "bericht.pdf").write_bytes(documents.pdf(documents.tagged))
    texts = {
        "articles/2016/alles.md": f"---\n{_HEAD.replace('einmal', 'einen Blick')}{_ARTICLE}---\n\n{BODY}",
        "events/2016/alles.md": f"---\n{_HEAD.replace('auf einmal', 'an einem Tag')}{_EVENT}---\n\n{BODY}",
        "pages/alles.md": f"---\n{_HEAD}---\n\n{BODY}",
        "pages/fragen.md": f"---\ntitle: Häufige Fragen\nsummary: Was viele fragen.\n---\n\nKurz.\n\n{_QUESTIONS}",
    }
    texts["pages/zahlen.md"] = f"---\ntitle: Große Zahlen\nsummary: Was gezählt wurde.\n---\n\n{_FIGURES}"
    for path, text in texts.items():
        (content / path).write_text(text, encoding="utf-8")
    return content
