"""A build with nothing to do does nothing; anything that could matter makes it build."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.build.cache.file_stats import collect_stats
from plugins.build.cache.up_to_date import BuildSummary, UpToDateCheck
from plugins.build.options import BuildOptions

ROOT = Path(__file__).parents[3]
OUTCOME = BuildSummary(37, 2, 30)
FILES = {
    "content/articles/2016/a.md": "Text",
    "content/media/bild.jpg": "Bild",
    "content/site.yaml": "name: x",
    "theme/templates/base.html": "<p>",
    "theme/static/css/base.css": "a{}",
    "plugins/build/pelican_host.py": "pass",
    "plugins/embeds/services/youtube.yaml": "name: y",
    "tools/npm/redaktion/package-lock.json": "{}",
    "requirements/build.txt": "pelican",
    "pelicanconf.py": "A = 1",
    "publishconf.py": "B = 1",
    "tasks.py": "pass",
    ".venv/ready.json": "{}",
    "output/index.html": "<p>",
    "output/aktuelles/a/index.html": "<p>",
}
Change = Callable[[Path], object]


def put(path: Path, text: str) -> None:
    """Write *text* as somebody saves it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one of everything, older than an instant."""
    for name, text in FILES.items():
        put(tmp_path / name, text)
    time.sleep(0.06)
    return tmp_path


def order(project: Path, **changed: object) -> BuildOptions:
    """Return the order for the project's output."""
    given: dict[str, object] = {
        "content": project / "content",
        "output": project / "output",
        "base_url": None,
        "search": True,
        "audit": True,
        "day": dt.date(2016, 11, 4),
    }
    return BuildOptions(**{**given, **changed})  # type: ignore[arg-type]


def receipts(project: Path) -> UpToDateCheck:
    """Return the receipts of the project."""
    return UpToDateCheck(project, project / ".cache" / "builds")


def built(project: Path) -> None:
    """Do as if the output had just been built."""
    kept = receipts(project)
    kept.write(order(project), kept.list_inputs(order(project)), collect_stats({"": project / "output"}), OUTCOME)


def outcome(project: Path, **changed: object) -> BuildSummary | None:
    """Return what the latest build came to, if it still holds."""
    kept, asked = receipts(project), order(project, **changed)
    return kept.find_summary(asked, kept.list_inputs(asked))


def test_nothing_changed(project: Path) -> None:
    """What the build has said can be said again, as often as one likes."""
    built(project)

    assert outcome(project) == outcome(project) == OUTCOME


def test_without_a_build_there_is_nothing_to_say(project: Path) -> None:
    """Nor after it was said that another build begins."""
    assert outcome(project) is None
    built(project)
    receipts(project).forget(order(project))

    assert outcome(project) is None


@pytest.mark.parametrize("name", FILES)
def test_every_file_counts(project: Path, name: str) -> None:
    """Edited to the same size, removed, touched: inputs, code, packages and output alike."""
    for change in (
        lambda path: put(path, path.read_text()[::-1] + "x"),
        lambda path: put(path, "y" * path.stat().st_size),
        os.utime,
        lambda path: path.chmod(0o600),
        lambda path: path.unlink(),
    ):
        built(project)
        assert outcome(project) == OUTCOME
        change(project / name)
        time.sleep(0.06)
        assert outcome(project) is None


def test_a_time_that_is_set_back_deceives_nobody(project: Path) -> None:
    """The same size and the same time of change, as a restored file has them."""
    built(project)
    file = project / "content/articles/2016/a.md"
    before = file.stat()
    put(file, "Txet")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    time.sleep(0.06)

    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert outcome(project) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda project: put(project / "content/articles/2016/b.md", "Neu"),
        lambda project: put(project / "output/fremd.html", "Neu"),
        lambda project: (project / "content/articles/2016/a.md").rename(project / "content/articles/2016/c.md"),
        lambda project: (project / "content/articles/leer").mkdir(),
        lambda project: (project / "content/articles/2016/b.md").symlink_to("a.md"),
        lambda project: shutil.rmtree(project / "output"),
        lambda project: shutil.rmtree(project / "theme"),
        lambda project: (project / "plugins/audit.py").symlink_to("host.py"),
    ],
    ids=["added", "added to the output", "renamed", "folder", "link", "no output", "no theme", "link in code"],
)
def test_every_other_change_counts(project: Path, change: Change) -> None:
    """Whatever comes, goes or moves."""
    built(project)
    change(project)
    time.sleep(0.06)

    assert outcome(project) is None


