"""Two builds of one output: the second waits for the first, and for nobody who is dead."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.build import output_folder as swapping
from plugins.build.lock import lock_output
from plugins.build.output_folder import fresh_folder, swap

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from plugins.build.lock import lock_output
with lock_output(Path(sys.argv[1]), lambda: print("waits", flush=True)):
    print("holds", flush=True)
    sys.stdin.read()
"""


def holder(output: Path) -> subprocess.Popen[str]:
    """Return a process that asks for the lock of *output*, and holds it until its input ends."""
    command = [sys.executable, "-c", HOLD, str(output)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    """It says so once, and then has the output for itself; nothing is left beside it."""
    output = tmp_path / "output"
    with holder(output) as first:
        assert says(first) == "holds"
        with holder(output) as second:
            assert says(second) == "waits"
            first.communicate()
            assert says(second) == "holds"
            second.communicate()
    assert list(tmp_path.iterdir()) == []


def test_who_was_killed_holds_nothing(tmp_path: Path) -> None:
    """The file may be left, the lock is not."""
    output = tmp_path / "output"
    with holder(output) as first:
        assert says(first) == "holds"
        first.send_signal(signal.SIGKILL)
    assert (tmp_path / ".output.lock").exists()

    with lock_output(output, lambda: pytest.fail("waits for the dead")):
        pass
    assert list(tmp_path.iterdir()) == []


def test_other_outputs_are_free(tmp_path: Path) -> None:
    """Whoever builds beside it need not wait; by whatever name, it is the same output."""
    (tmp_path / "link").symlink_to(tmp_path / "output")
    with lock_output(tmp_path / "output", lambda: None), holder(tmp_path / "other") as free:
        assert says(free) == "holds"
        free.communicate()
        with holder(tmp_path / "link") as bound:
            assert says(bound) == "waits"
            bound.kill()


def site(folder: Path, text: str) -> Path:
    for name in ("index.html", "404.html", "sitemap.xml"):
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_what_a_killed_build_left_beside_the_output_goes_away(tmp_path: Path) -> None:
    """And nothing else that lies there."""
    output = site(tmp_path / "output", "old")
    site(tmp_path / ".output.fresh-killed", "half")
    site(tmp_path / ".output.fresher", "mine")

    with fresh_folder(output):
        assert not (tmp_path / ".output.fresh-killed").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".output.fresher", "output"]


def test_killed_between_two_renames_the_former_output_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the two cannot change places in one step, there is an instant without an output."""

    class KilledError(Exception):
        pass

    output, rename = site(tmp_path / "output", "old"), Path.rename

    def killed(path: Path, target: Path) -> Path:
        if target == output:
            raise KilledError
        return rename(path, target)

    monkeypatch.setattr(swapping, "_exchange", lambda _one, _other: False)
    with monkeypatch.context() as dying:
        dying.setattr(Path, "rename", killed)
        with pytest.raises(KilledError):
            swap(site(tmp_path / ".output.fresh-killed", "new"), output)
    assert not output.exists()

    with fresh_folder(output):
        assert (output / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_who_holds_it_may_ask_again(tmp_path: Path) -> None:
    """As a publisher that builds; others wait until the outer one has done."""
    output = tmp_path / "output"
    with lock_output(output, lambda: None):
        with lock_output(output, lambda: pytest.fail("waits for itself")):
            pass
        with holder(output) as second:
            assert says(second) == "waits"
            second.kill()
