"""What goes wrong in the program itself must fail the build, too."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.build.project_settings import find_override_problems
from tests.build.conftest import TINY_SITE, fingerprint

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
BUILD = "import sys, pathlib; from plugins.cli import commands; P = pathlib.Path; \
sys.exit(commands.build(P('content'), P('output'), None, True, True))"


@pytest.fixture(scope="module")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole project with the tiny site as its content, built once."""
    folder = tmp_path_factory.mktemp("built")
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(TINY_SITE, folder / "content")
    assert build(folder).returncode == 0
    return folder


@pytest.fixture
def project(built_project: Path, tmp_path: Path) -> Path:
    """The same, to be broken."""
    return Path(shutil.copytree(built_project, tmp_path / "project"))


def build(project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", BUILD], cwd=project, capture_output=True, text=True, check=False)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", errors="surrogateescape")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pelicanconf.py", '["plugins"]', '["plugin"]'),
        ("pelicanconf.py", '["plugins"]', '["plugins", "plugins.gibtsnicht"]'),
        ("pelicanconf.py", '["plugins"]', "[]"),
        ("plugins/__init__.py", "connect()", "raise RuntimeError('kaputt')"),
        ("plugins/build/pelican_host.py", "return SiteGenerator", "raise RuntimeError('kaputt')"),
        (
            "plugins/site/views/start.py",
            "coming, past =",
            "raise RuntimeError('kaputt') #",
        ),
        ("theme/templates/base.html", "</body>", '<iframe src="https://fremd.example/"></iframe></body>'),
        ("theme/templates/base.html", "</body>", "<script>alert(1)</script></body>"),
        ("theme/static/css/base.css", "@layer", "@import url(https://fremd.example/a.css);\n@layer"),
    ],
)
def test_a_fault_of_the_program_stops_the_build(project: Path, file: str, old: str, new: str) -> None:
    """A typing error in PLUGINS, a plugin that raises, a frame in a template.

    Exit 1, and the output stays.
    """
    before = fingerprint(project / "output")
    change(project / file, old, new)

    done = build(project)

    assert done.returncode == 1
    assert done.stderr.strip()
    assert fingerprint(project / "output") == before
    assert not [path.name for path in project.iterdir() if path.name.startswith(".output")]


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("article.html", "{{ page.title }}", "{{ page.titel }}", "Eine Angabe „titel“ gibt es dort nicht."),
        ("article.html", "{{ page.title }}", "{{ page.title|gibtsnicht }}", "Einen Filter „gibtsnicht“ gibt es nicht."),
        ("article.html", "{{ page.title }}", "{% kaputt %}", "Den Befehl „kaputt“ gibt es nicht"),
        ("article.html", "{{ page.title }}", '{% include "fehlt.html" %}', "Eine Vorlage „fehlt.html“ gibt es nicht."),
        ("article.html", "{{ page.title }}", "{{ 1 // 0 }}", "ZeroDivisionError: "),
        ("components/breadcrumbs.html", "<nav", "{{ gibtsnicht }}<nav", "„gibtsnicht“ gibt es hier nicht."),
        ("base.html", "</body>", "{{ gibtsnicht }}</body>", "„gibtsnicht“ gibt es hier nicht."),
        ("article.html", "{{ page.title }}", "{{ page.title|datum }}", "(plugins/site/template_filters.py:"),
        ("article.html", "{{ page.title }}", "{{ 5|url }}", "(plugins/site/site.py:"),
        ("article.html", "{{ page.title }}", "{# offen", "es fehlt „#}“."),
        ("components/turn.html", "<", "\udcfc<", "Die Datei ist nicht als UTF-8 gespeichert."),
    ],
)
def test_a_template_that_cannot_be_rendered_is_told_by_its_line(
    project: Path, file: str, old: str, new: str, reason: str
) -> None:
    """One German sentence for each line at fault, no traceback, exit 1, and the output stays."""
    before = fingerprint(project / "output")
    template = project / "theme/templates" / file
    change(template, old, new)
    line = template.read_text(encoding="utf-8", errors="surrogateescape").split(new)[0].count("\n") + 1

    done = build(project)

    problems = re.findall(r"^\S+:\d+: .*\n.*", done.stderr, re.MULTILINE)
    assert len(problems) == 1, done.stderr
    assert problems[0].startswith(f"theme/templates/{file}:{line}: Die Vorlage kann die Seite /")
    assert reason in problems[0]
    assert "\n  → Bitte geben Sie diese Meldung an die Technik weiter." in problems[0]
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
    assert fingerprint(project / "output") == before


