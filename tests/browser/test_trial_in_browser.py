"""The words above each page of a preview: seen, read out, printed, and nobody else is asked for them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tools.environment import ROOT
from tools.serving import served
from tools.validators import axe_source
from tools.visiting import Visits

BUILD = "import sys, pathlib; from plugins.cli import commands; P = pathlib.Path; \
sys.exit(commands.build(P('content'), P(sys.argv[1]), None, True, True, trial=True))"


@pytest.fixture(scope="module")
def previews(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visits]:
    """Visits to a preview of the reference site."""
    folder: Path = tmp_path_factory.mktemp("trial") / "site"
    subprocess.run([sys.executable, "-c", BUILD, str(folder)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with served(folder) as site, Visits(browser, site.url) as visits:
        yield visits


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_the_words_are_for_everybody(previews: Visits, width: int, colour_scheme: str) -> None:
    """Nothing sticks out, contrast is enough, and paper shows them too."""
    page, foreign = previews("/aktuelles/breitbandgedoens/", width=width, colour_scheme=colour_scheme)
    words = page.get_by_role("complementary", name="Vorschau")

    expect(words).to_contain_text("So würde diese Seite nach einer Änderung aussehen")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe_source())
    assert page.evaluate("axe.run().then(found => found.violations.map(one => one.id))") == []
    page.emulate_media(media="print")
    expect(words).to_be_visible()
    assert foreign == []
