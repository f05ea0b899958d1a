"""What the form reads and writes: nothing gets lost, nothing is guessed, and the site reads it as it was meant."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from plugins.content.front_matter import source
from plugins.content.front_matter.parser import Mapping, Node, Scalar, parse
from plugins.core.problem import ProblemCollector
from tests.browser.writing import opened
from tools.environment import ROOT
from tools.form_in_browser import read_files, serve_form
from tools.visiting import Visits

TRAPS = [
    *("NO", "yes", "null", "~", "01067", "10:30", "2016-10-26", "1e3", "0x1F", "1_000", ".5", "true", "12.50"),
    *("# kein Kommentar", "a: b", "- Strich", "* Stern", "&Anker", "!Zeichen", "[Liste]", "{Gruppe}", "%", "@", "`"),
    *("„Wort“", '"', "'", "\\", "Ende:", " vorn", "hinten ", "---", "...", "eins\nzwei", "eins\n\nzwei", "|", ">"),
    *("Zeile\u2028trennung", "weiches\u00adTrennen", "🙂", "a\u0301", "a\tb", "? Frage", "<b>", "x" * 300),
]
TEXT = st.one_of(st.sampled_from(TRAPS), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
HANDBOOK = """\
Ein Absatz mit **fett**, einem [Link zum Prozess](/der-prozess/) und einer
zweiten Zeile.

## Eine Zwischenüberschrift

### [1:05] Eine Stelle im Film {#stelle}

- ein Punkt
- noch einer

1. erstens
2. zweitens

![Menschen an runden Tischen](/media/bild.jpg "Der Workshop"){credit="Foto: Vorname Name"}

https://www.youtube.com/watch?v=aqz-KE-bpKQ

<blockquote class="twitter-tweet"><a href="https://twitter.com/uba_de/status/770892446555221595">Tweet</a></blockquote>

> Ein Zitat.

| Tag | Ort |
|---|---|
| 1. Mai | Essen |

Ein Rückstrich: \\*kein Stern\\* und `code`.
"""


@pytest.fixture
def page(form_visits: Visits) -> Page:
    """The form's first page, from which its modules can be asked."""
    return form_visits("/redaktion/")[0]


def written(page: Page, entry: dict[str, Any]) -> str:
    """Return the file that the form makes of *entry*."""
    made = page.evaluate("async entry => (await import('/redaktion/format.js')).written(entry)", entry)
    return str(made)


def read(page: Page, text: str) -> dict[str, Any]:
    """Return the entry that the form makes of a file."""
    found: dict[str, Any] = page.evaluate(
        "async text => (await import('/redaktion/format.js')).read(text, new Set(['decorative']))", text
    )
    return found


def ours(text: str) -> tuple[Mapping, str]:
    """Return front matter and body as the site reads them; nothing is reported."""
    report = ProblemCollector("x.md")
    whole = source.decode(text.encode(), report)
    parts = source.split_front_matter(whole, report) if whole is not None else None
    front = parse(parts.front, parts.front_line, report) if parts else None
    assert report.problems == []
    assert parts is not None
    assert front is not None
    return front, parts.body


def at(node: Node, *keys: str) -> str:
    """Return the text at *keys*."""
    for key in keys:
        assert isinstance(node, Mapping)
        node = node.pairs[key]
    assert isinstance(node, Scalar)
    return node.text


def meant(text: str) -> str:
    """Return *text* without what nobody sees, its letters composed as the site composes them."""
    return unicodedata.normalize(
        "NFC", " ".join(source.CONTROL.sub("", re.sub("[\x85\u2028\u2029]", " ", text)).split())
    )


@given(text=TEXT)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_text_arrives_as_it_was_typed(page: Page, text: str) -> None:
    """Whatever an editor types: the site reads it, and so does the form the next time."""
    if not meant(text):
        return
    entry = {"title": text, "place": {"name": text}, "tags": [text], "body": "Text"}

    file = written(page, entry)

    front, body = ours(file)
    assert meant(at(front, "title")) == meant(at(front, "place", "name")) == meant(text)
    assert body.strip() == "Text"
    assert meant(read(page, file)["tags"][0]) == meant(text)
    assert written(page, read(page, file)) == file


def test_what_is_empty_is_not_written(page: Page) -> None:
    """The schema takes a key without a value for a mistake, so there is none."""
    nothing = {"src": "", "alt": "", "credit": None, "decorative": False}

    file = written(page, {"title": "T", "summary": " ", "tags": [""], "image": nothing, "updated": None, "body": ""})

    assert file == "---\ntitle: T\n---\n"


