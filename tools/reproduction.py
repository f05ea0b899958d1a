"""Reproduction: two builds of the same files in different surroundings give the same bytes.

What differs is the path, the seed of Python's hashes, time zone, language and umask; nothing is kept from a former
build. The day is set for both: see
https://reproducible-builds.org/specs/source-date-epoch/.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from plugins.cli.console import find_missing_site, refuse
from plugins.core.rebase import name_of
from tools.environment import ROOT

PARTS = ("plugins", "theme", "tools", "requirements", "pelicanconf.py", "publishconf.py", "tasks.py")
_DAY = str(1_772_366_400)  # 1 March 2026, if nobody has set one
_BUILD = "import sys, pathlib; from plugins.cli import commands; P = pathlib.Path; \
sys.exit(commands.build(P(sys.argv[1]), P('output'), None, True, True))"
_ONE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}
_OTHER = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"}
_SHOWN = 10


def reproduce(content: Path = ROOT / "content", clock: Sequence[str] = ()) -> int:
    """Build twice and print the differences in German; return 0 if there are none.

    Args:
        content: The folder that editors write in.
        clock: A command that runs the second build with another clock.
    """
    if refusal := find_missing_site(content):
        return refuse(*refusal)
    with tempfile.TemporaryDirectory() as folder:
        one = build_once(Path(folder) / "eins", content, _ONE, 0o022)
        other = build_once(Path(folder) / "an einem/anderen Ort/zwei", content, _OTHER, 0o077, clock)
    if one is None or other is None:
        print("Die Website ließ sich nicht bauen.\n  → Bitte beheben, was oben steht.", file=sys.stderr)
        return 1
    differing = sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
    if not differing:
        print(f"Zweimal gebaut, an zwei Orten und in zwei Umgebungen: {len(one)} Dateien, alle gleich.")
        return 0
    print(
        f"Zweimal gebaut, aber {len(differing)} Dateien sind verschieden, zum Beispiel: "
        f"{', '.join(differing[:_SHOWN])}.\n"
        "  → Bitte an die Entwicklung weitergeben: Etwas hängt von Ort, Zeit oder Zufall ab.",
        file=sys.stderr,
    )
    return 1


def build_once(
    folder: Path, content: Path, surroundings: Mapping[str, str], umask: int, clock: Sequence[str] = ()
) -> dict[str, str] | None:
    """Build in *folder*; return the hash of each file by its path, or None if that failed."""
    folder.mkdir(parents=True)
    site = Path(name_of(content))  # under its own name, which messages say
    site = Path(content.resolve().name) if site.is_absolute() or site == Path() else site
    for name, source in [(str(site), content), *((name, ROOT / name) for name in PARTS)]:
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / name)
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(folder),
        "PYTHONPATH": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", _DAY),
        **surroundings,
    }
    done = subprocess.run(
        [*clock, sys.executable, "-c", _BUILD, str(site)],
        cwd=folder,
        env=environment,
        umask=umask,
        check=False,
        stdout=subprocess.DEVNULL,
    )
    if done.returncode:
        return None
    output = folder / "output"
    return {
        path.relative_to(output).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in output.rglob("*")
        if path.is_file()
    }
