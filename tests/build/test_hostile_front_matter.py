"""Whatever the front matter says is text.

It changes no element and no attribute of anything that is made of it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.cli import commands
from tests.build.conftest import TINY_SITE
from tests.embeds.hostile import BREAKING, fragments, loading

pytestmark = pytest.mark.slow

ATOM = "{http://www.w3.org/2005/Atom}"
PICTURE = "{{src: /media/bild.jpg, alt: {0}, credit: {0}, caption: {0}}}"
KINDS = {
    "articles/2016": f"""date: 2016-10-26
category: {{0}}
tags: [{{0}}]
image: {PICTURE}
embeds: [{{{{url: "https://youtu.be/K2_uiH18gIV", title: {{0}}, alternative: {{0}}}}}}]
---
https://youtu.be/K2_uiH18gIV
""",
    "events/2016": f"""start: 2099-10-26
place: {{{{name: {{0}}, street: {{0}}, postcode: {{0}}, city: Ort}}}}
organiser: {{0}}
programme: [{{{{time: "10:30", title: {{0}}, speaker: {{0}}}}}}]
gallery: [{PICTURE}]
tags: [{{0}}]
---
Text
""",
    "clips": """date: 2016-10-26
video: https://youtu.be/K2_uiH18gIV
poster: /media/bild.jpg
tags: [{0}]
---
Text
""",
    "pages": "---\n## Text\n",
}
HARMLESS = "Ein Wort"

# As they are, in the middle of a word, and put together from pieces nobody has thought of.
values = st.one_of(
    st.sampled_from(BREAKING),
    st.builds("{}{}{}".format, st.sampled_from(["Wort", "a'b", 'a"b']), st.sampled_from(BREAKING), st.just("Ende")),
    fragments,
).map(lambda text: "W " + " ".join(text.split())[:90])


def build(folder: Path, texts: list[str]) -> Path:
    """Build a site with an item of each kind for each of *texts*; return its folder.

    The text stands in every field.
    """
    content, output = folder / "content", folder / "output"
    shutil.copytree(TINY_SITE, content)
    for place, rest in KINDS.items():
        for number, text in enumerate(texts):
            quoted = json.dumps(text)
            front = f"---\ntitle: {quoted}\nsummary: {quoted}\n"
            (content / place / f"fall-{number}.md").write_text(front + rest.format(quoted), encoding="utf-8")
    assert commands.build(content, output, None, search=False, audit=True) == 0
    return output


def skeleton(page: Path) -> list[tuple[str, list[str]]]:
    """Return the elements of the head and of the item, with the names of their attributes."""
    tree = LexborHTMLParser(page.read_text("utf-8"))
    return [
        (node.tag or "", sorted(node.attributes))
        for part in tree.css("head, article")
        for node in part.traverse()
        if node.is_element_node
    ]


@pytest.mark.usefixtures("capsys")
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # to shrink what is a whole build takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(texts=st.lists(values, min_size=6, max_size=6, unique=True))
def test_front_matter_is_text_everywhere(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Pages have the elements they have with a harmless word.

    Feeds and data for search engines load nothing.
    """
    output = build(tmp_path_factory.mktemp("front"), [HARMLESS, *texts])

    for place in ("aktuelles", "veranstaltungen", "clip", "."):
        usual = skeleton(output / place / "fall-0/index.html")
        for number in range(1, len(texts) + 1):
            assert skeleton(output / place / f"fall-{number}/index.html") == usual, texts[number - 1]
    for feed in output.rglob("feed.xml"):
        for entry in ElementTree.parse(feed).getroot().iter(f"{ATOM}entry"):
            assert not [child for child in entry.iter() if not child.tag.startswith(ATOM)]
            assert loading(entry.findtext(f"{ATOM}content") or "") == []
    for page in output.rglob("index.html"):
        for script in LexborHTMLParser(page.read_text("utf-8")).css('script[type="application/ld+json"]'):
            json.loads(script.text())
    for calendar in output.rglob("*.ics"):
        names = {line.partition(":")[0].partition(";")[0] for line in calendar.read_text("utf-8").splitlines()}
        assert not {name for name in names if name in ("ATTACH", "IMAGE", "CONFERENCE", "X-ALT-DESC")}
