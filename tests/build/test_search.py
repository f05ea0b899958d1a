"""The search as part of a build: what is in its index, and a build without it."""

from __future__ import annotations

import gzip
import json
from html import unescape
from pathlib import Path

import pytest

from plugins.build.build import build_site
from plugins.build.options import BuildOptions
from plugins.cli import commands
from tests.build.conftest import Build

pytestmark = pytest.mark.slow


def found(output: Path) -> set[str]:
    """Return the addresses that the search leads to."""
    return {
        json.loads(gzip.decompress(path.read_bytes())[12:])["url"]
        for path in output.glob("pagefind/*/fragment/*.pf_fragment")
    }


def test_texts_are_in_the_index_and_nothing_else_is(build: Build, content: Path, output: Path) -> None:
    """Not what is hidden, a draft, not yet due or moved, no list, no page for what is not there."""
    article = content / "articles/2016/zweiter.md"
    article.write_text(article.read_text("utf-8").replace("---\n", "---\naliases: [/frueher/]\n", 1), encoding="utf-8")
    assert build().code == 0

    addresses = found(output)

    pages = {f"/{path.parent.relative_to(output).as_posix()}/" for path in output.rglob("index.html")}
    assert {"/aktuelles/erster/", "/leichte-sprache/", "/impressum/", "/clip/film/"} <= addresses
    assert pages - addresses >= {"/./", "/frueher/", "/aktuelles/", "/aktuelles/versteckt/", "/suche/", "/clip/"}
    assert not {address for address in addresses if address.startswith("/themen/")}


def test_drafts_are_not_found_in_the_preview_either(content: Path, tmp_path: Path) -> None:
    """There they have a page, but a search that shows them would mislead."""
    folder = tmp_path / "preview"
    folder.mkdir()

    built = build_site(BuildOptions(content, folder, drafts=True))

    assert not any(problem.code == "search" for problem in built.problems)
    assert (folder / "aktuelles/entwurf/index.html").exists()
    assert "/aktuelles/erster/" in found(folder)
    assert "/aktuelles/entwurf/" not in found(folder)


def test_a_build_without_search_has_no_trace_of_it(content: Path, output: Path) -> None:
    """No index, no field, no script, and no right to compile or to send.

    The page is an index as before.
    """
    assert commands.build(content, output, None, search=False, audit=True) == 0

    for path in ("suche/index.html", "404.html"):
        page = unescape((output / path).read_text("utf-8"))
        assert "<form" not in page
        assert "wasm-unsafe-eval" not in page
        assert "form-action 'none'" in page
        assert "/assets/search." not in page
    assert not (output / "pagefind").exists()


def test_only_the_page_of_the_search_may_compile(build: Build, output: Path) -> None:
    """And only that page and the one for what is not there may send a form."""
    assert build().code == 0

    pages = {path.relative_to(output).as_posix(): unescape(path.read_text("utf-8")) for path in output.rglob("*.html")}

    assert {path for path, text in pages.items() if "wasm-unsafe-eval" in text} == {"suche/index.html"}
    assert {path for path, text in pages.items() if "form-action 'self'" in text} == {"suche/index.html", "404.html"}
