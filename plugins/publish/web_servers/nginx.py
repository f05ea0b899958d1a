"""nginx: the maps for ``http {}`` and the rules for ``server {}``, without further modules.

All headers stand on the level of the server and take their values from maps: an ``add_header`` in a location would drop
those of the server (https://nginx.org/en/docs/http/ngx_http_headers_module.html). After ``try_files`` has found a
compressed copy, ``$uri`` names it; so a map over ``$uri`` gives the encoding of the answer.

Policies are keyed by the release: until nginx is reloaded after an activation it does not know the new one, and its
pages get the policy that allows everything that any page may do, while each page's own, in its head, holds as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from urllib.parse import quote, unquote

from plugins.core.hashing import PATTERN
from plugins.publish.web_servers.header_table import (
    ALWAYS,
    CLOSED,
    FEED,
    OTHERS,
    OTHERWISE,
    TABLE,
    TEXTS,
    FileClass,
    HeaderRule,
)
from plugins.publish.web_servers.site_files import PolicyError, ServedSite

ONCE = "nginx-once.conf"  # for http {} as well, but once for all sites of one nginx
HTTP = "nginx-http.conf"
SERVER = "nginx-server.conf"
# Our paths are longer than nginx expects for keys of a map.
_HASH_SIZES = ("map_hash_max_size 65536;", "map_hash_bucket_size 1024;")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")


def render_files(site: ServedSite, release: str) -> dict[str, bytes]:
    """Return the files; *release* is the folder that the document root will lie in."""
    prefix = f"site_{sha256(site.base_path.encode()).hexdigest()[:8]}"
    return {
        ONCE: "".join(f"{line}\n" for line in _HASH_SIZES).encode(),
        HTTP: "".join(f"{line}\n" for line in _http(site, release, prefix)).encode(),
        SERVER: "".join(f"{line}\n" for line in _server(site, prefix)).encode(),
    }


def quote_nginx(text: str) -> str:
    """Return *text* quoted for nginx as one word. Raises PolicyError if it cannot be."""
    if _UNSAFE.search(text) or "$" in text:
        raise PolicyError(text[:80])
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _http(site: ServedSite, release: str, prefix: str) -> Iterator[str]:
    yield "# Geschrieben von „publish“, für http {}. Änderungen gehen bei der nächsten Veröffentlichung verloren."
    yield from _map("$http_accept_encoding", f"${prefix}_br", [(_accepts("br"), ".br"), ("default", ".none")])
    yield from _map("$http_accept_encoding", f"${prefix}_gz", [(_accepts("gzip"), ".gz"), ("default", ".none")])
    yield from _map("$uri", f"${prefix}_encoding", [(r"~\.br$", "br"), (r"~\.gz$", "gzip"), ("default", "")])
    yield from _map(
        "$uri", f"${prefix}_path", [(r"~^(?<site_original>.+)\.(?:br|gz)$", "$site_original"), ("default", "$uri")]
    )
    texts = "|".join(ending.lstrip(".") for ending in TEXTS)
    yield from _map(f"${prefix}_path", f"${prefix}_vary", [(rf"~\.(?:{texts})$", "Accept-Encoding"), ("default", "")])
    for name, cells in _columns().items():
        yield from _map(f"${prefix}_path", f"${prefix}_{name}", cells)
    yield from _map("$realpath_root", f"${prefix}_known", [(f"~/{re.escape(release)}/site/?$", "1"), ("default", "0")])
    yield from _map(f"${prefix}_known${prefix}_path", f"${prefix}_policy", _policies(site))
    yield from _map("$uri", f"${prefix}_moved", [*_moves(site), ("default", "")])


def _accepts(encoding: str) -> str:
    """Return a pattern for an Accept-Encoding with *encoding*, without q=0 (RFC 9110, 12.4.2)."""
    return rf"~*(?:^|,)\s*{encoding}\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[0-9.]+\s*)?(?:,|$)"


def _columns() -> dict[str, list[tuple[str, str]]]:
    """Return the maps of the table's columns."""
    patterns = {
        FileClass.PAGE: r"~\.html$",
        FileClass.PART: f"~{PATTERN}",
        FileClass.OWN_DATA: r"~(?:/pagefind/|\.js$|\.css$|release\.json$)",
        FileClass.DATA: r"~\.(?:xml|ics|json|txt|csv)$",
        FileClass.PICTURE: "default",
    }

    def column(value: Callable[[HeaderRule], str]) -> list[tuple[str, str]]:
        return [(pattern, value(TABLE[file_class])) for file_class, pattern in patterns.items()]

    return {
        "cache": column(lambda rule: rule.cache),
        "embedded": column(lambda rule: rule.embedded_by),
        "origin": column(lambda rule: "*" if rule.read_by_all else ""),
    }


