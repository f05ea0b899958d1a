"""Is there a file in the output that has no business on a web server?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.element import words
from plugins.audit.model.finding import Finding, quote_text

_HTML = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml"))
_RUNS = words(".php .phtml .phar .cgi .pl .py .rb .sh .bat .cmd .exe .jsp .asp .aspx .dll .so .swf .jar")
_SOURCES = words(
    ".md .markdown .yaml .yml .toml .ini .cfg .conf .env .sql .sqlite .db .log .pyc .jinja .j2 .scss .less .svgz"
)
_REMAINS = frozenset((".bak", ".orig", ".old", ".tmp", ".swp", ".rej", ".part"))
_FORBIDDEN = _RUNS | _SOURCES | _REMAINS


def check(site: BuiltSite) -> Iterator[Finding]:
    """Yield files of forbidden types, hidden ones, links, stray pages and unfaithful copies."""
    for path in sorted(site.read):
        if reason := _reason(PurePosixPath(path)):
            yield _finding(path, reason)
    for flaw in (*site.irregular, *site.mismatched_copies):
        yield _finding(flaw.path, flaw.reason)


def _reason(path: PurePosixPath) -> str:
    if any(part.startswith(".") for part in path.parts) and path.parts[0] != ".well-known":
        return "eine versteckte Datei"
    if any(part.startswith(".") for part in path.parts[1:]):
        return "eine versteckte Datei"
    suffix = path.suffix.lower()
    if suffix in _FORBIDDEN or path.name.endswith("~"):
        return f"von einer Art, die nicht veröffentlicht wird („{quote_text(suffix or path.name)}“)"
    if suffix in _HTML and path.name != "index.html" and str(path) != "404.html":
        return "eine Seite, die nicht index.html heißt: Ihre Adresse endete nicht mit einem Schrägstrich"
    return ""


def _finding(path: str, reason: str) -> Finding:
    verb = "" if reason.startswith(("gehört", "lässt", "enthält")) else "ist "
    return Finding(
        "files",
        path,
        path.rpartition("/")[2],
        f"Die Datei „{quote_text(path)}“ {verb}{reason}.",
        "Bitte aus content/media/ herausnehmen. Liegt sie dort nicht, geben Sie es bitte an die Entwicklung weiter.",
    )
