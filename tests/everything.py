"""A site with everything that an editor can say, in one article, one event and one page."""

from __future__ import annotations

import shutil
from pathlib import Path

from plugins.content.markdown.directives import KINDS
from tests.images import samples

TINY_SITE = Path(__file__).parent / "site"
SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00" + bytes(413)
PAGES = ("/aktuelles/alles/", "/veranstaltungen/alles/", "/alles/")
_HEAD = "title: Alles auf einmal\nsummary: Ein Text mit allem, was man schreiben kann.\n"
_QUESTIONS = "".join(
    f"/// aufklappen | {question}\n{answer}\n///\n\n"
    for question, answer in (("Wer darf kommen?", "Alle, die wollen."), ("Was *kostet* das?", "[Nichts](/kontakt/)."))
)
BODY = "\n\n".join(kind.source for kind in KINDS.values()) + "\n\nDanach läuft der Text weiter, bis er zu Ende ist.\n"


def write_site(folder: Path) -> Path:
    """Write the tiny site and these texts into the new *folder*, and return it."""
    content = Path(shutil.copytree(TINY_SITE, folder))
    for name in ("kongress", "halle"):
        (content / "media" / f"{name}.jpg").write_bytes(samples.save(samples.photo(900, 600), "JPEG"))
    (content / "media" / "gespraech.mp3").write_bytes(SOUND)
    place = "place: {name: Rathaus, city: Musterstadt}\n"
    event = f"---\n{_HEAD}start: 2016-11-20T10:00\n{place}---\n\n{BODY}"
    texts = {
        "articles/2016/alles.md": f"---\n{_HEAD.replace('einmal', 'einen Blick')}date: 2016-10-27\n---\n\n{BODY}",
        "events/2016/alles.md": event.replace("auf einmal", "an einem Tag"),
        "pages/alles.md": f"---\n{_HEAD}---\n\n{BODY}",
        "pages/fragen.md": f"---\ntitle: Häufige Fragen\nsummary: Was viele fragen.\n---\n\nKurz.\n\n{_QUESTIONS}",
    }
    for path, text in texts.items():
        (content / path).write_text(text, encoding="utf-8")
    return content
