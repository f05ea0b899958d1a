"""Feeds can be read by every reader, and say nothing of the day they were made."""

import datetime as dt
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.dates import BERLIN
from plugins.site.feeds.atom import Feed, FeedEntry, write_atom

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ENTRY = FeedEntry(
    title="„#Breitbandgedöns“ & mehr",
    address="https://example.org/aktuelles/breitbandgedoens/",
    published=dt.date(2016, 10, 26),
    summary="Kurz gesagt.",
    html='<p>Ein <a href="https://example.org/">Link</a></p>',
    categories=("Open.NRW",),
)
FEED = Feed(
    title="Aktuelles",
    address="https://example.org/aktuelles/",
    self_address="https://example.org/aktuelles/feed.xml",
    updated=dt.date(2016, 1, 2),
    author="Ministerium",
    entries=(ENTRY,),
)


def _read(feed: Feed) -> ElementTree.Element:
    return ElementTree.fromstring(write_atom(feed))


def test_a_feed_reads_like_this() -> None:
    """The whole form, once, for people."""
    made = write_atom(replace(FEED, rights="CC BY 4.0")).decode()

    assert made == GOLDEN


GOLDEN = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
 <id>https://example.org/aktuelles/feed.xml</id>
 <title>Aktuelles</title>
 <updated>2016-10-26T00:00:00+02:00</updated>
 <author>
  <name>Ministerium</name>
 </author>
 <link rel="self" type="application/atom+xml" href="https://example.org/aktuelles/feed.xml" />
 <link rel="alternate" type="text/html" href="https://example.org/aktuelles/" />
 <rights>CC BY 4.0</rights>
 <entry>
  <id>https://example.org/aktuelles/breitbandgedoens/</id>
  <title>„#Breitbandgedöns“ &amp; mehr</title>
  <link rel="alternate" type="text/html" href="https://example.org/aktuelles/breitbandgedoens/" />
  <published>2016-10-26T00:00:00+02:00</published>
  <updated>2016-10-26T00:00:00+02:00</updated>
  <category term="Open.NRW" />
  <summary>Kurz gesagt.</summary>
  <content type="html">&lt;p&gt;Ein &lt;a href="https://example.org/"&gt;Link&lt;/a&gt;&lt;/p&gt;</content>
 </entry>
</feed>
"""


def test_an_empty_feed_bears_the_date_it_is_given() -> None:
    """Nothing was published, so nothing is new."""
    feed = _read(replace(FEED, entries=()))

    assert feed.findtext(f"{ATOM}updated") == "2016-01-02T00:00:00+01:00"


def test_a_feed_is_as_new_as_its_newest_change() -> None:
    """An article put right today brings the feed to the top, wherever it stands in it."""
    changed = replace(ENTRY, updated=dt.datetime(2016, 11, 4, 9, 30, tzinfo=BERLIN))

    feed = _read(replace(FEED, entries=(ENTRY, changed)))

    assert feed.findtext(f"{ATOM}updated") == "2016-11-04T09:30:00+01:00"


def test_nothing_is_changed_before_it_is_published() -> None:
    """A draft written in May and published in October is of October."""
    feed = _read(replace(FEED, entries=(replace(ENTRY, updated=dt.date(2016, 5, 1)),)))

    assert feed.findtext(f"{ATOM}entry/{ATOM}updated") == "2016-10-26T00:00:00+02:00"


def test_an_entry_says_its_own_language() -> None:
    """A voice reads Leichte Sprache as German and English as English."""
    feed = _read(replace(FEED, entries=(replace(ENTRY, lang="en"), replace(ENTRY, lang="de"))))

    assert [entry.get(XML_LANG) for entry in feed.iter(f"{ATOM}entry")] == ["en", None]


@settings(deadline=None)  # a busy machine is no mistake
@given(st.text(), st.text())
def test_any_text_comes_out_as_it_went_in(title: str, html: str) -> None:
    """Markup, umlauts, emoji and broken characters: the file can always be read."""
    feed = _read(replace(FEED, entries=(replace(ENTRY, title=f"T {title}", html=f"H{html}"),)))

    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == _possible(" ".join(f"T {title}".split()))
    assert feed.findtext(f"{ATOM}entry/{ATOM}content") == _possible(f"H{html}")


def _possible(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in lines if sign >= " " or sign in "\t\n")
    return "".join(sign for sign in kept if sign not in "\ufffe\uffff" and not "\ud800" <= sign <= "\udfff")
