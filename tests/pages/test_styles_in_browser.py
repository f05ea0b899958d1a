"""A browser reads the same rules from the joined style sheet as from the theme's own files."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from plugins.site.assets.styles import LAYERS, join_styles
from tools.chromium import Chromium

CSS = Path(__file__).resolve().parents[2] / "theme/static/css"
# The rules as Chromium understood them: it drops what it cannot read, and spells the rest its own way
RULES = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return [...sheet.cssRules].map((rule) => rule.cssText).join("\\n");
}"""


@pytest.mark.slow
def test_a_browser_reads_the_same_rules(playwright: Playwright, chromium: Chromium) -> None:
    """Nothing the theme says is lost or changed on the way, rule by rule."""
    blocks = sorted((CSS / "blocks").glob("*.css"))
    files = [CSS / "tokens.css", CSS / "base.css", CSS / "layout.css", *blocks, CSS / "utilities.css"]
    written = "\n".join([LAYERS, *(file.read_text(encoding="utf-8") for file in files)])
    short = join_styles(CSS, lambda url: f"../{url}").decode()

    browser = playwright.chromium.launch(executable_path=chromium.path, args=[*chromium.switches])
    page = browser.new_page()
    expected, seen = (_without_space(page.evaluate(RULES, css)) for css in (written, short))
    browser.close()

    assert len(expected) > 1000
    assert seen == expected


def _without_space(rules: str) -> str:
    """Return *rules* without spaces in custom properties.

    Chromium passes them on as they were written.
    """
    return " ".join(rules.split()).replace(", ", ",").replace("( ", "(").replace(" )", ")")