def test_what_is_no_text_is_named_as_the_reason_why_a_page_was_made_again(project: Path) -> None:
    """A template that is only included, or a module of the program.

    A page without it was not made again.
    """
    command = [sys.executable, "-c", BUILD.replace("True, True)", "True, True, explain=sys.argv[1])")]

    def explain(address: str) -> str:
        done = subprocess.run([*command, address], cwd=project, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()[-1]

    assert build(project).returncode == 0
    page = "/aktuelles/erster/"
    change(project / "theme/templates/components/turn.html", "</nav>", "<!-- a --></nav>")
    unchanged = explain("/kontakt/")
    change(project / "theme/templates/components/turn.html", "<!-- a -->", "<!-- b -->")
    template = explain(page)
    change(project / "plugins/core/dates.py", '"Oktober"', '"Weinmonat"')
    module = explain(page)

    assert unchanged == "Nichts hat sich geändert: /kontakt/ steht noch da wie zuvor."
    remade = f"Die Seite {page} wurde neu gemacht, weil"
    assert template == f"{remade} die Vorlage theme/templates/components/turn.html anders ist."
    assert module == f"{remade} das Programm anders ist: plugins/core/dates.py."


def test_a_template_in_an_override_folder_takes_the_place_of_the_themes(project: Path) -> None:
    """Pelican's THEME_TEMPLATES_OVERRIDES counts, also in a build that has a former one.

    So does a change there.
    """
    override = project / "eigene/404.html"
    override.parent.mkdir()
    override.write_text(
        '{% extends "!theme/404.html" %}{% block main %}{{ super() }}<p>Eins</p>{% endblock %}', encoding="utf-8"
    )
    with (project / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('\nTHEME_TEMPLATES_OVERRIDES = ["eigene"]\n')
    page = project / "output/404.html"

    first = build(project)
    shown = page.read_text(encoding="utf-8")
    change(override, "Eins", "Zwei")
    second = build(project)
    renewed = page.read_text(encoding="utf-8")
    change(override, "<p>", "{{ gibtsnicht }}<p>")
    broken = build(project)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert ("<p>Eins</p>" in shown, "<p>Zwei</p>" in renewed) == (True, True)
    assert "eigene/404.html:1: Die Vorlage kann die Seite /404.html nicht zeigen: „gibtsnicht“ gibt es hier nicht." in (
        broken.stderr
    )
    assert "Zum Vergleich: theme/templates/404.html. Zu Ihrer Vorlage: aus welcher Version, steht" in broken.stderr
    assert "an die Technik" not in broken.stderr


@pytest.mark.parametrize(
    ("overrides", "fault"),
    [
        (["fehlt"], "nennt den Ordner „fehlt“, den es nicht gibt."),
        ("theme", "ist keine Liste von Ordnern."),
        ([5], "ist keine Liste von Ordnern."),
        (None, "ist keine Liste von Ordnern."),
    ],
)
def test_overrides_that_are_no_folders_are_refused(overrides: object, fault: str) -> None:
    """A folder with a typing error in its name would count as none, and nobody would learn of it."""
    settings = {"THEME_TEMPLATES_OVERRIDES": overrides}

    problems = find_override_problems(settings)

    assert [problem.message for problem in problems] == [f"Die Einstellung THEME_TEMPLATES_OVERRIDES {fault}"]


def test_a_build_refuses_overrides_that_are_not_there(project: Path) -> None:
    """One sentence instead of a site without them, and the output stays."""
    before = fingerprint(project / "output")
    with (project / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('\nTHEME_TEMPLATES_OVERRIDES = ["fehlt"]\n')

    done = build(project)

    assert done.returncode == 1
    assert len(re.findall(r"^\S+:\d+: ", done.stderr, re.MULTILINE)) == 1
    assert "pelicanconf.py:1: Die Einstellung THEME_TEMPLATES_OVERRIDES nennt den Ordner „fehlt“" in done.stderr
    assert fingerprint(project / "output") == before


def test_a_frame_in_a_template_is_found_in_the_template(project: Path) -> None:
    """The message names the template and its line, not the article that happened to be shown."""
    template = project / "theme/templates/base.html"
    change(template, "</body>", '<iframe src="https://fremd.example/"></iframe></body>')
    lines = template.read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if "fremd.example" in text)

    done = build(project)

    assert f"theme/templates/base.html:{line}: " in done.stderr


def test_the_plain_pelican_command_makes_the_same_pages(project: Path) -> None:
    """Whoever knows Pelican can use it as ever."""
    before = fingerprint(project / "output")
    plain = project / "plain"

    done = subprocess.run(
        [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", str(plain)],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert fingerprint(plain) == before


def test_the_plain_pelican_command_fails_on_a_broken_article(project: Path) -> None:
    """Even there no article is missing in silence."""
    (project / "content/articles/2016/x.md").write_text("---\ntitel: Falsch\n---\n", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", str(project / "plain")],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "content/articles/2016/x.md:2: " in done.stderr
