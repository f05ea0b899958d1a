"""Caption files: what their editors are told, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.content import library
from plugins.content.markdown.converter import Converter
from plugins.content.video import captions
from plugins.content.video.webvtt import CaptionIssue, parse_webvtt, plain_text
from plugins.core.model import ContentItem
from plugins.core.problem import Problem, ProblemCollector
from tests.golden_cases import Case, cases

FRONT = "---\ntitle: Ein Film\nsummary: Worum es geht.\ndate: 2016-10-26\nvideo: /media/film.mp4\n{more}---\n{body}"
COMPLETE = "captions: /media/a.vtt\naudio_description: /media/film.mp4\nposter: /media/p.jpg\nduration: PT12S\n"
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nGuten Tag."


@pytest.mark.parametrize("case", cases("captions.md"), ids=str)
def test_the_editor_is_told(case: Case) -> None:
    """Each mistake with its line and what to type; nothing about a file that is right. The film lasts 12 seconds."""
    report = ProblemCollector("content/media/x.vtt")

    found = captions.read_captions(case.given.encode(), report)
    captions.report_captions_after_end(found.cues if found else (), 12, report)

    told = [f"{p.severity}: {p}" for p in sorted(report.problems, key=lambda problem: problem.line)]
    assert "\n".join(told or ["nichts"]) == case.expected


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (VTT.encode("utf-16"), "encoding", 1),
        (VTT.replace("Guten", "Schönen").encode("cp1252"), "encoding", 4),
        (VTT.replace("Guten", "Gu\0ten").encode(), "control-character", 4),
        (b"", "captions-header", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_named(raw: bytes, code: str, line: int) -> None:
    """Umlauts would be unreadable, or all of it."""
    report = ProblemCollector("content/media/x.vtt")

    captions.read_captions(raw, report)

    assert [(problem.code, problem.line) for problem in report.problems] == [(code, line)]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_line_end_and_a_mark_at_the_beginning_are_fine(ends: str, mark: str) -> None:
    """What editors' programs write differs; what browsers show does not."""
    report = ProblemCollector("content/media/x.vtt")

    found = captions.read_captions((mark + VTT.replace("\n", ends)).encode(), report)

    assert report.problems == []
    assert found is not None
    assert [(cue.start, cue.end, cue.text) for cue in found.cues] == [(1000, 4000, "Guten Tag.")]


@given(st.text(alphabet="WEBVTT\n -->0123:.,ab\t", max_size=80))
def test_nothing_is_lost_in_silence(text: str) -> None:
    """Whatever stands in a file is in a cue, or is a note, or is told."""
    found = parse_webvtt(f"WEBVTT\n\n{text}")

    blocks = [block for block in text.split("\n\n") if block.strip("\n")]
    assert bool(blocks) == bool(found.cues or found.flaws)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "<v Anna Meier>Guten\n<i>Tag</i> &amp; <00:01.000>gute <c.laut>Nacht</c>",
            "Anna Meier: Guten Tag & gute Nacht",
        ),
        ("a &lt; b&nbsp;c &uuml;", "a < b\u00a0c &uuml;"),
        ("Ende <b", "Ende"),
    ],
)
def test_the_words_of_a_caption(text: str, said: str) -> None:
    """Tags are gone, the speaker stays."""
    assert plain_text(text) == said


def read(
    folder: Path, body: str = "Die Textfassung.", more: str = COMPLETE, **files: str
) -> tuple[ContentItem, list[Problem]]:
    """Return the one film of a folder with these *files* below media/, and what was told of it."""
    (folder / "clips").mkdir()
    (folder / "clips/film.md").write_text(FRONT.format(more=more, body=body), encoding="utf-8")
    (folder / "media").mkdir()
    for name, text in {"film.mp4": "x", "p.jpg": "x", "a.vtt": VTT, **files}.items():
        (folder / "media" / name).write_text(text, encoding="utf-8")
    found = library.read_library(folder, Converter())
    (item,) = found.items
    return item, [problem for problem in found.problems if problem.file != "content/site.yaml"]


