"""Machine-readable parts of pages: linked data, Open Graph and the JSON copies."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.cli import commands
from tests.build.conftest import TINY_SITE, Build

SITE = "https://www.probe.example"
# https://developers.google.com/search/docs/appearance/structured-data, „Required“ and what makes sense beside it
REQUIRED = {
    "NewsArticle": {"headline", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage", "url"},
    "Event": {"name", "startDate", "location", "eventStatus", "eventAttendanceMode", "organizer", "url"},
    "BreadcrumbList": {"itemListElement"},
    "WebSite": {"name", "url", "publisher"},
    "GovernmentOrganization": {"name"},
}
ADDRESS = re.compile(r"https://(?:www\.probe\.example/|schema\.org)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the tiny site once."""
    folder = tmp_path_factory.mktemp("linked") / "site"
    assert commands.build(TINY_SITE, folder, None, True, True) == 0
    return folder


def tree(site: Path, address: str) -> LexborHTMLParser:
    """Return a page as a browser reads it."""
    return LexborHTMLParser((site / address.strip("/") / "index.html").read_text(encoding="utf-8"))


def one(page: LexborHTMLParser, selector: str) -> LexborNode:
    """Return the first element of *page* that *selector* means."""
    node = page.css_first(selector)
    assert node is not None, selector
    return node


def blocks(page: LexborHTMLParser) -> list[dict[str, Any]]:
    """Return the data blocks of *page*."""
    return [json.loads(node.text()) for node in page.css('script[type="application/ld+json"]')]


def pages(site: Path) -> list[str]:
    """Return the addresses of all pages."""
    return [f"/{path.parent.relative_to(site).as_posix()}/".replace("/./", "/") for path in site.rglob("index.html")]


def test_every_block_has_what_its_type_needs(site: Path) -> None:
    """All of a type's required fields, none of them empty; addresses are absolute and our own."""
    found = [(address, block) for address in pages(site) for block in blocks(tree(site, address))]

    assert {block["@type"] for _, block in found} == set(REQUIRED)
    for address, block in found:
        assert block["@context"] == "https://schema.org"
        lacking = {name for name in REQUIRED[block["@type"]] if not block.get(name)}
        assert not lacking, (address, block["@type"], lacking)
        for text in re.findall(r'"(https?:[^"]+)"', json.dumps(block)):
            assert ADDRESS.match(text), text


