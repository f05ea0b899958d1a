"""Services that a site switches on for itself."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from plugins.embeds.services import load_all
from tests.build.conftest import Build
from tests.build.test_embed_examples import write

MAP = '<iframe src="https://www.openstreetmap.org/export/embed.html?bbox=7,50,8,51&amp;layer=mapnik"></iframe>'
TOOT = (
    '<blockquote class="mastodon-embed" data-embed-url="https://social.bund.de/@bfdi/112233445566778899/embed">x'
    "</blockquote>"
)
LOADER = '<script data-allowed-prefixes="https://social.bund.de/" async src="https://social.bund.de/embed.js"></script>'


def enable(content: Path, value: str) -> None:
    """Add the list of services to site.yaml, with the text of its page of networks."""
    path = content / "site.yaml"
    accounts = "".join(f"  {service.id}: {{open: Unser Auftritt}}\n" for service in load_all() if service.optional)
    text = path.read_text("utf-8").replace("accounts:\n", f"accounts:\n{accounts}")
    path.write_text(f"{text}\nservices_enabled: {value}\n", encoding="utf-8")


def test_an_optional_service_is_off(build: Build, content: Path) -> None:
    """Until site.yaml says otherwise, its frames are foreign ones."""
    write(content, "karte", MAP)

    result = build()

    assert result.code == 1
    assert "fall-karte.md:6: Dieses Fenster <iframe>" in result.complained


def test_an_optional_service_is_switched_on_by_name(build: Build, content: Path, output: Path) -> None:
    """Then it is like the seven: in the panel, in the privacy page, in the policy of its pages."""
    enable(content, "[openstreetmap, mastodon]")
    write(content, "karte", f"{MAP}\n\n{TOOT}{LOADER}\n\nhttps://social.bund.de/@bfdi/112233445566778899")

    result = build()

    assert (result.code, result.complained) == (0, "")
    page = (output / "aktuelles/fall-karte/index.html").read_text("utf-8")
    placed = [node.attributes for node in LexborHTMLParser(page).css("consent-embed")]
    assert [(one["service"], one["kind"]) for one in placed] == [("openstreetmap", "map"), *[("mastodon", "post")] * 2]
    assert placed[2]["src"] == "https://social.bund.de/@bfdi/112233445566778899/embed"
    assert "https://www.openstreetmap.org" in page
    assert "OpenStreetMap Foundation" in (output / "datenschutz/index.html").read_text("utf-8")


def test_a_service_nobody_knows_is_named(build: Build, content: Path) -> None:
    """A typing error does not silently leave a network off."""
    enable(content, "[mastdon]")

    result = build()

    assert result.code == 1
    assert "„mastdon“" in result.complained
    assert all(service.id in result.complained for service in load_all() if service.optional)
