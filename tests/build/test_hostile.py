"""Everything hostile is refused, and nothing else.

Hundreds of cases, each an article of a whole build.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.site.feeds import machine_files
from tests.build.conftest import Build, fingerprint
from tests.build.hostile_cases import FIRST_LINE, add, cases
from tests.embeds.hostile import loading

PLACE = re.compile(r"\S*/articles/2016/fall-([\w-]+)\.md:(\d+): (.+)")


def places(complained: str) -> dict[str, list[int]]:
    """Return the lines that were named for each case."""
    found = defaultdict(list)
    for line in complained.splitlines():
        if match := PLACE.match(line):
            found[match[1]].append(int(match[2]))
    return found


def test_every_hostile_text_is_refused_in_its_line(build: Build, content: Path, output: Path) -> None:
    """One run names every file and the lines to blame; each place has a remedy below.

    The former site stays.
    """
    assert build().code == 0
    before = fingerprint(output)
    hostile = cases("refused")
    add(content, hostile)

    result = build()

    assert result.code == 1
    assert fingerprint(output) == before
    named = places(result.complained)
    assert sorted(hostile.keys() - named.keys()) == []
    allowed = {name: range(FIRST_LINE, FIRST_LINE + text.count("\n") + 1) for name, text in hostile.items()}
    assert {name: lines for name, lines in named.items() if not set(lines) <= set(allowed[name])} == {}
    lines = result.complained.splitlines()
    assert not [line for line, below in pairwise(lines) if PLACE.match(line) and below[:3] != "  →"]
    assert not [line for line in lines if line.startswith("output/") or "Traceback" in line]


def test_nothing_else_is_refused_and_nothing_comes_to_life(build: Build, content: Path, output: Path) -> None:
    """Local files, links, code and prose about code are accepted.

    So is what is hostile but spelled so that it is only text.
    """
    texts = cases("pass", "inert")
    add(content, texts)

    result = build()

    assert result.complained == ""
    assert result.code == 0
    lively = {}
    for name in texts:
        tree = LexborHTMLParser((output / f"aktuelles/fall-{name}/index.html").read_text("utf-8"))
        prose = tree.css_first("main .prose")
        assert prose is not None
        lively[name] = loading(prose.html or "")
    assert {name: found for name, found in lively.items() if found} == {}


def test_a_feed_shows_a_link_for_a_frame_and_nothing_that_loads(
    build: Build, content: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Feed readers know no content security policy, and cannot tell our pages from others."""
    monkeypatch.setattr(machine_files, "_NEWEST", 10_000)  # else most of them would be in no feed
    add(content, cases("pass", "inert"))

    assert build().code == 0

    for name in ("feed.xml", "aktuelles/feed.xml"):
        entries = ElementTree.parse(output / name).getroot().iter("{http://www.w3.org/2005/Atom}content")
        texts = [entry.text or "" for entry in entries]
        assert len(texts) > 100
        assert [found for text in texts if (found := loading(text))] == []
        assert not [text for text in texts if LexborHTMLParser(text).css_first("iframe, script, consent-embed")]
        assert any(
            re.search(r'<a href="https://www.probe.example/media/bild.svg"[^<>]*>Zeichnung</a>', text) for text in texts
        )


def test_a_subject_too_long_for_an_address_is_named(build: Build, content: Path) -> None:
    """The limit of the file system is no message for an editor."""
    text = f"---\ntitle: Lang\nsummary: Lang.\ndate: 2016-10-26\ntags: [{'Wort ' * 60}]\n---\nText\n"
    (content / "articles/2016/lang.md").write_text(text, encoding="utf-8")

    result = build()

    assert result.code == 1
    assert "articles/2016/lang.md:5: " in result.complained