def test_only_a_mere_decoration_has_an_empty_text(page: Page) -> None:
    """It says so itself, and both stay when the file is read again."""
    file = written(page, {"image": {"src": "/media/a.jpg", "alt": "", "decorative": True}})

    assert file == '---\nimage:\n  src: /media/a.jpg\n  alt: ""\n  decorative: true\n---\n'
    assert read(page, file)["image"] == {"src": "/media/a.jpg", "alt": "", "decorative": True}


def test_a_picture_before_an_embed_may_be_its_path_alone(page: Page) -> None:
    """In the form it is a picture like any other, that is mere decoration; one with words keeps them."""
    alone = "---\nembeds:\n  - url: https://vimeo.com/1084537\n    poster: /media/a.jpg\n---\n"
    named = {"src": "/media/a.jpg", "alt": "Ein Haus", "credit": "Foto: X"}

    entry = read(page, alone)

    assert entry["embeds"][0]["poster"] == {"src": "/media/a.jpg", "decorative": True}
    entry["embeds"][0]["poster"] |= {"alt": "", "credit": "", "caption": ""}
    assert written(page, entry) == alone
    entry["embeds"][0]["poster"] = named
    assert read(page, written(page, entry))["embeds"][0]["poster"] == named


def test_numbers_and_words_of_yaml_stay_what_was_typed(page: Page) -> None:
    """A postcode is no number, „NO“ is no no, and half past ten is not 630."""
    read_back = read(page, "---\npostcode: 01067\ncity: NO\ntime: 10:30\ndate: 2016-10-26\nyear: 2016\n---\n\nText\n")

    assert read_back == {
        "postcode": "01067",
        "city": "NO",
        "time": "10:30",
        "date": "2016-10-26",
        "year": "2016",
        "body": "Text\n",
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "below",
    ["", "\n", "Text", "\nText\n", "\n\n  Text\n\n\n", " \n- a\n  - b \n", "\nmit\u2028Umbruch\n", "\nText\u200b\n"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_stands_around_a_text_stays(page: Page, below: str, end: str) -> None:
    """Empty lines, blanks, and the signs at the ends of lines: Sveltia knows nothing of them."""
    file = f"---\ntitle: T\n---\n{below}".replace("\n", end)
    entry = {key: value.strip() if isinstance(value, str) else value for key, value in read(page, file).items()}

    assert written(page, entry) == file
    changed = written(page, {**entry, "body": "Anderes"})
    assert [line.strip() for line in changed.split(end) if line.strip()] == ["---", "title: T", "---", "Anderes"]


@pytest.mark.slow
def test_what_the_handbook_teaches_survives_the_form(form_visits: Visits) -> None:
    """A text that was written by hand and then changed in the form has changed there, and nowhere else."""
    front = "---\ntitle: Handbuch\nsummary: Ein Satz.\ndate: 2016-10-26\n---\n\n"
    path = "content/articles/2016/handbuch.md"
    form = opened(form_visits, {**read_files(ROOT / "tests" / "site"), path: (front + HANDBOOK).encode()})

    form.open("articles", "2016/handbuch")
    form.field("Text").get_by_text("ein Punkt").click()
    form.page.keyboard.press("End")
    form.page.keyboard.type(" mehr")
    form.save()

    assert form.files()[path].decode() == front + HANDBOOK.replace("- ein Punkt\n", "- ein Punkt mehr\n")


@pytest.mark.slow
def test_pictures_before_embeds_survive_the_form(form_visits: Visits) -> None:
    """By their path alone, or with words: whoever changes the title changes nothing there."""
    files = read_files(ROOT / "tests" / "site")
    path = "content/articles/2016/standbild.md"
    form = opened(form_visits, files)

    form.open("articles", "2016/standbild")
    form.field("Titel").fill("Ein anderer Titel")
    form.save()

    before, after = (yaml.safe_load(text.decode().split("---\n")[1]) for text in (files[path], form.files()[path]))
    assert after == before | {"title": "Ein anderer Titel"}


@pytest.mark.slow
@pytest.mark.parametrize(("folder", "below"), [("Seiten/Köln am Rhein", "Seiten/Köln am Rhein/"), (".", "")])
def test_a_site_in_another_folder_is_read_and_written_there(
    browser: Browser, form_program: Path, folder: str, below: str
) -> None:
    """Below its project, or as the whole of it."""
    site = ROOT / "tests" / "site"
    files = {below + path.removeprefix("content/"): data for path, data in read_files(site).items()}
    path = f"{below}articles/2016/erster.md"

    with serve_form(site, form_program, folder) as address, Visits(browser, address) as visits:
        form = opened(visits, files)
        form.open("articles", "2016/erster")
        form.field("Titel").fill("Ein anderer Titel")
        form.save()
        written = form.files()

    assert {name for name in files if files[name] != written.pop(name)} == {path}
    assert written == {}
