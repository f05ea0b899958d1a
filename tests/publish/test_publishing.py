"""Publishing to a folder that a server shows: all of it or nothing, and back."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import brotli
import pytest

from plugins.build.cache.up_to_date import UpToDateCheck
from plugins.cli import commands, publish_commands
from plugins.core import progress
from plugins.core.dates import now
from plugins.publish import publish as publishing
from plugins.publish import read_back, staged_release
from plugins.publish.targets import layout
from plugins.publish.targets.folder import FolderTarget
from plugins.publish.targets.shell import LocalShell, copy_files, lock_folder
from tools.environment import ROOT
from tools.serving import Served, served

ERSTER = "articles/2016/erster.md"
pytestmark = pytest.mark.usefixtures("programs")


@dataclass
class PreparedTarget:
    """Content, and the folder that its site is published to."""

    content: Path
    www: Path

    def publish(self, *allow_gone: str, **switches: bool) -> int:
        """Publish, and return the exit code."""
        return publish_commands.publish(
            "probe", self.content, self.content.parent / "output", allow_gone=allow_gone, **switches
        )

    @property
    def live(self) -> str:
        """The name of the release that is shown, "" without one."""
        link = self.www / "current"
        return link.readlink().name if link.is_symlink() else ""

    @property
    def site(self) -> Path:
        """Its document root."""
        return self.www / "current" / "site"

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a file of the content."""
        file = self.content / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the target, the same for one test after the other, so a copy is as good."""
    return tmp_path_factory.mktemp("places")


@pytest.fixture(scope="module")
def server(scratch: Path) -> Iterator[Served]:
    """The server that shows the published site."""
    with served(scratch / "place" / "www" / "current" / "site") as running:
        yield running


@pytest.fixture(autouse=True)
def kept(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the cache of builds in a folder of its own."""
    folder = scratch / "place" / "kept"
    monkeypatch.setattr(commands, "UpToDateCheck", lambda project, _folder: UpToDateCheck(project, folder))
    return folder


@pytest.fixture
def target(content: Path, scratch: Path, server: Served, monkeypatch: pytest.MonkeyPatch) -> PreparedTarget:
    """A target that nothing was published to yet."""
    folder = scratch / "place"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(content, folder / "content")
    monkeypatch.setattr(publish_commands, "CACHE", folder / "cache")
    monkeypatch.setattr(read_back, "PATIENCE", 1.0)
    _let_seconds_pass(monkeypatch)
    prepared = PreparedTarget(folder / "content", folder / "www")
    with (prepared.content / "site.yaml").open("a", encoding="utf-8") as facts:
        facts.write(f'targets:\n  probe: {{kind: folder, path: {prepared.www}, url: "{server.url}/"}}\n')
    return prepared


@pytest.fixture
def published(target: PreparedTarget, scratch: Path, programs: None) -> None:  # noqa: ARG001 - publishing calls them
    """Publish the site to the target once, which is slow; each test but the first gets a copy."""
    saved = scratch / "saved"
    if not saved.exists():
        assert target.publish() == 0
        subprocess.run(["cp", "-a", target.content.parent, saved], check=True)
    else:
        shutil.rmtree(target.content.parent)
        subprocess.run(["cp", "-a", saved, target.content.parent], check=True)


def _let_seconds_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each release be of a later second than the one before, as outside of a test."""
    steps = iter(range(1, 1000))
    monkeypatch.setattr(staged_release, "now", lambda: now() + timedelta(seconds=1 + next(steps) / 2))


def everything(folder: Path) -> dict[str, bytes]:
    """Return the files of *folder* with their bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_built_is_shown(target: PreparedTarget, capsys: pytest.CaptureFixture[str]) -> None:
    """With precompressed copies where they pay, and the manifest; nothing else lies around."""
    assert target.publish() == 0

    shown, built = everything(target.site), everything(target.content.parent / "output")
    added = shown.keys() - built.keys()
    assert {path: shown[path] for path in built} == built
    assert {path for path in added if not path.endswith((".br", ".gz", ".htaccess"))} == {"release.json", "_headers"}
    assert {"index.html.br", "index.html.gz"} <= added
    assert not {path for path in added if path.endswith((".jpg.br", ".avif.gz", ".woff2.br"))}
    assert {path.name for path in target.www.iterdir()} == {"releases", "current", ".lock"}
    assert "Veröffentlicht: " in capsys.readouterr().out


