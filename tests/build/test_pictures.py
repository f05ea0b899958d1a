"""Pictures on pages: small where a page is small, and free of metadata.

What is wrong with one is told to editors in two lines.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.build import plan
from tests.build.conftest import Build, fingerprint
from tests.images import samples

pytestmark = pytest.mark.slow

BASE = "https://x.example/vorschau/mr-7/"
ARTICLE = """---
title: Bilder
summary: Ein Artikel mit Bildern.
date: 2016-10-27
image: {{src: /media/breit.jpg, alt: Ein Saal, credit: "Foto: A & B", caption: Der Saal}}
---
{body}
"""
BODY = """Davor.

![Ein hohes Bild](/media/hoch.jpg "Was es <zeigt>"){credit="Foto: Jemand"}

Text mit ![Schirm](../../media/schirm.png) darin.

![Zeichnung](/media/bild.svg)
"""
GALLERY = """gallery:
  - {src: /media/breit.jpg, alt: Eins, caption: Bild eins}
  - {src: /media/hoch.jpg, alt: "", decorative: true}
register:"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for what is kept of pictures."""
    monkeypatch.setattr(plan, "_IMAGES", tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def pictured(content: Path, kept: Path) -> Path:
    """The tiny site with photos that tell where they were taken."""
    assert not kept.exists()
    media = content / "media"
    (media / "breit.jpg").write_bytes(samples.with_metadata(samples.photo(900, 600), "JPEG"))
    (media / "hoch.jpg").write_bytes(samples.with_metadata(samples.photo(400, 200), "JPEG", orientation=6))
    (media / "schirm.png").write_bytes(samples.with_metadata(samples.quarters(500, 250), "PNG"))
    (media / "nur-laden.webp").write_bytes(samples.with_metadata(samples.photo(90, 60), "WEBP"))
    write(content, BODY)
    event = content / "events" / "2016" / "treffen.md"
    event.write_text(event.read_text().replace("register:", GALLERY), encoding="utf-8")
    return content


def write(content: Path, body: str) -> None:
    (content / "articles" / "2016" / "bilder.md").write_text(ARTICLE.format(body=body), encoding="utf-8")


def page(output: Path, path: str) -> LexborNode:
    tree = LexborHTMLParser((output / path / "index.html").read_text(encoding="utf-8"))
    main = tree.css_first("main")
    assert main
    return main


def size(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def said(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""


def test_every_picture_comes_in_formats_and_widths_that_exist(pictured: Path, build: Build, output: Path) -> None:
    """In heads, texts and galleries, and below a sub-path.

    Widths as said, none larger than the picture.
    """
    assert pictured.exists()
    assert build(BASE).code == 0

    found = 0
    for path in ("aktuelles/bilder", "veranstaltungen/treffen"):
        for source in page(output, path).css("picture > source, picture > img"):
            for candidate in said(source, "srcset").split(", "):
                address, width = candidate.split(" ")
                assert address.startswith("/vorschau/mr-7/assets/")
                file = output / address.removeprefix("/vorschau/mr-7/")
                assert size(file)[0] == int(width.removesuffix("w")) <= 900
                found += 1
            assert said(source, "sizes")
        for picture in page(output, path).css("picture"):
            kinds = [said(source, "type") for source in picture.css("source")]
            lossless = "schirm" in (picture.html or "")
            assert kinds == (["image/webp"] if lossless else ["image/avif", "image/webp"])
    assert found > 20


def test_no_picture_moves_the_page_and_only_the_first_is_loaded_at_once(
    pictured: Path, build: Build, output: Path
) -> None:
    """Each says its size as it is seen, drawings too; the first is not lazy, the others are."""
    assert pictured.exists()
    build()

    images = page(output, "aktuelles/bilder").css("img")
    assert [(said(one, "width"), said(one, "height")) for one in images] == [
        ("900", "600"),
        ("200", "400"),
        ("500", "250"),
        ("8", "8"),
    ]
    assert [said(one, "loading") for one in images] == ["", "lazy", "lazy", "lazy"]
    assert {said(one, "decoding") for one in images} == {"async"}
    assert [said(one, "loading") for one in page(output, "veranstaltungen/treffen").css("img")] == ["", "lazy"]


def test_without_a_picture_in_the_head_the_first_of_the_text_is_loaded_at_once(
    pictured: Path, build: Build, output: Path
) -> None:
    """Whichever comes first."""
    article = pictured / "articles" / "2016" / "bilder.md"
    article.write_text(re.sub("image: .*\n", "", article.read_text()), encoding="utf-8")
    build()

    assert [said(one, "loading") for one in page(output, "aktuelles/bilder").css("img")] == ["", "lazy", "lazy"]


def test_caption_and_credit_are_shown(pictured: Path, build: Build, output: Path) -> None:
    """From the front matter, and from the Markdown of a picture that stands alone."""
    assert pictured.exists()
    build()

    main = page(output, "aktuelles/bilder")
    assert [" ".join(one.text().split()) for one in main.css("figcaption")] == [
        "Der Saal Foto: A & B",
        "Was es <zeigt> Foto: Jemand",
    ]
    assert [said(one, "alt") for one in main.css("img")] == ["Ein Saal", "Ein hohes Bild", "Schirm", "Zeichnung"]
    assert "credit=" not in (main.html or "")


def test_a_picture_in_a_sentence_leaves_the_sentence_whole(pictured: Path, build: Build, output: Path) -> None:
    """No space is lost or added beside it."""
    write(pictured, "Das (![Schirm](/media/schirm.png)) ist **![Schirm](/media/schirm.png)**.")
    build()

    paragraph = page(output, "aktuelles/bilder").css(".prose > p:not(.notice)")[0]
    assert re.sub(r"<picture>.*?</picture>", "#", paragraph.html or "", flags=re.DOTALL) == (
        "<p>Das (#) ist <strong>#</strong>.</p>"
    )


def test_nothing_that_goes_out_tells_where_a_picture_was_taken(pictured: Path, build: Build, output: Path) -> None:
    """Not the renditions, not the pictures themselves, not those that no page shows."""
    assert samples.SECRET in (pictured / "media" / "nur-laden.webp").read_bytes()
    build()

    assert {"breit.jpg", "nur-laden.webp"} <= {path.name for path in (output / "media").iterdir()}
    assert not [path for path in output.rglob("*") if path.is_file() and samples.SECRET in path.read_bytes()]
    assert not list((output / "assets").glob("nur-laden*"))


def test_feeds_show_plain_pictures_that_exist(pictured: Path, build: Build, output: Path) -> None:
    """Programs that read feeds know neither our formats nor our addresses."""
    assert pictured.exists()
    build()

    feed = ElementTree.parse(output / "aktuelles" / "feed.xml")
    entry = next(e for e in feed.findall("{*}entry") if e.findtext("{*}title") == "Bilder")
    html = entry.findtext("{*}content") or ""
    assert '<img src="https://www.probe.example/media/hoch.jpg" alt="Ein hohes Bild" width="200" height="400">' in html
    assert "<figcaption>Was es &lt;zeigt&gt; Foto: Jemand</figcaption>" in html
    assert "srcset" not in html
    for address in re.findall(r'src="https://www\.probe\.example/([^"]+)', html):
        assert (output / address).is_file()


def test_the_gallery_is_links_to_large_pictures(pictured: Path, build: Build, output: Path) -> None:
    """Each named after its picture, also the one that is mere decoration."""
    assert pictured.exists()
    build()

    links = page(output, "veranstaltungen/treffen").css("a.gallery-link")
    assert [said(link, "aria-label") for link in links] == ["Bild 1 von 2 vergrößern: Eins", "Bild 2 von 2 vergrößern"]
    assert [size(output / said(link, "href").removeprefix("/")) for link in links] == [(900, 600), (200, 400)]


def test_only_a_page_with_a_gallery_loads_its_script(pictured: Path, build: Build, output: Path) -> None:
    """Others would load it for nothing; an event without one loads what an event needs."""
    assert pictured.exists()
    build()

    pages = {path.parent.name: path.read_text("utf-8") for path in output.rglob("index.html")}
    assert {name for name, html in pages.items() if "/gallery." in html} == {"treffen"}
    events = {path.stem for path in (output / "veranstaltungen").glob("*.ics")} - {"kalender"}
    assert {name for name, html in pages.items() if "/event." in html} == events - {"treffen"} != set()


def test_a_second_build_and_a_build_from_nothing_make_the_same(
    pictured: Path, build: Build, output: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Byte for byte, with what was kept and without."""
    assert pictured.exists()
    build()
    first = fingerprint(output)

    build()
    assert fingerprint(output) == first

    monkeypatch.setattr(plan, "_IMAGES", tmp_path / "elsewhere")
    build()
    assert fingerprint(output) == first


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (samples.bomb(), "60000 × 60000 Bildpunkte"),
        (samples.save(samples.photo(90, 60), "PNG")[:900], "beschädigt oder unvollständig"),
        (samples.save(samples.photo(90, 60), "JPEG"), "steckt etwas anderes"),
        (b"", "Die Datei ist leer."),
    ],
)
def test_a_picture_that_cannot_be_shown_is_two_lines(
    pictured: Path, build: Build, output: Path, data: bytes, words: str
) -> None:
    """Its file, what is wrong and what to do.

    Once, however many pages show it, and no former site is lost.
    """
    build()
    before = fingerprint(output)
    (pictured / "media" / "schirm.png").write_bytes(data)

    result = build()

    assert (result.code, fingerprint(output)) == (1, before)
    lines = result.complained.strip().splitlines()
    assert lines[0].startswith(f"{pictured}/media/schirm.png:1: ")
    assert words in lines[0]
    assert lines[1].startswith("  → Bitte ")
    assert "Traceback" not in result.complained
    assert lines[-1].startswith("Nicht gebaut: 1 Fehler.")


def test_a_picture_with_a_wrong_ending_is_told_the_right_one(pictured: Path, check: Build) -> None:
    """The commonest mistake, and the only one that renaming mends."""
    (pictured / "media" / "schirm.png").write_bytes(samples.save(samples.photo(90, 60), "JPEG"))

    assert "Bitte umbenennen, zum Beispiel: schirm.jpg" in check().complained


def test_hints_stop_nothing(pictured: Path, build: Build, check: Build) -> None:
    """A printer's picture and a moving one are shown, and the editor hears of it."""
    printed = samples.save(samples.quarters(40, 20).convert("CMYK"), "JPEG")
    (pictured / "media" / "breit.jpg").write_bytes(printed)
    (pictured / "media" / "lauf.gif").write_bytes(samples.moving("GIF"))

    assert build().code == 0
    told = check().complained
    assert "breit.jpg:1: Hinweis: Das Bild hat die Farben eines Drucks (CMYK)." in told
    assert "lauf.gif:1: Hinweis: Das Bild bewegt sich" in told
