"""Three bodies that are nobody's: each gets its site by `new website`, writes in it, and has all that was promised."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Playwright
from selectolax.lexbor import LexborHTMLParser

from plugins.build.build import build_site
from plugins.build.options import BuildOptions
from plugins.cli.new.website import new_website
from plugins.core.dates import today
from plugins.core.problem import has_errors
from plugins.proofreading.proofread import find_warnings
from tests.test_neutral import NAMES, OTHERS
from tools.browser_check import find_faults
from tools.chromium import Chromium
from tools.visiting import launch

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
BODIES: Mapping[str, Mapping[str, str]] = {
    # a municipality with two networks, two questions and no film
    "auental": {
        **{"name": "Auental redet mit", "body": "Stadt Auental", "town": "Auental", "land": "kommune"},
        **{"address": "https://mitreden.auental.example", "services": "youtube,mastodon"},
        **{"question": "Was macht die Hitze mit unserer Stadt?", "second": "Was machen wir mit der Hitze?"},
    },
    # a federal office with an English frame
    "quellen": {
        **{"name": "Open Sources", "body": "Bundesamt für Quellenkunde", "town": "Potsdam", "land": "bund"},
        **{"address": "https://www.sources.example", "question": "Who knows what is written here?", "lang": "en"},
    },
    # a Land with colours and a logo of its own
    "wege": {
        **{"name": "Wege finden", "body": "Staatsministerium für Wanderwege", "town": "Landshut", "land": "by"},
        **{"address": "https://www.wege.example", "question": "Welche Wege brauchen wir?"},
        "colours": "#0b4f9c,#8c1d40",
    },
}
_NEWS = {"de": "{title: Aktuelles, address: /aktuelles/}", "en": "{title: News, address: /news/}"}
_FIELDS = "\nfields_of_action:\n" + "".join(
    f"  - {{title: {one}, text: Ein Satz dazu.}}\n" for one in ("Berg", "Ufer", "Wald")
)
_OFFICE = re.compile("Bundesamt für Quellenkunde")
_TEXTS = frozenset({".html", ".xml", ".json", ".txt", ".css", ".js", ".ics", ".webmanifest", ".svg", ".md", ".yaml"})


@dataclass(frozen=True, slots=True)
class Body:
    """A body's site, built, and all that was said about it."""

    name: str
    content: Path
    output: Path
    said: str
    is_faulty: bool

    def page(self, path: str) -> LexborHTMLParser:
        """Return the page at a path as a tree."""
        return LexborHTMLParser((self.output / path / "index.html").read_text("utf-8"))


@pytest.fixture(scope="module", params=BODIES)
def body(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Body:
    """One of them: its folder made, the texts of its editors put in, and built."""
    folder = tmp_path_factory.mktemp(request.param)
    content, output = folder / "content", folder / "output"
    assert new_website(content, BODIES[request.param], None) == 0
    shutil.copytree(HERE / request.param, content, dirs_exist_ok=True)
    settings = content / "site.yaml"
    news = _NEWS[BODIES[request.param].get("lang", "de")]  # as the comment above the menu says
    text = settings.read_text("utf-8").replace("\nnavigation:\n", f"\nnavigation:\n  - {news}\n")
    settings.write_text(text + (_FIELDS if request.param == "wege" else ""), "utf-8")
    result = build_site(BuildOptions(content, output))
    said = [str(one) for one in (*result.problems, *find_warnings(content, today(), {}))]
    return Body(request.param, content, output, "\n".join(said), has_errors(result.problems))


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _TEXTS:
            yield path.relative_to(folder).as_posix(), path.read_text("utf-8", "replace")


def test_it_is_built_and_audited_without_an_error(body: Body) -> None:
    """With its texts, and every fact that nobody has said still open."""
    assert not body.is_faulty, body.said
    assert "Noch offen" in body.said


def test_it_bears_no_name_of_anybody_else(body: Body) -> None:
    """On no page, in no other file, in no message."""
    found = {
        (name, match[0])
        for name, text in (*texts_of(body.content), *texts_of(body.output), ("messages", body.said))
        for match in NAMES.finditer(OTHERS.sub("", text))
    }

    assert found == set()


def test_a_browser_finds_no_fault(body: Body, playwright: Playwright, headless_shell: Chromium) -> None:
    """No barrier for axe, no foreign request, nothing stored, no page too wide at 320 pixels, none lost on paper."""
    with launch(playwright, headless_shell) as browser:
        assert list(find_faults(body.output, "", browser)) == []


def test_it_has_no_page_for_what_it_does_not_have(body: Body) -> None:
    """No film, no page of films; no event, no calendar; no network, no switches."""
    site = {path.relative_to(body.output).as_posix() for path in body.output.rglob("*") if path.is_file()}
    has_networks = "services" in BODIES[body.name]

    assert not any(re.match("(clip|films)/", name) for name in site)
    assert any(name.endswith("kalender.ics") for name in site) == (body.content / "events").is_dir()
    assert ("social-media/index.html" in site) == has_networks
    start = body.page("")
    assert bool(start.css(".question-second")) == ("second" in BODIES[body.name])
    assert ("Soziale Netzwerke" in [one.text() for one in start.css("h2")]) == has_networks


def test_headings_count_what_there_is(body: Body) -> None:
    """Three fields of action are not two, and where there are none, nothing is counted."""
    headings = [one.text() for one in body.page("").css("h2")]

    assert ("Drei Handlungsfelder" in headings) == (body.name == "wege")
    assert not any("Zwei" in one or "Handlungsfeld" in one for one in headings if one != "Drei Handlungsfelder")


def test_its_networks_are_those_it_has_chosen(body: Body) -> None:
    """In the privacy page and nowhere another one."""
    anchors = [one.id for one in body.page("datenschutz").css("[id^=dienst-]")]
    chosen = BODIES[body.name].get("services", "")

    assert anchors == [f"dienst-{name}" for name in chosen.split(",") if name]


@pytest.mark.parametrize("body", [name for name, facts in BODIES.items() if facts.get("lang") == "en"], indirect=True)
def test_an_english_frame_has_no_german_words_and_names_what_is_open_in_german(body: Body) -> None:
    """Names of offices, and what is said to be German, aside."""
    for what in ("Impressums", "Datenschutzerklärung", "Barrierefreiheit", "Leichter Sprache", "Gebärdensprache"):
        assert re.search(f"Noch offen: .*{what}", body.said), what
    for path in ("", "news", "process", "take-part", "search"):
        page = body.page(path)
        for aside in page.css("body [lang^=de], script, style"):
            aside.decompose()
        words = _OFFICE.sub("", page.body.text() if page.body else "")
        assert not re.search(r"[äöüÄÖÜß]|\b(und|der|die|das|mit|für|Seite|Zum)\b", words), (path, words)


def test_its_privacy_page_tells_of_networks_only_if_there_are_some(body: Body) -> None:
    """Else it would name none of „these networks“, and an entry in the browser that nothing makes."""
    main = body.page("datenschutz").css_first("main")
    assert main is not None
    text = main.text()

    assert ("localStorage" in text) == ("services" in BODIES[body.name])
    assert ": ." not in text
