"""Site proof: every text of a site beside all the output files that show it, on all cores.

A text is compared again only if its file or one of those that show it has changed since the latest proof; the warnings
of the others are known from then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from plugins.core import progress
from plugins.core.hashing import hash_value
from plugins.core.parallel import fast_pickle, parallel_map
from plugins.core.problem import Problem, has_errors
from plugins.proof import messages
from plugins.proof.captions import caption_passages
from plugins.proof.published import ShownEntry, read_calendar, read_feed
from plugins.proof.text_proof import TextProof, TypedCaptions
from plugins.proof.typed_text import read_typed

_FEWEST = 40  # texts; below, a fork costs more than it saves


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text and the output files that show it alone: pages, JSON copies, the text of a film.

    ``file`` is its name in messages, ``path`` where it lies, ``address`` the absolute one of its page. ``captions`` are
    the names of the files that it shows the captions of.
    """

    file: str
    path: Path
    address: str
    outputs: tuple[str, ...]
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofInput:
    """All that a proof needs to know of a site, as plain data.

    Attributes:
        texts: Every text that is published.
        collections: Feeds and calendars, which show several of them.
        content: The folder content/, to find captions.
        folders: Where output files lie; a file in the first counts.
        hashes: Fingerprints of texts by file and of output files by path; without them everything is compared.
        lang: The language of the site, and of a text that names none.
    """

    texts: tuple[ShownText, ...]
    collections: tuple[str, ...]
    content: Path
    folders: tuple[Path, ...]
    hashes: Mapping[str, bytes] = field(default_factory=dict)
    lang: str = "de"

    def read(self, path: str) -> bytes | None:
        """Return the bytes of an output file, None if there is none."""
        for folder in self.folders:
            try:
                return (folder / path).read_bytes()
            except OSError:
                continue
        return None


@fast_pickle
@dataclass(frozen=True, slots=True)
class ProofState:
    """What a proof leaves for the next one.

    ``texts`` is a fingerprint for each text and its own files, ``collections`` one of each feed and calendar,
    ``entries`` those of their entries by collection and file, ``warnings`` all that was found, by file.
    """

    texts: dict[str, bytes] = field(default_factory=dict)
    collections: dict[str, bytes] = field(default_factory=dict)
    entries: dict[str, dict[str, bytes]] = field(default_factory=dict)
    warnings: dict[str, tuple[Problem, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProofResult:
    """The problems of all texts; without an error there is a state for the next proof."""

    problems: tuple[Problem, ...] = ()
    state: ProofState | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    """A text that is to be compared, with its entries in feeds and calendars by their paths."""

    text: ShownText
    entries: tuple[tuple[str, ShownEntry], ...] = ()


def prove(given: ProofInput, state: ProofState | None = None) -> ProofResult:
    """Return where any text is read otherwise than it was typed.

    *state* is that of the proof before; without it everything is compared.
    """
    before = state or ProofState()
    keys = {text.file: _key(text, given.hashes) for text in given.texts}
    changed = {file for file, key in keys.items() if not key or before.texts.get(file) != key}
    entries = _Entries(given, before, changed)
    changed |= entries.changed
    tasks = [_Task(text, tuple(entries.of(text.file))) for text in given.texts if text.file in changed]
    if tasks:
        progress.begin("Wort für Wort vergleichen")
    results = parallel_map(partial(_prove_text, given=given), tasks, fewest=_FEWEST)
    found = {file: known for file, known in before.warnings.items() if file in keys and file not in changed}
    found |= {task.text.file: problems for task, problems in zip(tasks, results, strict=True) if problems}
    problems = tuple(one for several in found.values() for one in several)
    if has_errors(problems):
        return ProofResult(problems)
    return ProofResult(problems, ProofState(keys, entries.hashes, entries.digests, found))


def _key(text: ShownText, hashes: Mapping[str, bytes]) -> bytes:
    """Return the fingerprint of *text* and its files, b"" if one is not known."""
    parts = [hashes.get(name, b"") for name in (text.file, *text.outputs, *text.captions)]
    return hash_value((text.address, text.outputs, parts)) if all(parts) else b""


class _Entries:
    """The entries of feeds and calendars, read only where one may have changed."""

    def __init__(self, given: ProofInput, before: ProofState, changed: Iterable[str]) -> None:
        self._file_of = {text.address: text.file for text in given.texts}
        self.hashes: dict[str, bytes] = {}
        self.digests: dict[str, dict[str, bytes]] = {}
        self.changed: set[str] = set()
        self._lang = given.lang
        self._found: dict[str, list[tuple[str, ShownEntry]]] = {}
        wanted = set(changed)
        for path in given.collections:
            known, digest = before.entries.get(path), given.hashes.get(path, b"")
            self.hashes[path] = digest
            if known is not None and digest and before.collections.get(path) == digest and wanted.isdisjoint(known):
                self.digests[path] = known
            else:
                self._read(path, given.read(path), known or {})

    def _read(self, path: str, data: bytes | None, known: Mapping[str, bytes]) -> None:
        digests = self.digests[path] = {}
        is_calendar = path.endswith(".ics")
        for entry in read_calendar(data or b"", self._lang) if is_calendar else read_feed(data or b""):
            file = self._file_of.get(entry.address)
            if file is None:
                continue
            self._found.setdefault(file, []).append((path, entry))
            digests[file] = hash_value((entry.title, entry.summary, entry.html, entry.notes))
            if known.get(file) != digests[file]:
                self.changed.add(file)

    def of(self, file: str) -> Sequence[tuple[str, ShownEntry]]:
        """Return the entries of a text."""
        return self._found.get(file, ())


def _prove_text(task: _Task, given: ProofInput) -> tuple[Problem, ...]:
    """Return the problems of one text."""
    text = task.text
    try:
        typed = read_typed(text.path.read_bytes(), given.lang)
    except OSError:
        typed = None
    if typed is None:
        return ()  # whoever reads the text has said so
    proof = TextProof(typed, _read_captions(typed.captions, given.content))
    for path in text.outputs:
        data = given.read(path)
        if data is not None:
            proof.read_output(path, data)
    for path, entry in task.entries:
        proof.read_entry(path, entry)
    return tuple(_problems(text.file, proof))


def _problems(file: str, proof: TextProof) -> Iterator[Problem]:
    accepted = proof.typed.accepted
    left, used, unused = messages.accept((one.deviation for one in proof.found), accepted)
    for one in proof.found:
        if one.deviation in left:
            yield messages.problem(one.file or file, one.deviation, one.place, bool(accepted))
    yield from messages.count_accepted(file, used, unused)


def _read_captions(address: str, content: Path) -> TypedCaptions:
    """Return the captions in the file that is published at *address*."""
    if not address.startswith("/media/"):
        return TypedCaptions()
    try:
        text = (content / address.removeprefix("/")).read_text("utf-8-sig", "replace")
    except OSError:
        return TypedCaptions()
    return TypedCaptions(f"content{address}", tuple(caption_passages(text)))
