"""Search index: Pagefind reads the finished pages and writes one index for each shard.

Its command line is called, not its Python interface, which waits a tenth of a second for every page.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pagefind_bin

from plugins.core.parallel import parallel_map
from plugins.core.problem import Problem
from plugins.site.search.pagefind_order import sort_filters
from plugins.site.search.shards import FOLDER, Shard

# Elements of HTML that hold no sentence or are for scripts alone; templates mark the rest as ``data-pagefind-ignore``
IGNORED = ("[hidden]", "button", "[role=status]", "dt", "video", "a > [data-added]")
_MEMORY = Path("/dev/shm")  # noqa: S108 - thousands of small files cost a disk more than Pagefind costs
_PREFIX = ".pagefind-"
_NEEDED = re.compile(r"pagefind-entry\.json|.+\.(?:pf_meta|pf_index|pf_filter|pf_fragment)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MARK = b"data-pagefind-body"
_ARTICLE = re.compile(rb"<article(?: [^<>]*)? %s[ >]" % _MARK)
_MOST_WORDS = 10_000

Words = Mapping[str, int]
"""How many pages hold a word, by the word as it is written there."""


@dataclass(frozen=True, slots=True)
class ShardIndex:
    """The files of one shard's index by their paths on the site, and the words of its pages."""

    files: Mapping[str, bytes]
    words: Words


def build_index(folder: Path, shards: Iterable[Shard]) -> Iterator[Problem]:
    """Write the indexes of all *shards* into the built site *folder*; yield problems.

    In that site, every page to be found says so with ``data-pagefind-body``.
    """
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    words: dict[str, list[Words]] = {}
    for shard, index in build_indexes(tuple(shards), folder, folder.joinpath):
        if isinstance(index, Problem):
            yield index
            continue
        words.setdefault(shard.language, []).append(index.words)
        for path, data in index.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    for language, several in words.items():
        (folder / words_file(language)).write_bytes(collect_words(several))


def build_indexes(
    shards: tuple[Shard, ...], place: Path, file: Callable[[str], Path]
) -> Iterable[tuple[Shard, ShardIndex | Problem]]:
    """Return each of *shards* with its index or a problem; several are built at a time.

    Args:
        shards: The pages of each, and their language.
        place: A folder in which there may be another one meanwhile.
        file: Returns where the file of a page is.
    """
    _clear()
    return zip(shards, parallel_map(partial(_index, place=place, file=file), shards, fewest=2, dealt=1), strict=True)


def words_file(language: str) -> str:
    """Return the path of the file with all words that pages of *language* hold."""
    return f"{FOLDER}/{language}/words.txt"


def collect_words(several: Iterable[Words]) -> bytes:
    """Return the words of *several* shards, those on most pages first.

    The search proposes one of them for a misspelt word.
    """
    forms: dict[str, Counter[str]] = {}
    for words in several:
        for form, pages in words.items():
            forms.setdefault(form.lower(), Counter())[form] += pages
    most = sorted(forms, key=lambda word: (-forms[word].total(), word))[:_MOST_WORDS]
    best = (min(forms[word], key=lambda form: (-forms[word][form], form)) for word in most)
    return "".join(f"{word}\n" for word in best).encode()


def _index(shard: Shard, place: Path, file: Callable[[str], Path]) -> ShardIndex | Problem:
    reason = ""
    for folder in (_MEMORY, place) if os.access(_MEMORY, os.W_OK) else (place,):
        try:
            with TemporaryDirectory(dir=folder, prefix=f"{_PREFIX}{os.getpid()}-") as name:
                result = _build(shard, Path(name), file)
        except OSError as error:
            result = str(error)
        if isinstance(result, ShardIndex):
            return result
        reason = result
    return Problem(
        "plugins/site/search/pagefind.py",
        1,
        f"Die Suche ließ sich nicht bauen: {reason}",
        "Bitte geben Sie diese Meldung an die Technik weiter.",
        "search",
    )


def _clear() -> None:
    """Remove from memory the files of processes that were killed."""
    for left in _MEMORY.glob(f"{_PREFIX}*"):
        number = left.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdecimal() and not _is_alive(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True


def _build(shard: Shard, site: Path, file: Callable[[str], Path]) -> ShardIndex | str:
    """Return the index of *shard*, built in the empty folder *site*, or why there is none.

    Raise OSError if a file cannot be read or written.
    """
    for path in shard.pages:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(_article(file(path).read_bytes()))
    if reason := _run(site, shard):
        return reason
    bundle = site / shard.folder
    sort_filters(bundle)
    files = {path.relative_to(site).as_posix(): path for path in sorted(bundle.rglob("*")) if _is_used(path, shard)}
    return ShardIndex({path: one.read_bytes() for path, one in files.items()}, _words(bundle))


def _article(page: bytes) -> bytes:
    """Return the part of *page* that Pagefind is to read.

    The rest takes a third of the time, and nothing is found there.
    """
    opening = _ARTICLE.search(page)
    end = page.rfind(b"</article>")
    if opening is None or end < opening.start() or page.count(_MARK) > 1:  # it may stand in a text
        return page
    return b"<html>%s</html>" % page[opening.start() : end]


def _run(site: Path, shard: Shard) -> str:
    """Return why Pagefind could not index the pages in *site*, or "".

    Settings of its own that it might find in the surroundings would make another index.
    """
    command = [
        str(pagefind_bin.get_executable()),
        *("--site", str(site.absolute())),
        *("--output-subdir", shard.folder),
        *("--force-language", shard.language),
        *("--exclude-selectors", ",".join(IGNORED)),
        "--silent",
    ]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND")}
    try:
        done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    return "" if done.returncode == 0 else " ".join((done.stderr or done.stdout).split())[-300:] or "ohne Meldung"


def _is_used(path: Path, shard: Shard) -> bool:
    """Return whether our own interface uses the file *path*.

    Pagefind brings half a megabyte of others.
    """
    if not path.is_file():
        return False
    is_program = path.name in ("pagefind.js", f"wasm.{shard.language}.pagefind")
    return (is_program and not shard.name) or _NEEDED.fullmatch(path.name) is not None


def _words(bundle: Path) -> Words:
    forms: Counter[str] = Counter()
    for path in bundle.glob("fragment/*.pf_fragment"):
        text = gzip.decompress(path.read_bytes()).partition(b"{")[2]
        forms.update(set(_WORD.findall(json.loads(b"{" + text)["content"])))
    return dict(forms)
