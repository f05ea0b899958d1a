"""Apache: ``.htaccess`` files, which change together with the release.

One is in the document root, and one in the folder of each page whose policy differs from that of the folder around it.
They need ``AllowOverride FileInfo Indexes Options=Indexes,MultiViews``, and mod_headers, mod_mime, mod_dir and
mod_rewrite: without one of these the server answers 500, and nothing goes out without its headers. See
https://httpd.apache.org/docs/2.4/mod/mod_deflate.html#precompressed for the compressed copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from plugins.core.hashing import PATTERN
from plugins.publish.web_servers.header_table import ALWAYS, CLOSED, FEED, OTHERS, OTHERWISE, TABLE, TEXTS, FileClass
from plugins.publish.web_servers.site_files import PolicyError, ServedSite

NAME = ".htaccess"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")
_ENCODINGS = {"br": "br", "gz": "gzip"}
_COMPRESSED = r"(?:\.(?:br|gz))?"
_ORIGIN = "Access-Control-Allow-Origin"
_PAGE = rf"\.html{_COMPRESSED}$"
_TEXTS = "|".join(ending.lstrip(".") for ending in TEXTS)


def render_files(site: ServedSite) -> dict[str, bytes]:
    """Return the files by their paths below the document root."""
    found = {f"{site.below}{NAME}": "".join(f"{line}\n" for line in _root(site)).encode()}
    for folder, policy in _own_policies(site):
        found[f"{folder}{NAME}"] = "".join(f"{line}\n" for line in _policy(policy)).encode()
    return found


def quote_apache(text: str) -> str:
    """Return *text* quoted as one word without variables. Raises PolicyError if impossible."""
    if _UNSAFE.search(text):
        raise PolicyError(text[:80])
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _rule(text: str) -> str:
    """Return *text* quoted for mod_rewrite, which removes quotes and keeps backslashes."""
    if _UNSAFE.search(text) or text.endswith("\\"):
        raise PolicyError(text[:80])
    return '"' + text.replace('"', '\\"') + '"'


def _root(site: ServedSite) -> Iterator[str]:
    yield "# Geschrieben von „publish“. Änderungen gehen bei der nächsten Veröffentlichung verloren."
    yield "Options -Indexes -MultiViews"
    yield "DirectoryIndex index.html"
    yield "DirectorySlash On"
    yield "AddDefaultCharset Off"
    for code in (403, 404):
        yield f"ErrorDocument {code} {site.base_path}404.html"
    yield "RewriteEngine On"
    yield f"RewriteBase {site.base_path}"
    yield from _hiding()
    for old, new in site.moves:
        yield f"RewriteRule {_address(old, site)} {_rule(_target(new))} [R=301,L,NE]"
    yield from _compression()
    yield from _types()
    for name, value in {**ALWAYS, "Content-Security-Policy": CLOSED}.items():
        yield f"Header always set {name} {quote_apache(value)}"
    yield from _table()
    yield from _policy(_root_policy(site))
    for path, policy in site.policies.items():
        name = path.removeprefix(site.below)
        if "/" not in name and name != "index.html":
            yield from _policy(policy, rf"^{re.escape(name)}{_COMPRESSED}$")


def _hiding() -> Iterator[str]:
    """Yield rules that refuse files which readers must not ask for by their own names."""
    for pattern in (r"(?:^|/)\.(?!well-known/)", r"(?:^|/)_(?:headers|redirects)$"):
        yield f"RewriteRule {_rule(pattern)} - [R=404,L]"
    for pattern in (rf"\.(?:{_TEXTS})\.(?:br|gz)", r"/404\.html"):
        asked = rf"^[A-Z]+ [^ ?]*{pattern}[ ?]"
        yield 'RewriteCond %{ENV:REDIRECT_STATUS} "^$"'  # not when the page for it is fetched
        yield f"RewriteCond %{{THE_REQUEST}} {_rule(asked)}"
        yield 'RewriteRule "^" - [R=404,L]'


def _compression() -> Iterator[str]:
    """Yield rules that send a compressed copy to those who want it, brotli first."""
    for ending, encoding in _ENCODINGS.items():
        wants = rf"(?:^|,)\s*{encoding}\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[0-9.]+\s*)?(?:,|$)"
        for asked, there in ((rf"^(.*\.(?:{_TEXTS}))$", ""), ("^((?:.*/)?)$", "index.html")):
            yield f"RewriteCond %{{HTTP:Accept-Encoding}} {_rule(wants)} [NC]"
            yield f'RewriteCond "%{{DOCUMENT_ROOT}}%{{REQUEST_URI}}{there}.{ending}" -f'
            yield f'RewriteRule {_rule(asked)} "$1{there}.{ending}" [L]'
        packed = rf"\.(?:{_TEXTS})\.{ending}$"
        yield f"<FilesMatch {quote_apache(packed)}>"
        yield f"    RemoveEncoding .{ending}"
        yield f"    Header always set Content-Encoding {encoding}"
        yield "</FilesMatch>"


def _types() -> Iterator[str]:
    for ending, kind in OTHERS.items():
        yield f"AddType {kind} {ending}"
    named = "|".join(ending.lstrip(".") for ending in (*TEXTS, *OTHERS))
    unnamed = rf"^(?!.*\.(?:{named}){_COMPRESSED}$)"
    yield f"<FilesMatch {quote_apache(unnamed)}>"
    yield f"    ForceType {OTHERWISE}"
    yield "</FilesMatch>"
    for name, kind in (*((f".*{re.escape(ending)}", kind) for ending, kind in TEXTS.items()), (r"feed\.xml", FEED)):
        yield f"<FilesMatch {quote_apache(f'^{name}{_COMPRESSED}$')}>"
        yield f"    ForceType {quote_apache(kind)}"
        yield "    Header always set Vary Accept-Encoding"
        yield "</FilesMatch>"


def _table() -> Iterator[str]:
    """Yield the header table; Apache follows the later of two matching lines."""
    by_name = {
        FileClass.PICTURE: "",
        FileClass.DATA: r"\.(?:xml|ics|json|txt|csv)",
        FileClass.OWN_DATA: r"(?:\.js|\.css|release\.json)",
        FileClass.PAGE: r"\.html",
    }
    for file_class, ending in by_name.items():
        yield f"<FilesMatch {quote_apache(f'{ending}{_COMPRESSED}$')}>"
        yield from _header_rule(file_class)
        yield "</FilesMatch>"
    for file_class, pattern in (
        (FileClass.OWN_DATA, "/pagefind/"),
        (FileClass.PART, PATTERN.removesuffix("$") + f"{_COMPRESSED}$"),
    ):
        yield f'<If "%{{REQUEST_URI}} =~ m#{pattern}#">'
        yield from _header_rule(file_class)
        yield "</If>"


def _header_rule(file_class: FileClass) -> Iterator[str]:
    rule = TABLE[file_class]
    yield f"    Header always set Cache-Control {quote_apache(rule.cache)}"
    yield f"    Header always set Cross-Origin-Resource-Policy {rule.embedded_by}"
    yield f"    Header always {'set' if rule.read_by_all else 'unset'} {_ORIGIN}{' *' if rule.read_by_all else ''}"


def _policy(policy: str, pages: str = _PAGE) -> Iterator[str]:
    yield f"<FilesMatch {quote_apache(pages)}>"
    yield f"    Header always set Content-Security-Policy {quote_apache(policy)}"
    yield "</FilesMatch>"


def _own_policies(site: ServedSite) -> Iterator[tuple[str, str]]:
    """Yield folder and policy of each page whose policy its folder would not inherit."""
    of_folder = {
        path.removesuffix("index.html"): policy
        for path, policy in site.policies.items()
        if path.endswith("/index.html")
    }
    of_folder = {
        folder: policy for folder, policy in of_folder.items() if folder.endswith("/") and folder != site.below
    }
    for folder, policy in of_folder.items():
        around = folder
        inherited = _root_policy(site)
        while around := around.rstrip("/").rpartition("/")[0]:
            around += "/"
            if around == site.below:
                break
            if around in of_folder:
                inherited = of_folder[around]
                break
        if policy != inherited:
            yield folder, policy


def _root_policy(site: ServedSite) -> str:
    """Return the policy of the start page, which applies to all folders without their own."""
    return site.policies.get(f"{site.below}index.html", site.usual)


def _address(old: str, site: ServedSite) -> str:
    """Return the pattern of an address for mod_rewrite: without the base path, and decoded."""
    return _rule(f"^{re.escape(unquote(old).removeprefix(site.base_path))}$")


def _target(new: str) -> str:
    """Return an address quoted so that nothing is read as a variable or a back reference."""
    return quote(new, safe="/:?#[]@!&'()*+,;=~-._%").replace("%", "\\%")
