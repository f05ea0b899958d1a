"""pip comes from the index that pip's settings name, and only if its hash is the known one."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import index
from tools.serving import Served, served

WHEEL = b"a wheel"


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Serve an index that has our wheel; pip's settings name it."""
    folder = tmp_path / "mirror"
    (folder / "pip").mkdir(parents=True)
    (folder / "files").mkdir()
    (folder / "files" / index.PIP).write_bytes(WHEEL)
    page = f'<a href="pip-1.0-py3-none-any.whl">1</a><a href="../files/{index.PIP}#sha256=0">ours</a>'
    (folder / "pip" / "index.html").write_text(page)
    monkeypatch.setattr(index, "PIP_SHA256", hashlib.sha256(WHEEL).hexdigest())
    with served(folder) as running:
        monkeypatch.setenv("PIP_INDEX_URL", running.url)
        yield running


def test_pip_comes_from_the_index_of_pips_settings(mirror: Served, tmp_path: Path) -> None:
    """PIP_INDEX_URL is obeyed before there is a pip."""
    wheel = index.pip_wheel(tmp_path)

    assert wheel.read_bytes() == WHEEL
    assert mirror.url


def test_a_forged_pip_is_refused(mirror: Served, tmp_path: Path) -> None:
    """Whatever the index says of it: one other byte, and it is not run."""
    (mirror.folder / "files" / index.PIP).write_bytes(WHEEL + b"!")

    with pytest.raises(SystemExit, match="nicht die erwartete"):
        index.pip_wheel(tmp_path)

    assert not (tmp_path / index.PIP).exists()


def test_a_half_downloaded_pip_is_fetched_again(mirror: Served, tmp_path: Path) -> None:
    """A file of the right name proves nothing."""
    (tmp_path / index.PIP).write_bytes(WHEEL[:3])

    assert index.pip_wheel(tmp_path).read_bytes() == WHEEL
    assert mirror.url


def test_an_index_without_our_pip_is_named(mirror: Served, tmp_path: Path) -> None:
    """The sentence says where we looked and which setting names another place."""
    (mirror.folder / "pip" / "index.html").write_text("<a href=pip-1.0-py3-none-any.whl>1</a>")

    with pytest.raises(SystemExit, match="PIP_INDEX_URL") as told:
        index.pip_wheel(tmp_path)

    assert mirror.url in str(told.value)


def test_an_index_out_of_reach_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No network is the commonest reason of all."""
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")

    with pytest.raises(SystemExit, match="war nicht zu bekommen"):
        index.pip_wheel(tmp_path)


def test_uv_is_told_what_pip_would_know(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A company's mirror is set up once, for pip; the environment wins over the file."""
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nindex-url = https://a.example/simple\nextra-index-url =\n  https://b.example\n")
    for name in index.FOR_UV.values():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.setenv("PIP_INDEX_URL", "https://c.example/simple")
    monkeypatch.setenv("PIP_FIND_LINKS", "/one /two")
    monkeypatch.setenv("PIP_CERT", "/ca.pem")

    told = index.uv_variables()

    assert told["UV_DEFAULT_INDEX"] == "https://c.example/simple"
    assert told["UV_INDEX"] == "https://b.example"
    assert told["UV_FIND_LINKS"] == "/one,/two"
    assert told["SSL_CERT_FILE"] == "/ca.pem"


def test_uvs_own_settings_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has set up uv has meant it."""
    monkeypatch.setenv("PIP_INDEX_URL", "https://a.example/simple")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://b.example/simple")

    assert "UV_DEFAULT_INDEX" not in index.uv_variables()
