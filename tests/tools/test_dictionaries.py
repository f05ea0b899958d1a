"""Dictionaries come by hash, or not at all."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from tools import dictionaries, index, node, npm_packages


def packed(**files: str) -> bytes:
    """Return a package of npm with *files*."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(f"package/{name.replace('_', '.')}")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    return whole.getvalue()


def integrity(content: bytes) -> str:
    """Return the hash of *content* as npm writes it."""
    return f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}"


TAMPERED = packed(index_aff="SET UTF-8", index_dic="1\nHauss", license="frei")


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """A registry with the files a test gives it, and locks that fit the right package."""
    right = packed(index_aff="SET UTF-8", index_dic="1\nHaus", license="frei", index_js="x")
    has = {"": right}
    entry = {"version": "1.0.0", "integrity": integrity(right)}
    monkeypatch.setattr(npm_packages, "_entry", lambda *_: entry)
    monkeypatch.setattr(index, "read", lambda *_: has[""])
    return has


def test_only_what_is_needed_is_unpacked(registry: dict[str, bytes], tmp_path: Path) -> None:
    """Words, rules, licence; no program. A second call fetches nothing."""
    found = dictionaries.fetch_dictionaries(tmp_path)
    registry[""] = b""

    assert found == dictionaries.fetch_dictionaries(tmp_path)
    assert found.keys() == {"de", "en"}
    for folder in found.values():
        assert {path.name for path in folder.iterdir()} == {"index.aff", "index.dic", "license"}
    assert {path.name for path in tmp_path.iterdir()} == {folder.name for folder in found.values()}


@pytest.mark.usefixtures("registry")
def test_a_preview_takes_what_is_there_and_fetches_nothing(tmp_path: Path) -> None:
    """It is to be there at once, with a network or without."""
    assert dictionaries.find_dictionaries(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []

    found = dictionaries.fetch_dictionaries(tmp_path)

    assert dictionaries.find_dictionaries(tmp_path) == found != {}


@pytest.mark.parametrize("content", [b"", packed(index_dic="1\nHauss"), TAMPERED, b"<html>"])
def test_another_file_is_refused(
    registry: dict[str, bytes], content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Spelling stays unchecked, and that is said."""
    registry[""] = content

    assert dictionaries.fetch_dictionaries(tmp_path) == {}
    assert capsys.readouterr().err.count("bleibt ungeprüft") == 1
    assert list(tmp_path.iterdir()) == []


def test_without_a_network_check_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything else can still be said."""
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "http://127.0.0.1:9")

    assert dictionaries.fetch_dictionaries(tmp_path) == {}
    assert "  → Bitte die Verbindung prüfen" in capsys.readouterr().err


def test_the_lock_names_both() -> None:
    """With a version and a SHA-512."""
    for package in dictionaries.LANGUAGES.values():
        entry = npm_packages._entry(node.SPELLING, package)
        assert entry["version"].count(".") == 2
        assert entry["integrity"].startswith("sha512-")
