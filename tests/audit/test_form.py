"""The editors' form: only where it was asked for, and with its own policy to the word."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.audit import Finding, audit
from plugins.editor_form.backend import Repository
from plugins.editor_form.page import page
from tests.audit.sites import HOST, write
from tests.audit.sites import page as sound_page

GITLAB = Repository("gitlab", "https://gitlab.opencode.de", "a/b", app_id="1")
LEGAL = [("Impressum", "/impressum/"), ("Datenschutz", "/datenschutz/"), ("Barrierefreiheit", "/barrierefreiheit/")]
SOUND = page("Probe", GITLAB, LEGAL, on_this_machine=False)
PROGRAM = "fetch('https://api.github.com/x'); const text = '{{name}} http://localhost:5174';"


def found(
    folder: Path,
    html: str,
    hosts: frozenset[str] | None = frozenset(GITLAB.hosts),
    more: dict[str, str | bytes] | None = None,
) -> list[Finding]:
    """Return what the audit says of a sound site with the form *html* in it, and with *more* files."""
    form: dict[str, str | bytes] = {
        "redaktion/index.html": html,
        "redaktion/program/index.js": PROGRAM,
        "redaktion/form.js": "",
        "redaktion/form.css": "",
        "redaktion/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    return audit(write(folder, {**form, **(more or {})}), own_hosts=frozenset({HOST}), form_hosts=hosts)


def test_a_form_that_was_asked_for_passes(tmp_path: Path) -> None:
    """Though its program knows addresses of others: its page's policy keeps it from them."""
    assert found(tmp_path, SOUND) == []


def test_a_form_nobody_asked_for_does_not(tmp_path: Path) -> None:
    """Nor does its program get away with anything."""
    checks = {finding.check for finding in found(tmp_path, SOUND, None)}

    assert {"form", "policy", "scripts", "leftovers"} <= checks


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("connect-src 'self' blob: data: https://gitlab.opencode.de", "connect-src *"),
        ("https://gitlab.opencode.de;", "https://gitlab.opencode.de https://api.github.com;"),
        ("https://gitlab.opencode.de;", ";"),
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
    """Weaker, stricter, too late or missing: none of it is what was agreed."""
    assert old in SOUND

    assert "form" in {finding.check for finding in found(tmp_path, SOUND.replace(old, new))}


def test_no_page_hides_beside_the_form(tmp_path: Path) -> None:
    """What the form may do, another page in its folder may not."""
    write(tmp_path, {"redaktion/program/more.html": SOUND})

    assert ("form", "redaktion/program/more.html") in {(one.check, one.path) for one in found(tmp_path, SOUND)}


def test_a_form_that_is_missing_is_noticed(tmp_path: Path) -> None:
    """It was asked for."""
    findings = audit(write(tmp_path), own_hosts=frozenset({HOST}), form_hosts=frozenset())

    assert [finding.check for finding in findings] == ["form"]


def test_other_pages_are_asked_for_no_less(tmp_path: Path) -> None:
    """The form's policy on any other page is too weak."""
    files: dict[str, str | bytes] = {"redaktion/index.html": SOUND, "index.html": SOUND.replace('"../', '"')}

    findings = audit(write(tmp_path, files), own_hosts=frozenset({HOST}), form_hosts=frozenset(GITLAB.hosts))

    assert ("policy", "index.html") in {(finding.check, finding.path) for finding in findings}


@pytest.mark.parametrize(
    ("body", "is_refused"),
    [
        ('<script src="/redaktion/form.js"></script>', True),
        ('<script src="redaktion/program/index.js"></script>', True),
        ('<img src="/redaktion/logo.svg" alt="">', True),
        ('<a href="/redaktion/">Zum Formular</a>', False),
    ],
)
def test_no_other_page_loads_what_belongs_to_the_form(tmp_path: Path, body: str, is_refused: bool) -> None:
    """Its program knows addresses of others, and only its own page's policy keeps it from them."""
    findings = found(tmp_path, SOUND, more={"index.html": sound_page(body)})
    said = {(finding.check, finding.path) for finding in findings}

    assert (("form", "index.html") in said) == is_refused
