"""The manifest of a release: it survives a round trip, and one from a server is not trusted."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.urls import PUBLISHED_FILES
from plugins.publish import manifest
from plugins.publish.manifest import ManifestError, Release, hash_path
from plugins.publish.web_servers import apache, headers_file, site_files

DIGEST = st.binary(max_size=4).map(lambda data: sha256(data).hexdigest())
NAME = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"), min_size=1, max_size=8)
PATH = st.lists(NAME.filter(lambda name: name not in (".", "..")), min_size=1, max_size=3).map("/".join)
FILES = st.dictionaries(PATH, DIGEST, min_size=1, max_size=8)


def release(files: dict[str, str], **more: object) -> Release:
    made = Release("20261126T231500Z-22acabe", "a" * 40, "2026-11-26T23:15:00Z", "/", 1, files)
    for name, value in more.items():
        object.__setattr__(made, name, value)
    return made


@given(FILES, st.data())
def test_what_is_written_is_read(files: dict[str, str], data: st.DataObject) -> None:
    """With every name, also those that other languages write."""
    carried = frozenset(data.draw(st.sets(st.sampled_from(sorted(files)))))
    one = release(files, carried=carried, moved=frozenset({"/alt/"}))

    assert manifest.read_manifest(manifest.private_manifest(one)) == one


@given(FILES)
def test_the_public_form_names_no_file(files: dict[str, str]) -> None:
    """But it tells of each lasting file whether it is there, with which content."""
    one = release(files)

    shown = manifest.read_manifest(manifest.public_manifest(one))

    assert shown.has_hashed_paths
    assert shown.files == {hash_path(path): digest for path, digest in files.items() if manifest.is_permanent(path)}
    assert (shown.name, shown.commit, shown.time, shown.pages) == (one.name, one.commit, one.time, one.pages)


@pytest.mark.parametrize("path", ["../x", "a/../x", "/etc/passwd", "a//b", "", "a/./b", "a\nb", "a\\b", "a\x7fb"])
def test_a_path_that_leads_elsewhere_is_refused(path: str) -> None:
    """It becomes part of commands and of places to write to."""
    one = json.loads(manifest.private_manifest(release({"x": "0" * 64})))

    with pytest.raises(ManifestError):
        manifest.read_manifest(json.dumps({**one, "files": {path: "0" * 64}}).encode())


@pytest.mark.parametrize(
    "change",
    [
        {"name": "../../x"},
        {"name": "20261126T231500Z-22acabe;rm"},
        {"time": "gestern"},
        {"commit": "$(x)"},
        {"base_path": "/../"},
        {"files": {"x": "kurz"}},
        {"files": []},
        {"carried": ["fehlt"]},
        {"pages": "viele"},
    ],
)
def test_what_is_no_manifest_is_refused(change: dict[str, object]) -> None:
    """Whoever can write to a server must not write to a publisher's command line."""
    one = json.loads(manifest.private_manifest(release({"x": "0" * 64})))

    with pytest.raises(ManifestError):
        manifest.read_manifest(json.dumps({**one, **change}).encode())


@given(st.binary(max_size=60))
def test_any_bytes_are_a_manifest_or_refused(data: bytes) -> None:
    """A server may answer with anything."""
    with pytest.raises(ManifestError):
        manifest.read_manifest(data)


@pytest.mark.parametrize(
    ("path", "lasts"),
    [
        ("index.html", True),
        ("media/film.mp4", True),
        ("feed.xml", True),
        ("probe/veranstaltungen/treffen.ics", True),
        ("assets/style.0123456789.css", False),
        ("probe/assets/style.0123456789.css.br", False),
        ("index.html.gz", False),
        ("pagefind/de/words.txt", False),
        ("pagefind/de/2016/fragment/de_abc.pf_fragment", False),
        ("_redirects", False),
    ],
)
def test_only_what_others_can_have_noted_lasts(path: str, lasts: bool) -> None:
    """Parts of pages may go with them."""
    assert manifest.is_permanent(path) is lasts


def test_a_release_is_named_by_time_and_commit() -> None:
    """Names sort by time, and are safe in paths and commands."""
    name = manifest.release_name("2026-11-26T23:15:00Z", "22acabe" + "0" * 33)

    assert name == "20261126T231500Z-22acabe"
    assert manifest.is_release_name(name)
    assert manifest.is_release_name(manifest.release_name("2026-11-26T23:15:00Z", ""))
    assert not manifest.is_release_name("../x")
    assert not manifest.is_release_name(f"{name}\n")


def test_no_text_may_claim_the_address_of_a_file_that_publishing_adds() -> None:
    """Former addresses are compared with this list when the site is built, before anything is published."""
    names = {manifest.PUBLIC, headers_file.NAME, site_files.MOVES, apache.NAME}

    assert names == PUBLISHED_FILES