@pytest.mark.parametrize(
    "changed",
    [{"base_url": "/probe/"}, {"search": False}, {"audit": False}, {"day": "2016-11-05"}],
    ids=lambda changed: next(iter(changed)),
)
def test_another_order_is_another_build(project: Path, changed: dict[str, object]) -> None:
    """An unaudited output never passes for an audited one, and events turn past with the day."""
    built(project)

    assert outcome(project, **changed) is None


def test_another_python_is_another_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it sorts or writes may differ."""
    built(project)
    monkeypatch.setattr(sys, "version", "4.0")

    assert outcome(project) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": 1}', "null", '{"key": "a", "output": "b", "outcome": {}}'])
def test_a_damaged_receipt_is_none(project: Path, text: str) -> None:
    """Half written, from another version, or somebody else's."""
    built(project)
    for file in (project / ".cache/builds").iterdir():
        file.write_text(text)

    assert outcome(project) is None


def test_what_is_saved_while_a_build_begins_is_not_trusted(project: Path) -> None:
    """It could be saved once more within the same tick of the clock, and look the same."""
    put(project / "content/articles/2016/a.md", "Text")

    before = receipts(project).list_inputs(order(project))
    assert before is not None
    assert [name for name, told in before.settled.items() if not told] == ["content/articles/2016/a.md"]
    receipts(project).write(order(project), before, collect_stats({"": project / "output"}), OUTCOME)
    assert outcome(project) is None


def test_a_disk_without_room_is_no_obstacle(project: Path) -> None:
    """Nothing is kept, and nothing old is left that could be believed."""
    built(project)
    kept = receipts(project)
    inputs = kept.list_inputs(order(project))
    shutil.rmtree(project / ".cache/builds")
    (project / ".cache/builds").write_text("no folder")

    kept.write(order(project), inputs, collect_stats({"": project / "output"}), OUTCOME)

    assert kept.find_summary(order(project), inputs) is None


def test_compiled_python_does_not_count(project: Path) -> None:
    """Python writes it while the first build runs."""
    built(project)
    put(project / "plugins/__pycache__/host.cpython-311.pyc", "x")
    put(project / "tools/npm/__pycache__/x.pyc", "x")

    assert outcome(project) == OUTCOME


def test_a_second_build_does_nothing(tmp_path: Path) -> None:
    """It says the same without loading Pelican, and leaves the output as it stands."""
    content = Path(shutil.copytree(ROOT / "tests" / "site", tmp_path / "content"))
    time.sleep(0.06)
    script = (
        "import sys; from pathlib import Path; from plugins.cli import commands; "
        f"code = commands.build(Path({str(content)!r}), Path({str(tmp_path / 'output')!r}), None, False, True); "
        "print('pelican' in sys.modules); sys.exit(code)"
    )

    def run() -> tuple[list[str], bool]:
        done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
        said, loaded = done.stdout.rsplit("\n", 2)[:2]
        return re.sub(r"[\d.]+ Sekunden", "", said).splitlines(), loaded == "True"

    first = run()
    page = (tmp_path / "output/index.html").stat()

    assert first[1]
    assert run() == (first[0], False)
    assert (tmp_path / "output/index.html").stat().st_ino == page.st_ino


def test_sites_that_take_turns_in_one_output_keep_a_cache_each(project: Path) -> None:
    """What one has left is not lost when the other is built."""
    other = order(project, content=project / "andere")

    assert receipts(project).cache_folder(other) != receipts(project).cache_folder(order(project))
