"""No word of the frame stands in a template: all are in theme/texts/."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"
READ_ALOUD = {"aria-label", "title", "alt", "placeholder"}
FORMATS = {"Atom", "iCalendar", "Sitemap", "Uhr"}
"""What is called so in the dates and files that the engine writes."""
LEGAL = ("components/law/",)
"""What the law asks for is prose and no frame."""
ATTRIBUTES = ("components/searchable.html", "components/teaser.html")
"""Their macros write attributes without an element."""
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and (name in READ_ALOUD or (tag and name.startswith("data-") and " " in value)):
                self.handle_data(value)

    def handle_data(self, data: str) -> None:
        self.found += [f"{self.getpos()[0]}: {word}" for word in _WORD.findall(data) if word not in FORMATS]


def find_words(template: str) -> list[str]:
    """Return the words in *template* outside Jinja's marks, with their lines."""
    parser = _Words()
    parser.feed(_JINJA.sub(lambda found: "\n" * found[0].count("\n"), template))
    parser.close()
    return parser.found


@pytest.mark.parametrize("text", ["<p>Zur Suche</p>", '<a title="Suche">', '<p data-one="Ein Ergebnis."></p>'])
def test_words_are_found(text: str) -> None:
    """In the text, in what is read aloud, and in what a script says."""
    assert find_words(f"{{# Kein Text #}}\n{text}")[0].startswith("2: ")


def test_no_words_of_the_frame_stand_in_templates() -> None:
    """Else an English page would have German ones."""
    names = {path.relative_to(TEMPLATES).as_posix(): path for path in sorted(TEMPLATES.rglob("*.html"))}
    found = [
        f"{name}:{word}"
        for name, path in names.items()
        if not name.startswith((*LEGAL, *ATTRIBUTES))
        for word in find_words(path.read_text(encoding="utf-8"))
    ]

    assert found == []
