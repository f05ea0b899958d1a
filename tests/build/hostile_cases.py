"""Hostile and harmless texts with the verdict each must get, and an article around each."""

from __future__ import annotations

import json
from pathlib import Path

FRONT = "---\ntitle: Fall {name}\nsummary: Ein Fall für die Prüfung.\ndate: 2016-10-26\n---\n"
# Words that also stand in the cases: a place must not be found before them.
BEFORE = """\
Ein x mit [Link](https://example.org/x) und <b>x</b>.

![Bild](/media/bild.jpg)

<p>a <a href="/aktuelles/">x</a></p>

"""
FIRST_LINE = FRONT.count("\n") + BEFORE.count("\n") + 1


def cases(*verdicts: str) -> dict[str, str]:
    """Return the texts by their ids.

    Refused: the build must fail. Inert: hostile, but nothing of it may come to life.
    Pass: looks hostile to a hasty eye, and must be published.
    """
    lines = Path(__file__).with_name("hostile.jsonl").read_text("utf-8").splitlines()
    every = [json.loads(line) for line in lines]
    return {case["id"]: case["input"] for case in every if case["verdict"] in verdicts}


def article(name: str, text: str) -> str:
    """Return a whole file with *text* in its middle."""
    return f"{FRONT.format(name=name)}{BEFORE}{text}\n\nEin Absatz danach.\n"


def add(content: Path, texts: dict[str, str]) -> None:
    """Write an article for each of *texts* into the folder *content*."""
    for name, text in texts.items():
        (content / f"articles/2016/fall-{name}.md").write_text(article(name, text), encoding="utf-8")
