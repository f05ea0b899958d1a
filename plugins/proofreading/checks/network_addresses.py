"""Does an address of a network that stands alone stay a link?

Whoever pastes one expects a film or a post. What is damaged, in another place than a paragraph or nothing that
a network shows elsewhere would stay a link in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from plugins.content.markdown.converter import Converter
from plugins.core.model import Embed
from plugins.core.problem import ProblemCollector
from plugins.embeds.address import split_address
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.recognise import INVISIBLE, read_references, recognise_address
from plugins.embeds.services import AddressForm, Service
from plugins.proofreading.corpus import SourceDocument
from plugins.proofreading.prose import SourceRow

_UNSEEN = re.compile(f"[{INVISIBLE}]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TAG = re.compile(  # also [embed] and the like of other systems
    r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|\[[a-z]+(?:\s[^\[\]]*)?\](?=\s*https?://[^\s\[]+\s*\[/)|\[/[a-z]+\]",
    re.IGNORECASE,
)
_LINK = re.compile(r"[\s>*+•\d.)-]*\[[^\]]*\]\(")
_BEFORE = " \t\u00a0([{<\"'„“”‚‘’«»‹›*_~>#-–—•·▪●○‣"
_AFTER = " \t\u00a0)]}>\"'„“”‚‘’«»‹›*~.,;:!?…&#\\"
_NUMBER = re.compile(r"^\d+[.)]\s+")
_ADDRESS = re.compile(r"(?:[a-z]{0,8}[:;]?/{1,3})?((?:[a-z0-9-]+\.)+[a-z]{2,}/\S+)", re.IGNORECASE)
_LONGEST = 2_000  # signs
_PAGE = "Seite"
_QUOTES = str.maketrans("„“", "‚‘")  # within ours


@dataclass(frozen=True, slots=True)
class LoneAddress:
    """An address alone in its row that is no embed; ``embed`` is what it could have been."""

    row: SourceRow
    address: str
    service: Service
    embed: Embed | None


def check(document: SourceDocument, collector: ProblemCollector) -> None:
    """Report each address of a network that stands alone but is no embed."""
    for lone in find_lone(document):
        message, remedy = _say(lone, document)
        collector.warning(lone.row.line, "network-address", message, remedy)


def find_lone(document: SourceDocument) -> Iterator[LoneAddress]:
    """Yield the addresses of networks in *document* that stand alone and are no embeds."""
    registry = (*document.services, *document.unlisted)
    for row in document.prose.rows:
        address = _unwrap(read_lone(row.text, registry) if len(row.text) <= _LONGEST else "", registry)
        parts = split_address(address)
        service = next((one for one in registry if parts and one.holds(parts.host, parts.path)), None)
        if service and row.line not in find_shown(document):
            yield LoneAddress(row, address, service, recognise_address(address, (service,)))


def read_lone(text: str, registry: tuple[Service, ...]) -> str:
    """Return the address that *text* was before somebody copied it, "" if it is anything else.

    White space within counts only if an address of a *registry*'s content was torn by it.
    """
    plain = read_references(_ESCAPE.sub(r"\1", _TAG.sub("", _UNSEEN.sub("", text))))
    if _LINK.match(plain):
        return ""
    plain = _NUMBER.sub("", plain.lstrip(_BEFORE)).lstrip(_BEFORE).rstrip(_AFTER)
    address = _repair("".join(plain.split()))
    if not address or len(plain.split()) == 1:
        return address
    first = _repair(plain.split()[0])
    is_torn = recognise_address(address, registry) and not recognise_address(first, registry)
    return address if is_torn else ""


def _unwrap(address: str, registry: tuple[Service, ...]) -> str:
    """Return the address of content that mail programs and others have put into *address*."""
    parts = split_address(address)
    inner = parts.query.values() if parts and not any(one.site_of(parts.host) for one in registry) else ()
    return next((one for one in inner if recognise_address(one, registry)), address)


def _repair(text: str) -> str:
    """Return the address *text* with its beginning and one question mark, "" if it is none."""
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return ""
    path, *parameters = f"https://{found[1]}".split("?")
    return "?".join((path, "&".join(parameters))) if parameters else path


def find_shown(document: SourceDocument) -> frozenset[int]:
    """Return the lines of *document* with an embed, or with an error about a missing network."""
    body = "\n".join(document.text.split("\n")[document.body_line - 1 :])
    return _shown_lines(body, document.body_line, document.services, document.unlisted)


@lru_cache(maxsize=2)
def _converter(services: tuple[Service, ...], unlisted: tuple[Service, ...]) -> Converter:
    extension = EmbedExtension(services, unlisted)
    return Converter([extension], lambda: extension.embeds, lambda: extension.problems)


@lru_cache(maxsize=2)  # two checks ask
def _shown_lines(
    text: str, first_line: int, services: tuple[Service, ...], unlisted: tuple[Service, ...]
) -> frozenset[int]:
    try:
        body = _converter(services, unlisted).convert(text, first_line)
    except RecursionError:  # said by the build
        return frozenset(range(first_line, first_line + text.count("\n") + 1))
    missed = {problem.line for problem in body.problems if problem.code == "unlisted-service"}
    return frozenset({*(embed.line for embed in body.embeds), *missed})


def _say(lone: LoneAddress, document: SourceDocument) -> tuple[str, str]:
    """Return what became of *lone*, and what to type."""
    service, embed = lone.service, lone.embed
    label = service.kinds[embed.kind].label if embed else _label(lone)
    link = f"[{label} bei {service.name}]({embed.place if embed else lone.address})"
    shown = f"„{_shorten(lone.row.text)}“ bleibt ein Link"
    if service not in document.services:
        return (
            f"{shown}, denn Inhalte von {service.name} zeigt diese Website nicht.",
            f"Bitte das Ziel mit Worten nennen: {link}",
        )
    if embed is None:
        kinds = dict.fromkeys(service.kinds[form.kind].label for form in service.forms if _is_shown(form))
        return (
            f"{shown} ({label} bei {service.name}). Zeigen lässt sich von dort: {', '.join(kinds)}.",
            f"Bitte die Adresse von so etwas allein in eine Zeile schreiben oder das Ziel mit Worten nennen: {link}",
        )
    if lone.row.is_top or _TAG.match(lone.row.text.lstrip()):
        return (
            f"„{_shorten(lone.row.text)}“ wird kein Platzhalter: So, wie es dasteht, ist es nicht die Adresse allein.",
            f"Bitte allein in eine Zeile schreiben, mit einer leeren davor und danach: {embed.place}",
        )
    return (
        f"{shown}: {service.kinds[embed.kind].article} erscheint nicht in Listen, Zitaten, Tabellen und Überschriften, "
        "sondern davor oder danach, allein in einer Zeile.",
        f"Bitte {embed.place} dort allein in eine Zeile schreiben oder das Ziel mit Worten nennen: {link}",
    )


def _is_shown(form: AddressForm) -> bool:
    return form.src is not None and not form.code_only and not form.account_only


def _label(lone: LoneAddress) -> str:
    """Return what the network calls that which is at the address of *lone*."""
    parts = split_address(lone.address)
    if parts is None:
        return _PAGE
    site = lone.service.site_of(parts.host)
    for label, patterns in lone.service.links.items():
        if any(one.site == site and one.read(parts.path, parts.query, parts.fragment) is not None for one in patterns):
            return label
    return _PAGE


def _shorten(text: str) -> str:
    visible = "".join(sign if sign.isprintable() else " " for sign in text.strip()).translate(_QUOTES)
    return visible if len(visible) <= 80 else f"{visible[:79]}…"
