"""Parts added to the site: only where asked for, and with the agreed policy to the word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from plugins.audit import Finding, audit
from plugins.core.site_part import PartRules
from tests.audit.sites import FOOTER, HOST, write
from tests.audit.sites import page as sound_page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' blob: data:; connect-src 'self' blob: data:; form-action 'none'; frame-src 'none'; base-uri 'none'"
)
PART = PartRules(
    code="desk",
    title="Schreibtisch",
    prefix="tisch/",
    is_published=True,
    policy=POLICY,
    origins=("https://gitlab.opencode.de",),
    exempt=("leftovers", "policy", "scripts", "weight"),
    to_publish="Bitte weglassen.",
    source="plugins/desk/page.py",
)
SOUND = f"""<!doctype html>
<html lang="de"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="{POLICY.replace("connect-src 'self' blob: data:", "connect-src 'self' blob: data: https://gitlab.opencode.de")}">
<meta name="robots" content="noindex, nofollow"><title>Tisch</title>
<link rel="stylesheet" href="form.css"><script type="module" src="form.js"></script></head>
<body><h1>Tisch</h1>{FOOTER.format(base="../")}</body></html>"""
PROGRAM = "fetch('https://api.github.com/x'); const text = '{{name}} http://localhost:5174';"


def found(folder: Path, html: str, part: PartRules = PART, more: dict[str, str | bytes] | None = None) -> list[Finding]:
    """Return the findings in a sound site with *more* files and a part whose page is *html*."""
    files: dict[str, str | bytes] = {
        "tisch/index.html": html,
        "tisch/program/index.js": PROGRAM,
        "tisch/form.js": "",
        "tisch/form.css": "",
        "tisch/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    return audit(write(folder, {**files, **(more or {})}), own_hosts=frozenset({HOST}), parts=(part,))


def test_a_part_that_was_asked_for_passes(tmp_path: Path) -> None:
    """Though its program knows addresses of others: its page's policy keeps it from them."""
    assert found(tmp_path, SOUND) == []


def test_a_part_nobody_asked_for_does_not(tmp_path: Path) -> None:
    """Nor does its program get away with anything."""
    checks = {finding.check for finding in found(tmp_path, SOUND, replace(PART, is_published=False))}

    assert {"desk", "policy", "scripts", "leftovers"} <= checks


def test_an_unknown_part_gets_away_with_nothing(tmp_path: Path) -> None:
    """Whoever is not handed to the audit is exempt from nothing."""
    found(tmp_path, SOUND)

    checks = {finding.check for finding in audit(tmp_path, own_hosts=frozenset({HOST}))}

    assert {"policy", "scripts", "leftovers"} <= checks


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("connect-src 'self' blob: data: https://gitlab.opencode.de", "connect-src *"),
        ("https://gitlab.opencode.de;", "https://gitlab.opencode.de https://api.github.com;"),
        (" https://gitlab.opencode.de;", ";"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        ("script-src 'self'; ", ""),
        ("frame-src 'none'", "frame-src https://www.youtube-nocookie.com"),
        ("default-src 'none'", "default-src 'self'"),
        ("base-uri 'none'", "worker-src *; base-uri 'none'"),
        ('<meta http-equiv="Content-Security-Policy"', '<meta name="x"'),
        (
            '<meta http-equiv="Content-Security-Policy"',
            '<script src="form.js"></script><meta http-equiv="Content-Security-Policy"',
        ),
        ("noindex, nofollow", "all"),
    ],
)
def test_another_policy_is_refused(tmp_path: Path, old: str, new: str) -> None:
    """Weaker, stricter, too late or missing: none of it was agreed."""
    assert old in SOUND

    assert "desk" in {finding.check for finding in found(tmp_path, SOUND.replace(old, new))}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("default-src 'none'", "default-src 'self'"),
        ("default-src 'none'; ", ""),
        ("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
        ("script-src 'self'", "script-src 'self' https://cdn.example"),
        ("img-src 'self' blob: data:", "img-src *"),
        ("style-src 'self' 'unsafe-inline'", "style-src 'self' 'unsafe-inline' https://fonts.example"),
        ("connect-src 'self' blob: data:", "connect-src https:"),
        ("form-action 'none'", "form-action 'self'"),
        ("frame-src 'none'", "frame-src 'self'"),
        ("base-uri 'none'", "base-uri 'none'; worker-src https://a.example"),
    ],
)
def test_no_part_can_allow_itself_more(tmp_path: Path, old: str, new: str) -> None:
    """A mistake in the rules and the same in the page must not vouch for each other."""
    assert old in POLICY

    findings = found(tmp_path, SOUND.replace(old, new), replace(PART, policy=POLICY.replace(old, new)))

    assert "desk" in {finding.check for finding in findings}


@pytest.mark.parametrize("origin", ["*", "https:", "https://*.example", "http://a.example", "https://a.example/x", "a"])
def test_a_part_contacts_single_servers_by_https(tmp_path: Path, origin: str) -> None:
    """A word that stands for many hosts is none."""
    page = SOUND.replace("https://gitlab.opencode.de", origin)

    assert "desk" in {finding.check for finding in found(tmp_path, page, replace(PART, origins=(origin,)))}


@pytest.mark.parametrize("prefix", ["", "/", "a", "a/b/", "../"])
def test_a_part_has_one_folder(prefix: str) -> None:
    """An empty one would exempt the whole site."""
    with pytest.raises(ValueError, match="no folder"):
        replace(PART, prefix=prefix)


def test_no_page_hides_beside_that_of_a_part(tmp_path: Path) -> None:
    """Another page in its folder may not do the same."""
    write(tmp_path, {"tisch/program/more.html": SOUND})

    assert ("desk", "tisch/program/more.html") in {(one.check, one.path) for one in found(tmp_path, SOUND)}


def test_a_part_that_is_missing_is_noticed(tmp_path: Path) -> None:
    """It was asked for."""
    findings = audit(write(tmp_path), own_hosts=frozenset({HOST}), parts=(PART,))

    assert [finding.check for finding in findings] == ["desk"]


def test_other_pages_are_asked_for_no_less(tmp_path: Path) -> None:
    """The policy of a part on any other page is too weak."""
    findings = found(tmp_path, SOUND, more={"index.html": SOUND.replace('"../', '"')})

    assert ("policy", "index.html") in {(finding.check, finding.path) for finding in findings}


@pytest.mark.parametrize(
    ("body", "is_refused"),
    [
        ('<script src="/tisch/form.js"></script>', True),
        ('<script src="tisch/program/index.js"></script>', True),
        ('<img src="/tisch/logo.svg" alt="">', True),
        ('<a href="/tisch/">Zum Schreibtisch</a>', False),
    ],
)
def test_no_other_page_loads_what_belongs_to_a_part(tmp_path: Path, body: str, is_refused: bool) -> None:
    """Its program knows addresses of others, and only its own page's policy keeps it from them."""
    findings = found(tmp_path, SOUND, more={"index.html": sound_page(body)})
    said = {(finding.check, finding.path) for finding in findings}

    assert (("desk", "index.html") in said) == is_refused


def test_a_further_page_is_one_like_any_other(tmp_path: Path) -> None:
    """If the part names it; it is exempt from nothing, so a page without a policy is found."""
    page, bare = sound_page(), sound_page(csp="default-src *")
    named = replace(PART, pages=("tisch/hilfe/index.html",))

    assert found(tmp_path / "a", SOUND, named, {"tisch/hilfe/index.html": page}) == []
    assert {one.check for one in found(tmp_path / "b", SOUND, PART, {"tisch/hilfe/index.html": page})} == {"desk"}
    assert {one.check for one in found(tmp_path / "c", SOUND, named, {"tisch/hilfe/index.html": bare})} == {"policy"}
