"""A site is the same, byte for byte, on however many cores it was built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugins.build.build import BuildResult, build_site
from plugins.build.options import BuildOptions
from plugins.core import parallel

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ARTICLE = """---
title: Probe {n}
summary: Worum es geht.
date: 2016-01-{day:02}
tags: [Probe, Zahl {tag}]
{extra}---

Ein *Text* mit [Verweis](/aktuelles/probe-{other}/) und „Zeichen“.

https://www.youtube.com/watch?v=probe{n:06}
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content and enough texts to be shared out; some lack what they need."""
    folder = Path(shutil.copytree(ROOT / "tests" / "reference", tmp_path_factory.mktemp("cores") / "content"))
    for n in range(260):
        extra = "datum: heute\n" if n % 50 == 7 else ""
        text = ARTICLE.format(n=n, day=n % 28 + 1, tag=n % 5, other=(n + 1) % 260, extra=extra)
        (folder / f"articles/2016/probe-{n}.md").write_text(text, "utf-8")
    return folder


def built(
    content: Path, output: Path, cores: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[BuildResult, dict[str, bytes]]:
    monkeypatch.setattr(parallel, "processes", lambda _tasks, _fewest: cores)
    output.mkdir()
    found = build_site(BuildOptions(content, output, search=False))
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    return found, files


def test_the_number_of_cores_changes_no_byte_and_no_message(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages, feeds and twins; hints and errors, in their order."""
    alone, files_alone = built(content, tmp_path / "1", 1, monkeypatch)
    shared, files_shared = built(content, tmp_path / "3", 3, monkeypatch)

    assert len(files_alone) > 500
    assert files_alone.keys() == files_shared.keys()
    assert [path for path, text in files_alone.items() if files_shared[path] != text] == []
    assert sum("datum" in problem.message for problem in alone.problems) > 3
    assert alone.problems == shared.problems
    assert files_alone["feed.xml"].count(b"<entry>") == 100  # the newest; what they cost must not grow with the site
