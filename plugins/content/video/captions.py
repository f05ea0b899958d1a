"""Captions: the problems of a caption file, each with its line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from plugins.content.front_matter import source
from plugins.content.video.webvtt import CaptionCue, CaptionIssue, Captions, find_unknown_tags, parse_webvtt, plain_text
from plugins.core.problem import ProblemCollector

# What the German broadcasters' guide for captions and the BBC's agree on, rounded to the generous side
_LETTERS_PER_SECOND = 18
_LETTERS_PER_LINE = 42
_LINES = 2
_EXAMPLE = "00:00:01.000 --> 00:00:04.000"
_LOOSE_STAMP = re.compile(r"(?:(\d+)\s*:\s*)?(\d{1,2})\s*:\s*(\d{1,2})(?:\s*[.,:]\s*(\d{1,3}))?")


def read_captions(raw: bytes, report: ProblemCollector) -> Captions | None:
    """Return the captions in the bytes of a file after reporting its problems.

    Returns None if it cannot be read at all.
    """
    text = source.decode(raw, report)
    if text is None:
        return None
    found = parse_webvtt(text)
    for flaw, line, quote in found.flaws:
        _flaw(flaw, line, quote, report)
    if not found.cues and not found.flaws:
        report.warning(
            1,
            "captions-none",
            "In dieser Datei steht kein einziger Untertitel.",
            f"Bitte nach einer leeren Zeile ergänzen: {_EXAMPLE} und in der Zeile darunter den Text.",
        )
    for cue in found.cues:
        _cue(cue, report)
    _order(found.cues, report)
    return found


def report_captions_after_end(cues: Iterable[CaptionCue], seconds: int, report: ProblemCollector) -> None:
    """Report captions that come, or stay, after the end of a film of so many *seconds*."""
    for cue in cues:
        if cue.start >= seconds * 1000:
            report.error(
                cue.line,
                "captions-after-end",
                f"Dieser Untertitel beginnt bei {stamp(cue.start)}, der Film endet aber bei {stamp(seconds * 1000)}.",
                "Bitte die Zeit berichtigen oder den Untertitel löschen. Stimmt die Zeit, berichtigen Sie „duration“ "
                "in der Datei des Films.",
            )
        elif cue.end >= (seconds + 1) * 1000:  # an editor's duration is in whole seconds
            report.warning(
                cue.line,
                "captions-after-end",
                f"Dieser Untertitel steht bis {stamp(cue.end)}, der Film endet aber bei {stamp(seconds * 1000)}.",
                f"Bitte die zweite Zeit berichtigen: {stamp(cue.start)} --> {stamp(seconds * 1000)}",
            )


def stamp(milliseconds: int) -> str:
    """Return a time as caption files write it."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _flaw(flaw: CaptionIssue, line: int, quote: str, report: ProblemCollector) -> None:
    if flaw is CaptionIssue.HEADER:
        report.error(
            line,
            "captions-header",
            f"Die Datei beginnt mit „{_short(quote)}“ statt mit WEBVTT. Browser zeigten keinen einzigen Untertitel.",
            "Bitte in die erste Zeile schreiben: WEBVTT und darunter eine leere Zeile. In den Zeiten steht vor den "
            f"Tausendsteln ein Punkt: {_EXAMPLE}",
        )
    elif flaw is CaptionIssue.TIMINGS:
        report.error(
            line,
            "captions-timing",
            f"Die Zeitangabe „{_short(quote)}“ ist nicht lesbar; dieser Untertitel fehlte im Film.",
            f"Bitte so schreiben: {_correct(quote)}",
        )
    elif flaw is CaptionIssue.LOST_TEXT:
        report.error(
            line,
            "captions-lost-text",
            f"Über „{_short(quote)}“ steht keine Zeitangabe; dieser Text fehlte im Film.",
            f"Bitte leere Zeilen innerhalb eines Untertitels löschen oder eine Zeit darüber setzen: {_EXAMPLE}. "
            "Eine Notiz beginnt mit: NOTE",
        )
    else:
        report.warning(
            line,
            "captions-blank-line",
            f"Vor „{_short(quote)}“ fehlt eine leere Zeile.",
            "Bitte über dieser Zeile, und über einer Nummer davor, eine leere Zeile einfügen.",
        )


