"""Telling: what editors hear of their pictures."""

from __future__ import annotations

from plugins.problem import Problem, Severity

_SAVE = "Bitte in einem Bildprogramm öffnen und"
_NOTES = {
    "cmyk": (
        "Das Bild hat die Farben eines Drucks (CMYK). Es wurde umgerechnet und kann etwas anders aussehen.",
        f"{_SAVE} als RGB (sRGB) neu speichern, dann sehen Sie selbst, wie es wird.",
    ),
    "deep": (
        "Das Bild hat 16 Bit für jede Farbe, mehr als eine Website zeigt. Es wurde auf 8 Bit umgerechnet.",
        f"{_SAVE} mit 8 Bit je Farbe neu speichern, dann ist auch die Datei kleiner.",
    ),
    "moving": (
        "Das Bild bewegt sich und lässt sich nicht anhalten. Wer Bewegung abgeschaltet hat, sieht nur das erste Bild.",
        "Dauert die Bewegung länger als fünf Sekunden, nehmen Sie bitte ein Standbild oder einen Film, zum Beispiel: "
        "film.mp4",
    ),
}


def note(shown_as: str, code: str) -> Problem:
    """Return the hint for a picture that goes out all the same."""
    message, remedy = _NOTES[code]
    return Problem(shown_as, 1, message, remedy, f"picture-{code}", Severity.WARNING)


def too_large(shown_as: str, width: object, height: object, name: str) -> Problem:
    """Return the problem of a picture with more points than could be held in memory."""
    return Problem(
        shown_as,
        1,
        f"Das Bild hat {width} × {height} Bildpunkte; so viele lassen sich hier nicht verarbeiten.",
        f"{_SAVE} verkleinern; 3000 Bildpunkte in der Breite genügen immer. Dann speichern als: {name}",
        "picture-too-large",
    )


def broken(shown_as: str, name: str) -> Problem:
    """Return the problem of a picture that cannot be read to its end."""
    return Problem(
        shown_as,
        1,
        "Das Bild ist beschädigt oder unvollständig und lässt sich nicht lesen.",
        f"Bitte noch einmal vom Original kopieren, oder in einem Bildprogramm öffnen und neu speichern als: {name}",
        "picture-broken",
    )


def too_much(shown_as: str, name: str) -> Problem:
    """Return the problem of a picture for which this machine has not enough memory."""
    return Problem(
        shown_as,
        1,
        "Für dieses Bild reicht der Speicher dieses Rechners nicht.",
        f"{_SAVE} auf 3000 Bildpunkte in der Breite verkleinern. Dann speichern als: {name}",
        "picture-too-large",
    )
