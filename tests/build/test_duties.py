"""What a public site owes its readers, seen in a whole build."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.build.conftest import Build

pytestmark = pytest.mark.slow

FORM = '{open: Formular, law: "BGG NRW § 10b"}'


def pages(output: Path) -> dict[str, LexborHTMLParser]:
    """Return every page of the output by its path."""
    return {
        path.relative_to(output).as_posix(): LexborHTMLParser(path.read_text(encoding="utf-8"))
        for path in output.rglob("*.html")
    }


def replace(content: Path, old: str, new: str) -> None:
    """Change site.yaml."""
    facts = content / "site.yaml"
    text = facts.read_text(encoding="utf-8")
    assert old in text
    facts.write_text(text.replace(old, new), encoding="utf-8")


def barrier_links(output: Path) -> dict[str, str]:
    """Return where „Barriere melden“ leads, for every page."""
    return {
        path: str(link.attributes["href"])
        for path, page in pages(output).items()
        for link in page.css("footer a")
        if link.text().strip() in ("Barriere melden", "Ein Problem melden")
    }


def test_a_barrier_can_be_told_from_every_page_by_mail(build: Build, output: Path) -> None:
    """Without a form the link writes a mail that already names the page.

    BGG NRW § 10b, BITVNRW § 5.
    """
    assert build().code == 0

    links = barrier_links(output)

    assert links.keys() == pages(output).keys()
    for path, link in links.items():
        parts = urlsplit(link)
        assert (parts.scheme, parts.path) == ("mailto", "probe@probe.example")
        canonical = pages(output)[path].css_first('link[rel="canonical"]')
        assert canonical is not None
        assert f"Seite: {canonical.attributes['href']}\n" in parse_qs(parts.query)["body"][0]


def test_where_there_is_a_form_the_link_leads_there(build: Build, content: Path, output: Path) -> None:
    """The electronic form comes first."""
    replace(content, FORM, '"https://formulare.probe.example/kontakt"')
    assert build().code == 0

    assert set(barrier_links(output).values()) == {"https://formulare.probe.example/kontakt"}


def test_without_either_the_ways_to_us_are_shown(build: Build, content: Path, output: Path) -> None:
    """As long as both facts are open the link leads to the addresses that are known."""
    replace(content, "mail: probe@probe.example", "mail: {open: Mail}")
    assert build().code == 0

    assert set(barrier_links(output).values()) == {"/barrierefreiheit/#teil-adressen"}


def test_a_place_leads_to_a_map(build: Build, output: Path) -> None:
    """A plain link with the place's address; no map is loaded."""
    assert build().code == 0

    page = pages(output)["veranstaltungen/treffen/index.html"]

    (link,) = [link for link in page.css("a") if "openstreetmap" in str(link.attributes["href"])]
    parts = urlsplit(str(link.attributes["href"]))
    assert (parts.netloc, parts.path) == ("www.openstreetmap.org", "/search")
    assert parse_qs(parts.query)["query"][0].strip()
    assert not page.css("iframe")


@pytest.mark.parametrize(("day", "said"), [("2017-09-30", 0), ("2017-10-03", 1)])
def test_an_old_accessibility_statement_is_a_hint(
    check: Build, day: str, said: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A year after its date the statement has to be looked at again."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _epoch(day))

    result = check()

    lines = [line for line in result.complained.splitlines() if "Die Erklärung zur Barrierefreiheit ist vom" in line]
    assert len(lines) == said
    assert result.code == 0


@pytest.mark.parametrize(("day", "shown"), [("2018-10-01", False), ("2018-11-30", True)])
def test_an_old_article_says_that_it_is_old(
    build: Build, output: Path, day: str, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After two years without a change readers are told that things may be different now."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", _epoch(day))
    assert build().code == 0

    articles = [
        page for path, page in pages(output).items() if page.css_first(".article .notes") and "aktuelles" in path
    ]

    assert articles
    assert all(bool(page.css(".notice")) == shown for page in articles)


def _epoch(day: str) -> str:
    return str(int(dt.datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()))
