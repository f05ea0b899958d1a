"""An audit of the changed files finds the same as one of all files, and opens no others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.audit import AuditPatch, AuditResult, AuditState, inspect, inspection
from plugins.audit.model.dependencies import Dependencies
from tests.audit.sites import EXPLAINED, HOST, SECTIONS, page, write

Files = dict[str, str | bytes]
PATHS = (
    "index.html",
    "a/index.html",
    "b/index.html",
    "b/c/index.html",
    "feed.xml",
    "assets/style.css",
    "datenschutz/index.html",
)
HEAVY = f"<p>{' '.join(f'{n * n * 7919 % 1048573:x}' for n in range(12_000))}</p>"
BODIES = (
    '<a href="/a/">Verweis</a>',
    '<a href="/b/#da">Verweis</a>',
    '<a href="../c/">Verweis</a>',
    '<p id="da">Hier</p><a href="#da">Verweis</a>',
    '<p id="dort">Dort</p>',
    '<a href="/a/#dort">Verweis</a><a href="/assets/style.css">Verweis</a>',
    '<consent-embed service="youtube" src="https://www.youtube-nocookie.com/embed/x"></consent-embed>',
    HEAVY,
    '<img src="https://fremd.example/a.png" alt="">',
    "<main data-pagefind-body>Gesucht</main>",
    "",
)
STYLES = ("body{color:black}", "body{background:url(/a/)}", "body{background:url(/weg.png)}" + "a{b:c}" * 900)
FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://{host}{path}"/></feed>'


@st.composite
def files(draw: st.DrawFn) -> Files:
    """Some of the paths with content: pages that require each other, or things that are absent."""
    files_by_path: Files = {}
    for path in draw(st.sets(st.sampled_from(PATHS))):
        if path.endswith(".css"):
            files_by_path[path] = draw(st.sampled_from(STYLES))
        elif path.endswith(".xml"):
            files_by_path[path] = FEED.format(host=HOST, path=draw(st.sampled_from(["/a/", "/b/c/", "/"])))
        else:
            head = draw(st.sampled_from(["", '<link rel="stylesheet" href="/assets/style.css">']))
            body = "".join(draw(st.lists(st.sampled_from(BODIES), max_size=3, unique=True)))
            files_by_path[path] = page(
                body + (EXPLAINED if path.startswith("datenschutz") and draw(st.booleans()) else ""), head
            )
    return files_by_path


def audited(folder: Path, patch: AuditPatch | None = None) -> AuditResult:
    return inspect(folder, own_hosts=frozenset({HOST}), patch=patch)


def full(state: AuditState) -> dict[str, Dependencies]:
    """Return the dependencies of files that have any."""
    return {path: one for path, one in state.dependencies.items() if one != Dependencies()}


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def patch_folder(previous: Path, new: Path, state: AuditState | None) -> Iterator[tuple[Path, AuditPatch]]:
    """A folder with the files of *new* that differ from *previous*, and the patch for it."""
    before, after = read_all(previous), read_all(new)
    same = {path for path in after if before.get(path) == after[path]}
    with TemporaryDirectory() as place:
        folder = Path(place)
        for path in after.keys() - same:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(after[path])
        yield folder, AuditPatch(previous, frozenset(before), frozenset(same), state)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(files(), min_size=2, max_size=4))
def test_changed_files_alone_tell_the_same_as_all(versions: list[Files]) -> None:
    """Version after version, with the state of the latest one that could be released."""
    with TemporaryDirectory() as place:
        state, previous = None, None
        for n, version in enumerate(versions):
            folder = write(Path(place) / str(n), version)
            whole = done = audited(folder)
            if previous is not None:
                with patch_folder(previous, folder, state) as (fresh, patch):
                    done = audited(fresh, patch)
                assert done.findings == whole.findings
                assert done.state is None or replace(done.state, dependencies=full(done.state)) == whole.state
            if done.state is not None:
                state, previous = done.state, folder


def only_the_patch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a full audit fail."""

    def audit_all(*_: object) -> AuditResult:
        raise AssertionError("everything was judged")

    monkeypatch.setattr(inspection, "_audit_all", audit_all)


