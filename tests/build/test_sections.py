"""Sections and the start page: what site.yaml chooses is there, and nothing else leaves a trace."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from plugins.build.build import build_site
from plugins.build.options import BuildOptions
from plugins.build.plan import make_plan
from plugins.cli import commands
from plugins.cli import new as scaffold
from plugins.core.problem import Severity
from tests.test_architecture import ROOT

SITE = ROOT / "tests" / "site"
ADDRESSES = re.compile(
    r"(?<![\w/.-])/(?:aktuelles|veranstaltungen|clip|themen|mitmachen|der-prozess|suche|social-media)/"
)
# The table, and examples in messages and helps to editors.
TABLE = {"plugins/content/schema/content_types.py", "plugins/content/settings/sections.py"}
EXAMPLES = {
    "plugins/audit/checks/links.py",
    "plugins/cli/new/starter_files.py",
    "plugins/content/markdown/remarks/targets.py",
    "plugins/content/schema/fields.py",
    "plugins/core/urls.py",
}
RENAMED = """
sections:
  articles: {title: Neuigkeiten, address: /neuigkeiten/, aliases: [/aktuelles/]}
  events: {title: Termine, address: /termine/, aliases: [/veranstaltungen/]}
  clips: {title: Filme, address: /filme/, aliases: [/clip/]}
  search: {title: Finden, address: /finden/, aliases: [/suche/]}
  subjects: {address: /schlagworte/}
start: [news, stages]
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the tiny site to change."""
    return shutil.copytree(SITE, tmp_path / "content")


def edit(content: Path, *changes: tuple[str, str], more: str = "") -> None:
    """Replace parts of site.yaml and add to its end."""
    path = content / "site.yaml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text + more, "utf-8")


def build(content: Path) -> tuple[Path, list[str]]:
    """Build *content* below a sub-path; return where it is, and place, code and message of every error."""
    target = content.parent / "built"
    options = BuildOptions(content, target, base_url="https://www.beispiel.de/unter")
    problems = [one for one in build_site(options).problems if one.severity is Severity.ERROR]
    return target, [f"{one.file}:{one.line}: {one.code}: {one.message}" for one in problems]


def errors(content: Path) -> list[str]:
    """Return place, code and message of every error of the plan of *content*."""
    problems = make_plan(content, ROOT / "theme", dt.date(2016, 11, 4)).problems
    return [f"{one.file}:{one.line}: {one.code}" for one in problems if one.severity is Severity.ERROR]


def whole_text(folder: Path) -> str:
    """Return the text of every page and file for programs below *folder*."""
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in {".html", ".xml", ".json", ".ics", ".txt"})
    return "\n".join(path.read_text("utf-8") for path in files)


def make_small(content: Path) -> None:
    """Leave one article and the pages that the law asks for, in a site with one question and without networks."""
    for folder in ("clips", "events", "articles"):
        shutil.rmtree(content / folder)
    for name in ("der-prozess", "kommmach-nrw", "mitmachen", "sieben", "social-media", "zwei-klick"):
        (content / "pages" / f"{name}.md").unlink()
    article = content / "articles" / "2016" / "neu.md"
    article.parent.mkdir(parents=True)
    article.write_text(f"---\ntitle: Neu\nsummary: Das Erste.\ndate: 2016-10-26\n---\n\n{'Ein Wort. ' * 9}\n", "utf-8")
    path = content / "site.yaml"
    text = path.read_text("utf-8")
    text = re.sub(r"(?ms)^(stages|fields_of_action|accounts):\n(?:  .*?\n)+", "", text)
    gone = "veranstaltungen|clip|der-prozess|social-media"
    text = re.sub(rf"(?m)^  - \{{title: [^,]+, address: /(?:{gone})/\}}\n", "", text)
    text = text.replace(", second: Was kommt heraus?", "")
    path.write_text(f"{text}services: []\n", "utf-8")


def test_what_has_no_content_leaves_no_trace(content: Path) -> None:
    """No events, no film, no stages, no second question: neither a page nor a link, a file or a word of them."""
    make_small(content)

    target, found = build(content)

    assert found == []
    assert not [name for name in ("veranstaltungen", "clip", "der-prozess", "social-media") if (target / name).exists()]
    text = whole_text(target)
    assert not re.search(r"veranstaltungen|kalender|\.ics|/clip/|Handlungsfeld|is-second|question-turn", text)
    assert 'class="question is-alone"' in (target / "index.html").read_text("utf-8")


def test_sections_have_the_titles_and_addresses_of_the_site(content: Path) -> None:
    """Below a sub-path, in lists, feeds, calendar, search, breadcrumbs and linked data; the old ones lead there."""
    moved = {"aktuelles": "neuigkeiten", "veranstaltungen": "termine", "clip": "filme", "suche": "finden"}
    edit(content, *((f"address: /{old}/", f"address: /{new}/") for old, new in moved.items()), more=RENAMED)
    for path in content.rglob("*.md"):
        text = re.sub(r"/themen/", "/schlagworte/", path.read_text("utf-8"))
        for old, new in moved.items():
            text = text.replace(f"/{old}/", f"/{new}/").replace("/media/filme/", "/media/clip/")
        path.write_text(text, "utf-8")

    target, found = build(content)

    assert found == []
    for old, new in moved.items():
        assert "ist umgezogen" in (target / old / "index.html").read_text("utf-8")
        assert f"/unter/{old}/ /unter/{new}/ 301" in (target / "_redirects").read_text("utf-8")
    assert "/unter/neuigkeiten/erster/" in (target / "aktuelles" / "erster" / "index.html").read_text("utf-8")
    article = (target / "neuigkeiten" / "erster" / "index.html").read_text("utf-8")
    assert '<a class="breadcrumbs-link" href="/unter/neuigkeiten/">Neuigkeiten</a>' in article
    assert '"name":"Neuigkeiten"' in article
    assert "/unter/neuigkeiten/feed.xml" in article
    assert "/unter/termine/kalender.ics" in article
    assert (target / "neuigkeiten" / "feed.xml").exists()
    assert (target / "termine" / "kalender.ics").exists()
    assert list((target / "termine").glob("*.ics"))
    assert 'action="/unter/finden/"' in (target / "404.html").read_text("utf-8")
    assert "/neuigkeiten/erster/" in (target / "sitemap.xml").read_text("utf-8")
    assert not (target / "themen").exists()
    start = (target / "index.html").read_text("utf-8")
    assert start.index("opening-part is-new") < start.index("teil-wo-wir-stehen")
    assert not re.search(r"is-about|is-part|teil-handlungsfelder|clip-band", start)


def test_a_new_text_stands_in_its_section(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And what a site has not is free for a page."""
    edit(content, more="sections:\n  articles: {address: /neuigkeiten/}\n")
    answers = {"title": "Drei Fragen", "summary": "Worum es geht.", "date": "2026-05-01"}

    assert scaffold.new("artikel", answers, content, None) == 0
    assert "/neuigkeiten/drei-fragen/" in capsys.readouterr().out
    assert scaffold.new("seite", {**answers, "date": "", "slug": "neuigkeiten"}, content, None) == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("sections: {artikel: none}", "unknown-choice"),
        ("sections: {articles: keine}", "section-form"),
        ("sections: [articles]", "section-form"),
        ("sections: {articles: {titel: Neues}}", "unknown-choice"),
        ("sections: {articles: {title: [Neues]}}", "section-form"),
        ("sections: {process: {title: Ablauf}}", "unknown-choice"),
        ("sections: {articles: {address: neues}}", "section-address"),
        ("sections: {articles: {address: /media/}}", "duplicate-address"),
        ("sections: {articles: {address: /clip/}}", "duplicate-address"),
        ("sections: {articles: {address: /neu/}, clips: {address: /neu/}}", "duplicate-address"),
        ("start: [news, filme]", "unknown-choice"),
        ("start: news", "section-form"),
    ],
)
def test_a_mistake_is_told_with_its_line(content: Path, line: str, code: str) -> None:
    """Before anything is built from it."""
    edit(content, more=f"{line}\n")
    last = len((content / "site.yaml").read_text("utf-8").splitlines())

    assert f"content/site.yaml:{last}: {code}" in errors(content)


