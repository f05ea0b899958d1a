"""Media warnings: weight, size and location data of the files in content/media.

Warnings only: the build shrinks and cleans every picture in any case. But a photo of 20 MB stays in the version control
of the project for ever, and so does the place where it was taken.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.core.problem import Problem, Severity
from plugins.images import sizes

MB = 1_000_000
HEAVIEST_PICTURE = 5 * MB
HEAVIEST_FILM = 50 * MB
HEAVIEST_OTHER = 10 * MB
WIDEST = 6000  # pixels; the site shows 1920 at most
NARROWEST = 640  # pixels; the column of a text is 640 px and more on anything but a telephone
_FILMS = frozenset({".mp4", ".m4v", ".webm", ".ogv", ".mov"})
_GPS = 0x8825  # EXIF, GPS Info IFD Pointer
_LATITUDE = 2


def media_warnings(files: Iterable[tuple[Path, str]], used_addresses: frozenset[str]) -> Iterator[Problem]:
    """Yield the warnings about *files*, each a path and its address on the site.

    Args:
        files: What lies below content/media.
        used_addresses: The addresses that pages show as pictures.
    """
    for path, address in files:
        try:
            size = path.stat().st_size
        except OSError:  # the stage that copies the file says so
            continue
        suffix = path.suffix.lower()
        yield from _weight_warnings(f"content{address}", size, suffix)
        if suffix in sizes.KINDS:
            yield from _picture_warnings(path, address, is_used=address in used_addresses)


def _weight_warnings(file: str, size: int, suffix: str) -> Iterator[Problem]:
    if suffix in sizes.KINDS and size > HEAVIEST_PICTURE:
        message = f"Das Bild ist {_megabytes(size)} groß. So viel braucht keine Seite, und es macht das Projekt schwer."
        remedy = "Bitte in einem Bildprogramm auf 3000 Bildpunkte in der Breite verkleinern und neu speichern."
        yield _warning(file, "picture-heavy", message, remedy)
    elif suffix in _FILMS and size > HEAVIEST_FILM:
        message = f"Der Film ist {_megabytes(size)} groß. Unterwegs lädt ihn kaum jemand zu Ende."
        remedy = "Bitte kleiner umrechnen, zum Beispiel: MP4 (H.264), 1280 × 720 Bildpunkte, 1,5 Mbit je Sekunde."
        yield _warning(file, "film-heavy", message, remedy)
    elif suffix not in sizes.KINDS and suffix not in _FILMS and size > HEAVIEST_OTHER:
        message = f"Die Datei ist {_megabytes(size)} groß. Wer sie herunterlädt, muss lange warten."
        remedy = "Bitte verkleinern; bei einer PDF-Datei hilft „Für das Web optimieren“ oder „Dateigröße verringern“."
        yield _warning(file, "file-heavy", message, remedy)


def _picture_warnings(path: Path, address: str, *, is_used: bool) -> Iterator[Problem]:
    found = _read_picture(path)
    if found is None:  # the stage that makes the pictures says so
        return
    width, height, has_place = found
    file = f"content{address}"
    if max(width, height) > WIDEST:
        message = (
            f"Das Bild hat {width} × {height} Bildpunkte; gezeigt werden höchstens {sizes.WIDTHS[-1]} in der Breite."
        )
        remedy = "Bitte in einem Bildprogramm auf 3000 Bildpunkte in der Breite verkleinern und neu speichern."
        yield _warning(file, "picture-huge", message, remedy)
    if is_used and width < NARROWEST:
        message = f"Das Bild ist nur {width} Bildpunkte breit; auf großen Bildschirmen wirkt es klein oder unscharf."
        remedy = f"Bitte ein größeres Bild nehmen, mindestens {NARROWEST} Bildpunkte breit, am besten 1920."
        yield _warning(file, "picture-small", message, remedy)
    if has_place:
        message = "In der Datei steht, wo das Foto entstand. Die Website verrät es nicht, das Projekt behält es aber."
        remedy = "Bitte die Ortsangabe entfernen, zum Beispiel in Windows: Eigenschaften, Details, „Eigenschaften und "
        yield _warning(file, "picture-place", message, remedy + "persönliche Informationen entfernen“.")


def _read_picture(path: Path) -> tuple[int, int, bool] | None:
    """Return width, height and whether there is location data; None if unreadable."""
    from PIL import Image  # no build needs it for this

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path, formats=[sizes.KINDS[path.suffix.lower()]]) as picture:
                place = bool(picture.getexif().get_ifd(_GPS).get(_LATITUDE))
                return picture.width, picture.height, place
        except Exception:  # a decoder may raise anything over a damaged file
            return None


def _megabytes(size: int) -> str:
    return f"{size / MB:.1f} MB".replace(".", ",")


def _warning(file: str, code: str, message: str, remedy: str) -> Problem:
    return Problem(file, 1, message, remedy, code, Severity.WARNING)