CHANGES: dict[str, tuple[Files, Files]] = {
    "a word": ({"a/index.html": page("eins")}, {"a/index.html": page("zwei")}),
    "a new page, and a link to it": (
        {"index.html": page()},
        {"index.html": page('<a href="/a/">A</a>'), "a/index.html": page()},
    ),
    "a page that goes with all links to it": (
        {"index.html": page('<a href="/a/">A</a>'), "a/index.html": page()},
        {"index.html": page()},
    ),
    "a heading with the link above it": (
        {"a/index.html": page('<a href="#x">X</a><h2 id="x">X</h2>')},
        {"a/index.html": page('<a href="#y">Y</a><h2 id="y">Y</h2>')},
    ),
    "a link to a place that nobody has needed": (
        {"a/index.html": page('<h2 id="x">X</h2>'), "index.html": page()},
        {"a/index.html": page('<h2 id="x">X</h2>'), "index.html": page('<a href="/a/#x">X</a>')},
    ),
    "a mistake": ({"index.html": page()}, {"index.html": page('<a href="/nirgends/">N</a>')}),
    "a page beside one that is too heavy": (
        {"a/index.html": page(HEAVY), "index.html": page()},
        {"a/index.html": page(HEAVY), "index.html": page("Neu")},
    ),
    "a page that is not too heavy any more": ({"a/index.html": page(HEAVY)}, {"a/index.html": page()}),
    "the first placeholder": (
        {"index.html": page()},
        {"index.html": page('<consent-embed service="vimeo" src="https://player.vimeo.com/video/1"></consent-embed>')},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_else_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Files that have not changed might as well be absent."""
    before, after = CHANGES[change]
    previous, new = write(tmp_path / "previous", before), write(tmp_path / "new", after)
    state = audited(previous).state
    assert state is not None
    expected = audited(new).findings
    with patch_folder(previous, new, state) as (fresh, patch):
        shutil.rmtree(previous)
        only_the_patch(monkeypatch)
        assert audited(fresh, patch).findings == expected


BEYOND: dict[str, tuple[Files, Files]] = {
    "a page that others link to goes": (
        {"index.html": page('<a href="/a/">A</a>'), "a/index.html": page()},
        {"index.html": page('<a href="/a/">A</a>')},
    ),
    "a place that others link to goes": (
        {"index.html": page('<a href="/a/#x">X</a>'), "a/index.html": page('<h2 id="x">X</h2>')},
        {"index.html": page('<a href="/a/#x">X</a>'), "a/index.html": page()},
    ),
    "a service is not explained any more": (
        {"index.html": page('<consent-embed service="vimeo" src="https://player.vimeo.com/video/1"></consent-embed>')},
        {
            "index.html": page(
                '<consent-embed service="vimeo" src="https://player.vimeo.com/video/1"></consent-embed>'
            ),
            "datenschutz/index.html": page(SECTIONS),
        },
    ),
    "a style sheet that others load weighs more": (
        {"index.html": page(head='<link rel="stylesheet" href="/assets/style.css">')},
        {
            "index.html": page(head='<link rel="stylesheet" href="/assets/style.css">'),
            "assets/style.css": "".join(f".a{n * n}{{color:#{n * 7919 % 4096:03x}}}" for n in range(9000)),
        },
    ),
}


@pytest.mark.parametrize("change", BEYOND)
def test_what_others_need_is_missed(tmp_path: Path, change: str) -> None:
    """Although the files that miss it have not changed."""
    before, after = BEYOND[change]
    previous, new = write(tmp_path / "previous", before), write(tmp_path / "new", after)
    state, expected = audited(previous).state, audited(new).findings
    assert state is not None
    assert expected
    with patch_folder(previous, new, state) as (fresh, patch):
        assert audited(fresh, patch).findings == expected


def test_a_place_that_is_named_in_two_ways_is_missed_in_both(tmp_path: Path) -> None:
    """A link may write the name of an anchor with percent signs; both spellings are one anchor."""
    place, link = page('<h2 id="ä">A</h2>'), page('<a href="/a/#%C3%A4">A</a>')
    versions: list[Files] = [
        {"a/index.html": place, "b/index.html": page(), "c/index.html": page()},
        {"a/index.html": place, "b/index.html": link, "c/index.html": page()},
        {"a/index.html": page(), "b/index.html": page(), "c/index.html": page()},
        {"a/index.html": page(), "b/index.html": page(), "c/index.html": link},
    ]
    state, previous = None, None
    for n, version in enumerate(versions):
        folder = write(tmp_path / str(n), version)
        done = audited(folder)
        if previous is not None:
            with patch_folder(previous, folder, state) as (fresh, patch):
                done = audited(fresh, patch)
        assert done.findings == audited(folder).findings
        state, previous = done.state, folder


class Damaged(dict[str, Dependencies]):
    """Dependencies of which nothing can be read."""

    def __getitem__(self, path: str) -> Dependencies:
        raise KeyError(path)


@pytest.mark.parametrize("change", [*CHANGES, *BEYOND])
def test_what_is_damaged_is_not_believed(tmp_path: Path, change: str) -> None:
    """Then everything is judged again."""
    before, after = (CHANGES | BEYOND)[change]
    previous, new = write(tmp_path / "previous", before), write(tmp_path / "new", after)
    state = audited(previous).state
    assert state is not None
    with patch_folder(previous, new, replace(state, dependencies=Damaged(state.dependencies))) as (fresh, patch):
        assert audited(fresh, patch).findings == audited(new).findings


def test_what_is_known_of_another_host_counts_for_nothing(tmp_path: Path) -> None:
    """A link with the site's own host is a mistake, and one with another's is not."""
    previous = write(tmp_path / "previous", {"index.html": page('<a href="https://neu.example/">N</a>')})
    state = audited(previous).state
    with patch_folder(previous, previous, state) as (fresh, patch):
        done = inspect(fresh, own_hosts=frozenset({"neu.example"}), patch=patch)
    assert [finding.check for finding in done.findings] == ["links"]
