"""Everything that is wrong, in one run.

Forty broken files at once, and the hints that only check gives.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from plugins.cli import commands
from tests.build import broken
from tools import dictionaries
from tools.environment import ROOT

pytestmark = pytest.mark.slow


def run(content: Path, capsys: pytest.CaptureFixture[str], **options: Any) -> tuple[int, list[dict[str, str]]]:
    """Check *content*; return the exit code and the problems."""
    capsys.readouterr()
    code = commands.check(content, True, dictionaries=dictionaries.fetch_dictionaries(), **options)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("unreadable", ["k41-gesperrt.md"])
def test_forty_broken_files_are_told_of_in_one_run(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, unreadable: str
) -> None:
    """None hides another: every one with its own problem, all sorted, exit 1, no traceback."""
    broken.write(content)
    locked = content / broken.A / unreadable
    locked.write_bytes(broken.article("Text"))
    read_bytes = Path.read_bytes

    def denied(path: Path) -> bytes:  # no permissions hold for root, who runs these tests on some machines
        if path.name == unreadable:
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    began = time.perf_counter()

    code, problems = run(content, capsys)

    seconds = time.perf_counter() - began
    told = {(problem["file"].removeprefix(f"{content}/"), problem["code"]) for problem in problems}
    expected = {(name, what) for name, (_, what) in broken.BROKEN.items()}
    expected |= {(f"{broken.A}/{unreadable}", "unreadable"), (f"{broken.A}/verknuepfung.md", "no-file")}
    assert expected - told == set()
    assert len(broken.BROKEN) >= 40
    assert code == 1
    places = [(problem["file"], problem["line"]) for problem in problems]
    assert places == sorted(places)
    assert len(problems) == len({json.dumps(problem) for problem in problems})
    assert seconds < 30, "two seconds on a quiet machine; this only finds what hangs"


def test_what_is_printed_is_two_lines_for_each(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Place and message, then what to type; nothing else, and no word from Python."""
    broken.write(content)

    code = commands.check(content, False, dictionaries=dictionaries.fetch_dictionaries())

    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    assert code == 1
    assert len(lines) > 80
    assert all(re.match(rf"{re.escape(str(content))}/\S+:\d+: \S|\S+:\d+: \S", line) for line in lines[::2])
    assert all(line.startswith("  → ") for line in lines[1::2])
    assert "Traceback" not in printed.err + printed.out
    assert re.fullmatch(r"\d+ Fehler, \d+ Hinweise\.\n", printed.out)


