"""Advisories: known vulnerabilities of our packages, asked of PyPI by pip-audit.

pip-audit ends well even if it could ask about nothing; here that is a failure as well.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.environment import REQUIREMENTS

LOCKS = ("uv.txt", "build.txt", "test.txt")
_SHOWN = 5


def check_advisories() -> int:
    """Print known vulnerabilities in German; return 0 if there are none."""
    found: dict[str, dict[str, Any]] = {}
    for lock in LOCKS:
        answer = _ask(REQUIREMENTS / lock)
        if answer is None:
            print(
                "Die Auskunft über Sicherheitslücken ist nicht zu erreichen.\n"
                "  → Bitte die Verbindung ins Internet prüfen und noch einmal aufrufen.",
                file=sys.stderr,
            )
            return 1
        found |= {package["name"]: package for package in answer}
    return report(list(found.values()))


def report(packages: list[dict[str, Any]]) -> int:
    """Print the vulnerabilities of *packages*, in the form of pip-audit; return 0 if none."""
    unknown = sorted(package["name"] for package in packages if "vulns" not in package)
    lines = sorted(line for package in packages for line in _lines(package))
    for line in lines:
        print(line, file=sys.stderr)
    if unknown:
        print(
            f"Über {len(unknown)} von {len(packages)} Paketen gibt die Auskunft nichts her, zum Beispiel: "
            f"{', '.join(unknown[:_SHOWN])}.\n"
            "  → Bitte prüfen, ob das Paketverzeichnis zu erreichen ist, und noch einmal aufrufen.",
            file=sys.stderr,
        )
    if lines or unknown or not packages:
        return 1
    print(f"{len(packages)} Pakete, keine bekannte Sicherheitslücke.")
    return 0


def _lines(package: dict[str, Any]) -> Iterator[str]:
    for known in package.get("vulns", ()):
        mended = ", ".join(known.get("fix_versions", ())) or "noch keine Fassung"
        yield (
            f"{package['name']} {package['version']}: {known['id']}\n"
            f"  → Bitte neu festlegen (python -m tools.lock). Behoben in: {mended}."
        )


def _ask(lock: Path) -> list[dict[str, Any]] | None:
    """Return the packages of *lock* with their vulnerabilities, or None if pip-audit failed."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"]
    command += ["--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError, TypeError):
        return None
