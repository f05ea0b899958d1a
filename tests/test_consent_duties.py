"""docs/einwilligung.md: each sentence that fulfils a duty stands on the page it names, of the built reference site."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tools.environment import ROOT

TABLE = (ROOT / "docs" / "einwilligung.md").read_text("utf-8")
ROW = re.compile(r"^\| (?P<duty>[^|]+) \| „(?P<sentence>[^|]+)“ \| `(?P<page>[^|]+)` \|", re.MULTILINE)
DUTIES = (
    *(f"DSGVO Art. 13 Abs. 1 {letter}" for letter in "abcdef"),
    *(f"DSGVO Art. 13 Abs. 2 {letter}" for letter in "abcdef"),
    *("TDDDG § 25 Abs. 1", "TDDDG § 25 Abs. 2", "DSGVO Art. 26 Abs. 1", "DSGVO Art. 26 Abs. 2"),
    *("DSGVO Art. 26 Abs. 3", "DSGVO Art. 7 Abs. 1", "DSGVO Art. 7 Abs. 3", "DSGVO Art. 7 Abs. 4", "DSGVO Art. 8"),
)


def words_of(page: Path) -> str:
    """Return the text of *page* in one line."""
    main = LexborHTMLParser(page.read_text("utf-8")).css_first("main")
    assert main is not None
    return " ".join(main.text(deep=True).split())


def test_each_sentence_stands_where_the_table_says(site_folder: Path) -> None:
    """To the letter: another sentence needs another row."""
    rows = [row.groupdict() for row in ROW.finditer(TABLE)]
    words = {page: words_of(site_folder / page.strip("/") / "index.html") for page in {row["page"] for row in rows}}

    assert [row for row in rows if row["sentence"] not in words[row["page"]]] == []
    assert len(rows) == TABLE.count("| `/") > 25


def test_no_duty_is_left_out() -> None:
    """Article 13 letter by letter, and what consent needs."""
    assert [duty for duty in DUTIES if f"| {duty}:" not in TABLE] == []