def test_all_forms_of_a_report_say_the_same(content: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """JSON, JUnit and Code Quality hold as many problems as are printed."""
    broken.write(content)

    _, problems = run(content, capsys, junit=tmp_path / "a" / "check.xml", code_quality=tmp_path / "check.json")

    suite = fromstring((tmp_path / "a" / "check.xml").read_text(encoding="utf-8"))[0]
    quality = json.loads((tmp_path / "check.json").read_text(encoding="utf-8"))
    errors = sum(problem["severity"] == "error" for problem in problems)
    assert suite.attrib["tests"] == str(len(problems)) == str(len(quality))
    assert suite.attrib["failures"] == str(errors)
    assert len({entry["fingerprint"] for entry in quality}) == len(problems)


def test_a_report_that_cannot_be_written_is_said(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A CI that waits for a file must not see a good end."""
    code = commands.check(content, False, junit=content / "site.yaml" / "x.xml")

    assert code == 1
    assert "ließ sich nicht schreiben" in capsys.readouterr().err


def test_hints_alone_stop_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """check gives them, build does not, and both end well."""
    data, _ = broken.BROKEN["pages/k40-hinweise.md"]
    (content / "pages" / "hinweise.md").write_bytes(data.replace(b"![IMG_1.jpg](/media/x.jpg)", b"Diallog"))

    code, problems = run(content, capsys)
    built = commands.build(content, content.parent / "output", None, search=False, audit=True)

    found = {problem["code"] for problem in problems if problem["file"].endswith("hinweise.md")}
    assert found == {"heading-order", "link-text", "heading-bold", "law-name", "spelling"}
    assert (code, built) == (0, 0)
    assert "link-text" not in capsys.readouterr().out


def test_a_build_loads_no_dictionary(content: Path) -> None:
    """Nor anything else that only hints need."""
    import subprocess
    import sys

    program = (
        "import sys, pathlib; from plugins.cli import commands; P = pathlib.Path;"
        "code = commands.build(P(sys.argv[1]), P(sys.argv[2]), None, False, True);"
        "unwanted = ('hunspell', 'textstat', 'nltk', 'urllib3', 'plugins.proofreading.proofread');"
        "print([m for m in unwanted if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(content), str(content.parent / "output")],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_the_reference_site_leaves_only_what_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    """Facts that nobody knows yet, and pages of providers and acts that were not compared yet."""
    code, problems = run(ROOT / "tests" / "reference", capsys)

    assert code == 0
    assert {problem["code"] for problem in problems} <= {"open-fact", "service-age", "law-age"}


def test_a_proofreader_that_fails_is_no_good_end(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's mistake rises: no hints must never look like nothing to say."""
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setattr("plugins.proofreading.proofread.ROOT", content)  # there is no package there

    with pytest.raises(RuntimeError, match="plugins"):
        commands.check(content, True)


def misspell(content: Path, word: str, *names: str) -> list[str]:
    """Add a text with *word* for each of *names*; return their paths."""
    paths = [content / "pages" / f"{name}.md" for name in names]
    for path in paths:
        path.write_text(f"---\ntitle: Seite {path.stem}\nsummary: Ein Satz.\n---\nHier steht {word}.\n", "utf-8")
    return [str(path) for path in paths]


def test_one_message_a_word_in_every_form_of_a_report(
    content: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Twelve files with the same word: one message, which names every place for programs."""
    files = misspell(content, "Diallog", *"abcdefghijkl")

    _, problems = run(content, capsys, junit=tmp_path / "check.xml", code_quality=tmp_path / "check.json")

    (found,) = [problem for problem in problems if "„Diallog“" in problem["message"]]
    assert all(f"{file}:5" in f"{found['file']}:{found['line']} {found['message']}" for file in files)
    for report in ("check.xml", "check.json"):
        assert all(f"{file}:5" in (tmp_path / report).read_text("utf-8") for file in files[1:])


def test_a_file_is_told_its_own_problems_alone(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also a word that stands first elsewhere; the errors of others are counted, and no reason for exit 1."""
    first, second, broken_one = misspell(content, "Diallog", "a", "b", "c")
    Path(broken_one).write_text("---\ntitle: x\n", "utf-8")

    code = commands.check(content, False, dictionaries=dictionaries.fetch_dictionaries(), files=[second])

    printed = capsys.readouterr()
    assert printed.err.startswith(f"{second}:5: Hinweis: „Diallog“") or f"\n{second}:5: Hinweis:" in printed.err
    assert f"\n{first}" not in printed.err
    assert f"{broken_one}:" not in printed.err
    assert "In anderen Dateien" in printed.err
    assert (code, printed.out) == (0, "0 Fehler, 1 Hinweis.\n")
    assert commands.check(content, True, files=[broken_one]) == 1


def test_a_draft_is_proofread_when_it_is_asked_about(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise it is left alone: it is not finished."""
    (draft,) = misspell(content, "Diallog", "entwurf")
    Path(draft).write_text(Path(draft).read_text("utf-8").replace("summary", "status: draft\nsummary"), "utf-8")

    _, everything = run(content, capsys)
    _, asked = run(content, capsys, files=[draft])

    assert not [problem for problem in everything if "Diallog" in problem["message"]]
    assert [str(problem["line"]) for problem in asked if "Diallog" in problem["message"]] == ["6"]


def test_only_what_git_calls_changed_is_told(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With nothing changed nothing is built; without git a sentence says so."""
    (before,) = misspell(content, "Diallog", "vorher")
    assert commands.check(content, False, changed=True) == 1
    assert "Git kann nicht sagen, was in" in capsys.readouterr().err
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(content), *arguments], check=True)

    assert commands.check(content, False, changed=True) == 0
    assert capsys.readouterr().err == f"Laut Git ist in „{content}“ nichts geändert und nichts neu.\n"

    (after,) = misspell(content, "vieleicht", "nachher")
    code, problems = run(content, capsys, changed=True)

    assert (code, [(problem["file"], problem["code"]) for problem in problems]) == (0, [(after, "spelling")])
    assert before not in str(problems)
