"""Text proof: one typed text beside each output file that shows it, each deviation once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plugins.core.dates import MARK, mark_seconds, stamp
from plugins.proof.comparison import Deviation, absences, begins_with, deviations
from plugins.proof.embed_words import embed_in, find_unnamed, holds, is_short_address
from plugins.proof.page_words import PageText, fragment_text, plain_fragment_text
from plugins.proof.passages import Passage
from plugins.proof.published import ShownEntry, read_calendar, read_json, read_page
from plugins.proof.source_words import source_passages
from plugins.proof.typed_text import WITHDRAWN, Described, TypedText
from plugins.proof.words import CLOSE, OPEN, mark, without_meaning

_NOTE = re.compile(f"{OPEN}note:([^{CLOSE}]*){CLOSE}")
_NOTES = ("category", "date", "updated")
_NOTES_OF_EVENT = (
    *("place", "organiser", "start", "end", "previous_start", "repeat", "repeat_ends"),
    *("register_until", "price", "event_language", "access"),
)
_DATA_OF_EVENT = ("event_status", "online")
_MOVED = "moved-online"  # the place that was typed is no longer that of the event
_ADDRESS = re.compile(r"https?:|\.*/")
_DAYS = ("date", "updated")  # a time that was typed there orders texts, and no page says it
_BRACKETS = re.compile(
    r"\[(?:Bild|Picture): |[\[\]|]"
)  # around pictures, titles and numbers of footnotes; between cells


@dataclass(frozen=True, slots=True)
class TypedCaptions:
    """The words of a film's captions, and the file they stand in as messages name it."""

    file: str = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundDeviation:
    """A deviation, the output file that shows it ("" for the page), and its source if another."""

    deviation: Deviation
    place: str = ""
    file: str = ""