@pytest.mark.usefixtures("published")
def test_what_has_not_changed_is_the_same_file(target: PreparedTarget) -> None:
    """So a release costs its changes, and browsers need not ask for the rest again."""
    before = {path: (target.site / path).stat() for path in everything(target.site)}
    target.replace(ERSTER, "- Eins", "- Drei")
    assert target.publish() == 0

    anew = {
        path for path in everything(target.site) if path not in before or _differs(target.site / path, before[path])
    }
    assert "aktuelles/erster/index.html" in anew
    assert "aktuelles/zweiter/index.html" not in anew
    assert all((target.site / path).stat().st_mtime == before[path].st_mtime for path in before.keys() - anew)


def _differs(file: Path, before: os.stat_result) -> bool:
    return file.stat().st_ino != before.st_ino


@pytest.mark.slow
@pytest.mark.usefixtures("published")
def test_parts_of_previous_pages_stay_for_those_who_read_them(target: PreparedTarget) -> None:
    """A style sheet of an earlier release alone is there for five releases, and then goes."""
    image = target.content / "media/bild.jpg"
    target.replace("pages/kontakt.md", "\n---\n", "\n---\n![Ein Bild](/media/bild.jpg)\n\n")
    assert target.publish() == 0
    parts = {path for path in everything(target.site) if "assets/bild-16." in path}
    assert parts
    assert image.exists()
    target.replace("pages/kontakt.md", "![Ein Bild](/media/bild.jpg)\n\n", "")
    for number in range(6):
        assert parts <= everything(target.site).keys(), number
        target.replace(ERSTER, "Eins", "Eins!")
        assert target.publish() == 0

    assert not parts & everything(target.site).keys()
    assert len(list((target.www / "releases").iterdir())) == 5


@pytest.mark.slow
def test_the_previous_release_comes_back(target: PreparedTarget, capsys: pytest.CaptureFixture[str]) -> None:
    """And the one before it, until there is none; a release can also be named."""
    names = []
    for text in ("Eins", "Zwei", "Drei"):
        target.replace(ERSTER, "title: ", f"title: {text} ")
        assert target.publish() == 0
        names.append(target.live)
    for expected in (names[1], names[0]):
        assert publish_commands.rollback("probe", target.content) == 0
        assert target.live == expected
    assert publish_commands.rollback("probe", target.content) == 1
    assert target.live == names[0]
    assert publish_commands.rollback("probe", target.content, names[2]) == 0
    assert target.live == names[2]
    assert publish_commands.rollback("probe", target.content, "../../etc") == 1
    capsys.readouterr()

    assert publish_commands.releases("probe", target.content) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == names[::-1]
    assert [("wird gezeigt" in line) for line in lines] == [True, False, False]


