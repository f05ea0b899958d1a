"""Report: warnings for editors about links that have moved, vanished or do not answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from plugins.content.front_matter.parser import Node, Scalar, Sequence
from plugins.core.dates import today
from plugins.core.problem import Problem, Severity, sort_problems
from plugins.linkcheck.batch import AnswerCache, ask_all, is_offline
from plugins.linkcheck.client import Answer, AnswerKind, LinkClient
from plugins.proofreading import corpus
from plugins.proofreading.corpus import SITE, SourceDocument

_SEARCH = "Bitte auf der Website des Anbieters nach der neuen Adresse suchen oder den Link entfernen."


def answer_warning(answer: Answer, file: str, line: int) -> Problem | None:
    """Return the warning about *answer* at this place, or None if the link is fine."""
    address = answer.address
    match answer.kind:
        case AnswerKind.FINE:
            return None
        case AnswerKind.MOVED:
            return _warning(
                file, line, "link-moved", f"„{address}“ ist dauerhaft umgezogen.", f"Bitte schreiben: {answer.to}"
            )
        case AnswerKind.GONE:
            message = f"„{address}“ gibt es nicht mehr (Antwort {answer.status})."
            return _warning(file, line, "link-gone", message, _SEARCH)
        case AnswerKind.CLOSED:
            message = f"Ob es „{address}“ noch gibt, sagt der Server nicht (Antwort {answer.status})."
            return _warning(file, line, "link-unclear", message, f"Bitte im Browser ansehen: {address}")
        case AnswerKind.LOOP:
            message = f"„{address}“ leitet im Kreis weiter und kommt nirgends an."
            return _warning(file, line, "link-loop", message, _SEARCH)
        case AnswerKind.PRIVATE:
            message = f"„{address}“ liegt nicht im öffentlichen Internet; Leserinnen und Leser kommen dort nicht hin."
            return _warning(
                file,
                line,
                "link-private",
                message,
                "Bitte die öffentliche Adresse angeben, zum Beispiel: https://www.beispiel.de/",
            )
        case AnswerKind.SILENT:
            message = f"„{address}“ ist nicht zu erreichen. {answer.why}"
            return _warning(file, line, "link-silent", message, f"Bitte später im Browser ansehen: {address}")


def _warning(file: str, line: int, code: str, message: str, remedy: str) -> Problem:
    return Problem(file, line, message, remedy, code, Severity.WARNING)


_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkReport:
    """Result of a link check: warnings, number of addresses, number of those asked now.

    ``left_out`` counts addresses of networks; ``offline`` is whether nobody answered at all.
    """

    problems: tuple[Problem, ...]
    addresses: int
    asked: int
    left_out: int
    offline: bool = False


def check_links(content: Path, cache: Path, *, private: bool = False) -> LinkReport:
    """Check every link from *content* to another website; the result has warnings alone.

    Args:
        content: The folder that editors write in.
        cache: The folder of answers from earlier runs.
        private: Whether machines of our own network may be asked, for tests.
    """
    documents = corpus.read_corpus(content)
    own = next((document.value("address") for document in documents if document.type == SITE), "")
    links = [link for document in documents for link in _links(document) if _host(link[0]) != _host(own)]
    networks = [service for document in documents[:1] for service in (*document.services, *document.unlisted)]
    asked_for = [link for link in links if not any(network.holds(*_parts(link[0])) for network in networks)]
    agent = f"website-links/1 (+{own})" if own else "website-links/1"
    found, fresh = ask_all(
        [address for address, _, _ in asked_for], LinkClient(agent, private=private), AnswerCache(cache, today())
    )
    if fresh and is_offline([*found.values()]):
        return LinkReport((), len(found), fresh, 0, offline=True)
    problems = [answer_warning(found[address], file, line) for address, file, line in asked_for]
    left_out = {address for address, _, _ in links} - found.keys()
    return LinkReport(tuple(sort_problems(filter(None, problems))), len(found), fresh, len(left_out))


def _links(document: SourceDocument) -> Iterator[tuple[str, str, int]]:
    """Yield each web address in *document* with file and line."""
    for text, line in _values(document.front):
        if _WEB.fullmatch(text):
            yield text, document.file, line
    for link in document.prose.links:
        if _WEB.fullmatch(link.target):
            yield link.target, document.file, link.line


def _values(node: Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, Scalar):
        yield node.text.strip(), node.line
    else:
        for inner in node.items if isinstance(node, Sequence) else node.pairs.values():
            yield from _values(inner)


def _host(address: str) -> str:
    return _parts(address)[0]


def _parts(address: str) -> tuple[str, str]:
    """Return the host of *address* in lower case, and its path."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").lower(), parts.path
    except ValueError:  # brackets that hold no address
        return "", ""
