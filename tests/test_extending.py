"""A new type costs an entry and a template, a new language an entry.

Each is tried in a copy of the project, in which nothing else is changed.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools.environment import ROOT

_FIELDS = """
INTERVIEW = (
    Field("guest", TextField("Vorname Name", prose=True), "Gast", "Mit wem wir gesprochen haben.", required=True),
)
"""
_TYPE = """    ContentType(
        id="interview",
        label="Interview",
        plural="Interviews",
        commands=("gespraech",),
        folder="interviews",
        address="/interviews/{slug}/",
        index="/interviews/",
        title="Im Gespräch",
        summary="Mit wem wir gesprochen haben.",
        template="interview.html",
        own_fields=fields.INTERVIEW,
        required=frozenset({"date"}),
        in_years=True,
        has_feed=True,
        schema_type="Conversation",
    ),
"""
_VIEW = '''"""Interviews."""

from plugins.content.schema.content_types import TYPE_OF
from plugins.site.item_pages import plan_item_pages

CONTENT_TYPE = "interview"


def outputs(site):
    """Yield the pages of all interviews."""
    yield from plan_item_pages(TYPE_OF[CONTENT_TYPE], site)
'''
_TEMPLATE = """{% extends "page.html" %}
{% block margin %}<p class="note-value">Zu Gast: {{ item.fields.guest }}</p>{% endblock %}
"""
_INTERVIEW = """---
title: Drei Fragen an Anna
summary: Was sich am Ort geändert hat.
date: 2016-10-20
tags: [Ehrenamt]
guest: Anna Muster
---

Seit dem Umbau kommen doppelt so viele Menschen in die Bücherei.
"""
_LANGUAGE = '    Language("ar", "Arabisch", "العربية", "ar", locale="ar_AR", direction="rtl"),\n'
_ARABIC = """---
title: عملية
summary: ملخص قصير للعملية.
lang: ar
translates: der-prozess.md
---

