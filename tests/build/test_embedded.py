"""What a whole build tells editors about embeds and accounts: where, what, and what to type."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.conftest import Build

pytestmark = pytest.mark.slow

ARTICLE = "---\ntitle: Fall\nsummary: Ein Fall.\ndate: 2016-10-26\n{more}---\n\nText.\n\nhttps://youtu.be/O55virF5xk4\n"
ABOUT = "embeds:\n  - url: https://youtu.be/O55virF5xk4\n    alternative: Was zu sehen ist.\n"
LACKS = "erfährt hier nicht, was darin vorkommt"


def write(content: Path, text: str) -> None:
    """Write the one article in question."""
    (content / "articles/2016/fall.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("more", "hints"), [("", 1), (ABOUT, 0), ("status: draft\n", 0)])
def test_a_missing_equivalent_is_a_hint(check: Build, content: Path, more: str, hints: int) -> None:
    """Whoever does not load an embed should learn what it holds.

    `check` says for which it is missing, and the line.
    """
    write(content, ARTICLE.format(more=more))

    result = check()

    said = [line for line in result.complained.splitlines() if "articles/2016/fall.md" in line and LACKS in line]
    assert len(said) == hints
    assert all(":9: " in line for line in said)
    assert result.code == 0


@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("https://www.youtube.com/@probe", 0, "nur den Link dorthin"),
        ("https://evil.example/", 1, "keine Adresse bei YouTube"),
        ("javascript:alert(1)", 1, "keine Adresse bei YouTube"),
    ],
)
def test_an_accounts_address_is_looked_at(check: Build, content: Path, url: str, code: int, words: str) -> None:
    """An address of somebody else is an error, one that shows nothing a hint.

    Both name the line of site.yaml.
    """
    facts = content / "site.yaml"
    before = 'youtube: {url: "https://www.youtube.com/channel/UCaaaaaaaaaaaaaaaaaaaaaa"}'
    text = facts.read_text(encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 1
    facts.write_text(text.replace(before, f'youtube: {{url: "{url}"}}'), encoding="utf-8")

    result = check()

    (said,) = [one for one in result.complained.splitlines() if words in one]
    assert said.startswith(f"{facts.as_posix()}:{line}: ")
    assert result.code == code


def test_what_a_frame_does_not_follow_is_told_where_it_was_chosen(check: Build, content: Path) -> None:
    """In a text and in the film of a film's page, once a place and with its line."""
    write(content, ARTICLE.format(more=ABOUT).replace("youtu.be/O55virF5xk4\n", "youtu.be/O55virF5xk4?clip=Ug\n"))
    film = content / "clips/fremder-film.md"
    text = film.read_text(encoding="utf-8")
    address = next(line for line in text.splitlines() if line.startswith("video: "))
    film.write_text(text.replace(address, f"{address}&mute=1"), encoding="utf-8")

    lines = check().complained.splitlines()

    said = [
        line.partition(" Hinweis:")[0].rpartition("/")[2] for line in lines if "gilt im Fenster von YouTube" in line
    ]
    assert said == ["fall.md:12:", f"fremder-film.md:{text.splitlines().index(address) + 1}:"]
