"""`tasks.py` answers in German, whatever is typed and whatever Python it is typed with."""

import ast
import inspect
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.cli.new.existing import ExistingContent
from plugins.cli.new.interview import questions
from plugins.content.schema.content_types import TYPES, ContentType
from tools import suite, task_program
from tools.environment import ROOT

FILE = ROOT / "tasks.py"
OLD_PYTHON = """
import runpy, sys
sys.version_info = (3, 9, 2, "final", 0)
runpy.run_path("tasks.py", run_name="__main__")
"""

WINDOWS = """
import runpy, sys
sys.platform = "win32"
sys.modules["fcntl"] = None
runpy.run_path("tasks.py", run_name="__main__")
"""


def answer(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Call tasks.py without any installed package."""
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})"]
    command[-1] += f"; sys.argv = ['tasks.py', *{list(arguments)!r}]; import runpy"
    command[-1] += "; runpy.run_path('tasks.py', run_name='__main__')"
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_without_a_task_it_lists_them_all() -> None:
    """Each has a German line, and nothing needs to be installed to see it."""
    shown = answer()

    assert shown.returncode == 0
    for name, line in task_program.read_tasks(FILE).items():
        assert re.search(rf"^  {name} +\S", shown.stdout, re.MULTILINE)
        assert line.endswith(".")
    assert {"build", "check", "serve", "test", "bench"} <= task_program.read_tasks(FILE).keys()


@pytest.mark.parametrize("typed", [["bild"], ["--foo"], ["--port", "3"], [""]])
def test_an_unknown_task_is_refused_before_anything_is_installed(typed: list[str]) -> None:
    """With a sentence and not with a traceback."""
    shown = answer(*typed)

    assert shown.returncode == 1
    assert shown.stderr.startswith("Die Aufgabe „")
    assert "Traceback" not in shown.stderr


def test_the_nearest_task_is_offered() -> None:
    """A typing error is the commonest reason."""
    assert "Meinten Sie „build“?" in task_program.explain_unknown_task("bild", task_program.read_tasks(FILE))


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (["build", "--foo"], "Mit „--foo“ kann diese Aufgabe nichts anfangen."),
        (["build", "--content"], "Hinter --content fehlt die Angabe."),
        (["serve", "--port", "abc"], "Hier wird eine Zahl gebraucht, nicht „abc“."),
        (["serve", "--port", ""], "Hier wird eine Zahl gebraucht, nicht „“."),
    ],
)
def test_what_cannot_be_read_is_said_in_german(typed: list[str], wrong: str) -> None:
    """Invoke speaks English, our operators need not."""
    import tasks

    with pytest.raises(SystemExit) as told:
        task_program.run(tasks, typed)

    assert str(told.value).startswith(f"{wrong}\n  → ")
    assert f"tasks.py {typed[0]} --help" in str(told.value)


@pytest.mark.parametrize(
    ("typed", "files", "rest"),
    [
        (["check"], (), {}),
        (["check", "content/a.md"], ["content/a.md"], {}),
        (["check", "a.md", "--all", "--junit", "b.xml", "c d.md"], ["a.md", "c d.md"], {"whole": True}),
        (["check", "--content", "inhalt", "inhalt/a.md", "--changed"], ["inhalt/a.md"], {"changed": True}),
        (["check", "--junit=b.xml", "a.md"], ["a.md"], {}),
        (["check", "--file", "a.md", "--file=b.md"], ["a.md", "b.md"], {}),
        (["check", "ä.md", "--json"], ["ä.md"], {}),
    ],
)
def test_check_takes_any_number_of_files(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], files: list[str], rest: dict[str, bool]
) -> None:
    """Between switches and their values, as one types them; Invoke knows no such list."""
    import tasks
    from plugins.cli import commands
    from tools import dictionaries

    asked: dict[str, object] = {}
    monkeypatch.setattr(commands, "check", lambda *_, **options: asked.update(options) or 0)
    monkeypatch.setattr(dictionaries, "fetch_dictionaries", dict)

    with pytest.raises(SystemExit) as ended:
        task_program.run(tasks, typed)

    assert (ended.value.code, asked["files"]) == (0, files)
    assert {name: asked[name] for name in ("whole", "changed")} == {"whole": False, "changed": False, **rest}


@pytest.mark.parametrize(("typed", "wanted"), [(["check"], None), (["check", "--browser"], "a browser")])
def test_check_opens_a_browser_only_if_asked(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], wanted: str | None
) -> None:
    """Finding one takes seconds, and installing one minutes."""
    import tasks
    from plugins.cli import commands
    from tools import browser_check, dictionaries

    asked: dict[str, object] = {}
    monkeypatch.setattr(commands, "check", lambda *_, **options: asked.update(options) or 0)
    monkeypatch.setattr(dictionaries, "fetch_dictionaries", dict)
    monkeypatch.setattr(browser_check, "find_browser_check", lambda: "a browser")

    with pytest.raises(SystemExit):
        task_program.run(tasks, typed)

    assert asked["browser_check"] == wanted


def test_a_switch_for_several_values_takes_whole_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Invoke cuts them into letters where the default is a tuple."""
    import tasks
    from plugins.cli import publish_commands

    asked: dict[str, object] = {}
    monkeypatch.setattr(publish_commands, "publish", lambda *_, **options: asked.update(options) or 0)

    with pytest.raises(SystemExit):
        task_program.run(tasks, ["publish", "--target", "x", "--allow-gone", "/weg/", "--allow-gone", "/fort/"])

    assert asked["allow_gone"] == ["/weg/", "/fort/"]


@pytest.mark.parametrize("name", sorted(task_program.read_tasks(FILE)))
def test_every_task_explains_its_switches(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Also one that needs a word after its name: messages send people to `--help`."""
    import tasks

    with pytest.raises(SystemExit) as ended:
        task_program.run(tasks, [name, "--help"])

    assert not ended.value.code
    assert f"tasks.py [--core-opts] {name} " in capsys.readouterr().out


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
def test_new_takes_every_answer_as_a_switch(kind: ContentType) -> None:
    """What it may ask for, and asks for by the name of a switch where there is no terminal."""
    import tasks

    switches = set(inspect.signature(tasks.new.body).parameters)
    asked = {question.key.replace(".", "_") for question in questions(kind, ExistingContent(), "2026-05-12")}

    assert asked <= switches


def test_an_old_python_is_told_so() -> None:
    """One that is too old gets a sentence."""
    shown = subprocess.run([sys.executable, "-c", OLD_PYTHON], cwd=ROOT, capture_output=True, text=True, check=False)

    assert shown.returncode == 1
    assert shown.stderr.startswith("Dieses Projekt braucht Python 3.11 oder neuer; hier läuft Python 3.9.\n  → ")


def test_windows_is_told_where_it_runs() -> None:
    """A traceback about a missing module helps nobody, and the way out stands in the handbook."""
    shown = subprocess.run([sys.executable, "-c", WINDOWS], cwd=ROOT, capture_output=True, text=True, check=False)

    assert shown.returncode == 1
    assert shown.stderr.startswith("Unter Windows selbst läuft dieses Programm nicht")
    assert "## Was Sie einmal brauchen" in (ROOT / "docs" / "redaktion.md").read_text(encoding="utf-8")
    assert "Traceback" not in shown.stderr


def test_an_old_python_can_read_as_far_as_that() -> None:
    """A word it does not know would be a traceback before the first line runs."""
    ast.parse(FILE.read_text(), feature_version=(3, 7))


def test_every_step_runs_although_the_first_has_failed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """All faults are shown at once, and pytest's own line comes last."""
    steps = [("Form", [sys.executable, "-c", "raise SystemExit(3)"]), ("Stil", [sys.executable, "-c", ""])]
    monkeypatch.setattr(suite, "checks", lambda: iter(steps))
    monkeypatch.setattr(suite, "browser_is_ready", lambda: True)
    monkeypatch.setattr(suite, "pytest", lambda *_: ("=== 7 passed in 1.00s ===", 0))

    code = suite.test(slow=False)

    lines = capfd.readouterr().out.splitlines()
    assert code == 1
    assert lines[-2:] == ["Nicht in Ordnung: Form.", "=== 7 passed in 1.00s ==="]
    assert any(re.fullmatch(r" +Stil: \d+\.\d s", line) for line in lines)


def test_the_last_line_of_pytest_is_handed_on(capfd: pytest.CaptureFixture[str]) -> None:
    """With its exit code."""
    closing, code = suite.pytest("--version")

    assert closing.startswith("pytest ")
    assert code == 0
    assert "pytest" in capfd.readouterr().out


def test_the_ten_slowest_are_named_before_the_last_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With setup and teardown, and the last line is still pytest's own."""
    several = "import time\n\ndef test_slow():\n    time.sleep(0.3)\n\ndef test_fails():\n    assert False\n"
    several += "".join(f"\ndef test_{number}():\n    pass\n" for number in range(10))
    (tmp_path / "test_several.py").write_text(several)

    closing, code = suite.pytest(str(tmp_path), "-c", os.devnull)

    [told] = [line for line in capfd.readouterr().out.splitlines() if line.startswith("Die zehn langsamsten: ")]
    assert re.match(r"Die zehn langsamsten: \S*test_several\.py::test_slow 0\.[3-9] s; ", told)
    assert told.count("; ") == 9
    assert closing.startswith("===")
    assert "1 failed, 11 passed" in closing
    assert code == 1


def test_tests_keep_what_python_has_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine says, as the suite starts hundreds of processes."""
    monkeypatch.setenv(suite.NO_BYTECODE, "1")
    (tmp_path / "test_one.py").write_text("import sys\n\ndef test():\n    assert not sys.dont_write_bytecode\n")

    assert suite.pytest(str(tmp_path), "-c", os.devnull)[1] == 0


def test_ci_runs_the_readmes_test_command() -> None:
    """CI checks exactly that which the README promises."""
    command = "python3 tasks.py test"

    assert command in (ROOT / "README.md").read_text()
    assert re.search(rf"^{command} ", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize(
    ("suite_code", "slow_code", "code", "last"),
    [
        (0, 0, 0, "=== 7 passed ==="),
        (1, 0, 1, "=== 7 passed ==="),
        (0, 1, 1, "=== 1 slow ==="),
        (0, 124, 124, "nicht fertig geworden"),
    ],
)
def test_ci_ends_as_its_parts_do(tmp_path: Path, suite_code: int, slow_code: int, code: int, last: str) -> None:
    """Its last line belongs to the part that failed, else to the whole suite."""
    programs = {
        "bin/python3": f"echo '=== 7 passed ==='; exit {suite_code}",
        "project/.venv/bin/python": f"echo '=== 1 slow ==='; exit {slow_code}",
    }
    for name, lines in programs.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(f"#!/bin/sh\n{lines}\n")
        path.chmod(0o755)
    run = tmp_path / "project" / ".ci" / "run"
    run.parent.mkdir()
    shutil.copy(ROOT / ".ci" / "run", run)

    shown = subprocess.run(
        [run],
        env={"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert shown.returncode == code
    assert last in shown.stdout.splitlines()[-1]


WITHOUT_SITE = {"test", "bench", "advisories"}


@pytest.mark.parametrize("name", sorted(task_program.read_tasks(FILE).keys() - WITHOUT_SITE))
def test_every_task_that_reads_a_site_takes_its_folder(name: str) -> None:
    """Under two names, of which one at a time is meant."""
    import tasks

    switches = {switch for argument in getattr(tasks, name).get_arguments() for switch in argument.names}
    assert {"site", "content"} <= switches


@pytest.mark.parametrize("typed", ["--site=", "--content="])
def test_a_site_that_is_not_named_is_none(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipeline whose variable is not set must not publish another site than it means."""
    import tasks

    with pytest.raises(SystemExit) as ended:
        task_program.run(tasks, ["build", typed])

    assert ended.value.code == 1
    assert "Hinter --site fehlt die Angabe" in capsys.readouterr().err


def test_two_names_of_one_folder_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody could say which of them is meant."""
    import tasks

    with pytest.raises(SystemExit) as ended:
        task_program.run(tasks, ["build", "--site", "a", "--content", "b"])

    assert ended.value.code == 1
    assert "--site und --content nennen dasselbe" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "folders"),
    [
        ([], ("content", "output")),
        (["--site", "content"], ("content", "output")),
        (["--site", "../stadt/inhalt"], ("../stadt/inhalt", "../stadt/output")),
        (["--content", "/srv/stadt"], ("/srv/stadt", "/srv/output")),
        (["--site", "."], (".", "../output")),
        (["--site", "stadt", "--output", "fertig"], ("stadt", "fertig")),
    ],
)
def test_a_site_is_written_beside_its_folder(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], folders: tuple[str, str]
) -> None:
    """Unless another folder is named."""
    import tasks
    from plugins.cli import commands

    asked: list[str] = []
    monkeypatch.setattr(commands, "build", lambda content, output, *_, **__: asked.extend(map(str, (content, output))))

    with pytest.raises(SystemExit):
        task_program.run(tasks, ["build", *typed])

    assert tuple(asked) == folders
