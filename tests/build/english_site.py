"""A site in English alone: what `new website` begins, with a text of every kind; and its words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from shutil import copytree

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.cli.new.website import new_website
from plugins.core.dates import ENGLISH_MONTHS, MONTHS
from plugins.embeds.services import load_all
from plugins.site.frame_texts import read_texts
from tools.environment import ROOT

FACTS = {
    **{"name": "Open Office", "body": "Federal Office for Samples", "town": "Sampleton", "lang": "en"},
    **{"address": "https://www.open-office.example", "land": "bund", "question": "What should change?"},
    **{"second": "What will we make of it?", "services": ",".join(one.id for one in load_all())},
}
_FIELDS = '\nfields_of_action:\n  - {title: First, text: "The first field."}\n  - {title: Second, text: The second.}\n'
TEXTS = {
    "articles/2016/report.md": """---
title: A report
summary: It has a bit of everything.
date: 2016-10-26
updated: 2016-12-28
tags: [Volunteering]
category: Note
event: ../../events/2016/meeting.md
aliases: [/former/]
image: {src: /media/picture.jpg, alt: A square, credit: Own drawing, caption: The square}
embeds:
  - url: https://vimeo.com/148029119
    title: A stranger's film
    alternative: /media/clip/film.mp4
---
A paragraph with ![a square](/media/picture.jpg) and a note[^1].

https://www.youtube.com/watch?v=O55virF5xk4&t=2m10s

https://vimeo.com/148029119

https://x.com/uba_de/status/7708924465552215955

https://x.com/uba_de

https://www.facebook.com/uba.de/posts/6419825162123543

https://www.instagram.com/p/B1vzRCRIYiB/

https://www.flickr.com/photos/uba/35137946427/

https://www.pinterest.de/pin/963400805092626706/

[^1]: The note.
""",
    "events/2016/meeting.md": """---
title: The meeting
summary: A meeting with all that belongs to it.
start: 2016-10-26T10:00
end: 2016-10-27T16:30
place: {name: Hall, street: Road 1, postcode: "01067", city: Sampleton}
organiser: The office
programme:
  - {time: "10:30", title: Welcome, speaker: Somebody}
tags: [Volunteering]
gallery:
  - {src: /media/picture.jpg, alt: A square once more}
---
A report.
""",
    "events/2016/coming.md": """---
title: The next meeting
summary: A meeting in the distant future.
start: 2098-12-31
end: 2099-01-02
place: {name: Sampleton, city: Sampleton}
register: https://www.tickets.example/
---
An announcement.
""",
    "clips/film.md": """---
title: The film
summary: A film of our own.
date: 2016-10-25
video: /media/clip/film.mp4
captions: /media/clip/film.vtt
audio_description: /media/clip/film.mp4
audio_description_captions: /media/clip/film.vtt
duration: PT1M2S
image: {src: /media/picture.jpg, alt: The film as a picture}
---
The text version.

## [0:00] The beginning

[0:01] A sentence with ![a square](/media/picture.jpg).
""",
    "clips/strange.md": """---
title: Another film
summary: A film at YouTube.
date: 2016-10-24
video: https://www.youtube.com/watch?v=aqz-KE-bpKQ
---
What is to be seen and heard.
""",
    **{
        f"articles/2015/number-{number:02}.md": f"---\ntitle: Number {number}\nsummary: One of many.\n"
        f"date: 2015-03-{number:02}\ntags: [Volunteering]\n---\nMany words.\n"
        for number in range(1, 22)
    },
}


def write_english_site(folder: Path) -> Path:
    """Return the site's folder *folder* after writing it."""
    assert new_website(folder, FACTS, None) == 0
    settings = folder / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + _FIELDS, "utf-8")
    copytree(ROOT / "tests" / "site" / "media", folder / "media", dirs_exist_ok=True)
    (folder / "media" / "bild.jpg").rename(folder / "media" / "picture.jpg")
    (folder / "media" / "bild.svg").unlink()
    (folder / "media" / "clip" / "film.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nA line.\n", "utf-8")
    for path, text in TEXTS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


