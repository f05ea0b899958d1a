"""Titles: the embeds of a body joined with what its front matter says about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from plugins.embeds.recognise import recognise_address
from plugins.records import Alternative, Embed
from plugins.services import Service

_Key = tuple[str, str, str]


def titled(
    found: Iterable[Embed], alternatives: Iterable[Alternative], services: Iterable[Service]
) -> tuple[tuple[Embed, ...], list[Alternative]]:
    """Return *found* with titles, equivalents and numbers, and the alternatives that fit none of it.

    The front matter may spell an address in another way than the body: the same
    service, kind and ref is the same content. Its title outranks a link's text. Where
    neither says one, ``title`` stays empty and the placeholder counts: „Video 1 von YouTube“.
    """
    embeds, services = list(found), tuple(services)
    given: dict[_Key, Alternative] = {}
    unmatched = []
    present = {_key(embed) for embed in embeds}
    for alternative in alternatives:
        meant = recognise_address(alternative.url.strip(), services, in_code=True)
        if meant is not None and _key(meant) in present:
            given.setdefault(_key(meant), alternative)
        else:
            unmatched.append(alternative)
    count: Counter[str] = Counter()
    return tuple(_joined(embed, given.get(_key(embed)), count) for embed in embeds), unmatched


def _key(embed: Embed) -> _Key:
    return embed.service, embed.kind, embed.ref


def _joined(embed: Embed, about: Alternative | None, count: Counter[str]) -> Embed:
    title = (about.title if about else "") or embed.title
    named = f"{embed.service} {embed.kind} {title}"
    count.update((embed.service, named))
    return replace(
        embed,
        title=title,
        alternative=about.alternative if about else embed.alternative,
        number=count[embed.service],
        twin=count[named] if title else 1,
    )
