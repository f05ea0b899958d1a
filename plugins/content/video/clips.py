"""Film files: how long a film really lasts, as its own file says."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from math import ceil
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from plugins.content.source_files import media_path
from plugins.content.video import captions
from plugins.content.video.webvtt import CaptionCue, Captions, plain_text
from plugins.core.dates import iso, seconds, stamp
from plugins.core.model import ContentItem, Cue
from plugins.core.problem import Problem, ProblemCollector, Severity

_HEADS = {0: ">8xII", 1: ">16xIQ"}  # after version and flags: two dates, units a second, and the length in units


def film_duration(path: Path) -> float | None:
    """Return the seconds that the MP4 file *path* lasts, or None if it does not say so.

    Only the index is looked at, ISO/IEC 14496-12, 8.2.2; the pictures are jumped over.
    """
    try:
        with path.open("rb") as file:
            for kind, begin, end in _boxes(file, 0, path.stat().st_size):
                if kind == b"moov":
                    heads = (at for inner, at, _ in _boxes(file, begin, end) if inner == b"mvhd")
                    return next((_seconds(file, at) for at in heads), None)
    except (OSError, struct.error):
        return None
    return None


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, first and last byte of the content of each box between *at* and *end*."""
    while at + 8 <= end:
        file.seek(at)
        size, kind = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:  # too large for four bytes
            (size,), head = struct.unpack(">Q", file.read(8)), 16
        stop = end if size == 0 else at + size
        if stop < at + head:
            return
        yield kind, at + head, min(stop, end)
        at = stop


def _seconds(file: BinaryIO, at: int) -> float | None:
    file.seek(at)
    head = file.read(4)
    form = _HEADS.get(head[0]) if head else None
    if form is None:
        return None
    units, all_of_them = struct.unpack(form, file.read(struct.calcsize(form)))
    return all_of_them / units if units else None


_FILES = ("video", "audio_description", "captions")
_LACKING = {
    "captions": (
        "Der Film hat keine Untertitel. Wer ihn nicht hört, erfährt nicht, was gesprochen wird und klingt.",
        "captions: /media/clip/untertitel.vtt",
    ),
    "audio_description": (
        "Der Film hat keine Fassung mit Audiodeskription. Wer ihn nicht sieht, erfährt nicht, was zu sehen ist.",
        "audio_description: /media/clip/hoerfassung.mp4",
    ),
    "poster": (
        "Der Film hat kein Standbild. Vor dem Abspielen bliebe sein Platz leer, auch in Suchmaschinen.",
        "poster: /media/clip/standbild.jpg",
    ),
    "duration": ("Wie lange der Film dauert, steht nirgends.", "duration: PT2M30S"),
}


def read_caption_files(
    content: Path, media: Iterable[str], name: str
) -> tuple[dict[str, Captions], dict[str, ProblemCollector]]:
    """Return the captions of each caption file among *media* by address, and its problems."""
    found: dict[str, Captions] = {}
    reports: dict[str, ProblemCollector] = {}
    for address in sorted(address for address in media if address.lower().endswith(".vtt")):
        report = reports[address] = ProblemCollector(f"{name}{address}")
        try:
            raw = media_path(content, address).read_bytes()
        except OSError:
            continue  # the stage that copies media files says so
        read_captions = captions.read_captions(raw, report)
        if read_captions is not None:
            found[address] = read_captions
    return found, reports


def attach_captions(
    item: ContentItem, content: Path, found: Mapping[str, Captions], reports: Mapping[str, ProblemCollector]
) -> ContentItem:
    """Return the clip *item* with the sizes of its files and its cues.

    Cues beyond the film's end are reported.
    """
    values = dict(item.fields)
    files = {key: media_path(content, str(values[key])) for key in _FILES if str(values.get(key, "")).startswith("/")}
    values["sizes"] = {str(values[key]): file.stat().st_size for key, file in files.items() if file.is_file()}
    lasting = {key: film_duration(file) for key, file in files.items() if key != "captions"}
    said = seconds(str(values.get("duration", "")))
    for key, name, film, given in (
        ("captions", "cues", "video", said),
        ("audio_description_captions", "described_cues", "audio_description", None),
    ):
        address, end = str(values.get(key, "")), given or lasting.get(film)
        if address in found:
            cues = found[address].cues
            values[name] = tuple(sorted(_cue_of(cue) for cue in cues))
            if end:
                captions.report_captions_after_end(cues, ceil(end), reports[address])
    if real := lasting.get("video"):
        values["length"] = round(real)
    return replace(item, fields=MappingProxyType(values))


def find_missing_parts(item: ContentItem, reports: Mapping[str, ProblemCollector]) -> Iterator[Problem]:
    """Yield problems of the files that the clip *item* names, and a warning for each it lacks."""
    local = str(item.fields["video"]).startswith("/")
    for key in ("captions", "audio_description_captions"):
        address = str(item.fields.get(key, ""))
        if address and address not in reports:
            yield Problem(
                item.source,
                item.lines.get(key, 1),
                f"„{address}“ ist keine Datei mit Untertiteln.",
                f"Bitte eine Datei mit der Endung .vtt angeben, zum Beispiel: {key}: /media/clip/untertitel.vtt",
                "captions-kind",
            )
    for key, (message, example) in _LACKING.items() if local else ():
        if key not in item.fields:
            real = item.fields.get("length") if key == "duration" else None
            example_line = f"duration: {iso(real)}" if isinstance(real, int) else example
            remedy = f"Bitte im Kopf der Datei ergänzen, zum Beispiel: {example_line}"
            yield _warning(item, item.lines.get("video", 1), message, remedy)
    yield from _length(item)
    if not item.body.html.strip():
        message = "Der Film hat keine Textfassung."
        yield _warning(item, 1, message, "Bitte unter dem Kopf der Datei schreiben, was zu sehen und zu hören ist.")
    cues, described = (item.fields.get(name) for name in ("cues", "described_cues"))
    if isinstance(cues, tuple) and isinstance(described, tuple) and len(cues) != len(described):
        message = f"Die Untertitel haben {len(cues)} Einträge, die der Fassung mit Audiodeskription {len(described)}."
        remedy = "Bitte in beiden Dateien dieselben Untertitel verwenden, nur mit anderen Zeiten: Daran erkennt die "
        yield _warning(item, item.lines["audio_description_captions"], message, f"{remedy}Seite, wo Sie im Film sind.")


def _length(item: ContentItem) -> Iterator[Problem]:
    """Yield a warning if the film is longer or shorter than the editor says."""
    said, real = seconds(str(item.fields.get("duration", ""))), item.fields.get("length")
    if said is not None and isinstance(real, int) and abs(said - real) > 1:
        message = f"Der Film dauert {stamp(real)} (Minuten:Sekunden), angegeben sind {stamp(said)}."
        remedy = f"Bitte berichtigen: duration: {iso(real)}"
        yield Problem(item.source, item.lines["duration"], message, remedy, "film-duration", Severity.WARNING)


def _warning(item: ContentItem, line: int, message: str, remedy: str) -> Problem:
    return Problem(item.source, line, message, remedy, "film-lacks", Severity.WARNING)


def _cue_of(cue: CaptionCue) -> Cue:
    return Cue(cue.start / 1000, cue.end / 1000, plain_text(cue.text))