class TextProof:
    """The proof of one text; ``found`` are its deviations."""

    def __init__(self, typed: TypedText, captions: TypedCaptions) -> None:
        self.typed, self._captions = typed, captions
        self.found: list[FoundDeviation] = []
        self._seen: set[tuple[object, ...]] = set()
        self._embeds: tuple[str, ...] = ()
        self._known: dict[tuple[str, ...], list[Passage]] = {}
        self._compared: set[str] = set()  # bodies as HTML, since a feed has the same as a JSON copy

    def read_output(self, path: str, data: bytes) -> None:
        """Compare an output file that shows nothing but this text."""
        if WITHDRAWN in self.typed.fields:
            self._read_withdrawn(path, data)
        elif path.endswith(".html"):
            self._read_page(data)
        elif path.endswith(".json"):
            entry = read_json(data)
            if entry is not None:
                self.read_entry(path, entry)
        elif path.endswith(".ics"):
            for entry in read_calendar(data, self.typed.lang):
                self.read_entry(path, entry)
        elif path.endswith(".txt"):
            self._read_transcript(path, data.decode("utf-8", "replace"))

    def read_entry(self, path: str, entry: ShownEntry) -> None:
        """Compare an entry of a feed or a calendar, or a JSON copy."""
        self._compare(self.typed.words("title"), self._without_state(entry.title, path), path)
        self._compare(self.typed.words("summary"), entry.summary, path)
        if path.endswith(".ics"):
            self._find(self._calendar_keys(), entry.notes, path)
            return
        self._compare(self.typed.words("corrected"), entry.corrections, path)
        if entry.html not in self._compared:
            self._compared.add(entry.html)
            shown = plain_fragment_text(entry.html, self._embeds)
            if deviations(self._passages(self._embeds), self._read(shown.text)):
                self._compare_body((), fragment_text(entry.html, self._embeds), path)
            self._compare_embeds(tuple(entry.embeds), path)
        if path.endswith(".json"):
            self._compare(self.typed.words("image"), entry.image, path)
            self._compare(self.typed.words("programme"), entry.programme, path)
            self._compare(self.typed.words("gallery"), entry.gallery, path)
            self._find((*_NOTES_OF_EVENT, *_DATA_OF_EVENT, *_NOTES, "tags", "corrected_on"), entry.notes, path)
            self._report(absences(list(map(_dialled, self._contact())), entry.notes), path)

    def _read_page(self, data: bytes) -> None:
        page, typed = read_page(data), self.typed
        self._embeds = page.body.embeds if page.body is not None else ()
        self._compare(typed.words("title"), page.title or "")
        self._compare(typed.words("summary"), page.summary or "")
        if not begins_with(typed.words("title"), page.head_title):
            self._compare(typed.words("title"), page.head_title, "<title>")
        self._compare(typed.words("summary"), page.description, "<meta>")
        image = () if typed.has_marks else typed.words("image")  # a film's page shows the film in its place
        self._compare_body(image, page.body or PageText(""))
        self._compare(typed.words("corrected"), page.corrections)
        self._find(("corrected_on",), page.corrected_on)
        self._compare(typed.words("programme"), page.programme)
        self._compare(typed.words("gallery"), page.gallery)
        if page.captions:
            self._compare(self._captions.passages, page.captions, file=self._captions.file)
        self._compare_embeds(page.embeds)
        if page.notes or typed.words("start"):
            self._find(_NOTES_OF_EVENT if typed.words("start") else _NOTES, page.notes)
            self._report(absences(self._contact(), page.notes))

    def _read_withdrawn(self, path: str, data: bytes) -> None:
        """Compare the page or JSON copy of a withdrawn text: it says nothing but the reason."""
        if path.endswith(".html"):
            page = read_page(data)
            shown, since = page.body.text if page.body is not None else "", page.summary or ""
        else:
            entry = read_json(data)
            shown, since = (entry.html, entry.notes) if entry is not None else ("", "")
        self._compare(self.typed.words(WITHDRAWN), shown, "" if path.endswith(".html") else path)
        self._find(("withdrawn_on",), since, path)

    def _read_transcript(self, path: str, text: str) -> None:
        """Compare the text of a film: its title, and the words of its body."""
        title, _, rest = text.partition("\n")
        self._compare(self.typed.words("title"), title, path)
        lines = rest.partition("\n")[2].split("\n")
        shown = "\n".join(mark("embed", name) if (name := embed_in(one, self._embeds, {})) else one for one in lines)
        typed = _without_notes(self._passages(self._embeds))
        self._compare(
            [replace(one, text=_unbracketed(without_meaning(one.text))) for one in typed],
            _unbracketed(self._read(shown)),
            path,
        )

    def _compare_body(self, before: Sequence[Passage], shown: PageText, place: str = "") -> None:
        self._compare([*before, *self._passages(shown.embeds or self._embeds)], self._read(shown.text), place)

    def _read(self, text: str) -> str:
        return _plain_marks(text) if self.typed.has_marks else text

    def _passages(self, embeds: tuple[str, ...]) -> list[Passage]:
        """Return the words of the body, which are the same for nearly all files."""
        if embeds not in self._known:
            typed = self.typed
            found = source_passages(typed.body, typed.body_line, embeds)
            if typed.has_marks:
                found = [Passage(one.line, _plain_marks(one.text)) for one in found]
            self._known[embeds] = found
        return self._known[embeds]

    def _compare_embeds(self, shown: Sequence[tuple[str, str]], place: str = "") -> None:
        """Find what was typed about each embed at it, or at any where that is not known."""
        about: dict[tuple[int, ...], list[Described]] = {}
        for described in self.typed.embeds:
            same = tuple(at for at, (ref, _) in enumerate(shown) if self._is_same(ref, described.address))
            about.setdefault(same or self._find_unknown(shown, described.address), []).append(described)
        for places, several in about.items():
            text = "\n".join(shown[at][1] for at in places)
            found = sorted((list(absences(described.words, text)) for described in several), key=len)
            for lacking in found[: len(places)]:  # what is typed of one embed more often is shown once, and told
                self._report(lacking, place)

    def _find_unknown(self, shown: Sequence[tuple[str, str]], address: str) -> tuple[int, ...]:
        """Return the places of all *shown* if any may be the one at *address*.

        Otherwise it is none of them, and the build says so.
        """
        typed = "\n".join((self.typed.body, *(described.address for described in self.typed.embeds)))
        is_open = not all(ref for ref, _ in shown) or (is_short_address(address) and find_unnamed(typed, self._embeds))
        return tuple(range(len(shown))) if is_open else ()

    def _is_same(self, shown: str, typed: str) -> bool:
        """Return whether *shown*, a name on a page or an address elsewhere, is the embed *typed*."""
        return bool(shown) and any(holds(typed, name) and holds(shown, name) for name in (shown, *self._embeds) if name)

    def _find(self, keys: Iterable[str], read: str, place: str = "") -> None:
        typed = [one for key in keys for one in self.typed.words(key)[: 1 if key in _DAYS else None]]
        self._report(absences(typed, read), place)

    def _calendar_keys(self) -> tuple[str, ...]:
        """Return what a calendar says as it was typed: without times, it has another end."""
        has_times = all(len(self.typed.words(key)) > 1 for key in ("start", "end"))
        is_moved = _MOVED in {one.text for one in self.typed.words("event_status")}
        where = ("online",) if is_moved else ("place", "online")
        return (*where, "start", *(("end",) if has_times else ()), "repeat", "repeat_ends")

    def _contact(self) -> list[Passage]:
        """Return the mail address or telephone number to register at, as people read it."""
        typed = [replace(one, text=one.text.removeprefix("tel:")) for one in self.typed.words("register")]
        return [one for one in typed if not _ADDRESS.match(one.text)]

    def _without_state(self, title: str, path: str) -> str:
        """Return *title* without the word for the state of an event.

        Feeds and calendars put it before that.
        """
        if path.endswith(".json") or not self.typed.words("event_status", "previous_start"):
            return title
        parts = [(one, one.partition(": ")[2]) for one in title.split("\n")]
        bare = {rest for _, rest in parts}  # further dates of an event whose first one has moved
        return "\n".join(dict.fromkeys(rest for whole, rest in parts if whole not in bare))

    def _compare(self, typed: Sequence[Passage], read: str, place: str = "", file: str = "") -> None:
        self._report(deviations(typed, read), place, file)

    def _report(self, found: Iterable[Deviation], place: str = "", file: str = "") -> None:
        for one in found:
            key = (one.line, one.typed, one.read)
            if key not in self._seen:
                self._seen.add(key)
                self.found.append(FoundDeviation(one, place, file))


def _plain_marks(text: str) -> str:
    """Return *text* with its places in a film as pages show them."""
    return MARK.sub(lambda mark: stamp(mark_seconds(mark)), text) if "[" in text else text


def _unbracketed(text: str) -> str:
    """Return *text* without the signs by which a file of plain text tells what is no sentence."""
    return _BRACKETS.sub(" ", text)


def _without_notes(typed: Sequence[Passage]) -> list[Passage]:
    """Return *typed* with the numbers of footnotes for their marks."""
    alone = [found[1] for one in typed if (found := _NOTE.fullmatch(one.text))]
    labels = list(dict.fromkeys(reversed(alone)))[::-1]  # each footnote begins with its mark, behind the whole text
    numbers = {label: f"[{number}]" for number, label in enumerate(labels, 1)}
    return [replace(one, text=_NOTE.sub(lambda found: numbers.get(found[1], found[1]), one.text)) for one in typed]


def _dialled(contact: Passage) -> Passage:
    """Return a telephone number from behind its first zeros on; anything else as it is."""
    if "@" in contact.text:
        return contact
    digits = re.sub(r"\D", "", contact.text.replace("(0", "(")).lstrip("0")
    return replace(contact, text=re.sub("^490", "49", digits))
