"""Causes: a message names the file and the line in which its cause was written, and the right thing to type."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import shutil
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
from PIL import Image

from plugins.build.build import build_site
from plugins.build.options import BuildOptions
from plugins.core.problem import Problem, sort_problems
from plugins.proofreading import proofread
from tests.golden_cases import Case, cases
from tools import dictionaries
from tools.environment import ROOT

pytestmark = pytest.mark.slow

DAY = dt.datetime(2016, 12, 1, 12, tzinfo=dt.UTC)
MEDIA = ("IMG_1234.JPG", "IMG_1235.jpg", "mein bild.jpg", unicodedata.normalize("NFD", "Grüße.jpg"))
CASES = {f"articles/2016/fall-{number}.md": case for number, case in enumerate(cases("messages.md"), 1)}


def picture() -> bytes:
    """Return a picture that brings no message."""
    raw = io.BytesIO()
    Image.new("RGB", (800, 8)).save(raw, "JPEG")
    return raw.getvalue()


def find_problems(content: Path, output: Path) -> list[Problem]:
    """Return everything that a build and the proofreading say about the folder *content*."""
    with contextlib.chdir(content.parent):  # seen from here the folder has its usual name
        built = build_site(BuildOptions(content, output, search=False))
        warnings = proofread.find_warnings(content, DAY.date(), dictionaries.fetch_dictionaries())
    return [Problem(p.file, *_rest(p)) for p in sort_problems([*built.problems, *warnings])]


def _rest(problem: Problem) -> tuple[int, str, str, str]:
    return problem.line, problem.message, problem.remedy, problem.code


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """The messages about each case, all of them built together."""
    content = Path(shutil.copytree(ROOT / "tests/site", tmp_path_factory.mktemp("causes") / "content"))
    for name in MEDIA:
        (content / "media" / name).write_bytes(picture())
    for number, (name, case) in enumerate(CASES.items(), 1):
        head = f"---\ntitle: Der Titel {number}\nsummary: Worum es geht.\ndate: 2016-10-26\n"
        given = case.given.removeprefix("---\n") if case.given.startswith("---\n") else f"---\n\n{case.given}"
        (content / name).write_text(f"{head}{given}\n", encoding="utf-8")
    found: dict[str, list[Problem]] = defaultdict(list)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(DAY.timestamp())))
        for problem in find_problems(content, content.parent / "output"):
            found[problem.file.removeprefix("content/")].append(problem)
    return found


@pytest.mark.parametrize("name", CASES, ids=lambda name: CASES[name].title)
def test_each_text_gets_the_message_that_names_its_cause(name: str, said: dict[str, list[Problem]]) -> None:
    """What is right gets none; its neighbours show where the border is."""
    case: Case = CASES[name]
    text = "\n".join(f"{p.line}: {p.message}\n  → {p.remedy}" for p in said[name])

    assert text == case.expected


def test_no_innocent_file_is_blamed(said: dict[str, list[Problem]]) -> None:
    """Neither a template nor a page: everything that is said is said of the texts that are wrong, or of media."""
    blamed = {name for name in said if name not in CASES and not name.startswith(("media/", "plugins/", "site.yaml"))}

    assert not any(name.startswith(("theme/", "output/")) for name in blamed), blamed


def test_a_page_to_which_the_theme_leads_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor can write the missing page, not the template."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAY.timestamp())))
    content = Path(shutil.copytree(ROOT / "tests/site", tmp_path / "content"))
    (content / "pages/kontakt.md").unlink()
    for name in ("site.yaml", "law/probe.yaml"):
        lines = (content / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (content / name).write_text("".join(line for line in lines if "/kontakt/" not in line), encoding="utf-8")

    told = [p for p in find_problems(content, tmp_path / "output") if p.file.endswith("kontakt.md")]

    assert [str(p) for p in told] == [
        "content/pages/kontakt.md:1: Die Seite „/kontakt/“ fehlt; die Website verweist an festen Stellen "
        "auf sie.\n  → Bitte anlegen: content/pages/kontakt.md"
    ]
