"""New texts: what is asked, what is written, and what never happens to a file."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plugins.build.build import PROJECT, build_site
from plugins.build.options import BuildOptions
from plugins.cli import new as scaffold
from plugins.cli.new.interview import Prompt
from plugins.content import reader
from plugins.content.markdown.converter import Converter
from plugins.content.markdown.directives import KINDS
from plugins.content.markdown.typography import typeset
from plugins.content.schema.content_types import TYPES
from plugins.content.schema.field_types import FieldContext
from plugins.content.settings.sections import RESERVED, SECTIONS
from plugins.core.model import ContentItem
from plugins.core.problem import ProblemCollector, has_errors

TINY_SITE = Path(__file__).parent.parent / "site"
MEDIA = frozenset({"/media/bild.jpg", "/media/clip/film.mp4"})
NEEDED = {
    "article": {"title": "Ein Titel", "summary": "Worum es geht."},
    "event": {
        **{"title": "Ein Treffen", "summary": "Worum es geht.", "start": "2027-02-01T10:00"},
        **{"place.name": "Rathaus", "place.city": "Köln"},
    },
    "clip": {"title": "Ein Film", "summary": "Worum es geht.", "video": "/media/clip/film.mp4"},
    "page": {"title": "Eine Seite", "summary": "Worum es geht."},
}
GERMAN = {"article": "artikel", "event": "veranstaltung", "clip": "film", "page": "Seite"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the tiny site."""
    return Path(shutil.copytree(TINY_SITE, tmp_path / "content"))


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Tuesday in 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1778580000")


def files(content: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}


def item(path: Path, kind: str) -> ContentItem:
    """Return what the reader makes of *path*, which it must not refuse."""
    report = ProblemCollector(path.name)
    content_type = next(one for one in TYPES if one.id == kind)
    found = reader.read_item(path.read_bytes(), content_type, Converter(), FieldContext(report, MEDIA))
    assert not has_errors(report.problems)
    assert found is not None
    return found


def answering(*answers: str) -> tuple[Prompt, list[str]]:
    """Return a terminal at which these answers are typed, and the list of its output.

    After the answers its input ends.
    """
    shown: list[str] = []
    waiting = iter(answers)

    def ask(prompt: str) -> str:
        shown.append(prompt)
        answer = next(waiting, None)
        if answer is None:
            raise EOFError
        return answer

    return Prompt(ask, shown.append), shown


@pytest.mark.parametrize("kind", NEEDED)
@pytest.mark.parametrize("status", ["", "published"])
def test_a_new_text_is_right_from_the_start(
    content: Path, capsys: pytest.CaptureFixture[str], kind: str, status: str
) -> None:
    """In its folder, and the check has no more to say of the site than before."""
    before = build_site(BuildOptions(content, content.parent / "before")).problems
    assert scaffold.new(GERMAN[kind], {**NEEDED[kind], "status": status}, content, None) == 0

    path = Path(capsys.readouterr().out.splitlines()[0])
    made = item(path, kind)
    year = {"article": "2026", "event": "2027"}.get(kind)
    assert path.parent == content / next(one.folder for one in TYPES if one.id == kind) / (year or "")
    assert made.status == (status or "draft")
    new = set(build_site(BuildOptions(content, content.parent / "after")).problems) - set(before)
    assert {problem.file for problem in new} <= {path.as_posix()} if kind == "clip" and status else new == set()


