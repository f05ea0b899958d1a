"""A withdrawn text: its page says why, and nothing else of it is in any file of the site."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import brotli
import pytest

from plugins.build import build
from plugins.build.options import BuildOptions
from plugins.core.problem import Problem, Severity
from plugins.editor_form.suggestions import collect_suggestions
from plugins.proof import ProofInput, ShownText, prove
from plugins.publish.staging import stage_files
from tests.build.conftest import TINY_SITE
from tests.documents.samples import pdf

GZIP = b"\x1f\x8b"
DAY = dt.date(2026, 6, 1)
REASON = "Hier stand ein Name, der nicht genannt sein will <b> & mehr."
WITHDRAWN = f"withdrawn:\n  day: 2026-05-14\n  text: '{REASON}'\n"
COMMON = """\
title: ~title
summary: ~summary
tags: [~tag, Ehrenamt]
category: ~category
image: {src: /media/~picture.jpg, alt: ~alt, caption: ~caption, credit: ~credit}
corrected: [{day: 2026-05-13, text: ~corrected}]
embeds:
  - url: https://www.youtube.com/watch?v=~youtube
    title: ~embed
    alternative: ~alternative
    poster: {src: /media/~poster.jpg, alt: ~posteralt}
"""
BODY = """
## ~heading

~body und [~link](/media/~drawing.svg), auch [im Web](https://~host.example/).

[~report](/media/~report.pdf)

![~bodyalt](../../media/~body.jpg "~bodycaption")

https://www.youtube.com/watch?v=~youtube
"""
OWN = {
    "articles/2016": "date: 2016-10-26\nevent: /veranstaltungen/treffen/\n",
    "events/2016": "start: 2016-11-12T10:00\nplace: {name: ~place, street: ~street, postcode: ~code, city: ~city}\n"
    "organiser: ~organiser\nprogramme: [{time: '10:30', title: ~point, speaker: ~speaker}]\n"
    "gallery: [{src: /media/~gallery.jpg, alt: ~galleryalt}]\n",
    "clips": "date: 2016-10-26\nvideo: /media/~film.mp4\ncaptions: /media/~captions.vtt\n"
    "audio_description: /media/~description.mp4\nposter: /media/~still.jpg\nduration: PT2S\n",
    "pages": "",
}
PAGES = {
    "articles/2016": "aktuelles/weg",
    "events/2016": "veranstaltungen/weg",
    "clips": "clip/weg",
    "pages": "weg",
}
LINKING = """\
---
title: Wer darauf verweist
summary: Worum es geht.
date: 2026-05-01
image: {src: /media/geteilt.jpg, alt: Ein Haus}
event: ../../events/2016/weg.md
---
Mehr [im Artikel](weg.md#stelle) und [auf der Seite](/weg/), nicht [beim Treffen](/veranstaltungen/treffen/).
Und [ein Plan](/media/plan.svg).
"""
REGISTERING = """\
---
title: Wer sich dort anmelden soll
summary: Worum es geht.
start: 2098-11-12T10:00
place: {name: Rathaus, city: Musterstadt}
register: /weg/
---
Bis dann.
"""
TRANSLATION = """\
---
title: Away
summary: All about it.
lang: en
translates: weg.md
---
The page is in English.
"""


class Built(NamedTuple):
    """A site with withdrawn texts and with the same texts in other words, and all that was said."""

    output: Path
    content: Path
    staged: Path
    problems: tuple[Problem, ...]

    def said(self, code: str) -> list[tuple[str, int]]:
        """Return the places of a code."""
        return [(Path(one.file).name, one.line) for one in self.problems if one.code == code]


def spell(text: str, folder: str, kind: str) -> str:
    """Return *text* with a word for each ~name that stands nowhere else: *kind* is its beginning."""
    ids = {"~youtube": f"{kind}{folder[:2]}abcdefghijk"[:11]}
    return re.sub(r"~[a-z]+", lambda name: ids.get(name[0], f"{kind}{folder[:2]}{name[0][1:]}"), text)


def write(content: Path, folder: str, kind: str, name: str, extra: str) -> None:
    text = spell(f"---\n{COMMON}{OWN[folder]}{extra}---\n{BODY}", folder, kind)
    text = text.replace("../../media", "../media") if "/" not in folder else text
    (content / folder / f"{name}.md").write_text(text, "utf-8")
    found = re.findall(r"media/(\w+\.\w+)", text)
    dark = [f"{file[:-4]}.dark.svg" for file in found if file.endswith(".svg")]
    for file in (*found, *dark):
        source = TINY_SITE / "media" / {".mp4": "clip/film.mp4"}.get(Path(file).suffix, "bild.jpg")
        data = source.read_bytes()
        if file.endswith(".svg"):
            data = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><desc>{file}</desc></svg>'.encode()
        if file.endswith(".vtt"):
            data = f"WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n{file.partition('.')[0]}\n".encode()
        if file.endswith(".pdf"):
            data = pdf()
        (content / "media" / file).write_bytes(data)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the tiny site with a withdrawn text of each type, and with one that stands."""
    folder = tmp_path_factory.mktemp("withdrawn")
    content, output = shutil.copytree(TINY_SITE, folder / "content"), folder / "output"
    for where in OWN:
        write(content, where, "zorp", "weg", f"aliases: [/frueher-{where[:2]}/]\n{WITHDRAWN}")
        write(content, where, "quum", "da", "")
    (content / "media" / "geteilt.jpg").write_bytes((TINY_SITE / "media" / "bild.jpg").read_bytes())
    path = content / "pages" / "weg.md"
    path.write_text(
        path.read_text("utf-8") + "\n![Geteilt](/media/geteilt.jpg)\n\n![Dunkel](/media/plan.dark.svg)\n", "utf-8"
    )
    for name in ("plan.svg", "plan.dark.svg"):
        (content / "media" / name).write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    (content / "articles" / "2016" / "verweis.md").write_text(LINKING, "utf-8")
    (content / "events" / "2016" / "anmelden.md").write_text(REGISTERING, "utf-8")
    (content / "pages" / "weg-en.md").write_text(TRANSLATION, "utf-8")
    result = build.build_site(BuildOptions(content, output, day=DAY))
    assert [one for one in result.problems if one.severity is Severity.ERROR] == []
    stage_files(output, folder / "staged", "/", folder / "compressed")
    return Built(output, content, folder / "staged", result.problems)


def unpacked(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, and of all that is packed in it."""
    data = path.read_bytes()
    yield data
    if path.suffix == ".br":
        yield brotli.decompress(data)
    elif data[:2] == GZIP:
        yield gzip.decompress(data)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def words(kind: str, text: str) -> set[str]:
    """Return the words in *text* that begin with *kind*."""
    return set(re.findall(rf"(?:{kind})[a-z]+", text.lower()))


@pytest.fixture(scope="module")
def read(built: Built) -> set[str]:
    """Return every word of either kind of text that stands in any file or in its name."""
    found: set[str] = set()
    for path in (one for folder in (built.output, built.staged) for one in folder.rglob("*") if one.is_file()):
        for data in (str(path.relative_to(built.output.parent)).encode(), *unpacked(path)):
            found |= words("zorp|quum", data.decode("latin-1"))
    return found


def typed(content: Path, name: str) -> set[str]:
    return set().union(*(words("zorp|quum", (content / one / f"{name}.md").read_text("utf-8")) for one in OWN))


def test_nothing_of_a_withdrawn_text_is_in_any_file(built: Built, read: set[str]) -> None:
    """No word of any field, no picture, no film; of a text that stands nearly every one is."""
    assert typed(built.content, "da") <= read

    assert {word for word in read if word.startswith("zorp")} == set()
    assert len(typed(built.content, "weg")) > 70


@pytest.mark.parametrize("page", PAGES.values())
def test_its_page_says_why(built: Built, page: str) -> None:
    """Since when, by whose words, and that nobody is to find it."""
    html = (built.output / page / "index.html").read_text("utf-8")
    main = re.sub("<[^>]*>", "", html[html.index("<main") : html.index("</main>")])

    assert "Hier stand ein Name, der nicht genannt sein will &lt;b&gt; &amp; mehr." in main
    assert "Zurückgezogen am 14.\u00a0Mai 2026" in main
    assert '<meta name="robots" content="noindex">' in html
    assert "og:" not in html
    assert "application/ld+json" not in html


@pytest.mark.parametrize("page", list(PAGES.values())[:3])
def test_its_data_say_so_and_nothing_else(built: Built, page: str) -> None:
    copy = json.loads((built.output / page / "index.json").read_text("utf-8"))

    assert copy.keys() == {"type", "url", "lang", "withdrawn", "publisher", "licence"}
    assert copy["withdrawn"] == {"day": "2026-05-14", "text": REASON}


def test_no_list_leads_there(built: Built) -> None:
    """No list, calendar, sitemap or catalogue: only a text that links to it, and its own files."""
    naming = {
        path.relative_to(built.output).parts[:2]
        for path in built.output.rglob("*")
        if path.suffix in (".html", ".xml", ".json", ".ics")
        if re.search(r"/(?:aktuelles|veranstaltungen|clip)/weg[/.]", path.read_text("utf-8"))
    }

    own = {tuple(page.split("/")) for page in list(PAGES.values())[:3]}
    former = {(f"frueher-{one}", "index.html") for one in ("ar", "ev", "cl")}
    assert naming - own - former == {("aktuelles", "verweis"), ("aktuelles", "feed.xml"), ("feed.xml",)}
    assert "/weg/" not in (built.output / "sitemap.xml").read_text("utf-8")
    assert not (built.output / "veranstaltungen" / "weg.ics").exists()
    assert not (built.output / "clip" / "weg" / "textfassung.txt").exists()


def test_a_picture_of_another_text_stays(built: Built) -> None:
    """So does the drawing for dark pages, which that text has not to name."""
    assert "geteilt" in (built.output / "aktuelles" / "verweis" / "index.html").read_text("utf-8")
    assert (built.output / "media" / "plan.dark.svg").exists()


def test_its_former_addresses_lead_to_its_page(built: Built) -> None:
    assert "/aktuelles/weg/" in (built.output / "frueher-ar" / "index.html").read_text("utf-8")


def test_whatever_leads_there_is_told(built: Built) -> None:
    """Links by file and by address, where one registers, an article's event, and a translation's original."""
    links = [("verweis.md", 6), ("verweis.md", 8), ("verweis.md", 8)]
    assert sorted(built.said("withdrawn-target")) == [("anmelden.md", 6), *links]
    assert built.said("withdrawn-original") == [("weg-en.md", 5)]


def test_the_published_form_offers_none_of_its_words(built: Built) -> None:
    offered = collect_suggestions(built.content, DAY)

    assert words("zorp", str(offered)) == set()
    assert words("quum", str(offered)) >= {"quumartag", "quumarcategory", "quumevorganiser", "quumevplace"}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("aktuelles/weg/index.html", "nicht genannt sein", "wohl genannt sein"),
        ("aktuelles/weg/index.html", "14.\u00a0Mai 2026", "15.\u00a0Mai 2026"),
        ("aktuelles/weg/index.html", "&amp; mehr.</p>", "&amp; mehr.</p><p>zorparbody</p>"),
        ("aktuelles/weg/index.json", "nicht genannt sein", "wohl genannt sein"),
        ("aktuelles/weg/index.json", "2026-05-14", "2026-05-15"),
    ],
)
def test_the_proof_finds_another_word_and_one_too_many(
    built: Built, tmp_path: Path, path: str, old: str, new: str
) -> None:
    """On its page and in its data."""
    text = (built.output / path).read_text("utf-8")
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text.replace(old, new), "utf-8")
    file = built.content / "articles" / "2016" / "weg.md"
    shown = ShownText(
        "content/articles/2016/weg.md", file, "", ("aktuelles/weg/index.html", "aktuelles/weg/index.json")
    )

    assert old in text
    assert prove(ProofInput((shown,), (), built.content, (built.output,))).problems == ()
    assert prove(ProofInput((shown,), (), built.content, (tmp_path, built.output))).problems != ()


def test_what_the_law_asks_for_stays(tmp_path: Path) -> None:
    """An imprint can be put right, but not withdrawn."""
    content = Path(shutil.copytree(TINY_SITE, tmp_path / "content"))
    page = content / "pages" / "impressum.md"
    page.write_text(page.read_text("utf-8").replace("---\n", f"---\n{WITHDRAWN}", 1), "utf-8")

    result = build.build_site(BuildOptions(content, tmp_path / "output", day=DAY, search=False, audit=False))

    assert [(one.code, one.line) for one in result.problems if one.severity is Severity.ERROR] == [
        ("withdrawn-by-law", 2)
    ]
