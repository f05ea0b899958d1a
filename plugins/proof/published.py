"""Published: the places of output files that show one text, a function for each kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.proof.page_words import PageText, node_text, parse
from plugins.proof.spoken_dates import spoken, spoken_clock

_ATOM = "{http://www.w3.org/2005/Atom}"
_FOLD = re.compile(r"\r?\n[ \t]")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_EMBED_LINK = re.compile(
    r'<p><a href="([^"]*)">(?:<img [^>]*alt="([^"]*)"[^>]*><br>)?([^<]*)</a></p>((?:\s*<p data-added[^>]*>[^<]*</p>)*)'
)
_CORRECTION = re.compile(r"<p data-added><strong>[^<]*</strong> <span>([^<]*)</span></p>")
_ICS_ESCAPE = re.compile(r"\\([\\;,nN])")


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What a page shows of a text, each as words; None where there is no such place.

    ``notes`` is what stands beside the text: when and where, by whom, and the like.
    """

    title: str | None
    summary: str | None
    body: PageText | None
    programme: str
    gallery: str
    notes: str
    captions: str
    head_title: str
    description: str
    embeds: tuple[tuple[str, str], ...]
    corrections: str = ""
    corrected_on: str = ""


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry of a feed, a JSON copy or an event of a calendar; ``html`` is its body, or "".

    ``address`` is the absolute one of the page.
    """

    address: str
    title: str
    summary: str
    html: str = ""
    image: str = ""
    programme: str = ""
    gallery: str = ""
    notes: str = ""
    corrections: str = ""

    @property
    def embeds(self) -> Iterator[tuple[str, str]]:
        """Address and words of each link to an embed in the body."""
        for link in _EMBED_LINK.finditer(self.html):
            yield unescape(link[1]), unescape(re.sub("<[^>]*>", "\n", "\n".join(filter(None, link.groups()[1:]))))


def read_page(data: bytes) -> ShownPage:
    """Return what the page *data* shows.

    Menus and footer are the same on all pages, and what stands below an article shows others, so they are not read.
    """
    begin, end = data.find(b"<main"), data.rfind(b"</article>")
    if end < 0:
        end = data.rfind(b"</main>")
    head = data[: begin if begin >= 0 else len(data)].decode("utf-8", "replace")
    main = data[max(begin, 0) : end if end > 0 else len(data)]
    tree = parse(main)
    prose = tree.css_first(".prose")
    title, description = _TITLE.search(head), _DESCRIPTION.search(head)
    return ShownPage(
        title=_words(tree.css_first("h1.page-title")),
        summary=_words(tree.css_first(".page-lead")),
        body=node_text(prose) if prose is not None else None,
        programme=_all_words(tree, ".programme > li > *") if b"programme" in main else "",
        gallery=_all_words(tree, ".gallery[data-added] figure") if b"gallery" in main else "",
        notes="\n".join(node.text(deep=True, separator="\n") for node in tree.css(".notes"))
        if b"notes" in main
        else "",
        captions=_all_words(tree, ".is-line .place-text") if b"is-line" in main else "",
        head_title=unescape(title[1]) if title else "",
        description=unescape(description[1]) if description else "",
        embeds=tuple(
            (node.attributes.get("ref") or "", " ".join([*_alternatives(node), node.text(deep=True, separator=" ")]))
            for node in (tree.css("consent-embed") if b"<consent-embed" in main else ())
        ),
        corrections=_all_words(tree, ".notice > .correction") if b"correction" in main else "",
        corrected_on="\n".join(_times(tree)) if b"correction" in main else "",
    )


def _times(tree: LexborHTMLParser) -> Iterator[str]:
    return (node.text(deep=True) for node in tree.css(".notice time"))


def _words(node: LexborNode | None) -> str | None:
    if node is None:
        return None
    _, _, inner = (node.html or "").partition(">")
    inner, _, _ = inner.rpartition("<")
    return node_text(node).text if "<" in inner else unescape(inner)


def _alternatives(node: LexborNode) -> Iterator[str]:
    yield from (picture.attributes.get("alt") or "" for picture in node.css("img"))


def _all_words(tree: LexborHTMLParser, selector: str) -> str:
    return "\n".join(node_text(node).text for node in tree.css(selector))


def read_json(data: bytes) -> ShownEntry | None:
    """Return the entry in a JSON copy, None if *data* is none."""
    try:
        found = json.loads(data)
    except ValueError:
        return None
    if not isinstance(found, dict) or not {"html", "withdrawn"}.intersection(found):
        return None
    if withdrawn := found.get("withdrawn"):
        day = "\n".join(spoken(str(withdrawn.get("day")), str(found.get("lang"))))
        return ShownEntry(str(found.get("url", "")), "", "", str(withdrawn.get("text")), notes=day)
    programme = [entry.get(key) for entry in found.get("programme") or () for key in ("time", "title", "speaker")]
    gallery = [entry.get(key) for entry in found.get("gallery") or () for key in ("alt", "caption", "credit")]
    image = found.get("image") or {}
    return ShownEntry(
        address=str(found.get("url", "")),
        title=str(found.get("title", "")),
        summary=str(found.get("summary", "")),
        html=str(found["html"]),
        image="\n".join(str(image.get(key) or "") for key in ("alt", "caption", "credit")),
        programme=spoken_clock("\n".join(str(one) for one in programme if one), str(found.get("lang"))),
        gallery="\n".join(str(one) for one in gallery if one),
        notes="\n".join(_notes_of(found)),
        corrections="\n".join(str(one.get("text")) for one in found.get("corrected") or ()),
    )


def _notes_of(found: dict[str, Any]) -> Iterator[str]:
    place = found.get("place") or {}
    yield from (str(place.get(key) or "") for key in ("name", "street", "postcode", "city"))
    yield from (str(found.get(key) or "") for key in _SINGLE)
    yield from map(str, (*(found.get("tags") or ()), *(found.get("access") or ())))
    for dates in (found, *(found.get("repeat") or ()), *(found.get("corrected") or ())):
        for key in _MOMENTS:
            yield from spoken(str(dates.get(key) or ""), str(found.get("lang")))


_SINGLE = ("organiser", "category", "event_status", "online", "register", "price", "event_language")
_MOMENTS = ("published", "updated", "start", "end", "previous_start", "register_until", "day")


def read_feed(data: bytes) -> Iterator[ShownEntry]:
    """Yield the entries of an Atom feed; nothing if *data* is none."""
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - our own file
    except ElementTree.ParseError:
        return
    for entry in root.iter(f"{_ATOM}entry"):
        link = entry.find(f"{_ATOM}link")
        yield ShownEntry(
            address=(link.get("href") or "") if link is not None else "",
            title=entry.findtext(f"{_ATOM}title") or "",
            summary=entry.findtext(f"{_ATOM}summary") or "",
            html=entry.findtext(f"{_ATOM}content") or "",
            corrections=_corrections_in(entry.findtext(f"{_ATOM}content") or ""),
        )


def _corrections_in(html: str) -> str:
    return unescape("\n".join(_CORRECTION.findall(html))) if html.startswith("<p data-added><strong>") else ""


def read_calendar(data: bytes, lang: str = "de") -> Iterator[ShownEntry]:
    """Yield the events of a calendar, with days as pages in *lang* say them.

    An event on several dates has an entry for each: they are one here, with the days of all.
    """
    found: dict[str, list[ShownEntry]] = {}
    for entry in _calendar_entries(data, lang):
        found.setdefault(entry.address, []).append(entry)
    for address, entries in found.items():
        titles, summaries = (dict.fromkeys(getattr(one, name) for one in entries) for name in ("title", "summary"))
        notes = "\n".join(one.notes for one in entries)
        yield ShownEntry(address, "\n".join(titles), "\n".join(summaries), notes=notes)


def _calendar_entries(data: bytes, lang: str) -> Iterator[ShownEntry]:
    text = _FOLD.sub("", data.decode("utf-8", "replace"))
    for event in text.split("BEGIN:VEVENT")[1:]:
        values: dict[str, str] = {}
        for line in event.partition("END:VEVENT")[0].splitlines():
            name, _, value = line.partition(":")
            values.setdefault(name.partition(";")[0], _ICS_ESCAPE.sub(_unescaped, value))
        when = [said for name in ("DTSTART", "DTEND") for said in spoken(values.get(name, ""), lang)]
        yield ShownEntry(
            values.get("URL", ""),
            values.get("SUMMARY", ""),
            values.get("DESCRIPTION", ""),
            notes="\n".join([values.get("LOCATION", ""), *when]),
        )


def _unescaped(sign: re.Match[str]) -> str:
    return "\n" if sign[1] in "nN" else sign[1]
