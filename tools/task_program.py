"""Invoke with German sentences: the list of tasks, and remedies for typing errors."""

import ast
import difflib
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from plugins.core.project import COMMAND, IS_INSTALLED, VERSION

DEVELOPING = ("test", "bench", "advisories")  # an installed engine has none of these
_WORDS = {"check": "--file", **dict.fromkeys(("publish", "rollback", "releases"), "--target")}  # may lack the switch
HELP = {"-h", "--help"}
LISTS = {"-l", "--list", *HELP}


def answer_without_packages(file: Path, arguments: list[str]) -> None:
    """List the tasks of *file*, or refuse an unknown one, before anything is installed."""
    if arguments == ["--version"]:
        print(f"dialogseite {VERSION}")
        sys.exit(0)
    known = read_tasks(file)
    asked = next((argument for argument in arguments if not argument.startswith("-")), None)
    if not arguments or (asked is None and LISTS & set(arguments)):
        print(format_tasks(known))
        sys.exit(0)
    if asked not in known:
        sys.exit(explain_unknown_task(asked or " ".join(arguments), known))


def read_tasks(file: Path) -> dict[str, str]:
    """Return each task's name with the first line of its docstring, without importing *file*."""
    functions = [node for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)]
    return {
        function.name: (ast.get_docstring(function) or "").partition("\n")[0]
        for function in functions
        if not (IS_INSTALLED and function.name in DEVELOPING)
        and any("task" in ast.unparse(decorator) for decorator in function.decorator_list)
    }


def format_tasks(known: dict[str, str]) -> str:
    """Return the tasks, one line each, and how to call them."""
    width = max(map(len, known))
    lines = [f"  {name:<{width}}  {line}" for name, line in known.items()]
    usage = f"Aufruf: {COMMAND} AUFGABE [--schalter]   (alle Schalter: {COMMAND} AUFGABE --help)"
    return "\n".join([usage, "", *lines])


def explain_unknown_task(asked: str, known: dict[str, str]) -> str:
    """Return a German sentence with the task that was probably meant."""
    near = difflib.get_close_matches(asked, known, n=1)
    remedy = f"Meinten Sie „{near[0]}“?" if near else f"Es gibt: {', '.join(known)}."
    return f"Die Aufgabe „{asked}“ gibt es nicht.\n  → {remedy}"


def run(module: ModuleType, arguments: list[str]) -> None:
    """Run the tasks of *module* in *arguments*; an unknown switch gets a German sentence."""
    # Here and not above, because the rest of this file runs before anything is installed.
    from invoke.collection import Collection as Tasks
    from invoke.exceptions import ParseError
    from invoke.program import Program

    class German(Program):
        """Invoke's own, but it leaves typing errors to us."""

        def parse_tasks(self) -> None:
            """Exit with a German sentence if the arguments cannot be parsed."""
            try:
                super().parse_tasks()
            except (ParseError, ValueError) as error:
                sys.exit(explain_error(str(error), arguments))

    collection = Tasks.from_module(module)
    program = German(namespace=collection, name="tasks.py", binary=COMMAND)
    valued = {flag for task in collection.tasks.values() for flag in _flags_with_values(task)}
    program.run(["tasks.py", *name_files(_help_first(arguments), frozenset(collection.tasks), valued)])


def _flags_with_values(task: Any) -> Iterator[str]:
    """Yield the switches of *task* that a value follows."""
    for argument in task.get_arguments():
        if argument.takes_value:
            yield from (f"--{name.replace('_', '-')}" for name in argument.names)


def name_files(arguments: Sequence[str], tasks: Collection[str], valued: Collection[str]) -> list[str]:
    """Return *arguments* with the switch before words that may lack it: files, and targets.

    Args:
        arguments: What was typed.
        tasks: The names of all tasks; each begins arguments of its own.
        valued: The switches that a value follows.
    """
    named, task, is_value = list[str](), "", False
    for argument in arguments:
        is_word = not is_value and not argument.startswith("-")
        task = argument if is_word and argument in tasks else task
        switch = "--file" if task == "new" and named[-1:] == ["website"] else _WORDS.get(task, "")
        named += [switch, argument] if is_word and switch and argument != task else [argument]
        is_value = argument in valued
    return named


def _help_first(arguments: list[str]) -> list[str]:
    """Return *arguments* with a request for help before the task.

    Behind one that needs a word, such as ``new``, Invoke would take ``--help`` for that word.
    """
    if len(arguments) == 2 and arguments[1] in HELP:
        return ["--help", arguments[0]]
    return arguments


def explain_error(error: str, arguments: list[str]) -> str:
    """Return German sentences for Invoke's *error* about *arguments*."""
    quoted = re.search(r"'(.*?)'", error)
    word = quoted[1] if quoted else " ".join(arguments)
    if "needed value" in error:
        wrong = f"Hinter {word.rpartition(' ')[2]} fehlt die Angabe."
    elif "did not receive" in error:
        wrong = f"Hinter {word} fehlt noch ein Wort."
    elif "invalid literal" in error:
        wrong = f"Hier wird eine Zahl gebraucht, nicht „{word}“."
    else:
        wrong = f"Mit „{word}“ kann diese Aufgabe nichts anfangen."
    task = next((argument for argument in arguments if not argument.startswith("-")), "AUFGABE")
    return f"{wrong}\n  → Welche Schalter es gibt, sagt: {COMMAND} {task} --help"