كيف سارت العملية وماذا بعد.
"""


@dataclass(frozen=True)
class Project:
    """A copy of the project, with the tiny site as its content."""

    folder: Path

    def change(self, path: str, before: str, after: str) -> None:
        """Replace the one *before* in the file at *path*."""
        text = (self.folder / path).read_text("utf-8")
        assert text.count(before) == 1, path
        (self.folder / path).write_text(text.replace(before, after), "utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a new file."""
        assert not (self.folder / path).exists()
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, "utf-8")

    def run(self, code: str) -> subprocess.CompletedProcess[str]:
        """Run *code* in the project."""
        command = [sys.executable, "-c", f"from pathlib import Path\n{code}"]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)

    def build(self) -> str:
        """Build the site, which must succeed, and return what was printed."""
        done = self.run(
            "from plugins.cli import commands\n"
            "raise SystemExit(commands.build(Path('content'), Path('output'), None, True, True))"
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def output(self, path: str) -> str:
        """Return a built file."""
        return (self.folder / "output" / path).read_text("utf-8")

    def found_by_search(self, language: str) -> str:
        """Return all that the search knows of the pages of *language*."""
        fragments = sorted((self.folder / "output" / "pagefind" / language).glob("fragment/*.pf_fragment"))
        return "\n".join(gzip.decompress(path.read_bytes()).decode() for path in fragments)


def copy(folder: Path) -> Project:
    """Return a copy of the project in *folder*."""
    for name in ("plugins", "theme", "tools"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copyfile(ROOT / name, folder / name)
    shutil.copytree(ROOT / "tests" / "site", folder / "content")
    return Project(folder)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project with one more type, which has a template but no view, and a text of it; built."""
    found = copy(tmp_path_factory.mktemp("type"))
    schema = "plugins/content/schema"
    found.change(f"{schema}/fields.py", "\nPAGE = (", f"{_FIELDS}\nPAGE = (")
    found.change(f"{schema}/content_types.py", ")\n\nTYPE_OF =", f"{_TYPE})\n\nTYPE_OF =")
    found.write("theme/templates/interview.html", _TEMPLATE)
    found.write("content/interviews/2016/anna.md", _INTERVIEW)
    found.build()
    return found


def test_a_new_type_has_pages_and_a_list(project: Project) -> None:
    """Each text by the type's template, in its list, under its subjects, and on the sitemap."""
    page = project.output("interviews/anna/index.html")

    assert "Zu Gast: Anna Muster" in page
    assert 'href="/interviews/">Im Gespräch</a>' in page
    assert '"@type":"Conversation"' in page
    assert 'href="/interviews/anna/"' in project.output("interviews/index.html")
    assert 'href="/interviews/anna/"' in project.output("themen/ehrenamt/index.html")
    assert "/interviews/anna/</loc>" in project.output("sitemap.xml")


def test_a_view_takes_the_place_of_the_general_one(project: Project, tmp_path: Path) -> None:
    """Once it names its type: no page is planned twice."""
    folder = Path(shutil.copytree(project.folder / "plugins", tmp_path / "plugins")).parent
    changed = Project(folder)
    changed.write("plugins/site/views/interviews.py", _VIEW)

    done = changed.run(
        "from plugins.site.views import all_views, interviews\nviews = all_views()\n"
        "general = [view.args[0].id for view in views if hasattr(view, 'args')]\n"
        "print(interviews.outputs in views, 'interview' in general)"
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "False"]


def test_a_new_type_is_found_by_the_search(project: Project) -> None:
    """By its words, and among its kind."""
    fragments = project.found_by_search("de")

    assert "doppelt so viele Menschen" in fragments
    assert '"art":["Interview"]' in fragments
    assert 'value="Interview"' in project.output("suche/index.html")


def test_a_new_type_is_in_feeds_and_open_data(project: Project) -> None:
    """In the feed of everything, in its own that every page names, as JSON and in the catalogue."""
    data = json.loads(project.output("interviews/anna/index.json"))
    listed = json.loads(project.output("daten/katalog.json"))["items"]
    catalogue = project.output("daten/index.html")

    assert "/interviews/anna/" in project.output("feed.xml")
    assert "/interviews/anna/" in project.output("interviews/feed.xml")
    assert 'href="/interviews/feed.xml" title="Probe: Im Gespräch"' in project.output("index.html")
    assert (data["type"], data["guest"]) == ("interview", "Anna Muster")
    assert [one["title"] for one in listed if one["type"] == "interview"] == ["Drei Fragen an Anna"]
    assert re.search(r"Alle Artikel, Veranstaltungen, Filme\b[\w, ]* und Interviews dieser Website", catalogue)
    assert ">Interviews</h2>" in catalogue


def test_a_new_type_is_in_the_form_and_the_preview(project: Project) -> None:
    """With its key, by the name that messages give it."""
    done = project.run(
        "import json\nfrom plugins.editor_form.fields import collections\nfrom plugins.preview import pages\n"
        "found = collections({}, embeds=True)\n"
        "print(json.dumps([[one.id, one.label, one.year_of, list(one.fields)] for one in found]))\n"
        "print(pages._LABELS['interview'])"
    )
    assert done.returncode == 0, done.stderr
    collections, label = done.stdout.splitlines()
    name, plural, year_of, fields = next(one for one in json.loads(collections) if one[0] == "interviews")

    assert (name, plural, year_of, label) == ("interviews", "Interviews", "date", "Interview")
    assert {field["name"]: field["label"] for field in fields}["guest"] == "Gast"


def test_new_begins_a_text_of_a_new_type(project: Project, tmp_path: Path) -> None:
    """It asks for the type's key, writes the file into the year's folder, and names the type."""
    new = f"from plugins.cli.new import new\ncontent = Path({str(tmp_path)!r})\nraise SystemExit(new("
    answers = {"title": "Neun Fragen", "summary": "Worum es geht.", "date": "2016-10-25"}

    refused = project.run(f"{new}'gespraech', {answers!r}, content, None))")
    unknown = project.run(f"{new}'gedicht', {{}}, content, None))")
    written = project.run(f"{new}'gespraech', { ({**answers, 'guest': 'Bert Beispiel'})!r}, content, None))")

    assert "Es fehlt --guest (Gast)." in refused.stderr
    assert "gespraech" in unknown.stderr
    assert written.returncode == 0, written.stderr
    assert 'guest: "Bert Beispiel"' in (tmp_path / "interviews" / "2016" / "neun-fragen.md").read_text("utf-8")


def test_messages_name_a_new_type_and_its_key(project: Project, tmp_path: Path) -> None:
    """A key that is missing or misspelt, a file that lies beside the folders."""
    content = shutil.copytree(project.folder / "content", tmp_path / "content")
    text = _INTERVIEW.replace("guest:", "gast:")
    (content / "interviews" / "2016" / "bert.md").write_text(text, "utf-8")
    (content / "interviews" / "2016" / "carl.md").write_text(_INTERVIEW.replace("guest: Anna Muster\n", ""), "utf-8")
    (content / "verirrt.md").write_text(_INTERVIEW, "utf-8")

    done = project.run(
        "from plugins.content import library\nfrom plugins.content.markdown.converter import Converter\n"
        f"print(*library.read_library(Path({str(content)!r}), Converter()).problems, sep='\\n')"
    )

    assert "Die Angabe „gast“ gibt es nicht. Meinten Sie „guest“?" in done.stdout
    assert "Es fehlt die Angabe „guest“ (Gast)." in done.stdout
    assert "content/interviews/" in done.stdout.partition("verirrt.md")[2]


@pytest.mark.slow
def test_a_language_costs_an_entry(tmp_path: Path) -> None:
    """Pages, addresses, direction, links between translations, search and form know it."""
    project = copy(tmp_path)
    project.change("plugins/content/schema/languages.py", ")\nSITE_LANGUAGES =", f"{_LANGUAGE})\nSITE_LANGUAGES =")
    project.write("content/pages/aamalia.md", _ARABIC)

    project.build()
    page, original = project.output("ar/aamalia/index.html"), project.output("der-prozess/index.html")
    told = project.run(
        "from plugins.content.schema.fields import COMMON\nfrom plugins.content.settings.sections import RESERVED\n"
        "from plugins.proofreading.proofread import find_warnings\nfrom plugins.core.dates import today\n"
        "print(next(field.type.meanings for field in COMMON if field.key == 'lang'), 'ar' in RESERVED)\n"
        "find_warnings(Path('content'), today(), {})"
    )

    assert '<html lang="ar" dir="rtl">' in page
    assert '<meta property="og:locale" content="ar_AR">' in page
    assert 'href="/ar/aamalia/" lang="ar" hreflang="ar">العربية: عملية</a>' in original
    assert "عملية" in project.found_by_search("ar")
    assert '<option value="ar">Arabisch</option>' in project.output("suche/index.html")
    assert told.returncode == 0, told.stderr
    assert "('ar', 'Arabisch')" in told.stdout
    assert "True" in told.stdout
