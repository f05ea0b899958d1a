"""Pasted: embed codes in finished HTML become holes, with all that belongs to them.

The HTML is read as a browser reads it, after Markdown: a raw iframe within <pre> is
live, one in a comment is not. It is written anew only if something was taken out of it,
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
from plugins.embeds.codes import belongings
from plugins.embeds.codes.codes import embed_of, frame_address
from plugins.embeds.codes.refusals import LineFinder, find_refusals, reaches_out, warn_of_style, warn_of_unclosed
from plugins.embeds.codes.splitting import lift_embeds
from plugins.embeds.services import Service

_START = "<!DOCTYPE html><html><head></head><body>"
_HOLE = re.compile("\x1aembed:([0-9]+)\x1a")
_TAG = r"""<iframe(?:[^>"']|"[^"]*"|'[^']*')*>"""
# An embed cannot be taken out of these; what they hold is left for the audit to judge.
_CLOSED = re.compile("svg|math|select|template|object|video|audio|canvas|picture")


@dataclass(frozen=True, slots=True)
class ConvertedCodes:
    """Finished HTML with holes, the embeds they stand for, and what the editor has to be told."""

    html: str
    embeds: tuple[Embed, ...]
    problems: tuple[Problem, ...] = ()


def replace_codes(
    html: str, found: Sequence[Embed], services: tuple[Service, ...], text: Sequence[str]
) -> ConvertedCodes:
    """Return *html* with a hole for each embed code.

    Args:
        html: A whole body. Hole number n in it stands for the n-th of *found*.
        found: The embeds that are known already.
        services: The registry.
        text: The lines from which *html* was made, to tell where a code stands.
    """
    tree, lines, embeds = _parse(html), LineFinder(text), list(found)
    taken = _take(tree, services, embeds, lines)
    changed = bool(taken)
    used = [service for service in services if any(embed.service == service.id for embed in embeds[len(found) :])]
    changed |= belongings.drop(tree, used)
    problems = [hint for tag, line in taken.items() if tag != "iframe" and (hint := warn_of_unclosed(html, tag, line))]
    for node in tree.css("[style]"):
        style = node.attributes.get("style") or ""
        if not reaches_out(style):
            problems += [] if belongings.holds_only_embeds(node) else [warn_of_style(style, lines)]
            del node.attrs["style"]
            changed = True
    problems += find_refusals(tree, services, lines)
    if not changed or tree.body is None:
        return ConvertedCodes(html, tuple(found), tuple(problems))
    return _in_order(lift_embeds(tree.body.inner_html or ""), embeds, problems)


def _parse(html: str) -> LexborHTMLParser:
    """Return the tree of *html*; an iframe that nobody closed ends where it begins.

    To a browser it ends at the next end tag or never, and all text up to there is lost.
    """
    for _ in range(html.lower().count("<iframe") + 1):
        tree = LexborHTMLParser(_START + html)
        at = next((at for node in tree.css("iframe") if (at := _unclosed(node, html)) is not None), None)
        if at is None:
            return tree
        html = f"{html[:at]}</iframe>{html[at:]}"
    return LexborHTMLParser(_START + html)


def _unclosed(node: LexborNode, html: str) -> int | None:
    """Return where the content of the iframe *node* begins if it is not its own, else None."""
    inner = node.text(deep=True)
    if not inner.strip():
        return None
    if html.endswith(inner):
        return len(html) - len(inner)
    if "<iframe" not in inner.lower():
        return None
    begun = re.search(_TAG + re.escape(inner), html, re.IGNORECASE)
    return begun.end() - len(inner) if begun else None


def _take(
    tree: LexborHTMLParser, services: tuple[Service, ...], embeds: list[Embed], lines: LineFinder
) -> dict[str, int]:
    """Put a hole in the place of each code in *tree*, add to *embeds*, and return the tags with their last lines."""
    taken: dict[str, int] = {}
    for node, embed in list(_codes(tree, services)):
        address = frame_address(node.attributes) if node.tag == "iframe" else ""
        line = lines.line_of([address, embed.ref.rpartition("/")[2], embed.url.rstrip("/").rpartition("/")[2]])
        taken[node.tag or ""] = line
        if credit := next((service.credit for service in services if service.id == embed.service), ""):
            belongings.drop_credit(node, embed, credit, services)
        if _is_repeated(node, embed, embeds):
            belongings.drop_with_wrappers(node)
        else:
            node.replace_with(placeholder("embed", len(embeds)))
            embeds.append(replace(embed, line=line))
    return taken


def _codes(tree: LexborHTMLParser, services: tuple[Service, ...]) -> Iterator[tuple[LexborNode, Embed]]:
    """Yield the outermost codes in the order of the document."""
    waiting = [tree.body] if tree.body is not None else []
    while waiting:
        node = waiting.pop()
        if embed := embed_of(node, services):
            yield node, embed
        elif not _CLOSED.fullmatch(node.tag or ""):
            waiting += reversed(list(node.iter()))


def _is_repeated(node: LexborNode, embed: Embed, embeds: Sequence[Embed]) -> bool:
    """Return whether *node* only says for readers without scripts what stands there already."""
    around = node.parent
    while around is not None and around.tag != "noscript":
        around = around.parent
    same = (embed.service, embed.kind, embed.ref)
    return around is not None and any((known.service, known.kind, known.ref) == same for known in embeds)


def _in_order(html: str, embeds: Sequence[Embed], problems: Sequence[Problem]) -> ConvertedCodes:
    """Return *html* with its holes numbered from its beginning to its end."""
    order: list[Embed] = []

    def numbered(match: re.Match[str]) -> str:
        order.append(embeds[int(match[1])])
        return placeholder("embed", len(order) - 1)

    return ConvertedCodes(_HOLE.sub(numbered, html), tuple(order), tuple(problems))
