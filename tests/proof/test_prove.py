"""A site proved: every file that shows a text, what is accepted, and what is compared again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.build import build
from plugins.build.options import BuildOptions
from plugins.core.hashing import hash_bytes
from plugins.core.problem import Problem, Severity
from plugins.proof import ProofInput, ProofResult, ProofState, ShownText, prove, site_proof
from plugins.publish.staged_proof import prove_staged
from tools.environment import ROOT

HOME = "https://www.beispiel.de"
PAGE = (
    '<title>Der Titel – Website</title><meta name="description" content="Worum es geht."><main>'
    '<h1 class="page-title">Der Titel</h1><p class="page-lead">Worum es geht.</p>'
    '<div class="prose"><p data-added>Alt.</p>{}</div></main>'
)
HEAD = "title: Der Titel\nsummary: Worum es geht.\n"


class Site:
    """A site of one text, in files."""

    def __init__(self, folder: Path) -> None:
        self.content, self.output = folder / "content", folder / "output"
        self.write("content/a.md", f"---\n{HEAD}---\nAm 5. Mai, im Haus.\n")
        self.write("output/a/index.html", PAGE.format("<p>Am 5. Mai, im Haus.</p>"))
        self.write("output/a/index.json", json.dumps(self.copy("<p>Am 5. Mai, im Haus.</p>")))
        self.write("output/feed.xml", self.feed("<p>Am 5. Mai, im Haus.</p>"))
        text = ShownText("content/a.md", self.content / "a.md", f"{HOME}/a/", ("a/index.html", "a/index.json"))
        self.input = ProofInput((text,), ("feed.xml",), self.content, (self.output,))

    def write(self, path: str, text: str) -> None:
        """Write a file of the project."""
        file = self.content.parent / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    @staticmethod
    def copy(html: str) -> dict[str, str]:
        """Return the JSON copy with a body."""
        return {"title": "Der Titel", "summary": "Worum es geht.", "url": f"{HOME}/a/", "html": html}

    @staticmethod
    def feed(html: str, title: str = "Der Titel") -> str:
        """Return the feed with a body."""
        escaped = html.replace("<", "&lt;")
        return (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{title}</title><link href="{HOME}/a/"/>'
            f'<summary>Worum es geht.</summary><content type="html">{escaped}</content></entry></feed>'
        )

    def hashes(self) -> dict[str, bytes]:
        """Return the fingerprints of all files."""
        names = {"content/a.md": "content/a.md"} | {
            path: f"output/{path}" for path in ("a/index.html", "a/index.json", "feed.xml")
        }
        return {name: hash_bytes((self.content.parent / path).read_bytes()) for name, path in names.items()}

    def codes(self) -> list[tuple[str, int]]:
        """Return code and line of each problem of the proof."""
        return [(problem.code, problem.line) for problem in prove(self.input).problems]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_sound_site_has_no_deviation(site: Site) -> None:
    assert site.codes() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("output/a/index.html", "5. Mai", "6. Mai", 5),
        ("output/a/index.html", "Der Titel</h1>", "Titel</h1>", 2),
        ("output/a/index.html", "geht.</p>", "ging.</p>", 3),
        ("output/a/index.html", "<title>Der", "<title>Ein", 2),
        ("output/a/index.html", 'content="Worum', 'content="Wer', 3),
        ("output/a/index.html", 'class="prose"', 'class="text"', 5),
        ("output/a/index.json", "im Haus", "im", 5),
        ("output/a/index.json", "Der Titel", "Der", 2),
        ("output/feed.xml", "5. Mai", "Mai", 5),
        ("output/feed.xml", "Worum", "Warum", 3),
    ],
)
def test_every_place_is_compared(site: Site, path: str, old: str, new: str, line: int) -> None:
    text = (site.content.parent / path).read_text("utf-8")
    assert old in text
    site.write(path, text.replace(old, new, 1))

    assert ("not-as-typed", line) in site.codes()


def test_a_text_of_a_feed_is_escaped_once() -> None:
    assert "&lt;p>" in Site.feed("<p>")


def test_the_message_shows_the_line_that_accepts_the_place(site: Site) -> None:
    """And what is accepted is counted; an entry that nothing needs is told."""
    site.write("output/a/index.html", PAGE.format("<p>Am 6. Mai, im Haus.</p>"))
    (found,) = prove(site.input).problems
    line = found.remedy.rpartition("Zeile ein: ")[2]

    site.write("content/a.md", f"---\n{HEAD}{line}\n---\nAm 5. Mai, im Haus.\n")
    assert site.codes() == [("accepted-deviation", 4)]

    site.write("output/a/index.html", PAGE.format("<p>Am 5. Mai, im Haus.</p>"))
    assert site.codes() == [("accepted-unneeded", 4)]


def test_an_entry_accepts_one_place(site: Site) -> None:
    site.write("content/a.md", f'---\n{HEAD}accepted: ["Am 5. Mai"]\n---\nAm 5. Mai, im Haus. Am 5. Mai.\n')
    for name in ("a/index.json", "feed.xml"):
        (site.output / name).unlink()
    site.write("output/a/index.html", PAGE.format("<p>Am 6. Mai, im Haus. Am 7. Mai.</p>"))

    assert site.codes() == [("not-as-typed", 6), ("accepted-deviation", 4)]


def test_a_lost_sign_stops_nothing(site: Site) -> None:
    site.write("output/a/index.html", PAGE.format("<p>Am 5. Mai im Haus.</p>"))
    (found,) = prove(site.input).problems

    assert (found.code, found.severity) == ("sign-lost", Severity.WARNING)


def test_what_has_not_changed_is_not_read_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its warnings are said again; what has changed is compared with all that shows it."""
    site.write("output/a/index.html", PAGE.format("<p>Am 5. Mai im Haus.</p>"))
    first = prove(replace(site.input, hashes=site.hashes()))
    assert first.state is not None
    compared: list[str] = []
    real = site_proof._prove_text

    def listening(task: site_proof._Task, given: ProofInput) -> tuple[Problem, ...]:
        compared.append(task.text.file)
        return real(task, given)

    monkeypatch.setattr(site_proof, "_prove_text", listening)

    again = prove(replace(site.input, hashes=site.hashes()), first.state)
    assert (compared, again.problems) == ([], first.problems)

    site.write("output/feed.xml", site.feed("<p>Am 5. Mai, im Haus.</p>", "Ein Titel"))
    assert {one.code for one in prove(replace(site.input, hashes=site.hashes()), first.state).problems} == {
        "not-as-typed",
        "sign-lost",
    }
    assert compared == ["content/a.md"]


