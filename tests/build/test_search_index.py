"""Search indexes: a change renews few of them, and all equal those of a clean build."""

from __future__ import annotations

import gzip
import json
import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from plugins.build import search_index
from plugins.build.cache.up_to_date import UpToDateCheck
from plugins.build.search_index import SearchIndexes, update_indexes
from plugins.build.write import OutputRecord, PreviousOutput, WriteResult
from plugins.cli import commands
from plugins.core.hashing import hash_file
from plugins.core.problem import Problem
from plugins.site.search import pagefind
from plugins.site.search.pagefind import ShardIndex
from plugins.site.search.shards import Shard, split_shards

ROOT = Path(__file__).parents[2]
PAGE = '<!doctype html><html lang="de"><title>x</title><article data-pagefind-body><h1>{title}</h1><p>{text}</p>'
TEXTS = {
    "aktuelles/alt/index.html": "Ackerbau und Viehzucht",
    "aktuelles/neu/index.html": "Bienenhaus",
    "aktuelles/neuer/index.html": "Bienenhaus und ackerbau",
    "en/hedge/index.html": "Hedges",
}
OLD, NEW, ENGLISH = (
    Shard("de", "2015", ("aktuelles/alt/index.html",)),
    Shard("de", "", ("aktuelles/neu/index.html", "aktuelles/neuer/index.html")),
    Shard("en", "", ("en/hedge/index.html",)),
)
ALL = (NEW, OLD, ENGLISH)


class Site:
    """A site that is built again and again: each time into a fresh folder beside the former one."""

    def __init__(self, scratch: Path, made_again: list[str]) -> None:
        self._scratch, self._number, self.made_again = scratch, 0, made_again
        self.texts = dict(TEXTS)
        self.standing, self.known = PreviousOutput(), SearchIndexes()

    def build(self, several: Iterable[Shard] = ALL) -> dict[str, bytes]:
        """Return what stands in the site's search after a build, and nowhere else."""
        self.made_again.clear()
        self._number += 1
        folder = self._scratch / str(self._number)
        pages = {path: self._page(folder, path, text) for path, text in self.texts.items()}
        done = update_indexes(several, pages, folder, self.standing, self.known)
        assert done.problems == ()
        former = self.standing.folder
        for path in {**pages, **done.records}:
            if not (folder / path).exists():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(former / path, folder / path)
        self.standing = PreviousOutput(folder, {**pages, **done.records}, layout_unchanged=True)
        for path, made in done.records.items():
            assert hash_file(folder / path) == made.content_hash
        return {path: (folder / path).read_bytes() for path in done.records}

    def _page(self, folder: Path, path: str, text: str) -> OutputRecord:
        """Write a page unless it stands there; return what it holds."""
        (self._scratch / "page").write_text(PAGE.format(title=path.split("/")[1], text=text), "utf-8")
        made = OutputRecord(hash_file(self._scratch / "page"))
        if not self.standing.has_content(path, made):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self._scratch / "page").replace(folder / path)
        return made


