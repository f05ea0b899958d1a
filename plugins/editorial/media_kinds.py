"""Kinds that name pictures and films."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.editorial.front_matter import Mapping, Node
from plugins.editorial.groups import Field, Group
from plugins.editorial.kinds import MISSING, Flag, MediaPath, Missing, Reading, Text, media_exists, scalar
from plugins.records import Image

PICTURE = Group(
    (
        Field("src", MediaPath(), "Bilddatei", required=True),
        Field("alt", Text('"Was auf dem Bild zu sehen ist"', blank=True, prose=True), "Alternativtext", required=True),
        Field("credit", Text("Foto: Name", prose=True), "Bildnachweis"),
        Field("caption", Text("Was das Bild zeigt", prose=True), "Bildunterschrift"),
        Field("decorative", Flag(), "Nur Schmuck"),
    )
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its text alternative, which may be empty only for mere decoration."""

    example: str = "/media/bild.jpg"

    def read(self, key: str, node: Node, reading: Reading) -> Image | Missing:
        """Return the picture."""
        values = PICTURE.read(key, node, reading)
        if isinstance(values, Missing):
            return MISSING
        image = Image(**values)  # type: ignore[arg-type]  # the group above gives just these fields
        if not image.alt and not image.decorative:
            reading.report.error(
                node.lines["alt"] if isinstance(node, Mapping) else node.line,
                "empty-alt",
                "Das Bild hat keinen Alternativtext. Wer es nicht sieht, erfährt nicht, was es zeigt.",
                'Bitte beschreiben, zum Beispiel: alt: "Drei Personen an einem Tisch". '
                "Ist das Bild nur Schmuck, ergänzen Sie: decorative: true",
            )
            return MISSING
        return image


@dataclass(frozen=True, slots=True)
class Video:
    """A film: a file of ours, or an address at a service that the site knows."""

    example: str = "/media/clip/film.mp4"

    def read(self, key: str, node: Node, reading: Reading) -> str | Missing:
        """Return the path below /media/ or the address; whether a service knows it is asked later."""
        text = scalar(key, node, reading, self.example)
        if isinstance(text, Missing) or re.match(r"(?i)https?://", text):
            return text
        return text if media_exists(key, text, node.line, reading, self.example) else MISSING
