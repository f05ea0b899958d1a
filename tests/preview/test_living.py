"""A running preview: it survives whatever happens to the project, and ends without a trace."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview.live import PATIENCE, SERVE, Live, copy_of_project, live


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project."""
    return copy_of_project(tmp_path / "project")


@pytest.fixture
def running(project: Path) -> Iterator[Live]:
    """Its preview, with all pages there."""
    with live(project) as one:
        yield one


def left(project: Path) -> list[str]:
    return [path.name for path in (project / ".cache").glob("preview-*")]


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.slow
def test_content_theme_settings_and_registry_are_watched(running: Live) -> None:
    """Whatever is saved shows, one kind of file after the other."""
    edit(running.article, "- Eins", "- Gespeichert")
    running.wait_for("Gespeichert", "/aktuelles/erster/")
    edit(running.project / "content/site.yaml", "name: ", "name: Umbenannt ")
    running.wait_for("Umbenannt ", "/aktuelles/")
    edit(running.project / "theme/templates/base.html", 'class="skip-link"', 'class="skip-link" data-neu')
    running.wait_for("data-neu", "/aktuelles/erster/")
    edit(running.project / "theme/texts/de.yaml", "Zum Inhalt springen", "Gleich zum Inhalt")
    running.wait_for("Gleich zum Inhalt", "/aktuelles/erster/")
    edit(
        running.project / "theme/static/css/base.css",
        "@layer base {",
        "@layer base {\n  i {\n    color: #010203;\n  }\n",
    )
    style = running.state()["stand"]
    running.wait(lambda: running.state()["stand"] != style or "#010203" in style_of(running))
    edit(running.project / "plugins/embeds/services/youtube.yaml", "name: YouTube", "name: DeinRohr")
    running.wait_for("DeinRohr", "/sieben/")
    edit(running.project / "plugins/content/schema/content_types.py", 'title="Aktuelles"', 'title="Geändert"')
    running.wait_for('<h1 class="page-title">Geändert', "/aktuelles/")
    assert running.messages() == ""


def style_of(running: Live) -> str:
    page = running.get("/")
    address = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    return running.get(address)


@pytest.mark.slow
def test_what_check_says_of_the_wording_is_in_the_report(running: Live) -> None:
    """Warnings about links and headings follow the audit, also for a draft; errors stay."""
    draft = running.project / "content/articles/2016/entwurf.md"
    edit(draft, "Text.", "Mehr [hier](/der-prozess/).")
    edit(running.article, "date: 2016-10-26", "date: 26.10.2016")
    said = ("Der Linktext „hier“ sagt nicht, wohin", "Das Datum „26.10.2016“ gibt es nicht")
    running.wait(lambda: all(text in running.get("/pruefung/") for text in said))

    report = running.get("/pruefung/")
    assert report.index("articles/2016/entwurf.md:7") < report.index("articles/2016/erster.md:4")
    assert "Linktext" not in running.messages()


def test_a_broken_template_leaves_the_last_good_page(running: Live) -> None:
    """Its line is told; put right, everything goes on."""
    template = running.project / "theme/templates/article.html"
    good = template.read_text("utf-8")
    template.write_text(good.replace("{% block main %}", "{% blok main %}"), "utf-8")
    running.wait_for_message("theme/templates/article.html:")

    assert "Der erste Artikel" in running.get("/aktuelles/erster/")

    template.write_text(good.replace("{% block main %}", "{% block main %}Wieder gut"), "utf-8")
    running.wait_for("Wieder gut", "/aktuelles/erster/")
    running.wait(lambda: running.messages() == "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "line"), [("plugins/site/teasers.py", 9), ("plugins/core/problem.py", 1), ("plugins/preview/worker.py", 1)]
)
def test_a_syntax_error_in_our_code_is_told_with_its_line(running: Live, file: str, line: int) -> None:
    """And the next good state of the code is taken without a new start."""
    module = running.project / file
    good = module.read_text("utf-8")
    lines = good.split("\n")
    lines.insert(line - 1, "def broken(:")
    module.write_text("\n".join(lines), "utf-8")
    running.wait_for_message(f"{file}:{line}: ")

    assert "Der erste Artikel" in running.get("/aktuelles/erster/")

    module.write_text(good, "utf-8")
    edit(running.article, "- Eins", "- Danach")
    running.wait_for("Danach", "/aktuelles/erster/")
    running.wait(lambda: running.messages() == "")


