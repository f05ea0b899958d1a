"""Sveltia is the package of the lock, to the byte, and asks nobody for anything."""

from __future__ import annotations

import io
import json
import re
import tarfile
from pathlib import Path

import pytest

from tools import index, node, npm_packages, sveltia

LOCKED = json.loads((node.REDAKTION / "package-lock.json").read_text())["packages"]


def archive(files: dict[str, bytes]) -> bytes:
    """Return an npm package of *files*."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


@pytest.fixture(scope="module")
def program() -> Path:
    """The real one."""
    return sveltia.fetch_sveltia(node.LOCKS.parent.parent / ".cache" / "npm")


def test_every_package_that_is_fetched_is_locked() -> None:
    """With an exact version and a hash."""
    for name in sveltia.WANTED:
        assert LOCKED[f"node_modules/{name}"]["integrity"].startswith("sha512-")
        assert re.fullmatch(r"\d+\.\d+\.\d+", LOCKED[f"node_modules/{name}"]["version"])


def test_another_archive_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of an unexpected file is kept, and a sentence names the remedy."""
    monkeypatch.setattr(index, "read", lambda *_: archive({"package/npm/index.js": b"alert(1)"}))

    with pytest.raises(SystemExit, match=r"nicht das erwartete[^\n]*\n  → Bitte nichts davon verwenden"):
        sveltia.fetch_sveltia(tmp_path)

    assert not list(tmp_path.glob("redaktion-*/index.js"))


def test_without_a_connection_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And no traceback."""

    def unreachable(address: str, _seconds: float) -> bytes:
        raise OSError(f"{address}: no route")

    monkeypatch.setattr(index, "read", unreachable)

    with pytest.raises(SystemExit, match=r"Das Formular war nicht zu bekommen: https?://\S+ no route\n  → Bitte"):
        sveltia.fetch_sveltia(tmp_path)


def test_the_registry_is_the_one_npm_is_told_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A mirror works without a change here."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("npm_config_registry", raising=False)
    monkeypatch.delenv("NPM_CONFIG_REGISTRY", raising=False)
    assert npm_packages.read_registry() == "https://registry.npmjs.org"

    (tmp_path / ".npmrc").write_text("fund=false\nregistry = https://npm.example/mirror/\n")
    assert npm_packages.read_registry() == "https://npm.example/mirror"

    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "https://other.example/")
    assert npm_packages.read_registry() == "https://other.example"


def test_a_file_cannot_leave_the_folder(tmp_path: Path) -> None:
    """Names in an archive are not trusted."""
    names = ("package/../../evil.js", "package/browser/dist/../../../evil.js", "/package/LICENSE")
    packed = archive({**dict.fromkeys(names, b"x"), "package/browser/dist/index.js": b"y", "package/LICENSE": b"z"})

    sveltia._unpack(packed, "yaml", tmp_path / "inner")

    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*")) if path.is_file()] == [
        "inner/licences/yaml.txt",
        "inner/yaml/index.js",
    ]


def test_a_version_that_names_things_otherwise_is_not_used() -> None:
    """Half renamed, it would fetch the rest from elsewhere."""
    with pytest.raises(ValueError, match="compare RENAMED"):
        sveltia.rename_references("import(`../lang/de.json`)")


def test_the_program_brings_its_licences(program: Path) -> None:
    """Those of the packages, and of the fonts."""
    assert {path.stem for path in (program / "licences").iterdir()} == {
        *("sveltia-cms", "immutable", "yaml"),
        *("source-sans-3", "noto-mono", "material-symbols-outlined"),
    }
    assert "MIT License" in (program / "licences" / "sveltia-cms.txt").read_text()


def test_the_program_names_no_host_it_would_ask_unasked(program: Path) -> None:
    """It would fetch fonts, language and the state of the hosts when opened."""
    text = (program / "index.js").read_text(encoding="utf-8")

    assert not re.search(r"cdn\.jsdelivr|hostedstatus\.com/1\.0|githubstatus\.com/api|\.\./locales/de\.json", text)
    for font in ("source-sans-3", "noto-mono", "symbols"):
        assert (program / "assets" / f"{font}.woff2").read_bytes()[:4] == b"wOF2"
