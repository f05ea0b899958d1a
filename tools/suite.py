"""The suite behind `test`: every step to its end, and pytest's own last line as ours."""

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tools.chromium import find_chromium, find_headless_shell
from tools.environment import CACHE, ROOT

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter  # only `test` has it

SITE = CACHE / "site"
SITE_VARIABLE = "BUILT_SITE"
NO_TESTS_COLLECTED = 5

QUICK = "not slow and not benchmark"
SLOW = "slow and not benchmark"
WITH_SLOW = "not benchmark"
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
# On two cores two more workers work while others wait for a browser or a server.
WORKERS = ("-n", "4", "--dist", "worksteal")


def test(slow: bool) -> int:
    """Run all steps; return 0 if each of them found nothing."""
    failed = [name for name, command in checks() if not step(name, command)]
    if not browser_is_ready():
        failed.append("Browser")
    closing, code = pytest("tests", *WORKERS, "-m", WITH_SLOW if slow else QUICK)
    if code:
        failed.append("Tests")
    if failed:
        print(f"Nicht in Ordnung: {', '.join(failed)}.")
    print(closing)
    return 1 if failed else 0


def checks() -> Iterator[tuple[str, list[str]]]:
    """Everything but pytest, which needs the site that is built here."""
    python = sys.executable
    yield "Form", [python, "-m", "ruff", "format", "--check", "."]
    yield "Stil", [python, "-m", "ruff", "check", "."]
    yield "Typen", [python, "-m", "mypy"]
    shutil.rmtree(SITE, ignore_errors=True)
    reference = ("--content", "tests/reference", "--output", str(SITE))
    yield "Bau der Beispielwebsite", [python, "tasks.py", "build", *reference]


def browser_is_ready() -> bool:
    """Find or install the browser before the tests, which would hide its output."""
    print("── Browser", flush=True)
    began = time.monotonic()
    try:
        found = find_chromium()
        os.environ["CHROMIUM"] = str(found.path)
        os.environ["CHROMIUM_HEADLESS_SHELL"] = str(find_headless_shell(found).path)
    except SystemExit as sentence:
        print(sentence)
    _took("Browser", began)
    return "CHROMIUM" in os.environ


def slow_part() -> int:
    """Run the slow tests that `test` leaves out, for .ci/run."""
    closing, code = pytest("tests", *WORKERS, "-m", SLOW)
    print(closing)
    return code


def bench() -> int:
    """Run the benchmarks one after the other, with their output."""
    closing, code = pytest("tests", "-s", "-m", "benchmark")
    print(closing)
    return code


def step(name: str, command: list[str]) -> bool:
    """Run *command*, say how long it took, return whether it found nothing."""
    print(f"── {name}", flush=True)
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, check=False)
    _took(name, began)
    return done.returncode == 0


def pytest(*arguments: str) -> tuple[str, int]:
    """Run pytest and return its last line and its exit code; no benchmark at all is no failure."""
    print("── Tests", flush=True)
    began = time.monotonic()
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    command = [sys.executable, "-m", "pytest", "-p", "tools.suite", *arguments, *colour]
    # Containers like to forbid bytecode: then each of some hundred processes would compile Pelican anew.
    env = {name: value for name, value in os.environ.items() if name != NO_BYTECODE}
    if (SITE / "index.html").exists():
        env[SITE_VARIABLE] = str(SITE)
    closing = ""
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            closing = line.rstrip() or closing
    _took("Tests", began)
    return closing, 0 if running.returncode == NO_TESTS_COLLECTED else running.returncode


def pytest_terminal_summary(terminalreporter: "TerminalReporter") -> None:
    """Name the ten slowest tests with setup and teardown; a hook of pytest (`-p tools.suite`)."""
    seconds: Counter[str] = Counter()
    for report in (one for several in terminalreporter.stats.values() for one in several):
        if hasattr(report, "duration") and hasattr(report, "nodeid"):
            seconds[report.nodeid] += report.duration
    if len(seconds) > 10:
        slowest = "; ".join(f"{name} {spent:.1f} s" for name, spent in seconds.most_common(10))
        terminalreporter.write_line(f"Die zehn langsamsten: {slowest}")


def _took(name: str, began: float) -> None:
    print(f"   {name}: {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(slow_part())
