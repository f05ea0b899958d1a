"""Every remedy, typed as it stands, makes its message go away; no other appears, and nothing is lost."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from plugins.core.problem import Problem
from tools.messages.examples import copy_site, find_problems
from tools.messages.mistakes import ERRORS_OF_SITE, HINTS_OF_SITE, MISTAKES
from tools.messages.page import read_meanings
from tools.messages.repairs import FILE_REPAIRS, GIVEN_UP, PLACED, REPAIRS, REWORDED, SITE_REPAIRS, UNTYPED
from tools.messages.typing import in_place, within

# All mistakes stand on one site and begin with one head: these say so, and nothing of the text at hand
OF_NEIGHBOURS = frozenset({"equal-title"})
SOUND = {
    "articles/2016": MISTAKES["dead-link"][1].replace(b"/der-prozes/", b"/der-prozess/"),
    "clips": MISTAKES["film-lacks"][1].replace(b"duration", b"audio_description: /media/clip/film.mp4\nduration"),
    "events/2016": MISTAKES["event-report"][1],
}
Problems = dict[str, list[Problem]]


def by_file(problems: Iterable[Problem]) -> Problems:
    """Return *problems* by the name of the file within content/."""
    found: Problems = defaultdict(list)
    for problem in problems:
        found[problem.file.removeprefix("content/")].append(problem)
    return found


def repair(content: Path, told: Problems, codes: Iterable[str]) -> dict[str, str]:
    """Type the remedy of each of *codes* into its mistake; return the names of the files afterwards."""
    names = {}
    for code in codes:
        name = MISTAKES[code][0]
        problems = [problem for problem in told[name] if problem.code == code]
        if code in PLACED:
            shutil.copy(content / PLACED[code][0], content / PLACED[code][1])
        file: Path | None = content / name
        if code in FILE_REPAIRS:
            file = FILE_REPAIRS[code](content / name, problems[0])
        else:
            text = (content / name).read_text(encoding="utf-8")
            for problem in reversed(problems) if REPAIRS[code] in (in_place, within) else problems[:1]:
                text = REPAIRS[code](text, problem)
            (content / name).write_text(text, encoding="utf-8")
        if file is not None:
            names[code] = file.relative_to(content).as_posix()
    return names


@pytest.fixture(scope="module")
def told_and_typed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problems, Problems, dict[str, str], Path]:
    """The problems of all mistakes, those after every remedy was typed, the files by code, and their folder."""
    content = copy_site(tmp_path_factory.mktemp("typed"), {}, with_mistakes=True)
    for folder, data in SOUND.items():
        (content / folder / "gut.md").write_bytes(data)
    told = by_file(find_problems(content))
    shutil.rmtree(content.parent / "output")
    names = repair(content, told, [code for code in MISTAKES if code in REPAIRS or code in FILE_REPAIRS])
    return told, by_file(find_problems(content)), names, content


def test_every_code_has_a_remedy_that_is_typed() -> None:
    """Or a reason why there is nothing to type."""
    reasons = {code for codes in UNTYPED.values() for code in codes}
    typed = set(REPAIRS) | set(FILE_REPAIRS) | set(SITE_REPAIRS)

    assert {code for entries in read_meanings().values() for code in entries} - reasons - typed == set()
    assert reasons & typed == set()
    assert set(MISTAKES) - typed == set()


@pytest.mark.slow
@pytest.mark.parametrize("code", [code for code in MISTAKES if code in REPAIRS or code in FILE_REPAIRS])
def test_what_is_typed_makes_the_message_go_away(
    code: str, told_and_typed: tuple[Problems, Problems, dict[str, str], Path]
) -> None:
    """And no other appears but those that any such text brings."""
    _, typed, names, _ = told_and_typed
    name = names.get(code, MISTAKES[code][0])
    folder = name.rpartition("/")[0]
    usual = {problem.code for problem in typed.get(f"{folder}/gut.md", [])} | OF_NEIGHBOURS - {code}

    assert [str(problem) for problem in typed.get(name, []) if problem.code not in usual] == []


def words(text: str) -> set[str]:
    """Return the words and numbers of *text*."""
    return set(re.findall(r"\w+", text.casefold()))


@pytest.mark.slow
@pytest.mark.parametrize("code", [code for code in MISTAKES if code in REPAIRS and code not in REWORDED])
def test_what_is_typed_loses_nothing(
    code: str, told_and_typed: tuple[Problems, Problems, dict[str, str], Path]
) -> None:
    """Every word is still there but for those that are the mistake."""
    name, data = MISTAKES[code]
    after = (told_and_typed[3] / name).read_text(encoding="utf-8")

    assert words(data.decode()) - words(after) <= words(GIVEN_UP.get(code, ""))


@pytest.mark.slow
@pytest.mark.parametrize("changes", [HINTS_OF_SITE, ERRORS_OF_SITE], ids=["warnings", "errors"])
def test_what_is_typed_in_site_yaml_makes_the_message_go_away(changes: dict[str, str], tmp_path: Path) -> None:
    """The first message of each code; no other appears, and those of which nothing was typed stay."""
    content = copy_site(tmp_path, changes, with_mistakes=False)
    before = [problem for problem in find_problems(content) if problem.file == "content/site.yaml"]
    first = {problem.code: problem for problem in reversed(before) if problem.code in SITE_REPAIRS}
    text = (content / "site.yaml").read_text(encoding="utf-8")
    shutil.rmtree(content.parent / "output", ignore_errors=True)

    for code, problem in first.items():
        text = SITE_REPAIRS[code](text, problem)
    (content / "site.yaml").write_text(text, encoding="utf-8")

    after = {(p.message, p.code) for p in find_problems(content) if p.file == "content/site.yaml"}
    assert len(first) >= len(changes)
    assert after == {(p.message, p.code) for p in before} - {(p.message, p.code) for p in first.values()}
