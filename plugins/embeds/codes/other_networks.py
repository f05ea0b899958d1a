"""Other networks: those that a site does not embed, and the posts in their codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.embeds.services import Service, load_all

_NETWORKS = {
    "Bluesky": ("bsky.app",),
    "Threads": ("threads.net", "threads.com"),
    "TikTok": ("tiktok.com", "tiktokcdn.com"),
    "LinkedIn": ("linkedin.com",),
    "Spotify": ("spotify.com",),
    "SoundCloud": ("soundcloud.com",),
}
_ADDRESS = ("cite", "data-text-post-permalink", "href", "src")
_EMBED_PAGE = re.compile(r"/embed/?(?:\?.*)?\Z")


def find_other_network(host: str) -> str:
    """Return the name of the network at *host* that no site of ours can embed, or ""."""
    return next((name for name, hosts in _NETWORKS.items() if any(_is_at(host, own) for own in hosts)), "")


def find_optional_service(host: str, services: tuple[Service, ...]) -> Service | None:
    """Return the service at *host* that could be switched on and is not among *services*."""
    known = {service.id for service in services}
    optional = (service for service in load_all() if service.optional and service.id not in known)
    return next((service for service in optional if host in service.frame_hosts or service.site_of(host)), None)


def post_address(tree: LexborHTMLParser, node: LexborNode, host: str) -> str:
    """Return the address of the post in the code around *node*, or "" if it names none."""
    name = find_other_network(host)
    hosts = _NETWORKS.get(name, (host,))
    for address in _addresses(tree, node):
        found = re.match(r"https://([^/]+)/\S+", address)
        if found and any(_is_at(found[1], own) for own in hosts) and not address.endswith(".js"):
            return _EMBED_PAGE.sub("", address).partition("?")[0]
    return ""


def _addresses(tree: LexborHTMLParser, node: LexborNode) -> Iterator[str]:
    for one in [node, *tree.css("iframe, blockquote, a")]:
        for attribute in _ADDRESS:
            yield (one.attributes.get(attribute) or "").strip()


def _is_at(host: str, own: str) -> bool:
    return host == own or host.endswith(f".{own}")
