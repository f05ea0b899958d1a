"""Placeholder titles are headings: one level below the one before, and no place in contents, anchors or search."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.core.model import Embed
from plugins.site.bodies import BodyPart, level_below
from tests.conftest import BuildOnce

EMBED = Embed("youtube", "video", "O55virF5xk4", "https://www.youtube.com/watch?v=O55virF5xk4")


@pytest.mark.parametrize(
    ("html", "level"),
    [
        ("", 2),
        ("<p>Ein Text.</p>", 2),
        ('<h2 id="a">A</h2>', 3),
        ("<h2>A</h2><h3>B</h3><p>Text</p>", 4),
        ("<h2>A</h2><h3>B</h3><h2>C</h2>", 3),
        ("<blockquote><h5>A</h5></blockquote>", 6),
        ("<h6>A</h6>", 6),
        ("<header>Kopf</header><hr><h22>A</h22>", 2),
    ],
)
def test_a_title_is_one_level_below_the_heading_before_it(html: str, level: int) -> None:
    """The last one counts, wherever it stands; below the title of the page there is level 2."""
    assert level_below([BodyPart(html=html), BodyPart(embed=EMBED)]) == level


@pytest.fixture(scope="module")
def pages(site_folder: Path, build_once: BuildOnce) -> dict[str, LexborHTMLParser]:
    """Return every page with a placeholder or the panel, of the reference site and of the tiny one."""
    folders = (site_folder, build_once("probe", "tests/site", "https://www.probe.example/probe/"))
    texts = {str(path): path.read_text("utf-8") for folder in folders for path in folder.rglob("*.html")}
    return {path: LexborHTMLParser(text) for path, text in texts.items() if "<consent-" in text}


def level_of(node: LexborNode) -> int:
    """Return the level of a heading."""
    return int((node.tag or "h0")[1])


def test_no_page_leaves_a_level_out(pages: dict[str, LexborHTMLParser]) -> None:
    """Whoever walks by heading comes from the title of the page to each placeholder and each network's switch."""
    assert len(pages) > 7
    for path, tree in pages.items():
        levels = [level_of(node) for node in tree.css("main h1, main h2, main h3, main h4, main h5, main h6")]
        assert levels[0] == 1, path
        assert [step for step in pairwise(levels) if step[1] > step[0] + 1] == [], path


def test_a_title_is_one_level_below_on_every_page(pages: dict[str, LexborHTMLParser]) -> None:
    """In articles, on the pages of films and of our own accounts, and in the examples of how it works."""
    seen = 0
    for path, tree in pages.items():
        before = 1
        for node in tree.css("main h1, main h2, main h3, main h4, main h5, main h6"):
            if "consent-embed-title" in (node.attributes.get("class") or ""):
                assert level_of(node) == before + 1, path
                seen += 1
            else:
                before = level_of(node)

    assert seen == sum(len(tree.css("consent-embed")) for tree in pages.values()) > 15


def test_a_title_is_no_place_of_its_own(pages: dict[str, LexborHTMLParser]) -> None:
    """The search leads to headings with a name, contents and the proof to those of the text: none of them is ours."""
    for path, tree in pages.items():
        anchors = {link.attributes["href"] for link in tree.css(".contents a")}
        for title in tree.css("consent-embed .consent-embed-title"):
            assert title.attributes.get("id") is None, path
            assert title.css_first("span[id]") is not None, path
            assert f"#{(title.css_first('span[id]') or title).attributes['id']}" not in anchors, path
