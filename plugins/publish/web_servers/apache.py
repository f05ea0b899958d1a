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
_TWIN = r"(?:\.(?:br|gz))?"
_ORIGIN = "Access-Control-Allow-Origin"
_PAGE = rf"\.html{_TWIN}$"
_TEXTS = "|".join(ending.lstrip(".") for ending in TEXTS)


def files(site: ServedSite) -> dict[str, bytes]:
    """Return the files by their paths below the document root."""
    found = {f"{site.below}{NAME}": "".join(f"{line}\n" for line in _root(site)).encode()}
    for folder, policy in _differing(site):
        found[f"{folder}{NAME}"] = "".join(f"{line}\n" for line in _policy(policy)).encode()
    return found


def quote_apache(text: str) -> str:
    """Return *text* as Apache reads it as one word that holds no variable. Raises PolicyError if it cannot be."""
    if _UNSAFE.search(text):
        raise PolicyError(text[:80])
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _rule(text: str) -> str:
    """Return *text* as mod_rewrite reads it as one word: it takes quotes away and leaves backslashes as they are."""
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
    yield from _hidden()
    for former, present in site.moves:
        yield f"RewriteRule {_address(former, site)} {_rule(_target(present))} [R=301,L,NE]"
    yield from _twins()
    yield from _types()
    for name, value in {**ALWAYS, "Content-Security-Policy": CLOSED}.items():
        yield f"Header always set {name} {quote_apache(value)}"
    yield from _rows()
    yield from _policy(_of_root(site))
    for path, policy in site.policies.items():
        name = path.removeprefix(site.below)
        if "/" not in name and name != "index.html":
            yield from _policy(policy, rf"^{re.escape(name)}{_TWIN}$")


def _hidden() -> Iterator[str]:
    """Yield rules that refuse what is there, but not for readers under its own name."""
    for pattern in (r"(?:^|/)\.(?!well-known/)", r"(?:^|/)_(?:headers|redirects)$"):
        yield f"RewriteRule {_rule(pattern)} - [R=404,L]"
    for pattern in (rf"\.(?:{_TEXTS})\.(?:br|gz)", r"/404\.html"):
        asked = rf"^[A-Z]+ [^ ?]*{pattern}[ ?]"
        yield 'RewriteCond %{ENV:REDIRECT_STATUS} "^$"'  # not when the page for it is fetched
        yield f"RewriteCond %{{THE_REQUEST}} {_rule(asked)}"
        yield 'RewriteRule "^" - [R=404,L]'


def _twins() -> Iterator[str]:
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
    unnamed = rf"^(?!.*\.(?:{named}){_TWIN}$)"
    yield f"<FilesMatch {quote_apache(unnamed)}>"
    yield f"    ForceType {OTHERWISE}"
    yield "</FilesMatch>"
    for name, kind in (*((f".*{re.escape(ending)}", kind) for ending, kind in TEXTS.items()), (r"feed\.xml", FEED)):
        yield f"<FilesMatch {quote_apache(f'^{name}{_TWIN}$')}>"
        yield f"    ForceType {quote_apache(kind)}"
        yield "    Header always set Vary Accept-Encoding"
        yield "</FilesMatch>"


def _rows() -> Iterator[str]:
    """Yield the columns of the table; the later of two lines holds."""
    by_name = {
        FileClass.PICTURE: "",
        FileClass.DATA: r"\.(?:xml|ics|json|txt|csv)",
        FileClass.OWN_DATA: r"(?:\.js|\.css|release\.json)",
        FileClass.PAGE: r"\.html",
    }
    for sort, ending in by_name.items():
        yield f"<FilesMatch {quote_apache(f'{ending}{_TWIN}$')}>"
        yield from _row(sort)
        yield "</FilesMatch>"
    for sort, pattern in (
        (FileClass.OWN_DATA, "/pagefind/"),
        (FileClass.PART, PATTERN.removesuffix("$") + f"{_TWIN}$"),
    ):
        yield f'<If "%{{REQUEST_URI}} =~ m#{pattern}#">'
        yield from _row(sort)
        yield "</If>"


def _row(sort: FileClass) -> Iterator[str]:
    row = TABLE[sort]
    yield f"    Header always set Cache-Control {quote_apache(row.cache)}"
    yield f"    Header always set Cross-Origin-Resource-Policy {row.embedded_by}"
    yield f"    Header always {'set' if row.read_by_all else 'unset'} {_ORIGIN}{' *' if row.read_by_all else ''}"


def _policy(policy: str, pages: str = _PAGE) -> Iterator[str]:
    yield f"<FilesMatch {quote_apache(pages)}>"
    yield f"    Header always set Content-Security-Policy {quote_apache(policy)}"
    yield "</FilesMatch>"


def _differing(site: ServedSite) -> Iterator[tuple[str, str]]:
    """Yield each folder below the site's own with a page whose policy is not that of the folder around it."""
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
        inherited = _of_root(site)
        while around := around.rstrip("/").rpartition("/")[0]:
            around += "/"
            if around == site.below:
                break
            if around in of_folder:
                inherited = of_folder[around]
                break
        if policy != inherited:
            yield folder, policy


def _of_root(site: ServedSite) -> str:
    """Return the policy of the first page, which goes for all folders that say nothing else."""
    return site.policies.get(f"{site.below}index.html", site.usual)


def _address(former: str, site: ServedSite) -> str:
    """Return the pattern of an address, as a rule sees it: without the base path, and decoded."""
    return _rule(f"^{re.escape(unquote(former).removeprefix(site.base_path))}$")


def _target(present: str) -> str:
    """Return an address in which nothing is taken for a variable or a back reference."""
    return quote(present, safe="/:?#[]@!&'()*+,;=~-._%").replace("%", "\\%")