@pytest.mark.slow
@pytest.mark.usefixtures("published")
def test_every_file_that_is_sent_is_counted(target: PreparedTarget, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress counts as many as expected, but for folders and files outside the manifest."""
    target.replace(ERSTER, "- Eins", "- Drei")
    expected: list[int] = []
    sent: list[object] = []

    def counted(lines: Iterable[object], _worker: int) -> Iterator[object]:
        for line in lines:
            sent.append(line)
            yield line

    monkeypatch.setattr(progress, "expect", expected.append)
    monkeypatch.setattr(progress, "count_tasks", counted)
    assert target.publish() == 0

    files = [
        line for line in sent if isinstance(line, bytes) and line.startswith(b"site/") and not line.endswith(b"/\n")
    ]
    assert b"site/aktuelles/erster/index.html\n" in files
    assert expected[-1] == len(files) - 1  # release.json


@pytest.mark.usefixtures("published")
def test_a_trial_changes_nothing(target: PreparedTarget, capsys: pytest.CaptureFixture[str]) -> None:
    """It prints the changes there would be."""
    before = target.live
    target.replace(ERSTER, "- Eins", "- Drei")

    assert target.publish(dry_run=True) == 0

    assert target.live == before
    assert len(list((target.www / "releases").iterdir())) == 1
    assert "geändert: /aktuelles/erster/index.html" in capsys.readouterr().out


def _an_article_goes(target: PreparedTarget) -> None:
    (target.content / ERSTER).unlink()
    for file in target.content.rglob("*.md"):
        file.write_text(file.read_text("utf-8").replace("/aktuelles/erster/", "/aktuelles/"), "utf-8")


def _most_articles_go(target: PreparedTarget) -> None:
    for file in target.content.glob("events/**/*.md"):
        file.unlink()


MISTAKES: dict[str, tuple[Callable[[PreparedTarget], None], str]] = {
    "gone": (_an_article_goes, "Unter /aktuelles/erster/ stand bisher etwas, jetzt nicht mehr."),
    "local": (
        lambda target: target.replace(ERSTER, "- Eins", "- Eins auf localhost:8000"),
        "steht die Adresse eines eigenen Rechners: localhost",
    ),
    "open": (
        lambda target: target.replace("site.yaml", 'form: "https://formular.example/"', 'form: {open: F, law: "§ 1"}'),
        "{content}/site.yaml:{line}: Noch offen: F (§ 1).\n  → Bitte ",
    ),
    "unbuilt": (lambda target: target.replace(ERSTER, "title:", "titel:"), "Die Website ließ sich nicht bauen."),
    "facts": (
        lambda target: target.replace("site.yaml", "name: Probe", "nam: Probe"),
        "{content}/site.yaml:2: Die Angabe „nam“ gibt es nicht. Meinten Sie „name“?",
    ),
}


@pytest.mark.parametrize("mistake", sorted(MISTAKES))
@pytest.mark.usefixtures("published")
def test_a_mistake_is_told_and_changes_nothing(
    target: PreparedTarget, capsys: pytest.CaptureFixture[str], mistake: str
) -> None:
    """In a sentence, with a remedy."""
    before = target.live
    capsys.readouterr()
    change, sentence = MISTAKES[mistake]
    change(target)

    assert target.publish() == 1

    told = capsys.readouterr().err
    line = (target.content / "site.yaml").read_text("utf-8").partition("form: {open")[0].count("\n") + 1
    assert sentence.format(content=target.content, line=line) in told
    assert "\n  → Bitte " in told
    assert "Traceback" not in told
    assert target.live == before
    assert len(list((target.www / "releases").iterdir())) == 1


@pytest.mark.slow
def test_a_renamed_text_is_told_with_the_line_that_helps(
    target: PreparedTarget, capsys: pytest.CaptureFixture[str]
) -> None:
    """Git knows the release before; typed as it stands, it lets the publishing pass."""
    git = ["git", "-C", str(target.content), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    assert target.publish() == 0
    target.replace("site.yaml", "licence: CC0", "licence:  CC0")
    clip = target.content / "clips" / "film.md"
    clip = clip.rename(clip.with_name("neuer-film.md"))
    capsys.readouterr()

    assert target.publish() == 1

    told = capsys.readouterr().err
    line = re.search(r"→ Bitte in (\S+):1 im Kopf ergänzen: (.*)", told)
    assert line is not None, told
    assert (line[1], line[2]) == (str(clip), "aliases: [/clip/film/]")
    assert "stand bisher etwas" not in told
    target.replace("clips/neuer-film.md", "---\n", f"---\n{line[2]}\n")
    assert target.publish() == 0


@pytest.mark.slow
@pytest.mark.usefixtures("published")
def test_texts_can_be_withdrawn(target: PreparedTarget, capsys: pytest.CaptureFixture[str]) -> None:
    """Their calendar, their film and their subject go with them, and nobody is asked for leave.

    What is deleted after that is no more to be read than before.
    """
    first = target.live
    assert [path.suffix for path in _files_with("dazugehört", target.site)].count(".pf_fragment") == 1
    for path in ("events/2016/treffen.md", "clips/film.md", ERSTER):
        target.replace(path, "---\n", "---\nwithdrawn: {day: 2016-12-01, text: Es stimmt nicht mehr.}\n")

    assert target.publish() == 0, capsys.readouterr().err

    assert "Es stimmt nicht mehr." in (target.site / "clip/film/index.html").read_text("utf-8")
    gone = ("veranstaltungen/treffen.ics", "clip/film/textfassung.txt", "media/clip/film.mp4", "media/clip/film.vtt")
    assert [path for path in gone if (target.site / path).exists()] == []
    assert _files_with("dazugehört", target.site) == []
    (target.content / ERSTER).unlink()
    assert target.publish("/aktuelles/erster/", "/alt/") == 0, capsys.readouterr().err
    assert _files_with("dazugehört", target.site) == []
    assert publish_commands.rollback("probe", target.content, first) == 0
    assert "was zurückgezogen war: /aktuelles/erster/, /clip/film/, /veran" in capsys.readouterr().out


def _files_with(word: str, folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and word.encode() in _unpacked(path)]


def _unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    if path.suffix == ".br":
        return bytes(brotli.decompress(data))
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def test_a_dry_run_leaves_nothing_at_the_target(target: PreparedTarget) -> None:
    """Not even its folder; nor does a list of releases."""
    settings = {"kind": "folder", "path": str(target.www), "url": "http://127.0.0.1:9/"}

    with FolderTarget(str(target.www)).open_session(only_read=True) as session:
        assert (session.live_release(), session.list_releases()) == (None, [])
    assert list(publishing.list_releases(settings)) == ["Noch nichts veröffentlicht."]
    assert not target.www.exists()


@pytest.mark.parametrize("asked", ["", "prob", "x"])
def test_without_a_target_the_ones_there_are_named(
    target: PreparedTarget, asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As they can be typed."""
    assert publish_commands.releases(asked, target.content) == 1

    assert "\n  → Bitte so angeben: --target probe\n" in capsys.readouterr().err


def test_a_mistake_in_the_law_is_told_at_its_place(target: PreparedTarget, capsys: pytest.CaptureFixture[str]) -> None:
    """And not in site.yaml, which only names the file."""
    law = target.content / "law" / "nrw.yaml"
    law.parent.mkdir(exist_ok=True)
    law.write_text("name: Hier\nbased_on: nrw\nperiod: {}\n", "utf-8")
    target.replace("site.yaml", "law: ", "law: nrw  # ")

    assert publish_commands.releases("probe", target.content) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{law}:3: ")
    assert "site.yaml" not in told


def test_what_is_not_to_appear_yet_is_known(content: Path) -> None:
    """Drafts and texts of a later day; never the address of a text that is public."""
    assert set(staged_release._unpublished_addresses(content)) == {"/aktuelles/entwurf/", "/aktuelles/morgen/"}


@pytest.mark.slow
@pytest.mark.usefixtures("published")
def test_an_address_may_go_if_that_is_meant(target: PreparedTarget) -> None:
    """With its companions: its data, and the addresses that redirected to it."""
    _an_article_goes(target)

    assert target.publish("/aktuelles/erster/", "/alt/") == 0


@pytest.mark.slow
@pytest.mark.usefixtures("published")
def test_what_is_shown_otherwise_is_taken_back(
    target: PreparedTarget, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """If another server than ours answers, the previous release is activated again."""
    before = target.live
    shutil.copytree(target.site, tmp_path / "elsewhere")
    with served(tmp_path / "elsewhere") as other:
        facts = target.content / "site.yaml"
        text = facts.read_text("utf-8")
        facts.write_text(text[: text.index('url: "http://127')] + f'url: "{other.url}/"}}\n', "utf-8")
        target.replace(ERSTER, "- Eins", "- Drei")

        assert target.publish() == 1

    assert "Die Veröffentlichung ist zurückgenommen: /release.json zeigt etwas anderes." in capsys.readouterr().err
    assert target.live == before


@pytest.mark.slow
@pytest.mark.usefixtures("published")
def test_a_page_that_arrives_otherwise_is_taken_back(
    target: PreparedTarget, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page that has changed is read, not only the manifest."""
    before = target.live
    target.replace(ERSTER, "- Eins", "- Drei")
    switch = layout.FolderSession.activate

    def tamper(self: layout.FolderSession, release: object, previous: object) -> None:
        switch(self, release, previous)  # type: ignore[arg-type]
        if target.live != before:
            page = target.site / "aktuelles/erster/index.html"
            page.unlink()
            page.write_text("Etwas anderes")

    monkeypatch.setattr(layout.FolderSession, "activate", tamper)
    assert target.publish() == 1

    assert "zurückgenommen: /aktuelles/erster/ zeigt etwas anderes." in capsys.readouterr().err
    assert target.live == before


@pytest.mark.usefixtures("published")
def test_what_arrives_damaged_is_never_shown(
    target: PreparedTarget, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every byte is compared at the target, before the activation."""
    before = target.live
    target.replace(ERSTER, "- Eins", "- Drei")

    def damage(shell: LocalShell, source: Path, folder: str, like: list[str], count: int) -> None:
        copy_files(shell, source, folder, like, count)
        page = Path(folder) / "site/aktuelles/erster/index.html"
        page.write_bytes(page.read_bytes()[:-1])

    monkeypatch.setattr(layout, "copy_files", damage)
    assert target.publish() == 1

    assert "ist nicht das, was geschickt wurde" in capsys.readouterr().err
    assert target.live == before


@pytest.mark.slow
def test_only_one_publishes_at_a_time(target: PreparedTarget, capsys: pytest.CaptureFixture[str]) -> None:
    """The other one is told, and nothing waits for ever."""
    target.www.mkdir()
    with lock_folder(LocalShell(), str(target.www)):
        assert target.publish() == 1

    assert "veröffentlicht gerade jemand anderes" in capsys.readouterr().err
    assert target.publish() == 0


@pytest.mark.slow
@pytest.mark.usefixtures("published")
def test_what_an_interrupted_call_has_brought_is_used_and_cleared(
    target: PreparedTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that are there already are linked, not sent."""
    target.replace(ERSTER, "- Eins", "- Drei")
    with monkeypatch.context() as broken:
        broken.setattr(layout, "_COMPARE", "exit 1")
        assert target.publish() == 1
    [left] = target.www.glob("incoming-*")
    brought = (left / "site/aktuelles/erster/index.html").stat().st_ino

    assert target.publish() == 0

    assert (target.site / "aktuelles/erster/index.html").stat().st_ino == brought
    assert not list(target.www.glob("incoming-*"))


@pytest.mark.slow
@pytest.mark.usefixtures("published")
def test_an_hour_off_is_refused(
    target: PreparedTarget, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Releases are named by time: one that seems older than the live one would be taken for it."""
    before = target.live
    target.replace(ERSTER, "- Eins", "- Drei")
    for hour in (3600.0, -3600.0):
        real = layout.FolderSession.read_clock
        monkeypatch.setattr(layout.FolderSession, "read_clock", lambda self, real=real, hour=hour: real(self) - hour)
        assert target.publish() == 1
        monkeypatch.setattr(layout.FolderSession, "read_clock", real)

        assert "um 60 Minuten" in capsys.readouterr().err
    assert target.live == before


@pytest.mark.slow
def test_a_folder_that_is_no_link_is_left_alone(target: PreparedTarget, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody else has put it there."""
    (target.www / "current").mkdir(parents=True)

    assert target.publish() == 1

    assert "kein Verweis, sondern ein eigener Ordner" in capsys.readouterr().err


@pytest.mark.slow
def test_a_folder_that_cannot_be_is_told(target: PreparedTarget, capsys: pytest.CaptureFixture[str]) -> None:
    """Such as one below a file."""
    target.www.write_text("eine Datei")

    assert target.publish() == 1

    told = capsys.readouterr().err
    assert "Auf diesem Rechner" in told
    assert "\n  → Bitte " in told
    assert "Traceback" not in told


@pytest.mark.slow
@pytest.mark.usefixtures("published")
def test_a_disk_that_fills_here_changes_nothing(target: PreparedTarget, capsys: pytest.CaptureFixture[str]) -> None:
    """Staged files are limited in size, the nearest that a test can come to a full disk."""
    before = target.live
    target.replace(ERSTER, "- Eins", "- Drei")
    script = (
        "import resource, signal, sys; from pathlib import Path; "
        "from plugins.cli import publish_commands; from plugins.publish import staged_release; "
        f"publish_commands.CACHE = Path({str(target.content.parent / 'cache')!r})\n"
        "stage_files = staged_release.stage_files\n"
        "def staged(*args):\n"
        "    signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\n"
        "    return stage_files(*args)\n"
        "staged_release.stage_files = staged\n"
        f"content = Path({str(target.content)!r})\n"
        "sys.exit(publish_commands.publish('probe', content, content.parent / 'output'))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 1, done
    assert "Nicht veröffentlicht: Auf diesem Rechner ließ sich etwas nicht lesen oder schreiben" in done.stderr
    assert "Traceback" not in done.stderr
    assert target.live == before
    capsys.readouterr()


_MOUNT = "mount -t tmpfs -o size=20m none {www}"
_FULL = """\
set -eu
{mount}
cp -a {saved}/. {www}/
before=$(readlink {www}/current)
dd if=/dev/zero of={www}/ballast bs=1k 2>/dev/null || :
code=0; {publish} || code=$?
test "$before" = "$(readlink {www}/current)"
test -f {www}/current/site/index.html
echo "untouched $code"
"""
_SAYS_SO = """\
#!/bin/sh
echo 'rsync: [receiver] write failed on "x": No space left on device (28)' >&2
exit 11
"""
_BREAKS_OFF = """\
#!/bin/sh
echo 'rsync: connection unexpectedly closed (12 bytes received so far) [sender]' >&2
exit 12
"""


def _may_mount(folder: Path) -> bool:
    """Return whether the kernel lets us mount a small disk in a name space of our own."""
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", _MOUNT.format(www=folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("breaks_off", [False, True])
def test_a_disk_that_fills_at_the_target_changes_nothing(
    target: PreparedTarget, tmp_path: Path, breaks_off: bool
) -> None:
    """A real disk in its own name space, also if rsync ends there before it can say why.

    Where the kernel forbids such a disk, rsync's own words.
    """
    saved = tmp_path / "saved"
    shutil.copytree(target.www, saved, symlinks=True)
    target.replace(ERSTER, "- Eins", "- Drei")
    folder = target.content.parent
    words = [sys.executable, str(ROOT / "tests/publish/publisher.py"), str(target.content), str(folder / "output")]
    publish = " ".join([*words, str(folder / "cache"), "probe"])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    is_real = _may_mount(target.www)
    if breaks_off or not is_real:
        (tmp_path / "programs").mkdir()
        (tmp_path / "programs/rsync").write_text(_BREAKS_OFF if is_real else _SAYS_SO)
        (tmp_path / "programs/rsync").chmod(0o755)
        environment["PATH"] = f"{tmp_path / 'programs'}:{environment['PATH']}"
    if is_real:
        shell = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
        script = _FULL.format(mount=_MOUNT.format(www=target.www), www=target.www, saved=saved, publish=publish)
    else:
        shell = ["sh", "-c"]
        script = _FULL.format(mount=":", www=target.www, saved="/dev/null", publish=publish)
        script = script.replace("cp -a /dev/null/. ", ": ").replace("dd if", ": dd if")
    done = subprocess.run([*shell, script], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stdout.endswith("untouched 1\n"), done
    assert "Auf diesem Rechner ist kein Platz mehr." in done.stderr
    assert "Traceback" not in done.stderr
