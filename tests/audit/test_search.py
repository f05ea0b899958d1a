"""The search in the output: its entries, its files, and the pages that must be in it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.audit.sites import checks, found, page

FORM = '<form role="search" action="/suche/"><input name="q" aria-label="Wort"></form>'
MARKED = "<article data-pagefind-body>Moor</article>"
Files = dict[str, str | bytes]


def packed(content: bytes | str) -> bytes:
    """Return *content* as Pagefind packs it."""
    data = content.encode() if isinstance(content, str) else content
    return gzip.compress(b"pagefind_dcd" + data, mtime=0)


def fragment(address: object) -> bytes:
    """Return an entry of the search that leads to *address*."""
    return packed(json.dumps({"url": address, "content": "Moor"}))


def index(**more: str | bytes) -> Files:
    """Return a search with files added that finds one page; _ in a name stands for a slash."""
    return {
        "moor/index.html": page(MARKED),
        "suche/index.html": page(FORM),
        "pagefind/de/pagefind.js": "export {};",
        "pagefind/de/pagefind-entry.json": "{}",
        "pagefind/de/wasm.de.pagefind": packed("\0asm"),
        "pagefind/de/pagefind.de_0a1b.pf_meta": packed("x"),
        "pagefind/de/index/de_0a1b.pf_index": packed("x"),
        "pagefind/de/filter/de_0a1b.pf_filter": packed("x"),
        "pagefind/de/fragment/de_0a1b.pf_fragment": fragment("/moor/"),
        "pagefind/de/words.txt": "Moor\n",
        **more,
    }


def test_a_whole_search_passes(tmp_path: Path) -> None:
    """The page that says so is found, and every file is known."""
    assert found(tmp_path, index()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"pagefind/de/pagefind-ui.js": "x"},
        {"pagefind/de/pagefind-worker.js": "x"},
        {"pagefind/de/fragment/en_0a1b.pf_fragment": fragment("/moor/")},
        {"pagefind/pagefind.js": "x"},
        {"pagefind/de/notes.txt": "x"},
        {"media/x.pagefind": packed("x")},
        {"pagefind/en/words.txt": "x"},
        {"pagefind/de/fragment/de_1.pf_fragment": fragment("/gibt-es-nicht/")},
        {"pagefind/de/fragment/de_1.pf_fragment": fragment("/kontakt/")},
        {"moor/index.html": page(MARKED, head='<meta name="robots" content="noindex">')},
        {"moor/index.html": page(MARKED).replace('lang="de"', 'lang="en"')},
        {"torf/index.html": page(MARKED)},
    ],
    ids=lambda files: next(iter(files)) if isinstance(files, dict) else "",
)
def test_a_search_that_is_wrong_is_found(tmp_path: Path, wrong: Files) -> None:
    """A needless file, an absent, hidden, unmarked or foreign page in it, and a lost page."""
    assert "search" in checks(found(tmp_path, {"kontakt/index.html": page(), **index(), **wrong}))


@pytest.mark.parametrize("name", ["pagefind.js", "pagefind-entry.json", "wasm.de.pagefind"])
def test_a_part_that_is_missing_is_found(tmp_path: Path, name: str) -> None:
    """Without it nobody could search."""
    files = index()
    del files[f"pagefind/de/{name}"]

    assert "search" in checks(found(tmp_path, files))


def test_a_form_without_a_search_is_found(tmp_path: Path) -> None:
    """A field that leads nowhere is not published."""
    assert checks(found(tmp_path, {"suche/index.html": page(FORM)})) == {"search"}


@pytest.mark.parametrize(
    "content",
    [
        b"plain",
        gzip.compress(b"something else", mtime=0),
        packed("no json"),
        packed("[]"),
        fragment(None),
        fragment("https://evil.example/"),
        fragment("//evil.example/"),
        fragment("javascript:alert(1)"),
        fragment("/moor/")[:-9],
    ],
    ids=["plain", "unsigned", "no-json", "list", "no-address", "foreign", "foreign-too", "script", "cut-off"],
)
def test_an_entry_nobody_can_read_is_found(tmp_path: Path, content: bytes) -> None:
    """A broken entry, or one that leads elsewhere, is a finding and never an exception."""
    files = index(**{"pagefind/de/fragment/de_0a1b.pf_fragment": content})

    assert "unreadable" in checks(found(tmp_path, files))


@pytest.mark.parametrize(
    ("path", "script", "passes"),
    [
        ("pagefind/de/pagefind.js", "new URL(`https://example.com${path}`)", True),
        ("pagefind/de/pagefind.js", r"x.replace(/^https:\/\/example\.com/,'')", True),
        ("pagefind/de/pagefind.js", "fetch('https://example.com.evil.example/')", False),
        ("pagefind/de/pagefind.js", "fetch('https://example.com:8080/')", False),
        ("pagefind/de/pagefind.js", "fetch('https://evil.example/')", False),
        ("assets/search.js", "new URL(`https://example.com${path}`)", False),
    ],
)
def test_the_code_of_the_search_names_nobody_else(tmp_path: Path, path: str, script: str, passes: bool) -> None:
    """It fills in one host to take addresses apart; another file or host is a finding."""
    assert checks(found(tmp_path, {**index(), path: script})) == (set() if passes else {"scripts"})


@pytest.mark.parametrize(
    ("body", "forms", "passes"),
    [(FORM, "'self'", True), ("", "'none'", True), (FORM, "'none'", False), ("", "'self'", False), (FORM, "*", False)],
)
def test_only_a_page_with_a_form_may_send(tmp_path: Path, body: str, forms: str, passes: bool) -> None:
    """And only to us."""
    html = (
        page(body)
        .replace("form-action 'self'", "form-action 'none'")
        .replace("form-action 'none'", f"form-action {forms}")
    )

    assert checks(found(tmp_path, {**index(), "suche/index.html": html})) == (set() if passes else {"policy"})


def in_parts(form: str = FORM.replace("<form", '<form data-shards="de/2016"'), **more: str | bytes) -> Files:
    """Return a search in two parts, the second of which finds one more page."""
    return index() | {
        "heide/index.html": page(MARKED),
        "suche/index.html": page(form),
        "pagefind/de/2016/pagefind-entry.json": "{}",
        "pagefind/de/2016/pagefind.de_0b.pf_meta": packed("x"),
        "pagefind/de/2016/fragment/de_0b.pf_fragment": fragment("/heide/"),
        **more,
    }


def test_a_search_in_parts_passes(tmp_path: Path) -> None:
    """Each part is asked, and each page stands in one."""
    assert found(tmp_path, in_parts()) == []


def test_a_part_that_no_page_asks_is_found(tmp_path: Path) -> None:
    """Whatever stands in it, nobody would find."""
    (finding,) = found(tmp_path, in_parts(FORM))

    assert finding.check == "search"
    assert "„de/2016“" in finding.message


def test_a_part_that_is_not_there_is_found(tmp_path: Path) -> None:
    """A page that asks for it would tell readers that the search is broken."""
    (finding,) = found(tmp_path, in_parts(FORM.replace("<form", '<form data-shards="de/2016 de/2017"')))

    assert finding.path == "suche/index.html"
    assert "„de/2017“" in finding.message


def test_the_program_lies_beside_the_main_part_only(tmp_path: Path) -> None:
    """Others bring their words, not the code again."""
    assert checks(found(tmp_path, in_parts(**{"pagefind/de/2016/pagefind.js": "export {};"}))) == {"search"}
