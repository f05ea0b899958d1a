"""Is there anything in a file that was meant for the build and not for readers?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from plugins.audit.addresses import path_of
from plugins.audit.files.markup import may_hold_build_residue
from plugins.audit.model.built_site import BuiltSite, Verdict
from plugins.audit.model.document import Document
from plugins.audit.model.element import Element, words
from plugins.audit.model.finding import Finding, quote_text

_PLACEHOLDERS = re.compile(
    r"\{(?:static|filename|attach|index|author|category|tag)\}[^\s\"'<>)]*|\{\{[^}\n]{0,60}|\{%[^%\n]{0,60}"
)
_MACHINE_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f][^\n]{0,40}"
    r"|klzzwxh[^\s<]{0,20}"
    r"|(?:https?:|ws:|(?<!:))[\\/]{2}(?:localhost|127\.0\.\d+\.\d+|0\.0\.0\.0|\[::1?\])(?![\w.-])[^\s\"'<>)]*"
    r"|file:[\\/]{2}[^\s\"'<>)]*"
    r"|(?<![\w./~-])/(?:tmp|private/tmp|var/(?:tmp|folders)|root|home/[\w.-]+|Users/[\w.-]+)/[^\s\"'<>)]*"
    r"|\b[A-Z]:\\(?:Users|Temp|Windows)[^\s\"'<>]*",
    re.I,
)
_OF_THIS_COMPUTER = re.compile(r"(?:https?:)?[\\/]{2}(?:localhost|127\.|0\.0\.0\.0|\[::)", re.I)
_FILE_OF_A_COMPUTER = re.compile(r"file:|/(?!/)|[A-Z]:\\", re.I)
# A quick look at the many thousand attributes: without any of these, neither pattern can match.
_SUSPECT = re.compile(
    r"[{\x00-\x1f\x7f-\x9f]|klzzwxh|[\\/](?:localhost|127|0\.0|\[:)|file:|:\\|/(?:tmp|private|var|root|home|users)/",
    re.I,
)
_EMPTY_VALUE = re.compile(
    r"\s*(?:None|Undefined|undefined|null|NaN|\[object Object\])\s*\Z"
    r"|(?:/?[^:/\s][^:\s]*)?/(?:None|undefined)(?:/|\Z|[?#])"  # a path of ours, nobody else's
)
_ADDRESSES = words("href src srcset poster action data content datetime xlink:href")
_CODE_FILES = frozenset((".js", ".mjs", ".css", ".map"))
_REMEDY = "Bitte dort die fertige Adresse oder den fertigen Text schreiben, zum Beispiel: /media/moor.jpg"
_DEVELOPERS = "Steht das nicht in Ihrem Text, geben Sie es bitte an die Entwicklung weiter."


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield unrendered placeholders, control characters, and addresses of a private machine."""
    yield from site.check_elements("leftovers", _element)
    for document in site.documents:
        yield from _document(document)
    for path, text in site.texts.items():
        if site.context.is_exempt("leftovers", path):
            continue  # a program of others and its settings in its own syntax: nobody reads either
        code = PurePosixPath(path).suffix.lower() in _CODE_FILES
        # An XML file is in both collections: its text was read with its markup, code left out.
        patterns = (_MACHINE_TEXT,) if code or path in site.document_of else (_MACHINE_TEXT, _PLACEHOLDERS)
        for pattern in patterns if may_hold_build_residue(text) else ():
            for quote in pattern.findall(text):
                yield Finding("leftovers", path, *_verdict(quote))


def _document(document: Document) -> Iterator[Finding]:
    data = (text for _kind, text in document.scripts)
    for text in (*document.suspect_texts, *data, *document.styles):
        patterns = (_MACHINE_TEXT,) if text in document.styles else (_MACHINE_TEXT, _PLACEHOLDERS)
        for pattern in patterns if may_hold_build_residue(text) else ():
            for quote in pattern.findall(text):
                yield Finding("leftovers", document.path, *_verdict(quote))


def _element(element: Element, _site: BuiltSite) -> Iterator[Verdict]:
    for name, value in element.attributes:
        for pattern in (_PLACEHOLDERS, _MACHINE_TEXT) if _SUSPECT.search(value) else ():
            for quote in pattern.findall(value):
                yield _verdict(quote)
        if name in _ADDRESSES and _EMPTY_VALUE.match(value):
            yield (
                value,
                f"An einer Stelle steht „{quote_text(value)}“, wo eine Angabe fehlt (<{element.tag} {name}>).",
                _DEVELOPERS,
            )


def _verdict(quote: str) -> Verdict:
    if _OF_THIS_COMPUTER.match(quote):
        quote = quote.rstrip("\\")  # of the quotation mark behind it in JSON
        path = path_of(quote)
        return (
            quote,
            f"Die Adresse „{quote_text(quote)}“ gibt es nur auf einem einzelnen Rechner, etwa in einer Vorschau.",
            f"Bitte ohne den Anfang schreiben: {quote_text(path)}",
        )
    if _FILE_OF_A_COMPUTER.match(quote):
        name = re.split(r"[\\/]+", quote.rstrip("\\/.,;:!?"))[-1]
        return (
            quote,
            f"Leserinnen und Leser sähen „{quote_text(quote)}“: Diesen Ort gibt es nur auf einem einzelnen Rechner.",
            f"Bitte nur den Namen dort schreiben: {quote_text(name)}. {_DEVELOPERS}",
        )
    return (
        quote,
        f"Leserinnen und Leser sähen „{quote_text(quote)}“: Das war nur für den Bau gedacht.",
        f"{_REMEDY}. {_DEVELOPERS}",
    )