@pytest.mark.slow
def test_an_exception_in_our_code_is_told_with_its_line(running: Live) -> None:
    """A typing error that only shows when it runs."""
    edit(
        running.project / "plugins/site/views/articles.py",
        "    body = body_parts(item, site)",
        "    body = body_prts(item, site)",
    )
    running.wait_for_message("plugins/site/views/articles.py:")

    assert "prts" in running.messages()
    assert "Der erste Artikel" in running.get("/aktuelles/erster/")


@pytest.mark.slow
def test_a_deleted_folder_is_told_and_may_come_back(running: Live) -> None:
    """Also the folder of all content."""
    content = running.project / "content"
    shutil.move(content, running.project / "fort")
    running.wait_for_message("gibt es nicht mehr")

    assert "Der erste Artikel" in running.get("/aktuelles/erster/")

    edit(running.project / "fort/articles/2016/erster.md", "- Eins", "- Zurück")
    shutil.move(running.project / "fort", content)
    running.wait_for("Zurück", "/aktuelles/erster/")
    running.wait(lambda: running.messages() == "")
    edit(running.article, "- Zurück", "- Weiter")
    running.wait_for("Weiter", "/aktuelles/erster/")


@pytest.mark.slow
def test_a_killed_worker_is_replaced(running: Live) -> None:
    """Whatever killed it; the next save is shown."""
    children = Path(f"/proc/{running.process.pid}/task").glob("*/children")
    pids = [int(pid) for file in children for pid in file.read_text().split()]
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    running.wait_for_message("aufgehört")
    edit(running.article, "- Eins", "- Danach")

    running.wait_for("Danach", "/aktuelles/erster/")


def test_a_taken_port_is_told_and_the_next_one_used(project: Path) -> None:
    """Perhaps another preview still runs there."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with live(project, port=port, ready=False) as running:
            assert running.url != f"http://127.0.0.1:{port}"
            assert running.get("/pruefung/")


@pytest.mark.parametrize("port", [-5, 70000])
def test_a_port_that_cannot_be_is_refused_with_a_sentence(project: Path, port: int) -> None:
    """No traceback."""
    done = subprocess.run(
        [sys.executable, "-c", SERVE.format(port=port)],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert "→ Bitte einen anderen nehmen" in done.stderr
    assert "Traceback" not in done.stderr
    assert left(project) == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("ready", [True, False])
def test_it_ends_without_a_trace(project: Path, how: int, ready: bool) -> None:
    """Also in the middle of a build: no folder, no process, no traceback."""
    with live(project, ready=ready) as running:
        code, printed = running.end(how)

    assert code == 0
    assert printed.rstrip().endswith("Vorschau beendet.")
    assert "Traceback" not in printed
    assert left(project) == []
    assert workers(project) == []


@pytest.mark.slow
def test_what_a_killed_preview_leaves_is_cleared_by_the_next(project: Path) -> None:
    """Its worker notices and ends; the folder of a living one is not touched."""
    with live(project) as killed:
        killed.end(signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while workers(project) or left(project):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    (project / ".cache/preview-alt").mkdir(exist_ok=True)

    with live(project) as one:
        assert len(left(project)) == 1
        with live(project):
            assert len(left(project)) == 2
        assert "Der erste Artikel" in one.get("/aktuelles/erster/")

    assert left(project) == []


def workers(project: Path) -> list[str]:
    """Return the processes that still work in *project*."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == project and b"plugins.preview" in (process / "cmdline").read_bytes():
                found.append(process.name)
        except OSError:
            continue
    return found