def test_breadcrumbs_say_what_the_page_shows(site: Path) -> None:
    """The trail for programs is the trail for people.

    Same names, in order, ending at the page itself.
    """
    for address in pages(site):
        page = tree(site, address)
        trail = next((block for block in blocks(page) if block["@type"] == "BreadcrumbList"), None)
        shown = [" ".join(node.text().split()) for node in page.css(".breadcrumbs-item")]
        if trail is None:
            continue
        steps = trail["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert [step["name"] for step in steps] == shown
        assert steps[-1]["item"] == SITE + address


def test_what_must_not_be_found_says_nothing(site: Path) -> None:
    """Pages with `noindex` have neither linked data nor Open Graph."""
    hidden = [page for address in pages(site) if (page := tree(site, address)).css_first('meta[name="robots"]')]

    assert hidden
    assert not any(blocks(page) or page.css('meta[property^="og:"]') for page in hidden)


@pytest.mark.parametrize("address", ["/", "/aktuelles/", "/datenschutz/"])
def test_a_shared_page_shows_its_title(site: Path, address: str) -> None:
    """Title, summary and address for those who show a preview of a link."""
    page = tree(site, address)
    graph = {node.attributes["property"]: node.attributes["content"] for node in page.css('meta[property^="og:"]')}

    assert graph["og:url"] == f"{SITE}{address}"
    assert graph["og:title"]
    assert graph["og:description"] == one(page, 'meta[name="description"]').attributes["content"]
    assert graph["og:locale"] == "de_DE"


def test_every_item_has_its_twin(site: Path) -> None:
    """Beside each article, event and film lies its JSON; the page and the catalogue lead there."""
    twins = {path.parent for path in site.rglob("index.json")}
    catalogue = json.loads((site / "daten/katalog.json").read_text(encoding="utf-8"))

    assert twins
    for folder in twins:
        data = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        page = tree(site, folder.relative_to(site).as_posix())
        heading = " ".join(one(page, "h1").text().split())
        assert data["title"] == heading
        link = one(page, 'link[type="application/json"]')
        assert link.attributes["href"] == f"/{folder.relative_to(site).as_posix()}/index.json"
        assert data["url"].startswith(SITE)
        assert data["publisher"] == "Ministerium für Proben"
        assert data["licence"] == "CC0"
        assert "<iframe" not in data["html"]
        assert "consent-embed" not in data["html"]
    listed = {entry["data"].removeprefix(SITE) for entry in catalogue["items"]}
    assert listed
    assert all((site / path.strip("/")).is_file() for path in listed)
    for node in tree(site, "/daten/").css(".ledger-value > a[href$='index.json']"):
        assert node.attributes["href"] in listed


def test_translations_know_each_other(build: Build, content: Path, output: Path) -> None:
    """An original and all its translations name one another, and nobody names itself."""
    original = content / "pages/der-prozess.md"
    for lang in ("en", "de-simple"):
        text = (
            f"---\ntitle: {lang}\nsummary: S.\nlang: {lang}\ntranslates: der-prozess.md\nslug: der-prozess\n---\n\nX.\n"
        )
        (content / f"pages/prozess-{lang}.md").write_text(text, encoding="utf-8")
    assert original.is_file()
    assert build().code == 0

    pages = {"de": "/der-prozess/", "de-simple": "/leichte-sprache/der-prozess/", "en": "/en/der-prozess/"}
    for lang, address in pages.items():
        links = tree(output, address).css('link[rel="alternate"][hreflang]')
        named = {link.attributes["hreflang"]: link.attributes["href"] for link in links}
        others = {other: to for other, to in pages.items() if other != lang}
        assert named == {other: f"{SITE}{to}" for other, to in others.items()}  # search engines want whole addresses
        shown = tree(output, address).css(".translations a")
        assert {link.attributes["hreflang"]: link.attributes["href"] for link in shown} == others


def test_every_page_has_a_picture_to_share(site: Path) -> None:
    """1200 x 630 points from our own address, with a text.

    Only pages that nobody shall find have none.
    """
    shown = {address: tree(site, address) for address in pages(site)}
    found: dict[str, str] = {}
    for address, page in shown.items():
        graph = {node.attributes["property"]: node.attributes["content"] for node in page.css('meta[property^="og:"]')}
        if page.css_first('meta[name="robots"]'):
            assert not graph
            continue
        picture = str(graph["og:image"]).removeprefix(f"{SITE}/")
        with Image.open(site / picture) as image:
            assert image.size == (1200, 630) == (int(graph["og:image:width"] or 0), int(graph["og:image:height"] or 0))
            assert Image.MIME[str(image.format)] == graph["og:image:type"]
        assert str(graph["og:image:alt"]).startswith(f"{one(page, '.wordmark').text().strip()}")
        found[address] = picture

    alone = {address for address, picture in found.items() if list(found.values()).count(picture) == 1}
    assert {a for a in found if re.match("/(veranstaltungen|clip)/.", a)} - {"/clip/film/"} <= alone
    assert found["/clip/"] == found["/clip/film/"]  # the index shows the newest film
    assert found["/aktuelles/zweiter/"] == found["/aktuelles/"] != found["/"] == found["/datenschutz/"]


def test_an_event_and_its_articles_lead_to_each_other(site: Path) -> None:
    """What was written before its first day announces it, the rest reports of it.

    Programs learn the same.
    """
    event, report = tree(site, "/veranstaltungen/treffen/"), tree(site, "/aktuelles/erster/")
    notes = {one_text(note, "dt"): [a.attributes["href"] for a in note.css("dd a")] for note in event.css(".note")}

    assert notes["Ankündigung"] == ["/aktuelles/zweiter/"]
    assert notes["Bericht"] == ["/aktuelles/erster/"]
    back = next(note for note in report.css(".note") if one_text(note, "dt") == "Veranstaltung")
    assert back.css_first("a").attributes["href"] == "/veranstaltungen/treffen/"  # type: ignore[union-attr]
    told = next(block for block in blocks(event) if block["@type"] == "Event")
    about = next(block for block in blocks(report) if block["@type"] == "NewsArticle")
    assert about["about"]["@id"] == told["@id"]
    assert [article["url"] for article in told["subjectOf"]] == [
        f"{SITE}{a}" for a in ("/aktuelles/zweiter/", "/aktuelles/erster/")
    ]
    related = [link.attributes["href"] for page in (event, report) for link in page.css(".is-related .teaser-link")]
    assert not {"/aktuelles/erster/", "/veranstaltungen/treffen/"} & set(related)


def one_text(note: LexborNode, selector: str) -> str:
    """Return the words of the first element in *note* that *selector* means."""
    found = note.css_first(selector)
    return " ".join(found.text().split()) if found else ""