def _cue(cue: CaptionCue, report: ProblemCollector) -> None:
    """Report the problems of one caption."""
    words = plain_text(cue.text)
    if cue.end <= cue.start:
        report.error(
            cue.line,
            "captions-end",
            f"Dieser Untertitel endet ({stamp(cue.end)}), bevor er beginnt ({stamp(cue.start)}); er fehlte im Film.",
            f"Bitte eine spätere zweite Zeit angeben: {stamp(cue.start)} --> {stamp(cue.start + 2000)}",
        )
        return
    if not words:
        report.error(
            cue.line,
            "captions-empty",
            "Unter dieser Zeitangabe steht kein Text.",
            "Bitte den Text in die Zeile direkt darunter schreiben oder die Zeitangabe löschen.",
        )
        return
    for tag in find_unknown_tags(cue.text):
        report.warning(
            cue.line,
            "captions-tag",
            f"„{_short(tag)}“ lassen die Browser weg.",
            "Bitte weglassen. Ein Kleiner-Zeichen im Text schreiben Sie so: &lt;",
        )
    _legible(cue, words, report)


def _legible(cue: CaptionCue, words: str, report: ProblemCollector) -> None:
    """Warn if a caption is hard to read in time or too large for the picture."""
    needed = len(words) * 1000 // _LETTERS_PER_SECOND
    if cue.end - cue.start < needed:
        report.warning(
            cue.line,
            "captions-speed",
            f"Für {len(words)} Zeichen bleiben {_german(cue.end - cue.start)} Sekunden; das ist für viele zu schnell.",
            f"Bitte kürzen oder länger zeigen, zum Beispiel: {stamp(cue.start)} --> {stamp(cue.start + needed + 100)}",
        )
    lines = [plain_text(line) for line in cue.text.split("\n")]
    longest = max(lines, key=len)
    if len(lines) > _LINES or len(longest) > _LETTERS_PER_LINE:
        report.warning(
            cue.line,
            "captions-length",
            f"Dieser Untertitel hat {len(lines)} Zeilen."
            if len(lines) > _LINES
            else f"Die Zeile „{_short(longest)}“ hat {len(longest)} Zeichen.",
            f"Bitte auf höchstens {_LINES} Zeilen mit je {_LETTERS_PER_LINE} Zeichen umbrechen oder auf zwei "
            "Untertitel verteilen.",
        )


def _order(cues: tuple[CaptionCue, ...], report: ProblemCollector) -> None:
    """Warn of captions that begin before the one above them, or before it has ended."""
    for before, cue in pairwise(cues):
        if cue.start < before.start:
            report.warning(
                cue.line,
                "captions-order",
                f"Dieser Untertitel beginnt bei {stamp(cue.start)}, also vor dem Untertitel darüber.",
                "Bitte die Untertitel nach ihren Zeiten ordnen.",
            )
        elif cue.start < before.end:
            report.warning(
                cue.line,
                "captions-overlap",
                f"Dieser Untertitel beginnt, während der vorige noch zu sehen ist (bis {stamp(before.end)}).",
                f"Bitte später beginnen lassen: {stamp(before.end)} --> {stamp(max(cue.end, before.end + 1000))}",
            )


def _correct(quote: str) -> str:
    """Return the line of times that was probably meant, or an example."""
    stamps = []
    for hours, minutes, seconds, rest in _LOOSE_STAMP.findall(quote):
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
        stamps.append(stamp(whole * 1000 + int(rest.ljust(3, "0"))))
    return " --> ".join(stamps) if len(stamps) == 2 and stamps[0] < stamps[1] else _EXAMPLE


def _german(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.1f}".replace(".", ",")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
