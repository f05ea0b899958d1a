"""Rebase: what is said of content/ is said of the folder that the site really lies in.

Everything in here calls that folder content/, and this is the one place where it gets its name. So do the files of an
installed engine: in a checkout they lie where they are said to.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from plugins.core.problem import Problem, sort_problems
from plugins.core.project import COMMAND, IS_INSTALLED, ROOT

_USUAL = "content"
_TYPED = "python3 tasks.py"  # how commands are written in here
_QUOTE = "„[^“]*“"  # somebody's own words stay as they are
_SAID = re.compile(rf"{_QUOTE}|(?<!\S){_USUAL}/|(?<=python3 tasks\.py )[a-z]+\b(?! --site)")
_ENGINE = re.compile(rf"{_QUOTE}|(?<![\w/.-])(?:plugins|theme)/[\w./-]*\w/?")


def name_of(content: Path) -> str:
    """Return how the folder *content* is called from the working folder."""
    whole, here = content.resolve(), Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()


def rebase_text(text: str, content: Path) -> str:
    """Return *text* with content/, commands and the engine's files by their names."""
    name = name_of(content)

    def say(found: re.Match[str]) -> str:
        if found[0].startswith("„"):
            return found[0]
        return f"{name}/" if found[0].endswith("/") else f"{found[0]} --site {shlex.quote(name)}"

    said = _ENGINE.sub(lambda found: _name_in_engine(found[0]), text) if IS_INSTALLED else text
    said = said if name == _USUAL else _SAID.sub(say, said)
    return said.replace(_TYPED, COMMAND)


def rebase_problem(problem: Problem, content: Path) -> Problem:
    """Return *problem* with names of files as they are opened from the working folder."""
    name = name_of(content)
    if name == _USUAL and not IS_INSTALLED:
        return problem
    return replace(
        problem,
        file=_rebase_file(problem.file, name),
        places=tuple((_rebase_file(file, name), line) for file, line in problem.places),
        message=rebase_text(problem.message, content),
        remedy=rebase_text(problem.remedy, content),
    )


def rebase_problems(problems: Iterable[Problem], content: Path) -> tuple[Problem, ...]:
    """Return *problems* once each and in order, rebased."""
    return tuple(sort_problems(rebase_problem(problem, content) for problem in problems))


def _rebase_file(file: str, name: str) -> str:
    folder, _, rest = file.partition("/")
    return f"{name}/{rest}" if folder == _USUAL else _name_in_engine(file) if IS_INSTALLED else file


def _name_in_engine(file: str) -> str:
    """Return where *file* lies if it is one of the engine."""
    return name_of(ROOT / file) if (ROOT / file).exists() else file
