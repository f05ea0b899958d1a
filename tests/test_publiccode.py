"""publiccode.yml: catalogues of public software read it, and it says what the project says elsewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.environment import ROOT

FILE = ROOT / "publiccode.yml"
SCHEMA = ROOT / "tests" / "publiccode.schema.json"


def is_valid(path: Path) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def read() -> dict[str, Any]:
    found = yaml.safe_load(FILE.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_it_is_written_as_its_standard_asks() -> None:
    """So a catalogue can take it over."""
    assert is_valid(FILE)


@pytest.mark.parametrize(
    ("key", "value"),
    [("url", None), ("maintenance", {"type": "internal"}), ("softwareType", "website"), ("publiccodeYmlVersion", "5")],
)
def test_these_are_refused(tmp_path: Path, key: str, value: object) -> None:
    """A key that is missing or says what the standard does not know; who cares for it has to be named."""
    file = tmp_path / "publiccode.yml"
    file.write_text(yaml.safe_dump({name: what for name, what in {**read(), key: value}.items() if what}), "utf-8")

    assert not is_valid(file)


def test_it_says_what_the_licence_and_the_package_say() -> None:
    """Nobody's name and no licence is made up for it."""
    said, licence = read(), (ROOT / "LICENSE").read_text("utf-8")

    assert licence.startswith(f"{said['legal']['license']} License")
    assert f"Copyright (c) 2026 {said['legal']['mainCopyrightOwner']}\n" in licence
    assert f'name = "{said["name"]}"' in (ROOT / "pyproject.toml").read_text("utf-8")