def test_a_changed_source_is_compared_with_files_that_stayed(site: Site) -> None:
    """A converter that ignores an edit leaves every file as it is."""
    first = prove(replace(site.input, hashes=site.hashes()))
    site.write("content/a.md", f"---\n{HEAD}---\nAm 5. Mai, im großen Haus.\n")

    found = prove(replace(site.input, hashes=site.hashes()), first.state)
    assert [problem.code for problem in found.problems] == ["not-as-typed"]


@pytest.mark.parametrize("content", ["content", "tests/site"])
def test_the_real_texts_are_read_as_they_were_typed(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And one that is changed in the output is found: the proof did look."""
    given: list[ProofInput] = []

    def listening(one: ProofInput, state: ProofState | None = None) -> ProofResult:
        given.append(one)
        return prove(one, state)

    monkeypatch.setattr("plugins.build.proving.prove", listening)
    built = build.build_site(BuildOptions(ROOT / content, tmp_path, search=False))
    codes = {"not-as-typed", "sign-lost", "sign-added", "accepted-deviation", "accepted-unneeded"}
    assert [problem for problem in built.problems if problem.code in codes] == []

    (one,) = given
    for text in one.texts:
        page = tmp_path / next(path for path in text.outputs if path.endswith(".html"))
        page.write_text(
            page.read_text("utf-8").replace('<div class="prose', '<p>Wort</p><div class="prose', 1), "utf-8"
        )
    assert prove(one).problems == ()
    for text in one.texts:
        page = tmp_path / next(path for path in text.outputs if path.endswith(".html"))
        page.write_text(_with_a_word_more(page.read_text("utf-8")), "utf-8")
    wrong: Mapping[str, object] = {problem.file: problem for problem in prove(one).problems}
    assert wrong.keys() == {text.file for text in one.texts}
    assert {problem.file for problem in prove_staged(ROOT / content, tmp_path, _home(one))} >= wrong.keys()


def _with_a_word_more(page: str) -> str:
    head, _, rest = page.partition('<h1 class="page-title">')
    return f'{head}<h1 class="page-title">Wort {rest}'


def _home(given: ProofInput) -> str:
    return "/".join(given.texts[0].address.split("/")[:3])
