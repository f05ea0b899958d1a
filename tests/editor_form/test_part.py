"""The form as a part of the site: its page passes the audit by rules written apart from it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from plugins.audit import Finding, audit
from plugins.editor_form import EditorForm, audit_rules
from plugins.editor_form.backend import Repository
from plugins.editor_form.cheat_sheet import cheat_sheet
from plugins.editor_form.page import page, policy
from plugins.publish.web_servers.header_table import common_headers
from plugins.publish.web_servers.site_files import policy_of
from tests.audit.sites import HOST, write

LEGAL = [("Impressum", "/impressum/"), ("Datenschutz", "/datenschutz/"), ("Barrierefreiheit", "/barrierefreiheit/")]
GITLAB = {"repository": "gitlab", "host": "https://gitlab.opencode.de", "project": "a/b", "app_id": "1"}
SOUND = page("Probe", Repository(GITLAB["repository"], GITLAB["host"], "a/b", app_id="1"), LEGAL, on_this_machine=False)


def found(folder: Path, html: str, published: str = "true") -> list[Finding]:
    """Return what the audit says of a sound site with the form, whose page is *html*."""
    files: dict[str, str | bytes] = {
        "redaktion/index.html": html,
        "redaktion/form.js": "fetch('https://api.github.com/x')",
        "redaktion/form.css": "",
        "redaktion/cheat-sheet.css": "",
        "redaktion/spickzettel/index.html": cheat_sheet("Probe", LEGAL),
        "redaktion/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    rules = EditorForm(Path).rules({"form": {**GITLAB, "published": published}})
    return audit(write(folder, files), own_hosts=frozenset({HOST}), parts=(rules,))


def test_the_page_of_the_form_passes(tmp_path: Path) -> None:
    """It may contact the repository that site.yaml names."""
    assert found(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://gitlab.opencode.de;", "https://gitlab.opencode.de https://api.github.com;"),
        ("manifest-src blob:; ", ""),
        ("media-src 'self' blob:", "media-src *"),
        ("style-src 'self' 'unsafe-inline'", "style-src 'self'"),
    ],
)
def test_another_policy_than_agreed_is_refused(tmp_path: Path, old: str, new: str) -> None:
    """Be it weaker or stricter."""
    assert old in SOUND

    assert "form" in {finding.check for finding in found(tmp_path, SOUND.replace(old, new))}


def test_a_form_that_is_not_to_be_published_is_refused(tmp_path: Path) -> None:
    """Files of it in the output are a mistake."""
    assert "form" in {finding.check for finding in found(tmp_path, SOUND, "false")}


def test_the_policy_is_written_down_twice() -> None:
    """If one were worked out from the other, a mistake would vouch for itself."""
    for name in ("audit_rules", "page"):
        tree = ast.parse((Path(audit_rules.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
        modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert modules.isdisjoint({"plugins.editor_form.page", "plugins.editor_form.audit_rules"}), name


def test_the_form_keeps_its_policy_and_its_window() -> None:
    """It signs in through a window of the repository's host, which has to be able to answer."""
    assert policy_of(SOUND.encode(), "redaktion/index.html") == (
        f"{policy(['https://gitlab.opencode.de'])}; frame-ancestors 'self'"
    )
    assert common_headers("redaktion/index.html")["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
