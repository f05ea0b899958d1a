"""The form on the published site: it starts, offers to sign in, and asks nobody before somebody does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from plugins.cli import commands
from tools.environment import ROOT
from tools.serving import served
from tools.visiting import Visits

GITLAB = "host: 'https://gitlab.opencode.de', app_id: 0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("repository", "offer"),
    [
        (f"{{published: true, repository: gitlab, project: a/b, {GITLAB}}}", "Mit GitLab anmelden"),
        ("{published: true, repository: github, project: a/b}", "Mit Zugriffstoken anmelden"),
    ],
    ids=["gitlab", "github"],
)
def test_the_published_form_offers_to_sign_in(browser: Browser, tmp_path: Path, repository: str, offer: str) -> None:
    """Below a sub-path, as on a shared host."""
    content, output = Path(shutil.copytree(ROOT / "tests" / "site", tmp_path / "content")), tmp_path / "site" / "unter"
    with (content / "site.yaml").open("a", encoding="utf-8") as facts:
        facts.write(f"form: {repository}\n")
    assert commands.build(content, output, "https://www.beispiel.de/unter/", False, True) == 0

    with served(output.parent) as shown, Visits(browser, shown.url) as visits:
        page, foreign = visits("/unter/redaktion/")
        page.get_by_role("button", name="Formular öffnen").click()
        names = page.get_by_role("button").filter(has_text="nmelden")
        names.first.wait_for()

        # Sveltia sets names apart by invisible signs.
        expect(names.first).to_have_text(offer.replace("GitLab", "\u2068GitLab\u2069"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Redaktion Probe")
        assert foreign == []
        assert visits.violations == []
        assert visits.console == []