_WORD = re.compile(r"\b[^\W\d_]{2,}\b")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+|(?<!\w)/[\w./-]+|\b[\w-]+(?:\.[\w-]+)+")
_BOTH = frozenset(("am", "art", "die", "hat", "in", "links", "person", "so", "stand", "was", "war", "will"))
"""English words, or parts of them, that are German ones as well."""
_SPOKEN = ("aria-label", "title", "alt", "placeholder", "label")
_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_SERVICE = ("purpose", "storage", "third_country", "legal_basis", "address")


def words_of(text: str) -> set[str]:
    """Return the words of *text*, but for addresses, which stay German."""
    return {word.lower() for word in _WORD.findall(_ADDRESS.sub(" ", text))}


@cache
def german_words() -> frozenset[str]:
    """Return all German words of the frame, the registry and the law that are no English ones."""
    tables = read_texts()
    law, german, english = ROOT / "theme" / "templates" / "components" / "law", list[str](), list[str]()
    german += [*tables["de"].entries.values(), *MONTHS, *_DAYS, "Uhr"]
    english += [*tables["en"].entries.values(), *ENGLISH_MONTHS]
    for path in law.rglob("*.html"):
        (english if path.parent.name == "en" else german).append(_plain(path.read_text("utf-8")))
    for service in load_all():
        for said, one in ((german, service), (english, service.in_language("en"))):
            said += [getattr(one, key) for key in _SERVICE]
            said += [*one.listed, one.received, one.name, one.provider, *(one.panel, *one.instances)]
            said += [f"{kind.label} {kind.article} {kind.note}" for kind in one.kinds.values()]
    return frozenset(words_of(" ".join(german)) - words_of(" ".join(english)) - _BOTH)


def _plain(template: str) -> str:
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", template, flags=re.DOTALL)


def find_texts(path: Path) -> Iterator[str]:
    """Yield all that people read or hear of an output file in English, and what programs read to them."""
    text = path.read_text("utf-8") if path.suffix in (".html", ".xml", ".json", ".ics", ".txt") else ""
    if path.suffix == ".html":
        yield from _texts_of_page(text)
    elif path.suffix == ".xml":
        for part in re.findall(r">([^<]+)<|[a-z]+=\"([^\"]*)\"", text):
            yield from _texts_of_part(unescape(part[0] or part[1]))
    elif path.suffix == ".json":
        yield from _texts_of_data(json.loads(text))
    else:
        yield re.sub(r"\r?\n ", "", text)


def _texts_of_part(text: str) -> Iterator[str]:
    """Yield the words of *text*, which may be HTML."""
    return _texts_of_page(f'<html lang="en">{text}') if "<" in text else iter((text,))


def _texts_of_page(html: str) -> Iterator[str]:
    tree = LexborHTMLParser(html)
    if tree.root is None or not (tree.root.attributes.get("lang") or "").startswith("en"):
        return  # Leichte Sprache and the like, which the law asks for
    for node in tree.root.traverse(include_text=True):
        if not _is_english(node):
            continue
        if node.tag == "-text" and node.parent is not None and node.parent.tag not in ("script", "style"):
            yield node.text(deep=False)
        elif node.tag == "script" and node.attributes.get("type") == "application/ld+json":
            yield from _texts_of_data(json.loads(node.text()))
        elif node.tag == "meta" and node.attributes.get("http-equiv") is None:
            yield node.attributes.get("content") or ""
        for name, value in node.attributes.items():
            if value and (name in _SPOKEN or (name.startswith("data-") and " " in value)):
                yield value


def _is_english(node: LexborNode | None) -> bool:
    """Return whether *node* is in no part that is marked as another language."""
    while node is not None:
        if node.attributes and (lang := node.attributes.get("lang")):
            return lang.startswith("en")
        node = node.parent
    return True


def _texts_of_data(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from _texts_of_data(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts_of_data(value)
    elif isinstance(data, str):
        yield from _texts_of_part(data)