def test_a_film_has_its_captions(tmp_path: Path) -> None:
    """What players show, pages can show as well; nothing is missing, so nothing is said."""
    item, problems = read(tmp_path)

    assert [(cue.start, cue.end, cue.text) for cue in item.fields["cues"]] == [(1.0, 4.0, "Guten Tag.")]  # type: ignore[attr-defined]
    assert problems == []


def test_captions_after_the_end_are_named_in_their_file(tmp_path: Path) -> None:
    """The film knows its duration, the mistake is in the captions."""
    _item, problems = read(tmp_path, **{"a.vtt": VTT.replace("00:01", "00:12").replace("00:04", "00:15")})

    assert [(p.file, p.line, p.code) for p in problems] == [("content/media/a.vtt", 3, "captions-after-end")]


@pytest.mark.parametrize("key", ["captions", "audio_description", "poster", "duration"])
def test_what_a_film_lacks_is_a_hint(tmp_path: Path, key: str) -> None:
    """A film without captions or description shuts people out; the build goes on."""
    more = "".join(f"{line}\n" for line in COMPLETE.splitlines() if not line.startswith(f"{key}:"))

    _item, problems = read(tmp_path, more=more)

    assert [(p.severity, p.code) for p in problems] == [("warning", "film-lacks")]
    assert f"{key}: " in problems[0].remedy


def test_a_film_without_text_is_a_hint(tmp_path: Path) -> None:
    """Who cannot load it learns nothing."""
    _item, problems = read(tmp_path, body="")

    assert [problem.message for problem in problems] == ["Der Film hat keine Textfassung."]


def test_captions_must_be_captions(tmp_path: Path) -> None:
    """A picture is none."""
    _item, problems = read(tmp_path, more=COMPLETE.replace("a.vtt", "p.jpg"))

    assert [(p.file, p.line, p.code) for p in problems] == [("content/clips/film.md", 6, "captions-kind")]


def test_two_versions_should_have_the_same_captions(tmp_path: Path) -> None:
    """Only so the page knows which places of both belong together."""
    more = f"{COMPLETE}audio_description_captions: /media/b.vtt\n"

    _item, problems = read(tmp_path, more=more, **{"b.vtt": f"{VTT}\n\n00:05.000 --> 00:06.000\nUnd mehr."})

    assert [(p.line, p.code, p.severity) for p in problems] == [(10, "film-lacks", "warning")]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("## [0:04] Kapitel\n\n[0:05] Ein Satz.\n\n- [0:12] Noch einer.", []),
        ("Im Satz [0:99] nicht.", []),
        ("[1:05](/der-prozess/) ist ein Link.", []),
        ("Text.\n\n[0:13] Zu spät.", [(13, "error")]),
        ("[0:04] Erst.\n\n[0:03] Dann.", [(13, "warning")]),
        ("[0:4] Eine Ziffer fehlt.", [(11, "warning")]),
        ("[4.30] Ein Punkt.", [(11, "warning")]),
        ("Vorher.\n\n[0:04]: Weg.", [(13, "error")]),
    ],
)
def test_marks_in_the_text_are_places_in_the_film(tmp_path: Path, body: str, told: list[tuple[int, str]]) -> None:
    """A mark that is no place in this film is named with its line."""
    _item, problems = read(tmp_path, body=body)

    assert [(p.line, str(p.severity)) for p in problems] == told
    assert {p.code for p in problems} <= {"time-mark"}


def test_the_anchor_of_a_chapter_does_not_move_with_it(tmp_path: Path) -> None:
    """Links to it go on working when its moment is put right."""
    item, _problems = read(tmp_path, body="## [0:04] Die Frage")

    assert [heading.anchor for heading in item.body.headings] == ["die-frage"]


def test_a_broken_file_is_a_flaw_and_not_an_exception() -> None:
    """The header decides on everything."""
    assert parse_webvtt("WEBVTTx\n\n00:01.000 --> 00:04.000\nx").flaws == ((CaptionIssue.HEADER, 1, "WEBVTTx"),)
