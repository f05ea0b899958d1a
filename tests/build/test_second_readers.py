"""Files for programs, read by programs of others.

Calendars, feeds and linked data of whole builds.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import feedparser
import pytest
import vobject
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from plugins.cli import commands
from tests.build.conftest import TINY_SITE
from tests.build.events_site import build_events
from tests.conftest import Once
from tools import node
from tools.environment import CACHE

pytestmark = pytest.mark.slow

CALENDARS = Path(__file__).with_name("calendars.mjs")
ATOM = "{http://www.w3.org/2005/Atom}"
TYPED = """import type {{ WithContext, {types} }} from "schema-dts";
{blocks}
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, site_folder: Path) -> tuple[Path, Path]:
    """The real site and the tiny one, which has one of everything."""
    folder = tmp_path_factory.mktemp("read") / "site"
    assert commands.build(TINY_SITE, folder, None, True, True) == 0
    return site_folder, folder


def modules() -> Path:
    """Return where the parsers of others lie."""
    return node.install(node.VALIDATORS, CACHE / "npm")


def node_says(*arguments: str) -> str:
    """Run a program of Node and return what it prints."""
    done = subprocess.run(
        [str(node.NODE), *arguments], capture_output=True, text=True, check=False, env=node.make_variables()
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def events(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with an event of each kind."""
    return Path(once("events", lambda: build_events(tmp_path_factory.mktemp("events"))))


def as_moment(value: dt.date | dt.datetime) -> str:
    """Return a day or a moment as the script writes it."""
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def test_two_parsers_read_the_same_calendars(sites: tuple[Path, Path]) -> None:
    """Thunderbird's parser sees the same events and moments as the library that wrote them."""
    files = sorted(str(file) for site in sites for file in site.rglob("*.ics"))
    read: dict[str, list[dict[str, Any]]] = json.loads(node_says(str(CALENDARS), str(modules()), *files))

    assert len(files) > 4
    for file in files:
        events = Calendar.from_ical(Path(file).read_bytes()).walk("VEVENT")
        assert events
        expected = [
            {
                "uid": str(event["UID"]),
                "title": str(event["SUMMARY"]),
                "summary": str(event["DESCRIPTION"]),
                "place": str(event["LOCATION"]),
                "sequence": event["SEQUENCE"],
                "status": str(event["STATUS"]),
                "start": as_moment(event.decoded("DTSTART")),
                "end": as_moment(event.decoded("DTEND")),
            }
            for event in events
        ]
        assert read[file] == expected


def test_two_others_read_what_has_become_of_an_event(events: Path) -> None:
    """Thunderbird's parser, and that of CalDAV servers, tell alike what is cancelled, moved and on several days."""
    file = str(events / "veranstaltungen/kalender.ics")
    by_one = json.loads(node_says(str(CALENDARS), str(modules()), file))[file]
    by_other = [
        {
            "uid": one.uid.value,
            "title": one.summary.value,
            "status": one.status.value,
            "sequence": int(one.sequence.value),
            "start": as_moment(one.dtstart.value),
        }
        for one in vobject.readOne(Path(file).read_text("utf-8")).vevent_list
    ]

    assert [{key: one[key] for key in by_other[0]} for one in by_one] == by_other
    read = {one["uid"].partition("@")[0].removeprefix("veranstaltungen-"): one for one in by_other}
    assert {name for name, one in read.items() if one["status"] == "CANCELLED"} == {"abgesagt", "verschoben"}
    assert read["abgesagt"]["title"] == "Abgesagt: Treffen abgesagt"
    assert read["abgesagt"]["sequence"] > read["neuer-termin"]["sequence"] > read["online"]["sequence"]
    assert read["neuer-termin"]["start"] == "2098-06-03T16:00:00.000Z"
    assert {name: one["start"] for name, one in read.items() if name.startswith("reihe")} == {
        "reihe": "2098-06-10T16:00:00.000Z",
        "reihe-20160610": "2016-06-10",
        "reihe-20980617": "2098-06-17T16:00:00.000Z",
    }


def test_a_feed_reader_reads_every_feed(sites: tuple[Path, Path]) -> None:
    """A feed has all that RFC 4287 asks for in 4.1.1 and 4.1.2.

    A feed reader gets titles, days and full texts out of it.
    """
    for file in (file for site in sites for file in site.rglob("feed.xml")):
        raw = file.read_bytes()
        feed, root = feedparser.parse(raw), ET.fromstring(raw)
        assert not feed.bozo, file
        assert feed.version == "atom10"
        assert root.tag == f"{ATOM}feed"
        for element in (root, *root.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1, (file, name)
            assert element.find(f"{ATOM}author") is not None or root.find(f"{ATOM}author") is not None
        assert [link.get("rel") for link in root.findall(f"{ATOM}link")].count("self") == 1
        assert len({entry.id for entry in feed.entries}) == len(feed.entries) > 0
        for entry in feed.entries:
            assert entry.title
            assert entry.updated_parsed >= entry.published_parsed
            assert entry.link.startswith("https://")
            (content,) = entry.content
            assert content.type == "text/html"
            # feedparser takes out whatever could be dangerous; nothing of ours is
            assert words(content.value) == words(raw_content(root, entry.id))


def raw_content(root: ET.Element, wanted: str) -> str:
    """Return the text of the entry called *wanted* as it stands in the file."""
    entry = next(one for one in root.findall(f"{ATOM}entry") if one.findtext(f"{ATOM}id") == wanted)
    return entry.findtext(f"{ATOM}content") or ""


def words(html: str) -> list[str]:
    """Return the words of a text and the targets of its links."""
    tree = LexborHTMLParser(html)
    links = [link.attributes.get("href") or "" for link in tree.css("a[href]")]
    return [*(tree.body.text(separator=" ").split() if tree.body else []), *links]


def test_linked_data_is_of_schema_org(sites: tuple[Path, Path], events: Path, tmp_path: Path) -> None:
    """Google's types of schema.org's vocabulary accept every block.

    No unknown field, no value of the wrong kind.
    """
    blocks = [
        (page, json.loads(script.text()))
        for site in (*sites, events)
        for page in sorted(site.rglob("*.html"))
        for script in LexborHTMLParser(page.read_bytes()).css('script[type="application/ld+json"]')
    ]
    types = sorted({block["@type"] for _, block in blocks})
    assert {"NewsArticle", "Event", "VideoObject", "BreadcrumbList", "GovernmentOrganization", "WebSite"} <= set(types)

    assert complaints(tmp_path, types, [block for _, block in blocks]) == ""


@pytest.mark.parametrize(
    "block",
    [
        {"@context": "https://schema.org", "@type": "Event", "name": "Ein Kongress", "beginnt": "2016-10-26"},
        {"@context": "https://schema.org", "@type": "Event", "name": "Ein Kongress", "location": 7},
    ],
    ids=["unknown field", "wrong kind"],
)
def test_the_types_refuse_what_is_not_of_schema_org(tmp_path: Path, block: dict[str, object]) -> None:
    """The judge of the test above is awake."""
    assert "error TS" in complaints(tmp_path, ["Event"], [block])


def complaints(folder: Path, types: list[str], blocks: list[dict[str, Any]]) -> str:
    """Return what TypeScript says of *blocks* as values of schema.org's *types*."""
    lines = (
        f"export const block{number}: WithContext<{block['@type']}> = {json.dumps(block, ensure_ascii=False)};"
        for number, block in enumerate(blocks)
    )
    source = folder / "blocks.mts"
    source.write_text(TYPED.format(types=", ".join(types), blocks="\n".join(lines)), encoding="utf-8")
    (folder / "node_modules").symlink_to(modules())
    options = [
        "--noEmit",
        "--strict",
        "--module",
        "nodenext",
        "--target",
        "es2022",
        "--skipLibCheck",
        "--pretty",
        "false",
    ]
    compiler = modules() / "typescript" / "bin" / "tsc"
    done = subprocess.run(
        [str(node.NODE), str(compiler), *options, str(source)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=node.make_variables(),
    )
    return done.stdout + done.stderr
