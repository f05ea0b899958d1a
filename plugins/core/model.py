"""Model: content/ as plain frozen data that every stage may pass on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from plugins.core.focus import crop_step
from plugins.core.parallel import fast_pickle
from plugins.core.problem import Problem


def _no_values() -> Mapping[str, object]:
    return MappingProxyType({})


def _no_lines() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ImageFile:
    """One file of a picture: its address and its width in points."""

    address: str
    width: int


@dataclass(frozen=True, slots=True)
class ImageSource:
    """A picture in one format, narrow to wide; ``media`` says when it counts, "" for always."""

    type: str
    candidates: tuple[ImageFile, ...]
    media: str = ""


@dataclass(frozen=True, slots=True)
class Renditions:
    """How pages show a picture file: its size, and the files from which a browser chooses.

    ``fallback`` is for browsers that know none of the formats in ``sources``. Drawings and
    moving pictures have none: they go out as they are, at ``address``. ``is_adaptive`` says that a drawing has colours
    for dark pages of its own.
    """

    address: str
    width: int
    height: int
    sources: tuple[ImageSource, ...] = ()
    fallback: tuple[ImageFile, ...] = ()
    is_adaptive: bool = False

    @property
    def is_drawing(self) -> bool:
        """Whether it can be shown in any size."""
        return self.address.lower().endswith(".svg")

    @property
    def is_tall(self) -> bool:
        """Whether it would fill more than a window if it were as wide as the text."""
        return self.height > self.width

    @property
    def is_panorama(self) -> bool:
        """Whether an area of ordinary form would cut off much of it at its sides."""
        return self.width * 5 > self.height * 9

    @property
    def large(self) -> str:
        """The address of the largest file that every browser can show."""
        return self.fallback[-1].address if self.fallback else self.address

    def up_to(self, width: int) -> str:
        """Return the address of one file, for places that take only one, such as a film's poster."""
        webp = [one for source in self.sources if source.type == "image/webp" for one in source.candidates]
        fitting = [one for one in webp if one.width <= width] or webp[:1]
        return fitting[-1].address if fitting else self.address


@dataclass(frozen=True, slots=True)
class Download:
    """A file below /media/ as links name it: its size in bytes, pages and language.

    ``is_accessible`` is None for any other file.
    """

    address: str
    size: int
    pages: int = 0
    is_accessible: bool | None = None
    lang: str = ""

    @property
    def kind(self) -> str:
        """The ending of the file, in small letters and without its point."""
        return self.address.rpartition(".")[2].lower()


@fast_pickle
@dataclass(frozen=True, slots=True)
class Image:
    """A picture that an editor has placed; ``src`` is a path below /media/.

    ``renditions`` are how its file is shown, None as long as nobody has looked at the file. ``focus`` is where its most
    important part is, such as "30% 60%", "" for the middle.
    """

    src: str
    alt: str
    credit: str = ""
    caption: str = ""
    decorative: bool = False
    renditions: Renditions | None = field(default=None, repr=False)
    focus: str = ""

    @property
    def gallery_step(self) -> int:
        """Where the frame of a gallery, 3:2, lies on it, in percent; 50 is the middle."""
        shown = self.renditions
        return crop_step((shown.width, shown.height), (3, 2), self.focus) if shown and self.focus else 50


@fast_pickle
@dataclass(frozen=True, slots=True)
class DatedNote:
    """A sentence about a text as a whole, and its day: that it was corrected, or is withdrawn."""

    day: dt.date
    text: str


@fast_pickle
@dataclass(frozen=True, slots=True)
class EmbedNote:
    """An editor's words about an embed: its title, and an equivalent without third parties.

    ``column`` is where its names stand in the file, ``dash`` where the dashes of all such entries do; -1 stands for
    braces and brackets. ``poster`` is our picture in its place before a click, ``poster_line`` the line of that.
    """

    url: str
    title: str
    alternative: str
    line: int
    column: int = 4
    dash: int = 2
    poster: Image | None = None
    poster_line: int = 1


