"""Pasted HTML: embed codes become placeholders, and their companions are dropped.

The HTML is read as a browser reads it, after Markdown: a raw iframe within <pre> is
live, one in a comment is not. It is written anew only if a code was replaced in it,
so that all other raw HTML stays byte for byte as the editor wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.core.model import Embed
from plugins.core.placeholders import placeholder
from plugins.core.problem import Problem
from plugins.embeds.codes import companions
from plugins.embeds.codes.elements import find_embed, frame_address
from plugins.embeds.codes.refusals import LineFinder, drop_curly, find_refusals, reaches_out, warn_of_style
from plugins.embeds.codes.splitting import lift_embeds
from plugins.embeds.services import Service
from plugins.embeds.unlisted import report_unlisted

_START = "<!DOCTYPE html><html><head></head><body>"
_PLACEHOLDER = re.compile("\x1aembed:([0-9]+)\x1a")
_TAG = r"""<iframe(?:[^>"']|"[^"]*"|'[^']*')*>"""
# Codes in these elements are not replaced; the audit judges their content.
_CLOSED = re.compile("svg|math|select|template|object|video|audio|canvas|picture")


@dataclass(frozen=True, slots=True)
class ConvertedCodes:
    """Finished HTML with placeholders, the embeds they stand for, and the problems with codes."""

    html: str
    embeds: tuple[Embed, ...]
    problems: tuple[Problem, ...] = ()


def replace_codes(
    html: str,
    found: Sequence[Embed],
    services: tuple[Service, ...],
    text: Sequence[str],
    unlisted: tuple[Service, ...] = (),
) -> ConvertedCodes:
    """Return *html* with a placeholder for each embed code.

    Args:
        html: A whole body. Placeholder number n in it stands for the n-th of *found*.
        found: The embeds that are known already.
        services: The services that the site has.
        text: The lines from which *html* was made, to find the line of a code.
        unlisted: The services that it could have; their codes go as well, and an error says so.
    """
    tree, lines, embeds, registry = _parse(html), LineFinder(text), list(found), (*services, *unlisted)
    names = frozenset(service.id for service in unlisted)
    curly = list(drop_curly(tree, services, lines, unlisted))
    changed = _replace_nodes(tree, registry, embeds, lines, names) | bool(curly)
    used = [service for service in registry if any(embed.service == service.id for embed in embeds[len(found) :])]
    changed |= companions.drop_companions(tree, used)
    problems = curly + [
        report_unlisted(embed, embed.line, services, unlisted) for embed in embeds if embed.service in names
    ]
    for node in tree.css("[style]"):
        style = node.attributes.get("style") or ""
        if not reaches_out(style):
            problems += [] if companions.holds_only_embeds(node) else [warn_of_style(style, lines)]
            del node.attrs["style"]
            changed = True
    problems += find_refusals(tree, services, lines, unlisted)
    if not changed or tree.body is None:
        return ConvertedCodes(html, tuple(found), tuple(problems))
    return _renumber(lift_embeds(tree.body.inner_html or ""), embeds, problems)


def _parse(html: str) -> LexborHTMLParser:
    """Return the tree of *html*; an iframe that nobody closed ends where it begins.

    To a browser it ends at the next end tag or never, and all text up to there is lost.
    """
    for _ in range(html.lower().count("<iframe") + 1):
        tree = LexborHTMLParser(_START + html)
        at = next((at for node in tree.css("iframe") if (at := _find_unclosed(node, html)) is not None), None)
        if at is None:
            return tree
        html = f"{html[:at]}</iframe>{html[at:]}"
    return LexborHTMLParser(_START + html)


def _find_unclosed(node: LexborNode, html: str) -> int | None:
    """Return where the content of the iframe *node* begins if it is not its own, else None."""
    inner = node.text(deep=True)
    if not inner.strip():
        return None
    if html.endswith(inner):
        return len(html) - len(inner)
    if "<iframe" not in inner.lower():
        return None
    start = re.search(_TAG + re.escape(inner), html, re.IGNORECASE)
    return start.end() - len(inner) if start else None


def _replace_nodes(
    tree: LexborHTMLParser,
    services: tuple[Service, ...],
    embeds: list[Embed],
    lines: LineFinder,
    unlisted: frozenset[str],
) -> bool:
    """Put a placeholder in the place of each code; return whether there was one.

    The codes of *unlisted* services are among the *embeds* and have none.
    """
    codes = list(_find_codes(tree, services))
    for node, embed in codes:
        address = frame_address(node.attributes) if node.tag == "iframe" else ""
        line = lines.line_of([address, embed.ref.rpartition("/")[2], embed.url.rstrip("/").rpartition("/")[2]])
        if credit := next((service.credit for service in services if service.id == embed.service), ""):
            companions.drop_credit(node, embed, credit, services)
        if _is_repeated(node, embed, embeds):
            companions.drop_with_wrappers(node)
            continue
        if embed.service in unlisted:
            companions.drop_with_wrappers(node)
        else:
            node.replace_with(placeholder("embed", len(embeds)))
        embeds.append(replace(embed, line=line))
    return bool(codes)


def _find_codes(tree: LexborHTMLParser, services: tuple[Service, ...]) -> Iterator[tuple[LexborNode, Embed]]:
    """Yield the outermost codes in the order of the document."""
    waiting = [tree.body] if tree.body is not None else []
    while waiting:
        node = waiting.pop()
        if embed := find_embed(node, services):
            yield node, embed
        elif not _CLOSED.fullmatch(node.tag or ""):
            waiting += reversed(list(node.iter()))


def _is_repeated(node: LexborNode, embed: Embed, embeds: Sequence[Embed]) -> bool:
    """Return whether *node* only repeats, for readers without scripts, an embed of *embeds*."""
    ancestor = node.parent
    while ancestor is not None and ancestor.tag != "noscript":
        ancestor = ancestor.parent
    same = (embed.service, embed.kind, embed.ref)
    return ancestor is not None and any((other.service, other.kind, other.ref) == same for other in embeds)


def _renumber(html: str, embeds: Sequence[Embed], problems: Sequence[Problem]) -> ConvertedCodes:
    """Return *html* with its placeholders numbered from beginning to end."""
    order: list[Embed] = []

    def number(match: re.Match[str]) -> str:
        order.append(embeds[int(match[1])])
        return placeholder("embed", len(order) - 1)

    return ConvertedCodes(_PLACEHOLDER.sub(number, html), tuple(order), tuple(problems))
