"""The handbook followed to the letter: what it says to type can be typed, and is answered as it says."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from plugins.build import build
from plugins.build.options import BuildOptions
from plugins.cli import new as scaffold
from plugins.cli.new.interview import Prompt
from plugins.core.dates import today
from plugins.core.problem import Problem, Severity
from plugins.core.rebase import rebase_problem
from plugins.preview.serve import TerminalReport as Preview
from plugins.proofreading import proofread
from tests.documents import samples
from tests.everything import SOUND
from tests.handbook import CHAPTERS, FIRST, HANDBOOK, ROOT, blocks, files, finished
from tools.handbook import ARTICLE

HEAD = "---\ntitle: Beispiel {number}\nsummary: Worum es geht.\ndate: 2026-05-12\n---\n\n"


def answers() -> list[str]:
    """Return what is to be answered when the first article is begun."""
    rows = re.findall(r"^ *\| ([\w]+) \| (.+) \|$", CHAPTERS["Der erste Artikel in zehn Minuten"], re.MULTILINE)
    return ["" if answer.startswith("nur die Eingabetaste") else answer for name, answer in rows if name != "Frage"]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the reference site, with every picture and document that an example shows."""
    copy = Path(shutil.copytree(ROOT / "tests" / "reference", tmp_path / "content"))
    for name in set(re.findall(r"/(media/[\w/-]+\.jpg)", "\n".join(blocks("markdown")))):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (2000, 1000), "teal").save(copy / name)
    for name in set(re.findall(r"/(media/[\w/-]+\.pdf)", "\n".join(blocks("markdown")))):
        (copy / name).write_bytes(samples.pdf(samples.tagged))
    for name in set(re.findall(r"/(media/[\w/-]+\.mp3)", "\n".join(blocks("markdown")))):
        (copy / name).write_bytes(SOUND)
    return copy


def said(content: Path) -> list[Problem]:
    """Return what `check` says about *content*, as it prints it."""
    built = build.build_site(BuildOptions(content, content.parent / "output", search=False))
    hints = [rebase_problem(hint, content) for hint in proofread.find_warnings(content, today(), {})]
    found = [replace(one, file=one.file.replace(f"{content}/", "content/")) for one in (*built.problems, *hints)]
    return [
        replace(one, message=f"Hinweis: {one.message}") if one.severity is Severity.WARNING else one for one in found
    ]


def write(content: Path, path: str, text: str) -> None:
    file = content.parent / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_the_first_article_comes_about_as_it_is_shown(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With these answers, in this order, and without a second question."""
    given = iter(answers())
    monkeypatch.chdir(content.parent)

    assert scaffold.new("artikel", {}, Path("content"), Prompt(lambda _: next(given), lambda _: None)) == 0

    assert list(given) == []
    assert capsys.readouterr().out == blocks("text")[0]
    begun = (content.parent / FIRST).read_text("utf-8")
    uncommented = "".join(line for line in begun.splitlines(keepends=True) if not line.startswith("#"))
    assert files()[FIRST].startswith(uncommented.strip())
    assert files()[FIRST] == ARTICLE, "the pictures show another one"


def test_every_example_is_published_without_an_objection(content: Path) -> None:
    """Whole files where they belong, anything else as the text of an article."""
    for path, text in files().items():
        write(content, path, finished(text))
    for number, block in enumerate(block for block in blocks("markdown") if not block.startswith("---\n")):
        write(content, f"content/articles/2026/beispiel-{number}.md", HEAD.format(number=number) + block)

    about = [one for one in said(content) if "/2026/" in one.file or "beispiel" in one.file]

    # Only the example of an embed, whose description is shown below it
    assert {one.code for one in about} == {"missing-equivalent"}


def mistakes() -> list[tuple[str, str, str]]:
    """Return each mistake that is shown: what to replace, by what, and what is answered."""
    return re.findall(r"^Aus `([^`]+)` wird `([^`]+)`:\n\n```text\n(.*?)\n```", HANDBOOK, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("old", "new", "answer"), mistakes())
def test_a_mistake_is_answered_as_it_is_shown(content: Path, old: str, new: str, answer: str) -> None:
    """To the letter, and with nothing else about the file."""
    right = finished(files()[FIRST])
    assert right.count(old) == 1
    write(content, FIRST, right.replace(old, new))

    assert [str(one) for one in said(content) if one.file == FIRST] == [answer]


def test_no_answer_is_shown_that_nobody_gives(capsys: pytest.CaptureFixture[str]) -> None:
    """Every one is that of `new`, of the preview, or of a mistake."""
    Preview().print_addresses(8000)
    begun, greeting, *others = blocks("text")

    assert greeting in capsys.readouterr().out
    assert begun.startswith(FIRST)
    assert others == [f"{answer}\n" for _, _, answer in mistakes()]
    assert len(others) >= 4