@fast_pickle
@dataclass(frozen=True, slots=True)
class Embed:
    """A post, film or picture of a network, rebuilt from service, kind and ref alone.

    ``url`` is its public address, ``src`` the frame's, or None where the service
    offers no frame for this kind. ``start`` and ``end`` are in whole seconds; ``begun`` is the public
    address that begins at ``start``, "" if there is none. ``ratio`` is that of a pasted frame, in
    place of the kind's; ``dropped`` are the parameters of a pasted address that it does not follow,
    ``poster`` is our picture in its place before a click, ``alternative_note`` says of a file in its place how large
    it is. ``number`` counts the embeds of one service
    in one body, from 1, ``same_title_number`` those of them with the same title.
    """

    service: str
    kind: str
    ref: str
    url: str
    src: str | None = None
    start: int | None = None
    title: str = ""
    alternative: str = ""
    number: int = 1
    same_title_number: int = 1
    line: int = 1
    end: int | None = None
    begun: str = ""
    ratio: str = ""
    dropped: tuple[str, ...] = ()
    poster: Image | None = None
    alternative_note: str = ""

    @property
    def place(self) -> str:
        """The public address of just what the frame shows: at its start, if it has one."""
        return self.begun or self.url


@dataclass(frozen=True, slots=True, order=True)
class Cue:
    """A caption of a film: its start and end in seconds, and its text on one line."""

    start: float
    end: float
    text: str


@fast_pickle
@dataclass(frozen=True, slots=True)
class Link:
    """An internal target as the editor wrote it, and the line it was written in."""

    target: str
    line: int


@fast_pickle
@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body: its level (2 to 6), its text and its anchor."""

    level: int
    text: str
    anchor: str


@fast_pickle
@dataclass(frozen=True, slots=True)
class Body:
    """Converted Markdown: HTML with placeholders, the values they stand for, and problems.

    The ``remarks`` name no file: whoever knows the item knows it.
    """

    html: str = ""
    embeds: tuple[Embed, ...] = ()
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()


@fast_pickle
@dataclass(frozen=True, slots=True)
class ContentItem:
    """One source file, checked: an article, event, clip or page.

    ``source`` is its path within the project, ``address`` where it will stand on
    the site. ``values`` holds what only its content type has, in the types that
    the schema gives: dates are ``date`` for a whole day and aware ``datetime``
    for a moment, groups are mappings, lists are tuples. ``corrections`` are the newest first; ``updated`` is never
    before them. From the day ``review`` on somebody should read it again.
    Of one that is ``withdrawn`` nothing else is there but where and when it stood.
    """

    type: str
    source: str
    slug: str
    address: str
    title: str
    summary: str
    date: dt.date | dt.datetime | None = None
    updated: dt.date | dt.datetime | None = None
    status: str = "published"
    lang: str = "de"
    translates: str = ""
    tags: tuple[str, ...] = ()
    category: str = ""
    aliases: tuple[str, ...] = ()
    image: Image | None = None
    embed_notes: tuple[EmbedNote, ...] = ()
    corrections: tuple[DatedNote, ...] = ()
    withdrawn: DatedNote | None = None
    review: dt.date | None = None
    fields: Mapping[str, object] = field(default_factory=_no_values, hash=False)
    lines: Mapping[str, int] = field(default_factory=_no_lines, compare=False)
    body: Body = Body()


WIDTH, HEIGHT = 1200, 630  # points; the form that https://ogp.me readers crop least


@dataclass(frozen=True, slots=True)
class ShareCard:
    """The words of the picture, each of them "" if there are none of its kind.

    ``title`` stands large, ``answer`` beside it in the second voice. ``day`` is an event's day as a figure, with
    ``month`` below it and ``place`` below the title. ``picture`` is the address of a picture file that fills the upper
    part, ``picture_alt`` what it shows; with ``plays`` a sign of play lies on it,
    ``focus`` is where its most important part is.
    """

    site: str
    title: str
    label: str = ""
    answer: str = ""
    day: str = ""
    month: str = ""
    place: str = ""
    picture: str = ""
    picture_alt: str = ""
    plays: bool = False
    focus: str = ""

    @property
    def alt(self) -> str:
        """The words of the card, for those who do not see it."""
        when = " ".join(filter(None, (self.day, self.month)))
        said = ", ".join(filter(None, (self.title, when, self.place)))
        words = " ".join(filter(None, (said, self.answer)))
        label = f"{self.site}, {self.label}" if self.label else self.site
        return ". ".join(filter(None, (f"{label}: {words}".rstrip("."), self.picture_alt)))


@dataclass(frozen=True, slots=True)
class SharePicture:
    """The finished picture of a card: its absolute address and its MIME type."""

    address: str
    type: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT
