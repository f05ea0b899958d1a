"""Small built sites for the tests of the audit: a test puts one thing into a sound one."""

from __future__ import annotations

from pathlib import Path

from plugins.audit import Finding, audit
from plugins.audit.checks.legal_pages import LINKED
from plugins.audit.duties import ARTICLES, PRIVACY
from plugins.embeds.services import load_all
from plugins.site.head.csp import policy

HOST = "www.lebensbildung-digital.nrw"
FOOTER = (
    '<footer><a href="{base}impressum/">Impressum</a> <a href="{base}datenschutz/">Datenschutz</a> '
    '<a href="{base}barrierefreiheit/">Barrierefreiheit</a></footer>'
)


SERVICES = {service.id: service for service in load_all()}
EXPLAINED = "".join(
    f'<h2 id="dienst-{name}">{name}</h2><button type="button" role="switch" value="{name}">an</button>'
    for name in SERVICES
)
SAYS = "Dieser Satz hat genug Wörter, damit er etwas sagt."
NAMED = {name: " ".join(map(str, articles)) for name, articles in ARTICLES.items()}
STATED = {
    "stand": "teilweise vereinbar",
    "stand-tag": "19. Oktober 2026",
    "stand-verfahren": "Selbstbewertung",
    "rueckmeldung": '<a href="mailto:amt@beispiel.de">E-Mail</a>',
    "durchsetzung-adresse": "[noch offen: Anschrift]",
}
SECTIONS = "".join(
    f'<h2 id="{name}">{titles["de"]}</h2><p>{SAYS} {NAMED.get(name, "")}</p>' for name, titles in PRIVACY.items()
)
IMPRINT = '<dl><dd><a href="mailto:amt@beispiel.de">E-Mail</a></dd></dl>'
DUTIES = "".join(f'<dl><dd id="{name}">{text}</dd></dl>' for name, text in STATED.items())


def page(body: str = "", head: str = "", base: str = "/", csp: str | None = None) -> str:
    """Return a sound page with *body* and *head* in it; its policy allows all that *body* needs."""
    if csp is None:
        used = [name for name in SERVICES if f'<consent-embed service="{name}"' in body]
        hosts = (host for name in used for host in SERVICES[name].frame_hosts)
        csp = policy(hosts, framing="<iframe" in body.lower(), sending="<form" in body.lower())
    return (
        '<!doctype html><html lang="de"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{csp}"><title>Leben</title>'
        f"{head}</head><body><h1>Leben</h1>{body}{FOOTER.format(base=base)}</body></html>"
    )


def write(folder: Path, files: dict[str, str | bytes] | None = None, base: str = "/") -> Path:
    """Write a sound site into *folder*, with *files* added or put in place of its own."""
    sound: dict[str, str | bytes] = {f"{path}index.html": page(base=base) for path in ("", "kontakt/", *LINKED)}
    sound["impressum/index.html"] = page(IMPRINT, base=base)
    sound["datenschutz/index.html"] = page(SECTIONS + EXPLAINED, base=base)
    sound["barrierefreiheit/index.html"] = page(DUTIES, base=base)
    sound["media/moor.jpg"] = b"\xff\xd8\xff"
    sound["assets/style.css"] = "body{color:black}"
    for path, content in {**sound, **(files or {})}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def found(folder: Path, files: dict[str, str | bytes] | None = None, base: str = "/") -> list[Finding]:
    """Return the findings in a sound site with *files* added."""
    return audit(write(folder, files, base), base_path=base, own_hosts=frozenset({HOST}))


def in_body(folder: Path, body: str) -> list[Finding]:
    """Return the findings in a sound site whose start page holds *body*."""
    return found(folder, {"index.html": page(body)})


def in_head(folder: Path, head: str) -> list[Finding]:
    """Return the findings in a sound site whose start page has *head* in its head."""
    return found(folder, {"index.html": page(head=head)})


def checks(findings: list[Finding]) -> set[str]:
    """Return which checks had something to say."""
    return {finding.check for finding in findings}
