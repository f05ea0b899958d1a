"""Does every link say where it leads?

Who lets a page read out its links hears nothing but their texts (WCAG 2.2, 2.4.4 and 2.4.9): „hier“ five times,
an address letter by letter, or one text for two pages.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from plugins.core.problem import ProblemCollector
from plugins.core.urls import split_suffix
from plugins.proofreading.checks.network_addresses import find_lone, find_shown
from plugins.proofreading.corpus import SourceDocument
from plugins.proofreading.prose import TextLink

_SAY_NOTHING = frozenset(
    (
        *("hier", "da", "dort", "mehr", "mehr dazu", "mehr erfahren", "mehr infos", "mehr informationen", "mehr lesen"),
        *("weiter", "weitere informationen", "weitere infos", "weiterlesen", "lesen sie mehr", "link", "dieser link"),
        *("klick", "klick hier", "klicken", "klicken sie hier", "hier klicken", "siehe hier", "download", "pdf"),
        *("herunterladen", "details", "info", "infos", "information", "informationen", "seite", "diese seite"),
        *("website", "webseite", "zur website", "zur webseite", "zum artikel", "artikel", "url", "quelle"),
        *("here", "click here", "more", "read more", "learn more", "more information", "this page", "this link"),
    )
)
_SIGNS = re.compile(r"^[\W_]+|[\W_]+$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE)

_KINDS = "PDF|CSV|ODS|ODT|TXT|DOCX?|XLSX?|JPE?G|PNG|MP[34]"
# What stands behind the text of a link to a file, and what the build writes there itself
_TYPED_KIND = re.compile(rf"\s*[(\[][^()\[\]]*(?:\b(?:{_KINDS})\b|\d\s?[KM]i?B\b)[^()\[\]]*[)\]]\s*$", re.IGNORECASE)

_OF_THIS_COMPUTER = re.compile(r"https?://(?:localhost|127\.|0\.0\.0\.0|\[::)", re.IGNORECASE)  # the audit says so


def check(document: SourceDocument, collector: ProblemCollector) -> None:
    """Report links whose text says nothing, is an address, or stands for another target as well."""
    first: dict[str, TextLink] = {}
    lone_lines = {lone.row.line for lone in find_lone(document)}
    for link in document.prose.links:
        text = _SIGNS.sub("", " ".join(link.text.split()).casefold())
        if text in _SAY_NOTHING:
            _report_empty_text(link, collector)
        elif link.bare or _ADDRESS.fullmatch(link.text.strip()):
            is_reported = link.line in lone_lines or _is_content(link, document)
            if not (is_reported or _OF_THIS_COMPUTER.match(link.target)):
                _report_address(link, collector)
        elif _is_file(link.target) and (said := _TYPED_KIND.search(link.text)) and said.start():
            _report_kind(link, link.text[: said.start()], collector)
        elif text:
            other = first.setdefault(text, link)
            if _normalise_target(other.target) != _normalise_target(link.target):
                _report_same_text(link, other, collector)


def _report_empty_text(link: TextLink, collector: ProblemCollector) -> None:
    collector.warning(
        link.line,
        "link-text",
        f"Der Linktext „{link.text.strip()}“ sagt nicht, wohin der Link führt.",
        f"Bitte mit Worten sagen, was dort ist, zum Beispiel: [Programm des Kongresses]({_as_target(link.target)})",
    )


def _report_address(link: TextLink, collector: ProblemCollector) -> None:
    host = _host(link.target)
    if link.swapped:
        collector.warning(
            link.line,
            "link-address",
            f"Die Klammern dieses Links sind vertauscht: ({link.swapped})[{_short(link.text)}].",
            f"Bitte so schreiben: [{link.swapped}]({_as_target(link.target)})",
        )
        return
    collector.warning(
        link.line,
        "link-address",
        f"Als Linktext steht hier die Adresse „{_short(link.text)}“. "
        "Vorleseprogramme lesen sie Zeichen für Zeichen vor.",
        f"Bitte das Ziel mit Worten nennen, zum Beispiel: [Website {host}]({_as_target(link.target)})",
    )


def _is_file(target: str) -> bool:
    return "media/" in target and "//" not in target


def _report_kind(link: TextLink, text: str, collector: ProblemCollector) -> None:
    collector.warning(
        link.line,
        "link-file-kind",
        f"Art und Größe setzt das Programm selbst an den Link; hier stünden sie zweimal: „{_short(link.text)}“.",
        f"Bitte so schreiben: [{text.strip()}]({_as_target(link.target)})",
    )


def _report_same_text(link: TextLink, other: TextLink, collector: ProblemCollector) -> None:
    collector.warning(
        link.line,
        "link-same-text",
        f"„{link.text.strip()}“ führt hier zu „{link.target}“ und in Zeile {other.line} zu „{other.target}“.",
        f"Bitte in den Linktexten sagen, was die Ziele unterscheidet, zum Beispiel: [{link.text.strip()} 2016]"
        f"({link.target})",
    )


def _as_target(address: str) -> str:
    """Return *address* as it may stand in round brackets."""
    balanced = address.count("(") == address.count(")")
    return address if balanced else address.replace("(", "%28").replace(")", "%29")


def _normalise_target(target: str) -> str:
    """Return a common form of a target's spellings: „/kontakt/“ and „../pages/kontakt.md“."""
    path, suffix = split_suffix(target)
    if "//" in path:
        return target.rstrip("/")
    return PurePosixPath(path.rstrip("/")).name.removesuffix(".md") + suffix


def _is_content(link: TextLink, document: SourceDocument) -> bool:
    """Return whether *link* is content of a network: an embed, or an error told elsewhere."""
    host = _host(link.target)
    is_of_network = any(service.site_of(host) for service in (*document.services, *document.unlisted))
    return is_of_network and link.line in find_shown(document)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:  # brackets that hold no address
        return address


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 60 else f"{text[:59]}…"
