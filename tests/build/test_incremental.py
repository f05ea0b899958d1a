"""A build that has a former one beside it: it comes to the same as without, and does less."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.build import incremental
from plugins.build.cache import build_cache as keeping
from plugins.build.cache.pack import open_pack, write_pack
from plugins.build.cache.up_to_date import UpToDateCheck
from plugins.cli import commands
from plugins.site.body_store import UndeclaredError
from plugins.site.feeds import machine_files

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ERSTER = "articles/2016/erster.md"
Change = Callable[[Path], object]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the tiny site."""
    return Path(shutil.copytree(ROOT / "tests" / "site", tmp_path / "content"))


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what builds leave in a folder of its own."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(commands, "UpToDateCheck", lambda project, _folder: UpToDateCheck(project, folder))
    return folder


def build(content: Path, *, search: bool = False, audit: bool = True) -> int:
    return commands.build(content, content.parent / "output", None, search, audit)


def clean(content: Path) -> dict[str, bytes]:
    """Return what a build from nothing makes of *content*."""
    aside = content.parent / "clean"
    assert commands.build(content, aside, None, search=False, audit=False) == 0
    made = everything(aside)
    shutil.rmtree(aside)
    return made


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def moved(path: Path) -> Path:
    """Let *path* be beside the output."""
    return path.rename(path.parent.parent / "moved")


def put(file: Path, text: str) -> int:
    file.parent.mkdir(parents=True)
    return file.write_text(text, "utf-8")


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def written_by(content: Path, change: Change) -> set[str]:
    """Return the files that are written after *change*; fail if any is not as it should be."""
    output = content.parent / "output"
    assert build(content) == 0
    before = inodes(output)
    change(content)
    assert build(content) == 0
    after = inodes(output)
    assert everything(output) == clean(content)
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_an_edited_body_is_written_where_it_stands(content: Path) -> None:
    """On its page, in its data and in the feeds, and nowhere else."""
    assert written_by(content, lambda content: replaced(content / ERSTER, "- Eins", "- Drei")) == {
        "aktuelles/erster/index.html",
        "aktuelles/erster/index.json",
        "aktuelles/feed.xml",
        "feed.xml",
    }


def test_a_picture_that_nothing_has_shown_is_made_for_an_edited_body(content: Path) -> None:
    """And goes again with the last text that shows it."""
    file = content / "pages/kontakt.md"
    before = file.read_text("utf-8")
    assert build(content) == 0
    for text in (f"{before}\n![Ein Bild](/media/bild.jpg)\n", before):
        file.write_text(text, "utf-8")
        assert build(content) == 0

        assert everything(content.parent / "output") == clean(content)


def test_another_first_embed_is_another_card_to_share(content: Path) -> None:
    """Its picture stands for the text; where both are shown as before, only their order tells."""
    film, short = "https://www.youtube.com/watch?v=aqz-KE-bpKQ\n", "https://www.youtube.com/shorts/K2_uiH18gIV\n"
    article = content / "articles/2016/standbild.md"

    written = written_by(content, lambda _: replaced(article, f"\n{film}\n{short}", f"\n{short}\n{film}"))

    assert {name.partition(".")[0] for name in written} >= {"aktuelles/standbild/index", "assets/karte"}


def test_an_edited_summary_is_written_where_it_shows(content: Path) -> None:
    """No other article's page is written, and no list that does not hold it."""
    written = written_by(content, lambda content: replaced(content / ERSTER, "summary: ", "summary: Neu. "))

    assert {"aktuelles/erster/index.html", "aktuelles/index.html", "feed.xml"} <= written
    assert not {"veranstaltungen/index.html", "clip/index.html", "impressum/index.html", "sitemap.xml"} & written


def test_what_is_saved_without_a_change_is_not_written(content: Path) -> None:
    """Another time is no other text."""
    assert written_by(content, lambda content: (content / ERSTER).touch()) == set()


