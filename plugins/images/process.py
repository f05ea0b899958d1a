"""Processing: all picture files of the site, each read once.

The messages for editors and the size of SVG files belong to it.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from plugins.core.model import ImageFile, ImageSource, Renditions
from plugins.core.problem import Problem, Severity
from plugins.core.urls import slugify
from plugins.images import sizes
from plugins.images.cache import CachedFile, CachedImage, ImageCache

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
    "no-size": (
        "Die Zeichnung sagt nicht, wie groß sie ist. Beim Laden springt der Text, und sie wird zu groß oder zu klein.",
        'Bitte hinter „<svg“ ihre Breite und Höhe ergänzen, zum Beispiel: viewBox="0 0 800 600"',
    ),
}


def picture_warning(path: str, code: str) -> Problem:
    """Return the warning for a picture that goes out all the same."""
    message, remedy = _NOTES[code]
    return Problem(path, 1, message, remedy, f"picture-{code}", Severity.WARNING)


def too_large_problem(path: str, width: object, height: object, name: str) -> Problem:
    """Return the problem of a picture with more pixels than could be held in memory."""
    return Problem(
        path,
        1,
        f"Das Bild hat {width} × {height} Bildpunkte; so viele lassen sich hier nicht verarbeiten.",
        f"{_SAVE} verkleinern; 3000 Bildpunkte in der Breite genügen immer. Dann speichern als: {name}",
        "picture-too-large",
    )


def damage_problem(path: str, name: str) -> Problem:
    """Return the problem of a picture that cannot be read to its end."""
    return Problem(
        path,
        1,
        "Das Bild ist beschädigt oder unvollständig und lässt sich nicht lesen.",
        f"Bitte noch einmal vom Original kopieren, oder in einem Bildprogramm öffnen und neu speichern als: {name}",
        "picture-broken",
    )


def memory_problem(path: str, name: str) -> Problem:
    """Return the problem of a picture for which this machine has not enough memory."""
    return Problem(
        path,
        1,
        "Für dieses Bild reicht der Speicher dieses Rechners nicht.",
        f"{_SAVE} auf 3000 Bildpunkte in der Breite verkleinern. Dann speichern als: {name}",
        "picture-too-large",
    )


_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_PIXELS = re.compile(rf"\s*({_NUMBER})(?:px)?\s*")
_BOX = re.compile(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_LARGEST = 100_000
_EXACT = 0.005  # by how much rounding may change the proportions


class _FoundError(Exception):
    """The root was read; nothing else matters."""


def svg_size(drawing: bytes) -> tuple[int, int] | None:
    """Return width and height of the SVG file *drawing* in whole pixels.

    None if it does not say.
    """
    found: list[Mapping[str, str]] = []

    def start(_name: str, attributes: Mapping[str, str]) -> None:
        found.append(attributes)
        raise _FoundError

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(drawing, True)
    except _FoundError:
        return _size(found[0])
    except (expat.ExpatError, ValueError, LookupError):
        return None  # a problem of the check for SVG files
    return None


def _size(attributes: Mapping[str, str]) -> tuple[int, int] | None:
    width, height = (_PIXELS.fullmatch(attributes.get(name, "")) for name in ("width", "height"))
    box = _BOX.fullmatch(attributes.get("viewBox", ""))
    if width and height:
        return _whole(float(width[1]), float(height[1]))
    return _whole(float(box[1]), float(box[2])) if box else None


def _whole(width: float, height: float) -> tuple[int, int] | None:
    """Return whole numbers in the proportions of *width* and *height*, as near as can be."""
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        return None
    for times in (1, 10, 100, 1000):
        wide, high = round(width * times), round(height * times)
        if wide and high and abs(wide / high * height / width - 1) < _EXACT:
            return wide, high
    return None


FOLDER = "assets"
_FORMATS = ("image/avif", "image/webp")
_STILL = "(prefers-reduced-motion: reduce)"
_DARK = "(prefers-color-scheme: dark)"
_DRAWING = ".svg"


@dataclass(frozen=True, slots=True)
class SourceImage:
    """One picture file: where it lies, its path in the output, and whether pages show it."""

    source: Path
    output: str
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG file: its size if it says one, and whether it has colours for dark pages."""

    size: tuple[int, int] | None
    is_adaptive: bool


