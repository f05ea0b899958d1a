"""Frames: what a frame's address needs beside the content, because of where it will be shown."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from plugins.records import Embed
from plugins.services import Service


def placed(embed: Embed, service: Service, site: str) -> Embed:
    """Return *embed* as it is shown on the website at the address *site*.

    Some frames tell their height only to an origin that their address names.
    """
    query = service.kinds[embed.kind].frame_query
    if embed.src is None or query is None:
        return embed
    parts = urlsplit(site)
    asked = query.fill({"origin": f"{parts.scheme}://{parts.netloc}", "host": parts.hostname or ""})
    return replace(embed, src=embed.src + asked.replace("?", "&", 1 if "?" in embed.src else 0))
