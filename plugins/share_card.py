"""Share card: what the picture of a page says where its link is shared."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630  # points; the form that https://ogp.me readers crop least


@dataclass(frozen=True, slots=True)
class ShareCard:
    """The words of the picture, each of them "" if there are none of its kind.

    ``title`` stands large, ``answer`` beside it in the second voice. ``day`` is an event's day as a figure, with
    ``month`` below it and ``place`` below the title. ``picture`` is the address of a picture file that fills the upper
    part, ``picture_alt`` what it shows; with ``plays`` a sign of play lies on it.
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

    @property
    def alt(self) -> str:
        """What the card says, for those who do not see it."""
        when = " ".join(filter(None, (self.day, self.month)))
        said = ", ".join(filter(None, (self.title, when, self.place)))
        words = " ".join(filter(None, (said, self.answer)))
        label = f"{self.site}, {self.label}" if self.label else self.site
        return ". ".join(filter(None, (f"{label}: {words}".rstrip("."), self.picture_alt)))


@dataclass(frozen=True, slots=True)
class SharePicture:
    """Where the finished picture of a card stands, as an absolute address, and its kind as a MIME type."""

    address: str
    type: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT
