"""The build as a whole: what it makes, and that it makes nothing where something is wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from plugins.cli import commands
from tests.build.conftest import TINY_SITE, Build, fingerprint
from tests.golden_cases import Case, cases
from tools.environment import ROOT

BROKEN = [
    case
    for case in cases("front-matter.md")
    if case.expected.startswith("content/") and ": Hinweis: " not in case.expected.split("\n")[0]
]
ADDRESSES = [
    "/",
    "/aktuelles/",
    "/aktuelles/erster/",
    "/veranstaltungen/",
    "/veranstaltungen/treffen/",
    "/clip/",
    "/clip/film/",
    "/themen/ehrenamt/",
    "/der-prozess/",
    "/kommmach-nrw/",
    "/mitmachen/",
    "/datenschutz/",
    "/netiquette/",
    "/impressum/",
    "/barrierefreiheit/",
    "/leichte-sprache/",
    "/gebaerdensprache/",
    "/kontakt/",
    "/zwei-klick/",
    "/social-media/",
    "/suche/",
]
FILES = [
    "404.html",
    "feed.xml",
    "aktuelles/feed.xml",
    "veranstaltungen/feed.xml",
    "veranstaltungen/kalender.ics",
    "veranstaltungen/treffen.ics",
    "sitemap.xml",
    "robots.txt",
    ".well-known/security.txt",
]


def test_every_address_of_the_site_is_there(build: Build, output: Path) -> None:
    """Pages, feeds, calendars and the files for machines stand where they always will."""
    result = build()

    assert (result.code, result.complained) == (0, "")
    expected = {f"{address.strip('/')}/index.html".lstrip("/") for address in ADDRESSES} | set(FILES)
    assert expected <= set(fingerprint(output))


def test_the_summary_counts(build: Build, output: Path) -> None:
    """Pages, embeds, seconds and hints are named."""
    result = build()

    pages = sum(1 for name in fingerprint(output) if name.endswith(".html"))
    assert re.search(rf"^{pages} Seiten, 20 eingebettete Inhalte, \d+\.\d Sekunden, \d+ Hinweise", result.said)


def test_drafts_and_future_articles_are_absent(build: Build, output: Path) -> None:
    """What is not to be published is nowhere in the output, not even in a list."""
    build()

    assert not (output / "aktuelles/entwurf").exists()
    assert not (output / "aktuelles/morgen").exists()
    for name in fingerprint(output):
        text = (output / name).read_bytes()
        assert b"Ein Entwurf" not in text, name
        assert b"Ein Artikel von morgen" not in text, name


def test_a_hidden_article_is_built_and_named_nowhere(build: Build, output: Path) -> None:
    """Whoever has the address can read it; no list, feed or sitemap tells it."""
    build()

    page = (output / "aktuelles/versteckt/index.html").read_text(encoding="utf-8")
    assert re.search(r'<meta name="robots" content="noindex', page)
    naming = [name for name in fingerprint(output) if b"versteckt" in (output / name).read_bytes()]
    assert naming == ["aktuelles/versteckt/index.html"]


@pytest.mark.parametrize("day", ["2097-12-31", "2098-01-01"])
def test_an_article_appears_on_its_day(build: Build, output: Path, monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """The day is that of SOURCE_DATE_EPOCH; the article of 1 January 2098 is there from then on."""
    seconds = {"2097-12-31": 4039354800, "2098-01-01": 4039441200}[day]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))

    result = build()

    assert result.code == 0, result.complained
    assert (output / "aktuelles/morgen/index.html").exists() == (day == "2098-01-01")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tiny site and its output, built once; who breaks it mends it."""
    folder = tmp_path_factory.mktemp("sound")
    shutil.copytree(TINY_SITE, folder / "content")
    assert commands.build(folder / "content", folder / "output", None, search=True, audit=True) == 0
    return folder


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_a_broken_file_stops_the_build_and_leaves_the_output(
    sound: Path, capsys: pytest.CaptureFixture[str], case: Case
) -> None:
    """A mistake in one file is told in German with file and line, and the build exits with 1.

    The former output stays byte for byte.
    """
    before = fingerprint(sound / "output")
    broken = sound / "content" / ("events" if "\nstart:" in case.given else "articles") / "2016/x.md"
    broken.parent.mkdir(exist_ok=True)
    broken.write_text(case.given, encoding="utf-8")

    code = commands.build(sound / "content", sound / "output", None, search=True, audit=True)

    broken.unlink()
    complained = capsys.readouterr().err
    assert code == 1
    line = case.expected.split(":")[1]
    assert f"{broken.as_posix()}:{line}: " in complained
    assert "Traceback" not in complained
    assert fingerprint(sound / "output") == before


def test_all_broken_files_are_named_in_one_run_and_in_order(build: Build, content: Path, output: Path) -> None:
    """An unreadable file never hides another, nor what only the audit finds."""
    front = "---\ntitle: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\n---\n"
    files = {
        "a-encoding.md": front.replace("Worum", "Für").encode("cp1252"),
        "b-link.md": f"{front}[weg](/aktuelles/weg/)".encode(),
        "c-date.md": front.replace("2016-10-26", "31.02.2026").encode(),
        "d-iframe.md": f"{front}<iframe src='https://fremd.example/'></iframe>".encode(),
        "e-title.md": front.replace("title: Ein Titel\n", "").encode(),
        "f-anchor.md": f"{front}\n[weg](/datenschutz/#weg)".encode(),
        "g-ending.txt": front.encode(),
    }
    for name, raw in files.items():
        (content / "articles/2016" / name).write_bytes(raw)

    result = build()

    named = re.findall(r"/articles/2016/([a-z-]+\.\w+):(\d+): ", result.complained)
    assert list(dict.fromkeys(name for name, _ in named)) == list(files)
    assert dict(named)["d-iframe.md"] == "6"
    assert dict(named)["f-anchor.md"] == "7"
    assert result.code == 1
    assert not output.exists()


def test_nothing_is_left_beside_the_output(build: Build, content: Path, output: Path) -> None:
    """The fresh folder of a build is gone afterwards, whether it was used or not."""
    build()
    (content / "articles/2016/x.md").write_text("kaputt", encoding="utf-8")
    build()

    assert sorted(path.name for path in output.parent.iterdir()) == ["content", "output"]


@pytest.mark.parametrize("name", [".git/config", "site.yaml", "tasks.py", "urlaub.jpg", "index.html"])
def test_an_output_that_is_no_site_is_not_replaced(build: Build, output: Path, name: str) -> None:
    """A typing error after --output must not cost anybody anything."""
    (output / name).parent.mkdir(parents=True)
    (output / name).write_text("Arbeit", encoding="utf-8")

    result = build()

    assert result.code == 1
    assert (output / name).read_text(encoding="utf-8") == "Arbeit"
    assert "Traceback" not in result.complained


def test_an_output_inside_the_content_is_refused(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The editors' pictures are not replaced by a site."""
    before = fingerprint(content)

    assert commands.build(content, content / "media", None, search=True, audit=True) == 1

    assert fingerprint(content) == before
    assert "liegen ineinander" in capsys.readouterr().err


def test_an_output_behind_a_link_is_replaced_where_it_is(build: Build, output: Path) -> None:
    """A link to the folder that a server shows stays a link."""
    target = output.with_name("htdocs")
    target.mkdir()
    output.symlink_to(target)

    assert build().code == 0

    assert output.is_symlink()
    assert (target / "index.html").exists()


@pytest.mark.parametrize("base_url", ["a", "x:y", "file:///x", "/a//b", "https://x/..", "https://[::1", "//x/", "a b"])
def test_an_impossible_base_url_is_refused(build: Build, output: Path, base_url: str) -> None:
    """One sentence, not one problem for each link of each page."""
    result = build(base_url=base_url)

    assert result.code == 1
    assert len(result.complained.splitlines()) == 2
    assert not output.exists()


@pytest.mark.parametrize("epoch", ["garbage", " ", "1.5", "253402300800000"])
def test_an_impossible_day_is_refused(build: Build, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """Whoever sets SOURCE_DATE_EPOCH wrongly is told so."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    result = build()

    assert result.code == 1
    assert "SOURCE_DATE_EPOCH" in result.complained


def test_a_link_in_place_of_a_folder_is_named(build: Build, content: Path) -> None:
    """What cannot be read as a file is a problem, never a missing year of articles."""
    (content / "articles/2016").rename(content.with_name("elsewhere"))
    (content / "articles/2016").symlink_to(content.with_name("elsewhere"))

    result = build()

    assert result.code == 1
    assert "/articles/2016:1: " in result.complained


def test_one_dead_link_is_one_problem(build: Build, content: Path) -> None:
    """What stands in the feeds as well is told once, where it was written."""
    text = (content / "articles/2016/erster.md").read_text(encoding="utf-8")
    (content / "articles/2016/erster.md").write_text(f"{text}\n\n[weg](/aktuelles/weg/)\n", encoding="utf-8")

    result = build()

    assert result.complained.count("  → ") == 1


@pytest.mark.parametrize("heading", ["Inhalt", "Navigation"])
def test_a_heading_may_be_called_like_a_part_of_the_page(build: Build, content: Path, heading: str) -> None:
    """The theme's own anchors are not in the editors' way."""
    page = content / "pages/netiquette.md"
    page.write_text(
        f"{page.read_text(encoding='utf-8')}\n\n## {heading}\n\nText <info@probe.example>.\n", encoding="utf-8"
    )

    result = build()

    assert (result.code, result.complained) == (0, "")


def test_a_former_address_leads_on(build: Build, output: Path) -> None:
    """Whoever kept the old link arrives, with or without JavaScript.

    Search engines learn the new one.
    """
    build()

    page = (output / "alt/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=/aktuelles/erster/">' in page
    assert '<link rel="canonical" href="https://www.probe.example/aktuelles/erster/">' in page
    assert "noindex" in page
    assert "/alt/" not in (output / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("base", ["/", "/vorschau/mr-7/"])
def test_servers_learn_of_former_addresses(build: Build, output: Path, base: str) -> None:
    """A server that reads the map answers at once; below a path both addresses have it."""
    build(base_url=f"https://www.probe.example{base}")

    assert (output / "_redirects").read_text(encoding="utf-8") == f"{base}alt/ {base}aktuelles/erster/ 301\n"


@pytest.mark.parametrize("alias", ["/aktuelles/zweiter/", "/suche/", "/../../etc/", "https://fremd.example/"])
def test_a_former_address_cannot_take_another_ones_place(build: Build, content: Path, alias: str) -> None:
    """Collisions and impossible paths are refused."""
    article = content / "articles/2016/erster.md"
    article.write_text(article.read_text(encoding="utf-8").replace("[/alt/]", f'["{alias}"]'), encoding="utf-8")

    result = build()

    assert result.code == 1
    assert "/articles/2016/erster.md:" in result.complained


def test_every_address_works_below_a_sub_path(build: Build, output: Path) -> None:
    """With --base-url every link begins with its path.

    Canonical addresses stay those of the site.
    """
    result = build(base_url="https://vorschau.example/mr-7/")

    assert result.code == 0, result.complained
    for name in fingerprint(output):
        if name.endswith(".html"):
            text = (output / name).read_text(encoding="utf-8")
            for link in re.findall(r'\s(?:href|src|poster)="(/[^"]*)"', text):
                assert link.startswith("/mr-7/"), (name, link)
            assert '<link rel="canonical" href="https://www.probe.example/' in text, name


def test_the_same_content_gives_the_same_bytes(build: Build, output: Path) -> None:
    """Two builds of one state differ in nothing."""
    build()
    first = fingerprint(output)
    build()

    assert fingerprint(output) == first


def test_characters_that_mean_something_in_html_are_text(build: Build, output: Path) -> None:
    """A title may hold any character; on the page it is text."""
    build()

    page = (output / "aktuelles/zweiter/index.html").read_text(encoding="utf-8")
    assert "Der zweite Artikel &amp; &lt;seine&gt; „Zeichen“" in page
    assert "<seine>" not in page


@pytest.mark.parametrize(
    "alias", ["/404.html", "/index.html", "/veranstaltungen/treffen.ics", "/aktuelles/feed.xml/alt", "/media/bild.svg"]
)
def test_a_former_address_cannot_be_where_a_file_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], alias: str
) -> None:
    """The file would stand in the way of a folder.

    The build would end without a word on which text it was.
    """
    content = Path(shutil.copytree(ROOT / "tests" / "site", tmp_path / "content"))
    text = (content / "articles/2016/erster.md").read_text("utf-8")
    (content / "articles/2016/erster.md").write_text(text.replace("[/alt/]", f"[{alias}]"), "utf-8")

    assert commands.build(content, tmp_path / "output", None, False, True) == 1
    assert f"articles/2016/erster.md:9: Die frühere Adresse „{alias}“" in capsys.readouterr().err


@pytest.mark.parametrize("named", ["zweiter.md", "/aktuelles/erster/", "/clip/film/", "../../pages/der-prozess.md"])
def test_an_article_about_something_that_is_no_event_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    """Also where there is a page of that name, which has no day and no place to show."""
    content = Path(shutil.copytree(ROOT / "tests" / "site", tmp_path / "content"))
    text = (content / "articles/2016/erster.md").read_text("utf-8")
    (content / "articles/2016/erster.md").write_text(re.sub("(?m)^event: .*$", f"event: {named}", text), "utf-8")

    assert commands.build(content, tmp_path / "output", None, False, True) == 1
    assert f"Eine Veranstaltung „{named}“ gibt es nicht." in capsys.readouterr().err