@pytest.mark.parametrize("kind", NEEDED)
def test_the_comments_are_on_no_page(content: Path, tmp_path: Path, kind: str) -> None:
    """They are for whoever opens the file."""
    scaffold.new(kind, {**NEEDED[kind], "status": "published", "slug": "neu"}, content, None)
    build_site(BuildOptions(content, tmp_path / "site", drafts=True, search=False, audit=False))

    pages = [path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.html") if path.parent.name == "neu"]
    assert pages
    assert not any("Raute" in page or "Was Sie noch angeben" in page or "///" in page for page in pages)


@pytest.mark.parametrize("kind", NEEDED)
def test_the_comments_show_directives_that_can_be_copied(
    content: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Those that fit the type, each as it is typed; the transcript of a film needs none."""
    scaffold.new(kind, NEEDED[kind], content, None)
    shown = Path(capsys.readouterr().out.splitlines()[0]).read_text("utf-8")
    copied = [
        re.sub(r"^# ?", "", lines, flags=re.MULTILINE)
        for lines in re.findall(r"^# /// .*?^# ///$", shown, re.MULTILINE | re.DOTALL)
    ]

    assert copied == [KINDS[key].source for key in next(one for one in TYPES if one.id == kind).directives]
    assert bool(copied) == (kind != "clip")


@pytest.mark.parametrize("kind", NEEDED)
def test_what_the_comments_propose_is_right(content: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    """Without its # every proposed line reads as it stands."""
    scaffold.new(kind, NEEDED[kind], content, None)
    path = Path(capsys.readouterr().out.splitlines()[0])
    proposed = re.findall(r"^# (?=([a-z_]+): )", path.read_text("utf-8"), re.MULTILINE)
    media = {
        f"/media/clip/{name}" for name in ("standbild.jpg", "untertitel.vtt", "hoerfassung.mp4", "hoerfassung.vtt")
    }

    for key in proposed:
        text = path.read_text("utf-8").replace(f"# {key}: ", f"{key}: ")
        if key == "register_until":  # which says nothing alone
            text = text.replace("# register: ", "register: ")
        report = ProblemCollector(path.name)
        content_type = next(one for one in TYPES if one.id == kind)
        assert reader.read_item(text.encode(), content_type, Converter(), FieldContext(report, MEDIA | media)), key
        assert report.problems == [], key
    assert {"image", "embeds", "tags"} <= set(proposed)


@pytest.mark.parametrize("kind", NEEDED)
def test_without_a_terminal_it_says_what_is_missing(
    content: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """All of it at once, with what to type; nothing is written."""
    before = files(content)

    assert scaffold.new(kind, {}, content, None) == 1

    told = capsys.readouterr().err
    for key in NEEDED[kind]:
        assert f"--{key.replace('.', '-')} (" in told
    assert files(content) == before


@pytest.mark.parametrize(
    ("key", "answer", "told"),
    [
        ("date", "1.2.2026", "zum Beispiel: --date 2026-02-01"),
        ("title", "Ein\x07Titel", "unsichtbares Zeichen"),
        ("title", "Ein \udce4 Titel", "unsichtbares Zeichen"),
        ("slug", "Über uns", "erlaubt sind kleine Buchstaben"),
        ("slug", "erster", "gehört schon: articles/2016/erster.md"),
        ("status", "fertig", "gibt es nicht"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_refused_with_a_sentence(
    content: Path, capsys: pytest.CaptureFixture[str], key: str, answer: str, told: str
) -> None:
    """That of the schema itself, and nothing is written."""
    before = files(content)

    assert scaffold.new("artikel", {**NEEDED["article"], key: answer}, content, None) == 1

    assert told in capsys.readouterr().err
    assert files(content) == before


def test_nothing_is_overwritten(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same title again gets the next free address."""
    scaffold.new("artikel", NEEDED["article"], content, None)
    first = capsys.readouterr().out.splitlines()[0]
    before = files(content)

    assert scaffold.new("artikel", NEEDED["article"], content, None) == 0

    assert capsys.readouterr().out.splitlines()[0] == first.replace("ein-titel", "ein-titel-2")
    assert before.items() <= files(content).items()


def test_a_file_that_appears_meanwhile_is_not_overwritten(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even one that nobody could know of: another address, the same file."""
    path = content / "articles/2026/ein-titel.md"
    path.parent.mkdir()
    path.write_text("---\ntitle: A\nsummary: B\ndate: 2026-01-01\nslug: anders\n---\n", "utf-8")

    assert scaffold.new("artikel", NEEDED["article"], content, None) == 1

    assert "Überschrieben wird nichts" in capsys.readouterr().err
    assert path.read_text("utf-8").startswith("---\ntitle: A")


def test_a_page_takes_no_address_of_the_site_itself(content: Path) -> None:
    """Whatever stands at the top of the built site is reserved."""
    target = content.parent / "built"
    build_site(BuildOptions(content, target))
    pages = {path.stem for path in (content / "pages").glob("*.md")}
    ours = {path.name for path in target.iterdir() if path.is_dir() and re.fullmatch("[a-z-]+", path.name)}

    assert ours - pages - {"alt"} <= RESERVED | {one.address.strip("/") for one in SECTIONS}


def test_at_a_terminal_everything_is_asked_and_what_exists_is_offered(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Numbers choose, an empty line takes what is proposed, and a mistake is asked again."""
    terminal, shown = answering("Drei Fragen", "Worum es geht.", "1.5.2026", "", "", "1, Neues", "1", "")

    assert scaffold.new("artikel", {}, content, terminal) == 0

    made = item(Path(capsys.readouterr().out.splitlines()[0]), "article")
    assert (made.title, str(made.date), made.status, made.slug) == ("Drei Fragen", "2026-05-12", "draft", "drei-fragen")
    assert made.tags == ("Ehrenamt", "Neues")
    assert made.category == "Probe"
    assert any("zum Beispiel: date: 2026-05-01" in line for line in shown)
    assert "Datum [2026-05-12]: " in shown


def test_a_place_can_be_chosen(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All of it, as another event has it."""
    terminal, shown = answering("Treffen zwei", "Worum es geht.", "", "Ehrenamt", "2027-01-01", "", "", "1", "")

    assert scaffold.new("veranstaltung", {}, content, terminal) == 0

    made = item(Path(capsys.readouterr().out.splitlines()[0]), "event")
    place = made.fields["place"]
    assert isinstance(place, dict) or place
    assert any("Diese Orte gibt es schon" in line for line in shown)


def test_who_meets_online_needs_no_place(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The address in the web stands in its place; a place that is begun is asked for as a whole."""
    at_home = ["Treffen zwei", "Worum es geht.", "", "Ehrenamt", "2027-01-01T18:00", "", "https://www.beispiel.de/raum"]
    terminal, _ = answering(*at_home, "", "", "")
    both, _ = answering(*at_home, "", "Rathaus", "", "Köln", "")

    assert scaffold.new("veranstaltung", {}, content, terminal) == 0
    assert scaffold.new("veranstaltung", {}, content, both) == 0

    first, second = (item(Path(line), "event") for line in capsys.readouterr().out.splitlines() if line.endswith(".md"))
    assert (first.fields.get("place"), first.fields["online"]) == (None, "https://www.beispiel.de/raum")
    assert second.fields["place"] == {"name": "Rathaus", "city": "Köln"}
    assert (
        scaffold.new("veranstaltung", {**NEEDED["event"], "place.city": "", "online": "https://x.de"}, content, None)
        == 1
    )
    assert "--place-city" in capsys.readouterr().err


@pytest.mark.parametrize("answers", [[], ["Titel"], ["Titel", "Worum es geht."]])
def test_who_stops_leaves_nothing(content: Path, capsys: pytest.CaptureFixture[str], answers: Iterable[str]) -> None:
    """A sentence, and no file."""
    before = files(content)

    assert scaffold.new("artikel", {}, content, answering(*answers)[0]) == 1

    assert "Es wurde nichts angelegt" in capsys.readouterr().err
    assert files(content) == before


def test_at_a_real_terminal_it_asks_in_german(content: Path) -> None:
    """As an editor calls it; Ctrl-D ends it with a sentence."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "tasks.py", "new", "artikel", "--content", str(content)]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as asking:
        os.write(ours, b"Ein Titel\n\x04")
        printed, _ = asking.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)

    assert asking.returncode == 1
    assert "Die Überschrift. Sie darf sich später ändern" in printed.decode()
    assert "Abgebrochen. Es wurde nichts angelegt." in printed.decode()
    assert "Traceback" not in printed.decode()


@pytest.mark.parametrize("name", ["", "bild", "../artikel"])
def test_an_unknown_type_is_refused(content: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """With those there are."""
    assert scaffold.new(name, {}, content, None) == 1
    assert "artikel, veranstaltung, clip, seite" in capsys.readouterr().err


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Ideen gesucht: drei Fragen",
            "#Breitbandgedöns",
            "---",
            "Er sagte \"ja\" und 'nein'",
            "„So“ – 'so'",
            "C:\\Ordner",
        ),
        *(
            "[Liste]",
            "{Klammer}",
            "*Stern",
            "& mehr",
            "! Achtung",
            "@alle",
            "- Punkt",
            "null",
            "10:30",
            "🙂 Emoji",
            "Lang " * 900,
        ),
    ],
)
def test_what_means_something_in_yaml_is_taken_as_it_is(
    content: Path, capsys: pytest.CaptureFixture[str], title: str
) -> None:
    """Nobody needs to know which signs these are."""
    assert scaffold.new("artikel", {**NEEDED["article"], "title": title}, content, None) == 0

    made = item(Path(capsys.readouterr().out.splitlines()[0]), "article")
    assert made.title == typeset(title.strip())


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("\"'`:#-—|>{}[]&*!%@\\,?~<\n\t äöüßÄ„“🙂\u00a0\u200b\u2028\ufeff\ufffe\x00\x07\x85"),
        st.characters(),
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=HOSTILE, summary=HOSTILE, tags=HOSTILE, place=HOSTILE)
@example(title="---", summary="...", tags="a: b, #c", place="- x")
@example(title="Ende\n---\ntitle: anders", summary="'\"\\", tags="", place="[x]")
@example(title="Lang" * 5000, summary=": #", tags="Ehrenamt", place="{x: y}")
@example(title="x", summary="x", tags="", place='""')
@example(title="„So“: #1 'x' \"y\" \\z", summary="* &x !y", tags="ja, nein", place="null")
def test_whatever_is_answered_is_written_so_that_it_reads_back_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    title: str,
    summary: str,
    tags: str,
    place: str,
) -> None:
    """There is no third way."""
    content = tmp_path_factory.mktemp("content")
    answers = {"title": title, "summary": summary, "tags": tags, "start": "2027-02-01", "place.city": "Köln"}

    code = scaffold.new("event", {**answers, "place.name": place}, content, None)

    printed = capsys.readouterr()
    written = [path for path in content.rglob("*") if path.is_file()]
    if code:
        assert "  → " in printed.err
        assert written == []
    else:
        made = item(written[0], "event")
        assert made.title == typeset(" ".join(title.split()))
        assert made.summary == typeset(" ".join(summary.split()))
        assert dict(made.fields["place"])["name"] == typeset(" ".join(place.split()))  # type: ignore[call-overload]
    shutil.rmtree(content)