@pytest.mark.parametrize(
    "change",
    [
        lambda output: (output / "index.html").unlink(),
        lambda output: (output / "aktuelles/erster/index.html").write_bytes(b"x"),
        lambda output: (output / "fremd/seite").mkdir(parents=True),
        lambda output: (output / "fremd.html").write_bytes(b"x"),
        lambda output: shutil.rmtree(output / "aktuelles"),
        shutil.rmtree,
        lambda output: (moved(output / "clip"), (output / "clip").write_bytes(b"x")),
        lambda output: (moved(output / "clip"), (output / "clip").symlink_to("../moved")),
        lambda output: (moved(output / "feed.xml"), put(output / "feed.xml" / "leer" / "x", "")),
        lambda output: (moved(output / "feed.xml"), put(output / "feed.xml" / "x.html", "x")),
        lambda output: (moved(output / "feed.xml"), (output / "feed.xml").symlink_to("../moved")),
    ],
    ids=[
        "deleted",
        "tampered",
        "folder",
        "foreign",
        "many",
        "all",
        "file for folder",
        "link for folder",
        "folder for file",
        "full folder for file",
        "link for file",
    ],
)
def test_what_happened_to_the_output_is_undone(content: Path, change: Change) -> None:
    """And an edit beside it does not get lost."""
    output = content.parent / "output"
    assert build(content) == 0
    change(output)
    replaced(content / ERSTER, "- Eins", "- Drei")

    assert build(content) == 0
    assert everything(output) == clean(content)
    assert not [path for path in output.rglob("*") if path.is_symlink() or (path.is_dir() and not any(path.iterdir()))]


def test_a_time_that_is_set_back_in_the_output_deceives_nobody(content: Path) -> None:
    """The same size and the same time, other bytes."""
    output = content.parent / "output"
    assert build(content) == 0
    page = output / "aktuelles/erster/index.html"
    before, text = page.stat(), page.read_bytes()
    page.write_bytes(text[::-1])
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert build(content) == 0
    assert page.read_bytes() == text