@dataclass(frozen=True, slots=True)
class ProcessedImages:
    """The renditions of each address, the files with their output paths, and problems.

    ``refused`` are addresses of pictures that do not go out; each has a problem.
    """

    renditions: Mapping[str, Renditions] = field(default_factory=dict)
    copies: tuple[tuple[Path, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: frozenset[str] = frozenset()


def process_images(files: Iterable[SourceImage], cache: ImageCache) -> ProcessedImages:
    """Return the renditions, copies and problems of *files*."""
    wanted = sorted(files, key=lambda file: file.output)
    found: dict[str, Renditions] = {}
    copies: dict[str, Path] = {}
    problems: list[Problem] = []
    refused: set[str] = set()
    with warnings.catch_warnings(), ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        warnings.simplefilter("ignore")  # what Pillow thinks of a file is of no use to editors
        for file, result in zip(wanted, workers.map(lambda file: _one(file, cache), wanted), strict=True):
            address = f"/{file.output}"
            if isinstance(result, Problem):
                problems.append(result)
                refused.add(address)
            elif isinstance(result, CachedImage):
                problems += [picture_warning(f"content/{file.output}", code) for code in result.notes]
                found[address] = _renditions(file, result)
                copies |= {_output(file, cached): cache.path(cached.digest) for cached in result.files}
            elif result.size is not None:
                found[address] = Renditions(address, *result.size, is_adaptive=result.is_adaptive)
            elif file.is_shown:
                problems.append(picture_warning(f"content/{file.output}", "no-size"))
    ordered = tuple((path, output) for output, path in sorted(copies.items()))
    found |= dict(_with_dark_drawings(found))
    return ProcessedImages(found, ordered, tuple(problems), frozenset(refused))


def _with_dark_drawings(found: Mapping[str, Renditions]) -> Iterator[tuple[str, Renditions]]:
    """Yield each drawing with another one for dark pages beside it: haus.dark.svg."""
    for address, light in found.items():
        dark = found.get(f"{address[: -len(_DRAWING)]}.dark{_DRAWING}") if light.is_drawing else None
        if dark is not None:
            files = (ImageFile(dark.address, dark.width),)
            yield address, replace(light, sources=(ImageSource("image/svg+xml", files, _DARK),), is_adaptive=True)


def _one(file: SourceImage, cache: ImageCache) -> CachedImage | Drawing | Problem:
    """Return the cached or new entry of *file*, a drawing, or a problem."""
    try:
        data = file.source.read_bytes()
        suffix = file.source.suffix.lower()
        if suffix not in sizes.KINDS:
            return Drawing(svg_size(data), b"prefers-color-scheme" in data)
        key = cache.key(data, suffix, is_shown=file.is_shown)
        return cache.find(key) or _encode(data, file, key, cache)
    except MemoryError:
        return memory_problem(f"content/{file.output}", file.source.name)


def _encode(data: bytes, file: SourceImage, key: str, cache: ImageCache) -> CachedImage | Problem:
    from plugins.images import encode  # the library costs a build that has everything more than all the rest

    path = f"content/{file.output}"
    try:
        image = encode.encode_image(data, file.source.suffix.lower(), is_shown=file.is_shown)
    except encode.TooLargeError as error:
        return too_large_problem(path, error.args[0], error.args[1], file.source.name)
    except MemoryError:
        raise
    except Exception:  # a decoder may raise anything over a damaged file
        return damage_problem(path, file.source.name)
    saved = tuple(CachedFile(one.role, one.suffix, one.width, cache.save_file(one.data)) for one in image.files)
    entry = CachedImage(image.width, image.height, image.notes, saved)
    cache.save_entry(key, entry)
    return entry


def _renditions(file: SourceImage, entry: CachedImage) -> Renditions:
    """Return how pages show *file*, formats in the order in which browsers are to be asked."""
    by_role: dict[str, list[ImageFile]] = {}
    for cached in entry.files:
        by_role.setdefault(cached.role, []).append(ImageFile(f"/{_output(file, cached)}", cached.width))
    sources = [ImageSource(kind, tuple(by_role[kind])) for kind in _FORMATS if kind in by_role]
    if "still" in by_role:
        sources.append(ImageSource("image/webp", tuple(by_role["still"]), _STILL))
    fallback = tuple(by_role.get("fallback", ()))
    return Renditions(f"/{file.output}", entry.width, entry.height, tuple(sources), fallback)


def _output(file: SourceImage, cached: CachedFile) -> str:
    """Return the output path of a file.

    The picture itself stays where its editor put it, the others go under their hashes.
    """
    if cached.role == "clean":
        return file.output
    stem = slugify(PurePosixPath(file.output).stem)[:40].strip("-") or "bild"
    return f"{FOLDER}/{stem}-{cached.width}.{cached.digest[:10]}{cached.suffix}"
