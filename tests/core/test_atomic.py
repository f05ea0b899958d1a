"""A file appears whole or not at all, and what killed processes left of one goes away."""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path

import pytest

from plugins.core.atomic import write_atomic


def test_what_killed_processes_left_is_cleared(tmp_path: Path) -> None:
    """By whoever writes next."""
    unfinished = tmp_path / "unfinished"
    unfinished.mkdir()
    (unfinished / "half").write_bytes(b"ha")

    write_atomic(tmp_path / "a" / "whole", b"whole", unfinished)
    assert (tmp_path / "a" / "whole").read_bytes() == b"whole"
    assert not list(unfinished.iterdir())


def test_what_somebody_is_writing_stays(tmp_path: Path) -> None:
    """A living process holds the folder."""
    unfinished = tmp_path / "unfinished"
    unfinished.mkdir()
    (unfinished / "half").write_bytes(b"ha")
    number = os.open(unfinished, os.O_RDONLY)
    fcntl.flock(number, fcntl.LOCK_SH)

    write_atomic(tmp_path / "whole", b"whole", unfinished)
    assert [path.name for path in unfinished.iterdir()] == ["half"]
    os.close(number)


def test_many_write_at_once(tmp_path: Path) -> None:
    """None of them takes away what another one has begun."""
    names = [str(number) for number in range(64)]
    threads = [
        threading.Thread(target=write_atomic, args=(tmp_path / name, name.encode() * 1000, tmp_path / "unfinished"))
        for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {name: (tmp_path / name).read_bytes() for name in names} == {name: name.encode() * 1000 for name in names}


def test_a_full_disk_leaves_the_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing unfinished."""

    def full(number: int, _mode: str) -> object:
        os.close(number)
        return Path("/dev/full").open("wb", buffering=0)

    write_atomic(tmp_path / "a", b"former", tmp_path / "unfinished")
    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomic(tmp_path / "a", b"new", tmp_path / "unfinished")
    assert (tmp_path / "a").read_bytes() == b"former"
    assert not list((tmp_path / "unfinished").iterdir())