@pytest.fixture
def made_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders of the shards for which Pagefind is called."""
    noted: list[str] = []
    make = pagefind.build_indexes

    def note(several: tuple[Shard, ...], *given: object) -> Iterable[tuple[Shard, ShardIndex | Problem]]:
        noted.extend(shard.folder for shard in several)
        return make(several, *given)  # type: ignore[arg-type]  # as they were given

    monkeypatch.setattr(search_index, "build_indexes", note)
    return noted


@pytest.fixture
def site(tmp_path: Path, made_again: list[str]) -> Site:
    """A site with two parts for German and one for English."""
    return Site(tmp_path, made_again)


@pytest.fixture
def clean(tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """What a build from nothing makes of the texts of a site."""

    def build(site: Site, several: Iterable[Shard] = ALL) -> dict[str, bytes]:
        aside = tmp_path / "clean"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        other = Site(aside, [])
        other.texts = dict(site.texts)
        return other.build(several)

    return build


Clean = Callable[..., dict[str, bytes]]


def test_the_parts_share_a_program_and_their_words(site: Site) -> None:
    """Code and WebAssembly once for each language, an entry and pages for each part."""
    files = site.build()

    assert sorted(site.made_again) == ["pagefind/de", "pagefind/de/2015", "pagefind/en"]
    names = {path for path in files if not path.endswith((".pf_meta", ".pf_index", ".pf_fragment"))}
    assert names == {
        *(f"pagefind/{folder}/pagefind-entry.json" for folder in ("de", "de/2015", "en")),
        *(f"pagefind/{language}/{name}" for language in ("de", "en") for name in ("pagefind.js", "words.txt")),
        *(f"pagefind/{language}/wasm.{language}.pagefind" for language in ("de", "en")),
    }
    told = [json.loads(gzip.decompress(data)[12:])["url"] for path, data in files.items() if "fragment" in path]
    assert sorted(told) == ["/aktuelles/alt/", "/aktuelles/neu/", "/aktuelles/neuer/", "/en/hedge/"]


def test_words_are_those_of_all_parts_as_they_are_mostly_written(site: Site) -> None:
    """The most frequent come first, counted over the parts."""
    words = site.build()["pagefind/de/words.txt"].decode().split()

    assert words == ["Ackerbau", "Bienenhaus", "neuer", "Viehzucht"]


def test_nothing_is_made_again_without_a_change(site: Site) -> None:
    """And what is told to stand there is all that did."""
    before = site.build()

    assert site.build() == before
    assert site.made_again == []


def test_a_page_that_changes_makes_its_own_part_again(site: Site, clean: Clean) -> None:
    """Whichever part that is; the words follow."""
    site.build()
    site.texts["aktuelles/alt/index.html"] = "Chorprobe"
    after = site.build()

    assert site.made_again == ["pagefind/de/2015"]
    assert after == clean(site)
    assert "Chorprobe" in after["pagefind/de/words.txt"].decode()
    assert "Viehzucht" not in after["pagefind/de/words.txt"].decode()


def test_a_part_that_is_gone_leaves_the_others_alone(site: Site, clean: Clean) -> None:
    """One that is gone is found no more, and what is known of it is forgotten."""
    site.build()
    del site.texts["aktuelles/alt/index.html"]
    after = site.build((NEW, ENGLISH))

    assert site.made_again == []
    assert after == clean(site, (NEW, ENGLISH))
    assert "pagefind/de/2015" not in {*site.known.known, *site.known.words}
    assert "Viehzucht" not in after["pagefind/de/words.txt"].decode()


@pytest.mark.parametrize("lost", ["known", "words", "both"])
def test_what_is_not_known_any_more_is_made_again(site: Site, clean: Clean, lost: str) -> None:
    """A damaged part of what was kept costs time, and nothing else."""
    site.build()
    if lost != "words":
        del site.known.known["pagefind/de/2015"]
    if lost != "known":
        del site.known.words["pagefind/de/2015"]
    site.texts["aktuelles/neu/index.html"] = "Distelfink"
    after = site.build()

    assert {"pagefind/de", "pagefind/de/2015"} <= {*site.made_again}
    assert after == clean(site)


@pytest.mark.parametrize("name", ["pagefind-entry.json", "words.txt"])
def test_a_file_that_does_not_stand_any_more_is_made_again(site: Site, clean: Clean, name: str) -> None:
    """Whether it was deleted or tampered with."""
    before = site.build()
    made = {path: one for path, one in site.standing.records.items() if path != f"pagefind/de/{name}"}
    (site.standing.folder / "pagefind/de" / name).write_bytes(b"x")
    site.standing = PreviousOutput(site.standing.folder, made, layout_unchanged=True)

    assert site.build() == before == clean(site)


def test_other_code_makes_everything_again(site: Site) -> None:
    """What was made by another version of anything is not believed."""
    site.build()
    site.standing = PreviousOutput(site.standing.folder, site.standing.records, layout_unchanged=False)
    site.build()

    assert sorted(site.made_again) == ["pagefind/de", "pagefind/de/2015", "pagefind/en"]


def test_a_search_that_cannot_be_built_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is known of it afterwards."""
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: tmp_path / "nothing")
    (tmp_path / "en/hedge").mkdir(parents=True)
    (tmp_path / "en/hedge/index.html").write_text("x")
    known = SearchIndexes()

    done = update_indexes([ENGLISH], {"en/hedge/index.html": OutputRecord(b"x")}, tmp_path, PreviousOutput(), known)

    assert isinstance(done, WriteResult)
    assert [problem.code for problem in done.problems] == ["search"]
    assert known.known == {}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny site with texts of some years more, in parts of few pages.

    What builds leave is kept beside it.
    """
    kept = tmp_path / "kept"
    monkeypatch.setattr(commands, "UpToDateCheck", lambda project, _folder: UpToDateCheck(project, kept))
    monkeypatch.setattr(split_shards, "__defaults__", (2, 4))
    folder = Path(shutil.copytree(ROOT / "tests/site", tmp_path / "content"))
    for number in range(8):
        write(folder, number, 2010 + number // 2, "Anfang")
    return folder


def write(content: Path, number: int, year: int, text: str) -> None:
    """Write the article *number*."""
    for former in content.glob(f"articles/*/text-{number}.md"):
        former.unlink()
    file = content / f"articles/{year}/text-{number}.md"
    file.parent.mkdir(exist_ok=True)
    told = f"---\ntitle: Text {number}\nsummary: Worum es geht.\ndate: {year}-03-02\n---\n\n{text}\n"
    file.write_text(told, "utf-8")


def changed(content: Path, kept: Path, chance: random.Random) -> None:
    """Change something: a body, mostly; a year, a text, the output, or what was kept."""
    number, year, text = chance.randrange(12), chance.randrange(2010, 2016), f"Wort{chance.randrange(99)} Anfang"
    kind = chance.choice(["body", "body", "body", "write", "remove", "output", "kept"])
    texts = sorted(content.glob("articles/*/text-*.md"))
    if kind == "body":
        file = chance.choice(texts)
        file.write_text(f"{file.read_text('utf-8')}\n{text}.\n", "utf-8")
    elif kind == "write":
        write(content, number, year, text)
    elif kind == "remove" and len(texts) > 3:
        chance.choice(texts).unlink()
    elif kind == "output":
        file = chance.choice(sorted(path for path in (content.parent / "output/pagefind").rglob("*") if path.is_file()))
        file.unlink() if chance.random() < 0.5 else file.write_bytes(b"x")
    elif kind == "kept":
        file = chance.choice(sorted(kept.rglob("*.pack")))
        data = bytearray(file.read_bytes())
        data[chance.randrange(len(data))] ^= 1
        file.write_bytes(data)


MANY, FEW = 8, 3


@pytest.mark.parametrize(
    ("seed", "changes"),
    [(2, FEW), *(pytest.param(seed, MANY, marks=pytest.mark.slow) for seed in range(3))],
)
def test_after_any_changes_the_output_is_what_a_clean_build_makes(content: Path, seed: int, changes: int) -> None:
    """Texts edited, added, moved to other years and removed.

    Files of the index damaged, and what was kept.
    """
    chance = random.Random(seed)
    output, aside = content.parent / "output", content.parent / "aside"
    assert commands.build(content, output, None, search=True, audit=False) == 0
    for _ in range(changes):
        changed(content, content.parent / "kept", chance)
        assert commands.build(content, output, None, search=True, audit=False) == 0
        assert commands.build(content, aside, None, search=True, audit=False) == 0
        assert everything(output) == everything(aside)
        shutil.rmtree(aside)


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
