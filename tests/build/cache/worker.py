"""Worker: builds the site of the folder it runs in, each time in a process forked for it.

Orders come in on stdin, answers go out on stdout, each a line of JSON. What is forked has imported everything and
remembers nothing, so a build takes the time of its work alone. Changed code needs another worker.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

from plugins.build import incremental, pelican_host
from plugins.build.build import BuildResult, build_site
from plugins.build.options import BuildOptions
from plugins.cli import commands

IMPORTED = (pelican_host, incremental)


def build(order: dict[str, Any]) -> dict[str, Any]:
    """Do what ``build`` does."""
    told, hints = io.StringIO(), list[str]()
    rebuild = incremental.rebuild

    def listened(*given: Any) -> BuildResult:
        built = rebuild(*given)
        hints.extend(_hints(built))
        return built

    with redirect_stdout(told), redirect_stderr(told), patch.object(incremental, "rebuild", listened):
        code = commands.build(
            Path("content"), Path("output"), order["base_url"], bool(order["search"]), bool(order["audit"])
        )
    return {"code": code, "told": told.getvalue(), "hints": hints}


def clean(order: dict[str, Any]) -> dict[str, Any]:
    """Build into the empty folder that is named, with nothing beside it."""
    options = BuildOptions(
        Path("content"), Path(order["folder"]), order["base_url"], bool(order["search"]), bool(order["audit"])
    )
    built = build_site(options)
    problems = [str(problem) for problem in built.problems if problem.severity.name == "ERROR"]
    return {"problems": problems, "pages": built.pages, "embeds": built.embeds, "hints": _hints(built)}


def _hints(built: BuildResult) -> list[str]:
    """Return each warning with every place that it names."""
    hints = (problem for problem in built.problems if problem.severity.name == "WARNING")
    return sorted(f"{problem.file}:{problem.line}: {problem.describe()}" for problem in hints)


def forked(order: dict[str, Any]) -> dict[str, Any]:
    """Carry out *order* in a process of its own.

    It may be killed some milliseconds after it has begun.
    """
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        os.close(ear)
        os.setsid()
        os.environ["SOURCE_DATE_EPOCH"] = str(order["now"])
        try:
            answer = {"build": build, "clean": clean}[order["do"]](order)
        except BaseException as error:
            answer = {"code": -1, "told": repr(error), "problems": [repr(error)]}
        with os.fdopen(mouth, "w") as stream:
            json.dump(answer, stream)
        os._exit(0)
    os.close(mouth)
    if "kill_after" in order:
        time.sleep(order["kill_after"] / 1000)
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:  # it has no group of its own yet
            os.kill(child, signal.SIGKILL)
    with os.fdopen(ear) as stream:
        text = stream.read()
    os.waitpid(child, 0)
    return dict(json.loads(text)) if text else {"code": -signal.SIGKILL, "told": ""}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(forked(json.loads(line))), flush=True)
