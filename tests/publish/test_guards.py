"""The guards: each says in German why a release must not go out, else nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.content.moved_texts import MovedText
from plugins.core.problem import OPEN_FACT, Problem
from plugins.publish import guards
from plugins.publish.guards import GuardContext, find_refusals
from plugins.publish.manifest import Release, hash_path

PATHS = (
    *("index.html", "404.html", "robots.txt", "sitemap.xml", "suche/index.html", "pagefind/de/pagefind.js"),
    *("impressum/index.html", "aktuelles/a/index.html", "aktuelles/a/index.json", "assets/style.0123456789.css"),
)
OPEN = Problem("content/law/by.yaml", 7, "Noch offen: Frist (§ 1).", "Bitte eintragen.", OPEN_FACT)
NAME, TIME = "20261126T231500Z-22acabe", "2026-11-26T23:15:00Z"


def release(*paths: str, pages: int = 4, time: str = TIME) -> Release:
    return Release(NAME, "", time, "/", pages, dict.fromkeys(paths, "0" * 64))


@pytest.fixture
def context(tmp_path: Path) -> GuardContext:
    """A release against which nothing speaks, after another one."""
    for path in PATHS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("<p>Etwas</p>")
    previous = release(*PATHS, time="2026-11-25T00:00:00Z")
    return GuardContext(
        tmp_path, release(*PATHS), previous, legal=("/impressum/",), search="/suche/", clocks=(1000.0, 1000.0)
    )


def messages(context: GuardContext) -> list[str]:
    """Return the messages of all refusals, each of which has a remedy."""
    found = find_refusals(context)
    assert all(one.remedy.startswith("Bitte ") for one in found)
    return [one.message for one in found]


def without(*gone: str) -> Callable[[GuardContext], GuardContext]:
    return lambda context: replace(context, release=release(*(path for path in PATHS if path not in gone)))


def test_what_is_right_is_published(context: GuardContext) -> None:
    """Also the first time, when there is nothing to compare with."""
    assert messages(context) == []
    assert messages(replace(context, previous=None)) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda context: replace(context, findings=("a.html: Das Bild fehlt.",)), "a.html: Das Bild fehlt."),
        (
            lambda context: replace(context, legal=("/impressum/", "/datenschutz/")),
            "vorgeschriebene Seite /datenschutz/ fehlt",
        ),
        (without("pagefind/de/pagefind.js"), "fehlt das Verzeichnis der Suche"),
        (without("404.html"), "fehlt die Seite für falsche Adressen"),
        (lambda context: replace(context, open_facts=(OPEN,)), "content/law/by.yaml:7: Noch offen: Frist (§ 1)."),
        (
            lambda context: replace(context, unpublished=frozenset({"/aktuelles/a/"})),
            "Unter /aktuelles/a/ steht ein Text",
        ),
        (lambda context: replace(context, release=replace(context.release, pages=3)), "nur noch 3 Seiten statt 4"),
        (without("aktuelles/a/index.html", "aktuelles/a/index.json"), "Unter /aktuelles/a/ stand bisher etwas"),
        (lambda context: replace(context, clocks=(1000.0, 4600.0)), "um 60 Minuten nach"),
        (lambda context: replace(context, clocks=(4600.0, 1000.0)), "um 60 Minuten vor"),
        (
            lambda context: replace(context, previous=replace(context.previous, time="2026-11-26T23:15:00Z")),
            "in der Zukunft",
        ),
    ],
)
def test_what_is_wrong_is_told(
    context: GuardContext, change: Callable[[GuardContext], GuardContext], sentence: str
) -> None:
    """Whatever else may be right."""
    assert any(sentence in message for message in messages(change(context)))


def test_what_is_allowed_is_published(context: GuardContext) -> None:
    """Fewer pages, an address that goes with its companions, or one that redirects."""
    fewer = replace(context.release, pages=1)
    gone = without("aktuelles/a/index.html", "aktuelles/a/index.json")(context)

    assert messages(replace(context, release=fewer, may_shrink=True)) == []
    assert messages(replace(gone, allowed_gone=frozenset({"/aktuelles/a/"}))) == []
    assert messages(replace(gone, release=replace(gone.release, moved=frozenset({"/aktuelles/a/"})))) == []


LISTS = (
    *("events/index.html", "events/index.json", "events/feed.xml", "events/kalender.ics", "events/a.ics"),
    *("events/a/index.html", "events/a/index.json", "themen/rat/index.html", "themen/rat/index.json"),
)


@pytest.mark.parametrize("names", [str, hash_path])
def test_a_list_goes_with_the_last_of_its_texts(context: GuardContext, names: Callable[[str], str]) -> None:
    """Nobody is asked for its page, its feed and its calendar; but for each of its texts, and while one is left."""
    assert context.previous is not None
    lists = LISTS[:-2] if names is hash_path else LISTS  # nobody can tell whose address a mark was
    before = replace(context.previous, files=dict.fromkeys(map(names, (*PATHS[:8], *lists)), "0" * 64))
    gone = replace(context, previous=before, subjects="/themen/")

    assert messages(replace(gone, allowed_gone=frozenset({"/events/a/"}))) == []
    assert len(messages(gone)) == len(lists)
    (context.root / "events").mkdir()
    (context.root / "events/b.txt").touch()
    left = replace(gone, release=release(*PATHS, "events/b.txt"))
    assert len(messages(replace(left, allowed_gone=frozenset({"/events/a/"})))) == 4


def test_a_part_of_a_page_may_go(context: GuardContext) -> None:
    """Nobody has noted its address; nor that of a file by which a server learns its policy."""
    assert context.previous is not None
    before = release(*PATHS, "aktuelles/a/.htaccess", time=context.previous.time)

    assert messages(without("assets/style.0123456789.css")(context)) == []
    assert messages(replace(context, previous=before)) == []


def test_an_address_is_recognised_without_its_name(context: GuardContext) -> None:
    """As the public manifest tells it."""
    assert context.previous is not None
    lasting = [path for path in PATHS if not path.startswith(("assets/", "pagefind/"))]
    previous = replace(context.previous, files=dict.fromkeys(map(hash_path, lasting), "0" * 64))
    gone = without("aktuelles/a/index.html", "aktuelles/a/index.json")(replace(context, previous=previous))

    assert messages(replace(context, previous=previous)) == []
    assert len(messages(gone)) == 2
    assert messages(replace(gone, allowed_gone=frozenset({"/aktuelles/a/"}))) == []


@pytest.mark.parametrize("names", [str, hash_path])
def test_a_renamed_text_is_told_with_its_line(context: GuardContext, names: Callable[[str], str]) -> None:
    """Once, and not for its data as well."""
    assert context.previous is not None
    before = replace(context.previous, files=dict.fromkeys(map(names, PATHS[:-1]), "0" * 64))
    moved = MovedText("content/articles/b.md", "content/articles/a.md", "/aktuelles/a/", 1, "Bitte ergänzen: x")
    gone = without("aktuelles/a/index.html", "aktuelles/a/index.json")(replace(context, previous=before))

    found = find_refusals(replace(gone, moved_texts={"/aktuelles/a/": moved}))

    assert [(one.message, one.remedy) for one in found] == [
        (
            "Unter /aktuelles/a/ stand bisher, was jetzt in content/articles/b.md steht.",
            "Bitte in content/articles/b.md:1 ergänzen: x",
        )
    ]


@pytest.mark.parametrize("names", [str, hash_path])
def test_files_go_with_a_withdrawn_text(context: GuardContext, names: Callable[[str], str]) -> None:
    """Its page stays, and only what went with it is excused."""
    assert context.previous is not None
    before = replace(context.previous, files=dict.fromkeys(map(names, (*PATHS[:8], "film.mp4", "plan.svg")), "0" * 64))
    gone = without("aktuelles/a/index.json")(replace(context, previous=before))

    assert len(messages(replace(gone, withdrawn_files=frozenset({"/film.mp4"})))) == 1
    assert messages(replace(gone, withdrawn_files=frozenset({"/film.mp4", "/plan.svg"}))) == []


@pytest.mark.parametrize("words", ["localhost", "LOCALHOST:8000", "127.0.0.1", "http://[::1]/", "0.0.0.0"])
def test_the_readers_own_machine_is_named_nowhere(context: GuardContext, words: str) -> None:
    """Neither on a page nor in data."""
    for path in ("aktuelles/a/index.html", "aktuelles/a/index.json"):
        (context.root / path).write_text(f"<p>{words}</p>")
        assert any("Adresse eines eigenen Rechners" in message for message in messages(context))
        (context.root / path).write_text("<p>Etwas</p>")
    assert messages(context) == []


def test_a_guard_that_breaks_is_a_reason(context: GuardContext, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that was not looked at is not right."""

    def broken(_context: GuardContext) -> list[guards.Refusal]:
        raise ValueError("kaputt")

    monkeypatch.setattr(guards, "GUARDS", (broken,))

    assert "ist abgebrochen: ValueError('kaputt')" in messages(context)[0]