def _policies(site: ServedSite) -> Iterator[tuple[str, str]]:
    for path, policy in site.policies.items():
        if policy != site.usual:
            yield f"1/{path}", policy
    yield r"~^1.*\.html$", site.usual
    yield r"~^0.*\.html$", site.fallback
    yield "default", CLOSED


def _moves(site: ServedSite) -> Iterator[tuple[str, str]]:
    for old, new in site.moves:
        yield unquote(old), quote(new, safe="/%:?#[]@!&'()*+,;=~-._")


def _map(source: str, target: str, cells: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"map {source} {target} {{"
    for key, value in cells:
        quoted = value if value in ("$site_original", "$uri") else quote_nginx(value)
        yield f"    {_key(key)} {quoted};"
    yield "}"


def _key(key: str) -> str:
    """Return a path or a pattern quoted for nginx as one word, where it expands no variables."""
    if key == "default":
        return key
    if _UNSAFE.search(key):
        raise PolicyError(key[:80])
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _server(site: ServedSite, prefix: str) -> Iterator[str]:
    base = re.escape(site.base_path)
    yield "# Geschrieben von „publish“, für server {}: dort stehen auch listen, server_name, root und das Zertifikat."
    yield from ("index index.html;", "charset off;", "gzip off;", "autoindex off;", "server_tokens off;")
    yield "absolute_redirect off;"
    for name, value in ALWAYS.items():
        yield f"add_header {name} {quote_nginx(value)} always;"
    for name, variable in _VARIABLES.items():
        yield f"add_header {name} ${prefix}_{variable} always;"
    yield f"if (${prefix}_moved) {{"
    yield f"    return 301 ${prefix}_moved;"
    yield "}"
    yield f"error_page 404 {site.base_path}404.html;"
    yield f"error_page 403 =404 {site.base_path}404.html;"
    yield f"location = {site.base_path}404.html {{"
    yield "    internal;"
    yield from _types(TEXTS[".html"])
    yield f"    try_files $uri${prefix}_br $uri${prefix}_gz $uri =404;"
    yield "}"
    texts = "|".join(ending.lstrip(".") for ending in TEXTS)
    for hidden in (r"/\.(?!well-known/)", r"/_(?:headers|redirects)$", rf"\.(?:{texts})\.(?:br|gz)$"):
        yield f"location ~ {_key(hidden)} {{"
        yield "    return 404;"
        yield "}"
    endings = {r"(?:.*/)?feed\.xml": FEED, **{f".*{re.escape(ending)}": kind for ending, kind in TEXTS.items()}}
    for pattern, kind in endings.items():
        yield f"location ~ {_key(f'^{base}{pattern}$')} {{"
        yield from _types(kind)
        yield f"    try_files $uri${prefix}_br $uri${prefix}_gz $uri =404;"
        yield "}"
    yield f"location {site.base_path} {{"
    yield "    types {"
    for ending, kind in OTHERS.items():
        yield f"        {kind} {ending.lstrip('.')};"
    yield "    }"
    yield f"    default_type {OTHERWISE};"
    yield "    try_files $uri $uri/ =404;"
    yield "}"


_VARIABLES = {
    "Content-Security-Policy": "policy",
    "Cache-Control": "cache",
    "Cross-Origin-Resource-Policy": "embedded",
    "Access-Control-Allow-Origin": "origin",
    "Content-Encoding": "encoding",
    "Vary": "vary",
}


def _types(kind: str) -> Iterator[str]:
    yield "    types {}"
    yield f'    default_type "{kind}";'
