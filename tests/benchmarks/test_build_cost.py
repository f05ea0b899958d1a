"""What a build costs beside those of others, on the same texts, in the same run, by turns.

BENCH_ARTICLES says how many texts ("100,1000" if nothing is said; 10000 takes a quarter of an hour and
2 GB of disk), BENCH_ROUNDS how often each is measured (the median counts), BENCH_PEERS and BENCH_SCENARIOS
which of them, by name.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.benchmarks.builds import texts
from tests.benchmarks.builds.eleventy import Eleventy
from tests.benchmarks.builds.hugo import Hugo
from tests.benchmarks.builds.ours import Ours
from tests.benchmarks.builds.peer import Cost, Peer
from tests.benchmarks.builds.pelican import Pelican
from tests.benchmarks.builds.texts import Text

Costs = dict[tuple[str, str], list[Cost]]  # by scenario and peer
PEERS: tuple[Peer, ...] = (
    Ours("ours"),
    Ours("ours --no-search", search=False),
    Ours("ours --no-search --no-audit", search=False, audit=False),
    Pelican(),
    Hugo(),
    Eleventy(),
)
MEASURE = "hugo"  # what all others are compared with
EDITED = 7  # any article


@dataclass
class Bench:
    """A peer at work in its folder, on texts that change."""

    peer: Peer
    folder: Path
    known: list[Text]

    def cold(self) -> None:
        """Nothing is there but the sources."""
        self.peer.forget(self.folder)

    def nothing(self) -> None:
        """Everything is as it was."""

    def body(self) -> None:
        """A sentence is added to an article."""
        self._edit(texts.with_other_body)

    def title(self) -> None:
        """An article gets another title."""
        self._edit(texts.with_other_title)

    def tag(self) -> None:
        """An article gets a further tag."""
        self._edit(texts.with_one_tag_more)

    def template(self) -> None:
        """Every article looks otherwise."""
        self.peer.edit_template(self.folder)

    def _edit(self, change: Callable[[Text], Text]) -> None:
        self.known[EDITED] = change(self.known[EDITED])
        self.peer.write(self.folder, self.known[EDITED])


SCENARIOS: Mapping[str, Callable[[Bench], None]] = {
    "cold": Bench.cold,
    "nothing": Bench.nothing,
    "body": Bench.body,
    "title": Bench.title,
    "tag": Bench.tag,
    "template": Bench.template,
}


@pytest.mark.benchmark
@pytest.mark.parametrize("count", [int(number) for number in os.environ.get("BENCH_ARTICLES", "100,1000").split(",")])
def test_a_build_beside_those_of_others(tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int) -> None:
    """Everybody builds every article, every time; how dear that is, the table says."""
    benches = [_bench(peer, tmp_path, count) for peer in PEERS if peer.name in _chosen("BENCH_PEERS", peer.name)]
    costs: Costs = {}
    for name, change in SCENARIOS.items():
        if name not in _chosen("BENCH_SCENARIOS", name):
            continue
        for _ in range(int(os.environ.get("BENCH_ROUNDS", "1"))):
            for bench in benches:
                change(bench)
                costs.setdefault((name, bench.peer.name), []).append(bench.peer.build(bench.folder))
    with capsys.disabled():
        print("", *_table(count, costs), sep="\n")
    for bench in benches:
        pages = [path for path in bench.peer.output(bench.folder).rglob("*.html") if "text-" in path.as_posix()]
        assert len(pages) >= count, bench.peer.name


def test_the_texts_are_the_same_every_time() -> None:
    """And of the size that the comparison speaks of: 400 words, every fifth with an embed, events beside them."""
    made = texts.texts(200)
    articles = [text for text in made if not text.is_event]

    assert made == texts.texts(200)
    assert (len(articles), len(made)) == (200, 204)
    assert sum(bool(text.embed) for text in articles) == 40
    assert 390 < statistics.mean(len(text.body.split()) for text in articles) < 430
    assert {text.category for text in articles} == set(texts.CATEGORIES)
    assert {tag for text in articles for tag in text.tags} == set(texts.TAGS)


def _chosen(variable: str, default: str) -> list[str]:
    return [name.strip() for name in os.environ.get(variable, default).split(",")]


def _bench(peer: Peer, folder: Path, count: int) -> Bench:
    own = folder / peer.name.replace(" ", "")
    own.mkdir()
    known = list(texts.texts(count))
    peer.prepare(own, known)
    return Bench(peer, own, known)


def _table(count: int, costs: Costs) -> Iterator[str]:
    """Yield lines: seconds of CPU and of time, megabytes of the largest process and of all, CPU beside the measure."""
    yield f"{count} articles {'':18} CPU s   wall s  MB one  MB all  CPU/{MEASURE}"
    for (scenario, name), runs in costs.items():
        cpu, wall = (statistics.median(getattr(run, field) for run in runs) for field in ("cpu", "wall"))
        largest, together = max(run.largest for run in runs), max(run.together for run in runs)
        measure = costs.get((scenario, MEASURE))
        ratio = f"{cpu / statistics.median(run.cpu for run in measure):9.2f}" if measure else ""
        yield f"{scenario:9}{name:28}{cpu:7.2f}{wall:9.2f}{largest:8.0f}{together:8.0f}{ratio}"
