"""Texts by their front matter alone: where they stand, and what may go with a withdrawn one."""

from __future__ import annotations

import shutil
from pathlib import Path

from plugins.content.placed_texts import scan_texts
from plugins.publish.withdrawn_addresses import find_withdrawn_addresses
from tools.environment import ROOT

TEXT = """\
---
title: {title}
summary: Worum es geht.
start: 2016-10-26
place: {{name: Rathaus, city: Musterstadt}}
tags: [Ein Thema]
image: {{src: /media/bild.jpg, alt: Ein Haus}}
{more}---
![Ein Haus](../../media/hochkant.jpg) und [ein Plan](/media/plan.svg)
"""


def test_all_that_may_go_with_a_withdrawn_text_is_known(tmp_path: Path) -> None:
    """At the addresses that its sections have on this site; of other texts it is nothing."""
    content = Path(shutil.copytree(ROOT / "tests" / "site", tmp_path / "content"))
    with (content / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("sections: {events: {address: /termine/}}\n")
    withdrawn = TEXT.format(title="Weg", more="withdrawn: {day: 2016-12-01, text: Es stimmt nicht.}\n")
    (content / "events" / "2016" / "weg.md").write_text(withdrawn, "utf-8")
    (content / "events" / "2016" / "da.md").write_text(TEXT.format(title="Da", more=""), "utf-8")

    for name in ("plan.svg", "plan.dark.svg"):
        (content / "media" / name).write_text("<svg/>")

    found = set(find_withdrawn_addresses(content, "/themen/"))

    assert {text.address for text in scan_texts(content)} >= {"/termine/weg/", "/termine/da/", "/aktuelles/erster/"}
    assert found == {
        *("/termine/weg/index.json", "/termine/weg.ics", "/termine/weg/textfassung.txt", "/themen/ein-thema/"),
        *("/media/bild.jpg", "/media/hochkant.jpg", "/media/plan.svg", "/media/plan.dark.svg"),
        *("/termine/seite-2/", "/termine/seite-3/", "/termine/seite-4/"),
    }
