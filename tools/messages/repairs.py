"""Repairs: for each code the edit of its mistake that the remedy asks for.

A remedy that shows a line is typed as it stands; ``as_meant`` is for those that are a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from plugins.core.problem import Problem
from tools.messages.mistakes import HEAD, LONG, NOTHING_TWICE
from tools.messages.typing import (
    Edit,
    as_meant,
    at_end,
    below,
    below_all,
    delete,
    in_head,
    in_place,
    typed_line,
    within,
)

_LINES = (
    *("invisible-sign", "direction-sign", "link-trace"),
    *("no-space", "loose-line", "backslash", "unclosed-quote", "unclosed-bracket", "unquoted-colon"),
    *("indentation", "list-sign", "unreadable-line", "hidden-comment", "yaml-sign", "unknown-key", "empty-value"),
    *("not-one-value", "not-a-list", "not-a-group", "unknown-choice", "date-form", "duration-form", "web-address"),
    *("old-path", "slug-form", "long-tag", "no-slug", "end-before-start", "duplicate-address", "lost-original"),
    *("correction-day", "review-due"),
    *(
        "lost-event",
        "missing-file",
        "not-a-picture",
        "picture-class",
        "focus-form",
        "heading-order",
        "heading-bold",
        "equal-title",
        "empty-alt",
        "unknown-film",
    ),
    *(
        "stray-sign",
        "directive",
        "list-blank",
        "empty-heading",
        "heading-blank",
        "lost-line-break",
        "table-cells",
        "link-scheme",
    ),
    *("link-title", "markup-in-summary", "registration-form", "register-after-end"),
    *("film-duration", "captions-timing", "captions-end", "captions-speed", "captions-overlap"),
)
_WITHIN = (
    *("subject-spelling", "dead-link", "link-address", "network-address", "law-name", "alt-file-name", "alt-beginning"),
    *("time-mark", "unknown-tag", "raw-html", "markdown-in-html"),
)


def _link_text(text: str, problem: Problem) -> str:
    """Type the link instead of the one to the same target."""
    typed = typed_line(problem).text
    target = typed[typed.index("](") :]
    return re.sub(rf"\[[^\]]*{re.escape(target)}", typed, text)


def _spelling(text: str, problem: Problem) -> str:
    """Type the word that is meant; the other remedy is a line of content/woerter.txt."""
    meant = re.search(r"zum Beispiel: (\w[\w-]*)", problem.remedy)
    wrong = re.search(r"„([^“]+)“", problem.message)
    if meant is None or wrong is None:
        raise ValueError(problem.remedy)
    return text.replace(wrong[1], meant[1])


def _picture(text: str, problem: Problem) -> str:
    typed = typed_line(problem).text
    return text.replace("![](/media/bild.jpg)", typed)


REPAIRS: Mapping[str, Edit] = MappingProxyType(
    {
        **dict.fromkeys(_LINES, in_place),
        **dict.fromkeys(_WITHIN, within),
        **dict.fromkeys(("duplicate-key", "second-part", "duplicate-alias", "accepted-unneeded", "comment"), delete),
        "updated-before-correction": delete,
        "withdrawn-day": as_meant(("2017-05-14", "2016-11-30")),
        "withdrawn-target": as_meant(("[zum Haus](zurueckgezogen.md)", "zum Haus")),
        "withdrawn-original": in_head,
        "withdrawn-by-law": as_meant(("withdrawn: {day: 2016-11-30, text: Alt.}\n", "")),
        **dict.fromkeys(("end-is-start", "previous-is-start", "repeat-twice", "event-mismatch"), delete),
        "repeat-before-start": as_meant(("2016-10-12", "2016-10-05"), ("- start: 2016-10-05", "- start: 2016-10-12")),
        "repeat-too-many": delete,
        "postponed-open": as_meant(
            ("start: 2016-10-12", "start: 2016-10-19"), ("event_status: postponed", "previous_start: 2016-10-12")
        ),
        "table-head": below,
        "table-caption": as_meant(("\n\nTabelle: Orte", ""), ("| Tag |", "Tabelle: Orte\n| Tag |")),
        "control-character": as_meant(("\x07 ", "")),
        "empty-file": lambda _, __: f"---\n{HEAD}---\nText.\n",
        "no-front-matter": as_meant(("Nur", f"---\n{HEAD}---\n\nNur")),
        "unclosed-front-matter": as_meant(("\n\nText", "\n---\n\nText")),
        "tab": as_meant(("\t", "  ")),
        "not-named-values": as_meant(("- Ein Titel\n- Worum es geht.\n", HEAD)),
        "too-deep": as_meant(("- " * 500, "- ")),
        **dict.fromkeys(("required-key", "online-missing"), in_head),
        "links": as_meant(("Siehe", "## Gibt es nicht\n\nSiehe")),
        "unpublished-target": as_meant(("[Entwurf](entwurf.md)", "Entwurf")),
        "not-yet-due": as_meant(("2027-01-01", "2016-12-01")),
        "link-text": _link_text,
        "link-same-text": _link_text,
        "link-file-kind": _link_text,
        "unclosed-tag": at_end,
        "foreign-syntax": as_meant(("!!! info\n    Der Saal ist klein.", "/// hinweis\nDer Saal ist klein.\n///")),
        "unclosed-fence": below_all,
        "tabs-as-table": as_meant(
            ("Tag\tOrt\n5. Mai\tDuisburg", "| Tag | Ort |\n| --- | --- |\n| 5. Mai | Duisburg |")
        ),
        "empty-link": as_meant(("[Prozess]()", "[Prozess](/der-prozess/)")),
        "undefined-reference": lambda text, problem: below_all(f"{text}\n", problem),
        "unused-footnote": as_meant(("Text.", "Text.[^1]")),
        "duplicate-footnote": as_meant(("[^1]: Noch", "[^1-2]: Noch"), ("Text[^1]", "Text[^1][^1-2]")),
        "text-language": in_head,
        "long-paragraph": lambda text, _: text.replace("Ein Wort. " * 500, "Ein Wort. " * 499 + "Ein Wort.\n\n"),
        "hard-to-read": lambda text, _: text[: text.index("Die Berück")] + "Alle arbeiten zusammen. Das ist gut.\n",
        "spelling": _spelling,
        "event-report": as_meant(("Text.", " ".join(["Wir haben im Rathaus über das Haus gesprochen."] * 12))),
        "easy-one-sentence": as_meant((" Sie rufen", "\n\nSie rufen")),
        "easy-length": as_meant((" und den anderen Menschen in", ".\n\nDas Amt hilft auch den Menschen in")),
        "easy-passive": as_meant(("Der Text wird geprüft.", "Wir prüfen den Text.")),
        "easy-genitive": as_meant(("des Amtes", "vom Amt")),
        "easy-subjunctive": as_meant(("Sie könnten anrufen", "Vielleicht rufen Sie an")),
        "easy-negation": as_meant(("nicht", "**nicht**")),
        "easy-abbreviation": as_meant(("z. B.", "zum Beispiel")),
        "easy-sign": as_meant(("%", "Prozent")),
        "alt-missing": _picture,
        "alt-long": as_meant((LONG, "Ein Haus, ein Baum")),
        "weight": as_meant((NOTHING_TWICE, NOTHING_TWICE[:2000])),
        "film-lacks": in_head,
        "captions-header": as_meant(("00:00", "WEBVTT\n\n00:00")),
        "captions-none": as_meant(("WEBVTT", "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nText")),
        "captions-lost-text": as_meant(("\n\nnoch", "\nnoch")),
        "captions-blank-line": as_meant(("\n00:00:02", "\n\n00:00:02")),
        "captions-empty": as_meant(("00:00:00.500 --> 00:00:01.500\n\n", "")),
        "captions-tag": as_meant(("<4", "&lt;4")),
        "captions-length": as_meant(("Bildes viel", "Bildes\nviel")),
        "captions-order": as_meant(
            ("00:00:02.000 --> 00:00:03.000\nZwei\n\n", ""), ("Eins", "Eins\n\n00:00:02.000 --> 00:00:03.000\nZwei")
        ),
        "captions-after-end": as_meant(("00:10:00.000 --> 00:10:02.000", "00:00:00.000 --> 00:00:01.500")),
        "captions-kind": in_place,
        "missing-equivalent": in_head,
        "unlisted-service": as_meant(
            (
                "https://social.bund.de/@bfdi/112233445566778899",
                "Mehr dazu [bei Mastodon](https://social.bund.de/@bfdi/112233445566778899).",
            )
        ),
        "unmatched-embed": as_meant(
            ("Text.", "https://vimeo.com/1084537"), ("title: Film", "title: Film\n    alternative: Ein Haus.")
        ),
        "foreign-frame": as_meant(
            ('<iframe src="https://karten.example/"></iframe>', "[Karte der Stadt](https://karten.example/)")
        ),
        "foreign-script": as_meant(('<script src="https://zaehler.example/z.js"></script>', "Text.")),
        "foreign-widget": as_meant(('<div class="fb-like"></div>', "Text.")),
        "own-placeholder": as_meant(
            ('<consent-embed service="youtube" src="https://a.example/"></consent-embed>', "Text.")
        ),
        "dropped-choice": as_meant(("?mute=1", "")),
        "style-dropped": as_meant((' style="color:red"', "")),
        "inline": as_meant((' onclick="zeigen()"', "")),
        "third-party": as_meant(("https://bilder.example/haus.jpg", "/media/bild.jpg")),
        "leftovers": as_meant(("{static}/bild.jpg", "/media/bild.jpg")),
        "remote-file": in_place,
        "poster-shape": as_meant(("poster: /media/bild.jpg", "poster: /media/standbild.jpg")),
    }
)

GIVEN_UP: Mapping[str, str] = MappingProxyType(
    {
        # what the message says is wrong, or what stood there twice
        **dict.fromkeys(("titel", "unknown-key"), "titel"),
        "duplicate-key": "title noch einer",
        "second-part": "anhang",
        "unknown-choice": "entwurf",
        "date-form": "26 10 2016",
        "duration-form": "0 02",
        "web-address": "",
        "old-path": "www beispiel de",
        "slug-form": "mein artikel",
        "no-slug": "",
        "long-tag": "beteiligung" * 12,
        "end-before-start": "11",
        "correction-day": "20",
        "updated-before-correction": "updated 2016 10 27",
        "review-due": "2016 12 01",
        "withdrawn-day": "2017 05 14",
        "withdrawn-target": "zurueckgezogen md",
        "withdrawn-by-law": "withdrawn day 2016 11 30 text alt",
        "end-is-start": "end",
        "previous-is-start": "previous_start",
        "repeat-twice": "",
        "event-mismatch": "event_status postponed",
        "postponed-open": "event_status postponed",
        "repeat-too-many": "2117",
        "register-after-end": "13",
        "duplicate-alias": "aliases aktuelles",
        "accepted-unneeded": "accepted worum es geht",
        "comment": "noch nicht einverstanden",
        "duplicate-address": "",
        "subject-spelling": "",
        "lost-original": "der prozes md",
        "lost-event": "events 2016 trefen md",
        "dead-link": "der prozes",
        "missing-file": "blid",
        "not-a-picture": "clip film mp4",
        "picture-class": "links",
        "focus-form": "links oben",
        "poster-shape": "bild",
        "unpublished-target": "entwurf md",
        "not-yet-due": "2027 01",
        "link-text": "hier",
        "link-file-kind": "jpg 2 mb",
        "spelling": "wahlbeteilgung",
        "law-name": "tmg",
        "unknown-film": "https filme example 1",
        "film-duration": "pt1m",
        "time-mark": "0 01 uhr",
        "captions-kind": "bild jpg",
        "foreign-frame": "iframe src",
        "foreign-script": "script src https zaehler example z js",
        "foreign-widget": "div class fb like",
        "own-placeholder": "consent embed service youtube src https a example",
        "dropped-choice": "mute 1",
        "style-dropped": "style color red",
        "inline": "onclick zeigen",
        "third-party": "https bilder example haus",
        "remote-file": "https bilder example",
        "leftovers": "static",
        "alt-file-name": "img_2041 jpg",
        "alt-beginning": "bild von einem rathaus",
        "easy-passive": "der wird geprüft",
        "easy-genitive": "des amtes",
        "easy-subjunctive": "könnten anrufen",
        "easy-abbreviation": "z b",
        "markdown-in-html": "",
        "unmatched-embed": "text",
        "event-report": "text",
        "foreign-syntax": "info",
        "directive": "hinwies",
        "link-trace": "utm_source brief",
    }
)
"""The words that a repair gives up, because they are the mistake itself."""

# A sentence asks for shorter or easier words: which ones stay is the writer's choice.
REWORDED = frozenset(
    {
        "hard-to-read",
        "easy-length",
        "weight",
        "alt-long",
        "captions-timing",
        "captions-end",
        "captions-speed",
        "captions-overlap",
        "captions-after-end",
        "captions-empty",
    }
)

# Files that a remedy asks to place, each like one of the tiny site.
PLACED = MappingProxyType(
    {
        "remote-file": ("media/bild.jpg", "media/haus.jpg"),
        "film-lacks": ("media/clip/film.mp4", "media/clip/hoerfassung.mp4"),
        "captions-kind": ("media/clip/film.vtt", "media/clip/untertitel.vtt"),
    }
)

FileEdit = Callable[[Path, Problem], Path | None]


def _rename(file: Path, problem: Problem) -> Path:
    """Give the file the name that stands in the remedy."""
    return file.rename(file.with_name(typed_line(problem).text.strip()))


def _save_again(file: Path, _problem: Problem) -> Path:
    """Save the picture anew, as from its original."""
    file.write_bytes((file.parent / "bild.jpg").read_bytes())
    return file


def _save_as_utf8(file: Path, _problem: Problem) -> Path:
    file.write_text(file.read_bytes().decode("cp1252"), encoding="utf-8")
    return file


def _remove(file: Path, _problem: Problem) -> None:
    file.unlink(missing_ok=True)


def _move(file: Path, _problem: Problem) -> Path:
    return file.rename(file.parent / "pages" / file.name)


FILE_REPAIRS: Mapping[str, FileEdit] = MappingProxyType(
    {
        "encoding": _save_as_utf8,
        "misplaced-file": _move,
        "media-name": _rename,
        "media-name-plain": _rename,
        "media-content": _rename,
        "picture-broken": _save_again,
        # What another program makes of the file is not ours to try: the one that cannot stay goes
        **dict.fromkeys(("file-ending", "media-kind", "media-svg", "media-link", "no-file"), _remove),
        **dict.fromkeys(("document-unsafe", "document-locked", "document-broken"), _remove),
        **dict.fromkeys(("document-author", "pdf-barriers", "pdf-remarks", "pdf-signed"), _remove),
        "document-encoding": _save_as_utf8,
        **dict.fromkeys(("own-service", "own-tokens", "own-texts", "contrast", "template-override"), _remove),
    }
)

UNTYPED = MappingProxyType(
    {
        "of machines, servers and rights: no file of content/ has anything to type": (
            *("unreadable", "no-content", "media-unreadable", "link-moved", "link-gone", "link-unclear", "link-loop"),
            *("link-silent", "link-private", "search", "audit", "template", "pelican", "nothing-built", "service-age"),
            "law-age",
            "template-overrides",
        ),
        "of git, which knows how a file was called: tests/content/test_moved_texts.py types it": ("moved-text",),
        "of the finished site: no text brings them up": (
            *("frames", "legal-pages", "files", "traces", "consent", "form", "policy", "scripts", "empty", "readings"),
        ),
        "of a page in the browser: the program is to blame, or a text that other codes tell of": (
            *("browser-open", "browser-foreign", "browser-stored", "browser-refused", "browser-script"),
            *("browser-barrier", "browser-lost", "browser-wide", "browser-print", "browser-plain", "browser-heavy"),
        ),
        "of the converter: a text brings them up only where our code is wrong": (
            *("not-as-typed", "sign-lost", "sign-added", "accepted-deviation"),
        ),
        "of pictures and films that are too large: another program makes them smaller": (
            *("picture-heavy", "picture-huge", "picture-small", "picture-place", "picture-too-large", "picture-cmyk"),
            *("picture-deep", "picture-moving", "picture-no-size", "film-heavy", "file-heavy"),
        ),
    }
)
"""Codes whose remedy is typed into no text, with the reason."""

SITE_REPAIRS: Mapping[str, Edit] = MappingProxyType(
    {
        "account-link-only": within,
        "account-address": as_meant(("https://www.bilder.example/probe/", "https://www.instagram.com/probe.stadt/")),
        "open-fact": as_meant(("successor: {open: Nachfolge}", "successor: Ministerium")),
        "incomplete-entry": in_place,
        "stages-now": as_meant(("Es geht weiter., state: next", "Es geht weiter., state: now")),
        "security-txt-expiry": in_place,
        "statement-age": in_place,
        "unknown-service": in_place,
        "unknown-law": as_meant(("law: prob\n", "law: probe\n")),
        "moved-setting": as_meant(("  monitoring: Amt\n", "")),
        "unlisted-setting": as_meant(('  mastodon: {url: "https://social.bund.de/@amt"}\n', "")),
        "section-address": as_meant(("address: Neues", "address: /neues/")),
        "section-form": as_meant(("events: nein", "events: none")),
        "no-section": as_meant((", clips: none", "")),
        "no-section-page": as_meant(("process: {address: /ablauf/}", "process: none")),
        "dead-navigation": as_meant(("  - {title: Clip, address: /clip/}\n", "")),
        "mail-address": in_place,
        "site-setting": in_place,
    }
)
"""The edits of site.yaml; of each code the first problem is put right."""

__all__ = ["FILE_REPAIRS", "GIVEN_UP", "PLACED", "REPAIRS", "REWORDED", "SITE_REPAIRS", "UNTYPED"]