def test_a_section_takes_no_address_of_a_page(content: Path) -> None:
    """Nor a page that of a section."""
    edit(content, more="sections: {articles: {address: /kontakt/}}\n")

    assert "content/pages/kontakt.md:1: duplicate-address" in errors(content)


def test_no_menu_leads_to_a_section_that_is_not_there(content: Path) -> None:
    """The message names the line of the entry."""
    edit(content, more="sections:\n  clips: none\n  process: {address: /ablauf/}\n")

    found = errors(content)

    text = (content / "site.yaml").read_text("utf-8")
    line = text[: text.index("title: Clip")].count("\n") + 1
    assert f"content/site.yaml:{line}: dead-navigation" in found
    assert f"content/site.yaml:{len(text.splitlines())}: no-section-page" in found
    assert f"content/site.yaml:{len(text.splitlines()) - 1}: no-section" in found


@pytest.mark.parametrize(("number", "words"), [(1, "Ein Handlungsfeld<"), (2, "Zwei Handlungsfelder<")])
def test_fields_of_action_are_counted(content: Path, number: int, words: str) -> None:
    """In the heading of the start page and on the page of the process."""
    field = "  - {title: Erstens, text: Das erste Feld.}\n"
    edit(content, (field, field * number))

    target, _ = build(content)

    for path in ("index.html", "der-prozess/index.html"):
        assert words in (target / path).read_text("utf-8")


def test_addresses_of_sections_stand_in_one_table() -> None:
    """No template and no other module knows them."""
    files = [path for folder in ("plugins", "theme/templates") for path in (ROOT / folder).rglob("*.*")]
    named = {path.relative_to(ROOT).as_posix(): path for path in files if path.suffix in {".py", ".html", ".js"}}

    found = [name for name, path in named.items() if ADDRESSES.search(path.read_text("utf-8"))]

    assert sorted(set(found) - TABLE - EXAMPLES) == []


@pytest.mark.slow
def test_a_list_that_loses_its_last_text_leaves_no_page_as_it_was(content: Path) -> None:
    """Every page names its feed and its calendar: all are made anew."""
    for path in (content / "site.yaml", *content.glob("articles/2016/*.md")):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if "address: /veranstaltungen/" not in line and not line.startswith("event:")]
        path.write_text("".join(kept), "utf-8")
    output = content.parent / "output"
    assert commands.build(content, output, None, search=False, audit=True) == 0
    assert "/veranstaltungen/feed.xml" in (output / "index.html").read_text("utf-8")
    shutil.rmtree(content / "events")

    assert commands.build(content, output, None, search=False, audit=True) == 0
    assert "/veranstaltungen/" not in (output / "index.html").read_text("utf-8")
