"""`check --browser` sees in a page what a person would meet there, and says it in German with its place."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import Browser

from plugins.audit import Finding
from plugins.cli import commands
from tools.browser_check import find_faults
from tools.browser_check.judge import HEAVIEST, judge
from tools.browser_check.look import PageView
from tools.environment import ROOT

pytestmark = pytest.mark.slow

_PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Probe</title>
<meta name="viewport" content="width=device-width"><style>body {{ margin: 0 }} {style}</style>{head}</head>
<body><main><h1>Probe</h1><p>Ein Satz, den man lesen kann.</p>{body}</main></body></html>"""
_FAULTS = {
    "barriere": ("browser-barrier", "", "", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">'),
    "rand": ("browser-barrier", "", "", "<h4>Stufe</h4>"),
    "fremd": ("browser-foreign", "", "", '<iframe src="https://karten.example/" title="Karte"></iframe>'),
    "keks": ("browser-stored", "", "<script>document.cookie = 'besuch=1'</script>", ""),
    "speicher": ("browser-stored", "", "<script>localStorage.besuch = 1</script>", ""),
    "regel": (
        "browser-refused",
        "",
        "<meta http-equiv='Content-Security-Policy' content=\"img-src 'none'\">",
        '<img src="/weg.png" alt="Haus">',
    ),
    "skript": ("browser-script", "", "<script>gibtEsNicht()</script>", ""),
    "bild": ("browser-lost", "", "", '<img src="/weg.png" alt="Haus">'),
    "link": ("browser-lost", "", "", '<a href="/nirgends/">Dorthin</a>'),
    "breit": ("browser-wide", "", "", '<div style="inline-size: 600px">Breit</div>'),
    "blass": ("browser-print", "@media print { p { color: #bbb } }", "", ""),
    "dunkel": ("browser-print", "@media print { body { background: #222 } }", "", ""),
    "knopf": ("browser-print", "", "", "<form><button type=submit>Senden</button></form>"),
    "abgeschnitten": (
        "browser-print",
        "@media screen { pre { white-space: pre-wrap } } pre { overflow: auto }",
        "",
        f"<pre tabindex=0>{'lang ' * 200}</pre>",
    ),
    "taub": (
        "browser-plain",
        "button { min-block-size: 24px } @media print { button { display: none } }",
        "",
        "<button>Mehr</button>",
    ),
    "leer": (
        "browser-plain",
        "main { display: none }",
        "<script>addEventListener('load', () => document.querySelector('main').style.display = 'block')</script>",
        "",
    ),
    "schwer": (
        "browser-heavy",
        "img { max-inline-size: 100% }",
        "",
        '<img src="/gross.png" alt="Haus" loading="lazy">',
    ),
}
_HARMLESS = """<p><a href="/vorschau/">Anfang</a></p><details><summary>Mehr</summary><p>Text</p></details>
<style>@media print { .still { print-color-adjust: exact } }</style><p class="still"
style="background: #000; color: #fff">Hell auf Dunkel, mit seinem Grund gedruckt</p>"""


def write(folder: Path, name: str, style: str = "", head: str = "", body: str = "") -> None:
    file = folder / name / "index.html"
    file.parent.mkdir(parents=True)
    file.write_text(_PAGE.format(style=style, head=head, body=body), encoding="utf-8")


@pytest.fixture(scope="module")
def faults(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """The findings in a site below a path, each page of which has one fault."""
    folder = tmp_path_factory.mktemp("faults")
    for name, (_, style, head, body) in _FAULTS.items():
        write(folder, name, style, head, body.replace('="/', '="/vorschau/'))
    write(folder, "gut", body=_HARMLESS)
    (folder / "index.html").write_text(_PAGE.format(style="", head="", body=""), encoding="utf-8")
    side = int(HEAVIEST**0.5)
    Image.frombytes("L", (side, side), Random(0).randbytes(side * side)).save(folder / "gross.png")
    (folder / "umgezogen.html").write_text('<meta http-equiv="refresh" content="0; url=/vorschau/">')
    return list(find_faults(folder, "/vorschau/", browser))


@pytest.mark.parametrize("name", _FAULTS)
def test_a_fault_is_seen(faults: list[Finding], name: str) -> None:
    """Each on its page, and nothing else there."""
    found = [one for one in faults if one.path == f"{name}/index.html"]

    assert {one.check for one in found} == {_FAULTS[name][0]}


def test_a_page_without_fault_is_passed(faults: list[Finding]) -> None:
    """Also one with a menu to open, or light letters whose ground is printed with them."""
    assert {one.path.partition("/")[0] for one in faults} == set(_FAULTS)


def test_an_address_is_quoted_as_a_text_has_it(faults: list[Finding]) -> None:
    """Without the path below which the site stands, so that its line is found."""
    assert {one.quote for one in faults if one.check == "browser-lost"} == {"/weg.png", "/nirgends/"}


def test_what_is_good_practice_stops_nothing(faults: list[Finding]) -> None:
    """WCAG is required; a skipped heading and a heavy page are warned of."""
    assert {one.path.partition("/")[0] for one in faults if one.is_warning} == {"rand", "schwer"}


def test_a_page_that_cannot_be_opened_is_told() -> None:
    """A browser that gives up never looks like a sound page."""
    [finding] = judge(PageView("a/index.html", failure="net::ERR_ABORTED"))

    assert (finding.check, finding.is_warning) == ("browser-open", False)


def test_a_finding_is_told_as_any_other_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the file and line in the content, on the terminal, as JSON and in reports."""
    content = Path(shutil.copytree(ROOT / "tests" / "site", tmp_path / "content"))
    article = content / "articles/2016/erster.md"
    article.write_text(article.read_text("utf-8") + "\n[Ein Wort](/zwei-klick/)\n", encoding="utf-8")
    seen: list[str] = []

    def find(folder: Path, base_path: str) -> list[Finding]:
        seen.append(f"{base_path} {(folder / 'aktuelles/erster/index.html').exists()}")
        return [Finding("browser-lost", "aktuelles/erster/index.html", "/zwei-klick/", "Falsch.", "Ändern.")]

    code = commands.check(content, True, tmp_path / "check.xml", browser_check=find)

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    [problem] = [one for one in told if one["code"] == "browser-lost"]
    assert (code, seen) == (1, ["/ True"])
    assert (problem["file"], problem["severity"]) == (article.as_posix(), "error")
    assert problem["line"] == len(article.read_text("utf-8").splitlines())
    assert "browser-lost" in (tmp_path / "check.xml").read_text("utf-8")