def _torn(data: bytes) -> Iterator[bytes]:
    yield b""
    yield data[: len(data) // 2]
    yield data[:-1]
    yield b"x" + data[1:]
    for place in range(len(data) // 7, len(data), len(data) // 7):
        yield data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize("name", ["site.pack", "edits.pack"])
def test_what_is_damaged_counts_as_not_there(content: Path, kept: Path, name: str) -> None:
    """Cut short, foreign, or a single bit another one."""
    output = content.parent / "output"
    assert build(content) == 0
    replaced(content / ERSTER, "- Eins", "- Drei")
    assert build(content) == 0
    (pack,) = [path for path in kept.rglob(name) if path.is_file()]
    whole = {path: path.read_bytes() for path in kept.rglob("*.pack")}

    for number, data in enumerate(_torn(whole[pack])):
        for path, before in whole.items():
            path.write_bytes(before)
        pack.write_bytes(data)
        replaced(content / ERSTER, "- Drei", f"- Drei {number}")
        assert build(content) == 0
        assert everything(output) == clean(content)
        replaced(content / ERSTER, f"- Drei {number}", "- Drei")


def test_a_damaged_part_that_nobody_needs_is_not_taken_for_none(content: Path, kept: Path) -> None:
    """Some texts, and some parts of the audit's state, are damaged.

    Later builds do without it, also those that keep all anew.
    """
    output = content.parent / "output"
    changes = (("title: ", "title: Neu "), ("- Eins", "- Drei"), ("title: Neu ", "title: "), ("- Drei", "- Eins"))
    assert build(content) == 0
    (pack,) = kept.rglob("site.pack")
    whole, parts = pack.read_bytes(), open_pack(pack)
    assert parts is not None
    for kind in ("text/", "dependencies/"):
        for name in sorted(name for name in parts if name.startswith(kind))[1:8:3]:
            place = whole.index(parts[name])
            pack.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            for old, new in changes:
                replaced(content / ERSTER, old, new)
                assert build(content) == 0, name
                assert everything(output) == clean(content), name


def test_without_room_to_keep_anything_it_builds(content: Path, kept: Path) -> None:
    """The disk may be full, or the folder somebody else's."""
    kept.write_text("no folder")

    assert build(content) == 0
    replaced(content / ERSTER, "- Eins", "- Drei")
    assert build(content) == 0
    assert everything(content.parent / "output") == clean(content)


def test_a_mistake_leaves_the_output_and_can_be_mended(content: Path) -> None:
    """What was known before it still counts afterwards."""
    output = content.parent / "output"
    assert build(content) == 0
    before = everything(output)
    replaced(content / ERSTER, "- Eins", "- [Eins](/nirgends/)")
    assert build(content) == 1
    assert everything(output) == before

    replaced(content / ERSTER, "(/nirgends/)", "(/kontakt/)")
    assert build(content) == 0
    assert everything(output) == clean(content)


def test_an_output_that_shows_an_undeclared_body_stops_the_build(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever forgets to declare it would find it unchanged after an edit."""
    plan = machine_files.plan_machine_files

    def forgetful(*given: object) -> list[object]:
        return [replace(output, bodies=frozenset()) for output in plan(*given)]  # type: ignore[arg-type]

    monkeypatch.setattr(machine_files, "plan_machine_files", forgetful)
    with pytest.raises(UndeclaredError):
        build(content)


def test_an_edit_does_not_load_pelican(content: Path) -> None:
    """Half a second that an edit can do without."""
    script = (
        "import sys; from pathlib import Path; from plugins.cli import commands; "
        f"code = commands.build(Path({str(content)!r}), Path({str(content.parent / 'output')!r}), None, False, True); "
        "print('pelican' in sys.modules); sys.exit(code)"
    )

    def loads() -> bool:
        done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()[-1] == "True"

    assert loads()
    replaced(content / ERSTER, "- Eins", "- Drei")
    assert not loads()


def test_many_files_change_places_in_one_step(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether they are few or many, the result is the same."""
    monkeypatch.setattr(incremental, "_FEW", 0)

    assert "index.html" in written_by(content, lambda content: replaced(content / ERSTER, "title: ", "title: Neu "))


def test_what_another_version_has_kept_is_not_used(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And that is said, for the build takes longer."""
    with monkeypatch.context() as other:
        other.setattr(keeping, "_format", lambda: b"another form")
        assert build(content) == 0
    capsys.readouterr()
    replaced(content / ERSTER, "- Eins", "- Drei")

    assert build(content) == 0
    assert "beschädigt oder veraltet" in capsys.readouterr().err
    assert everything(content.parent / "output") == clean(content)


@pytest.mark.parametrize("state", [1, "x", (1, 2), (None, None)])
def test_a_state_of_another_sort_is_none(content: Path, kept: Path, state: object) -> None:
    """Whole, but nothing that this version knows."""
    assert build(content) == 0
    (path,) = kept.rglob("site.pack")
    pack = open_pack(path)
    assert pack is not None
    write_pack(path, {**pack, "state": pickle.dumps(state)}.items())
    replaced(content / ERSTER, "- Eins", "- Drei")

    assert build(content) == 0
    assert everything(content.parent / "output") == clean(content)


def test_a_disk_without_room_for_the_store_is_told(content: Path, kept: Path) -> None:
    """The site is built all the same.

    A limit on the size of files is what a test can have of a full disk.
    """
    script = (
        "import resource, signal, sys; from pathlib import Path; from plugins.cli import commands; "
        "from plugins.build.cache.up_to_date import UpToDateCheck; "
        f"commands.UpToDateCheck = lambda project, _: UpToDateCheck(project, Path({str(kept)!r})); "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)); "
        f"sys.exit(commands.build(Path({str(content)!r}), Path({str(content.parent / 'output')!r}), None, False, True))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "ließ sich nichts aufheben" in done.stderr
    assert list(kept.rglob("*.pack*")) == []
    assert everything(content.parent / "output") == clean(content)


def test_a_disk_without_room_for_the_site_leaves_the_former_one(content: Path) -> None:
    """And says so, without a traceback."""
    assert build(content) == 0
    before = everything(content.parent / "output")
    replaced(content / "site.yaml", "name: Probe", "name: Andere Probe")
    script = (
        "import resource, signal, sys; from pathlib import Path; from plugins.cli import commands; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000)); "
        f"sys.exit(commands.build(Path({str(content)!r}), Path({str(content.parent / 'output')!r}), None, False, True))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "ließ sich nicht schreiben" in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(content.parent / "output") == before
