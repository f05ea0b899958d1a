"""What goes wrong in the program itself must fail the build, too."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.conftest import TINY_SITE, fingerprint

ROOT = Path(__file__).parent.parent.parent
BUILD = "import sys, pathlib; from plugins.cli import commands; P = pathlib.Path; \
sys.exit(commands.build(P('content'), P('output'), None, True, True))"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the whole project with the tiny site as its content, built once."""
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(TINY_SITE, tmp_path / "content")
    assert build(tmp_path).returncode == 0
    return tmp_path


def build(project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", BUILD], cwd=project, capture_output=True, text=True, check=False)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


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
        ("theme/templates/article.html", "{{ page.title }}", "{{ page.titel }}"),
        ("theme/templates/article.html", "{%", "{% kaputt %}{%"),
        ("theme/static/css/base.css", "@layer", "@import url(https://fremd.example/a.css);\n@layer"),
    ],
)
def test_a_fault_of_the_program_stops_the_build(project: Path, file: str, old: str, new: str) -> None:
    """A typing error in PLUGINS, a plugin that raises, a frame in a template: exit 1, and the output stays."""
    before = fingerprint(project / "output")
    change(project / file, old, new)

    done = build(project)

    assert done.returncode == 1
    assert done.stderr.strip()
    assert fingerprint(project / "output") == before
    assert not [path.name for path in project.iterdir() if path.name.startswith(".output")]


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
