"""The form is on the published site if, and only if, site.yaml says so."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.build.project_settings import site_parts
from plugins.cli import commands
from plugins.content.settings import site_settings
from plugins.editor_form import EditorForm
from plugins.publish.staged_release import PublishRequest, stage_release
from tools import sveltia
from tools.environment import ROOT

pytestmark = pytest.mark.slow

FORM = """
form:
  published: true
  repository: gitlab
  host: https://gitlab.opencode.de
  project: gruppe/projekt
  app_id: 0123456789abcdef0123456789abcdef
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the tiny site."""
    return Path(shutil.copytree(ROOT / "tests" / "site", tmp_path / "content"))


def built(content: Path, search: bool = False) -> Path:
    """Return the folder of the site made of *content*; it has passed the audit."""
    output = content.parent / "output"
    assert commands.build(content, output, None, search, True) == 0
    return output


def publish_form(content: Path) -> None:
    """Let site.yaml put the form on the published site."""
    with (content / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write(FORM)


def test_without_a_word_there_is_no_form(content: Path) -> None:
    """Not a file of it."""
    assert not (built(content) / "redaktion").exists()


def test_the_published_form_passes_and_stays_out_of_every_list(content: Path) -> None:
    """Below the site's sub-path, outside of sitemap, search and robots; with its licences."""
    publish_form(content)

    output = built(content, search=True)

    page = (output / "redaktion" / "index.html").read_text(encoding="utf-8")
    assert "connect-src 'self' blob: data: https://gitlab.opencode.de;" in page
    assert "noindex" in page
    assert (output / "redaktion" / "program" / "licences" / "sveltia-cms.txt").is_file()
    assert not (output / "redaktion" / "program" / "de.json").exists()
    others = [
        path for path in output.rglob("*") if path.suffix in {".xml", ".html", ".txt"} and "redaktion" not in path.parts
    ]
    assert not [path for path in others if b"/redaktion/" in path.read_bytes()]


def test_the_form_stays_when_a_text_is_edited(content: Path) -> None:
    """Such a build renders the pages of the text alone.

    It audits by the rules of the form all the same.
    """
    publish_form(content)
    output = built(content)
    before = (output / "redaktion" / "index.html").read_bytes()
    article = content / "articles" / "2016" / "erster.md"
    article.write_text(article.read_text("utf-8") + "\nNoch ein Satz.\n", "utf-8")

    assert built(content) == output
    assert "Noch ein Satz." in (output / "aktuelles" / "erster" / "index.html").read_text("utf-8")
    assert (output / "redaktion" / "index.html").read_bytes() == before


def test_a_release_is_audited_by_the_rules_of_the_form(content: Path, tmp_path: Path) -> None:
    """Without them the form is refused, as any page with such a policy."""
    publish_form(content)
    settings = site_settings.read_settings(content / "site.yaml", "site.yaml")[0].values
    request = PublishRequest(
        content=content,
        output=built(content),
        site_settings=settings,
        target_settings={"url": "https://www.probe.example/"},
        staging_folder=tmp_path / "staging",
        cache_folder=tmp_path / "cache",
        parts=site_parts(),
    )

    assert stage_release(request).findings == ()
    findings = stage_release(replace(request, parts=())).findings
    assert {finding.check for finding in findings} >= {"policy", "scripts"}


@pytest.mark.parametrize("kept_back", ["status: draft", "status: hidden", "date: 2090-01-01", "date: bald"])
def test_the_published_form_tells_nothing_of_what_readers_do_not_find(content: Path, kept_back: str) -> None:
    """Its suggestions come from texts; a draft's subject would be public before the draft is."""
    text = f"---\ntitle: X\nsummary: Y.\n{kept_back}\ntags: [Adler]\nplace: {{name: Nest, city: Horst}}\n---\n\nText\n"
    (content / "articles" / "geheim.md").write_text(text, encoding="utf-8")
    program = sveltia.fetch_sveltia(ROOT / ".cache" / "npm")

    form = EditorForm(lambda: program)
    settings = {"address": "https://a.de", "form": {"published": "true"}}
    published = dict(form.files_to_publish(settings, content))["config.json"].decode()
    here = form.preview_route(content)("config.json") or b""

    assert not [word for word in ("Adler", "Nest", "Horst") if word in published]
    assert "Ehrenamt" in published
    assert b"Adler" in here


def test_no_text_can_stand_where_the_form_does(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It would be hidden in the preview already."""
    (content / "pages" / "redaktion.md").write_text(
        "---\ntitle: Redaktion\nsummary: Ein Satz.\n---\n\nText\n", encoding="utf-8"
    )

    assert commands.build(content, content.parent / "output", None, False, True) == 1
    assert "pages/redaktion.md:1: " in capsys.readouterr().err
