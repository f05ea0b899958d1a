"""The services of a site: those that its list names, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.embeds.services import load
from tests.build.conftest import Build
from tests.build.test_embed_examples import write

pytestmark = pytest.mark.slow

MAP = '<iframe src="https://www.openstreetmap.org/export/embed.html?bbox=7,50,8,51&amp;layer=mapnik"></iframe>'
TOOT = (
    '<blockquote class="mastodon-embed" data-embed-url="https://social.bund.de/@bfdi/112233445566778899/embed">x'
    "</blockquote>"
)
LOADER = '<script data-allowed-prefixes="https://social.bund.de/" async src="https://social.bund.de/embed.js"></script>'
POST = "https://social.bund.de/@bfdi/112233445566778899"
DEFAULT = ", ".join(service.id for service in load())


def settle(content: Path, lines: str) -> int:
    """Put *lines* into site.yaml in the place of our accounts; return the number of the first."""
    path = content / "site.yaml"
    before, _, after = path.read_text("utf-8").partition("accounts:\n")
    rest = after[after.index("\naccessibility:") :]
    path.write_text(f"{before}{lines}{rest}", encoding="utf-8")
    return before.count("\n") + 1


def leave_out_networks(content: Path) -> None:
    """Take every network out of the texts."""
    for name in (
        "articles/2016/standbild.md",
        "clips/fremder-film.md",
        "pages/sieben.md",
        "pages/social-media.md",
        "pages/zwei-klick.md",
    ):
        (content / name).unlink()


@pytest.mark.parametrize("pasted", [POST, f"[Ein Beitrag]({POST})", f"{TOOT}{LOADER}"])
def test_a_network_that_the_list_lacks_is_told_with_both_lines(build: Build, content: Path, pasted: str) -> None:
    """A line in the text and one in site.yaml, and what to type in either."""
    line = settle(content, f"services: [{DEFAULT}]\n")
    write(content, "beitrag", pasted)

    result = build()

    assert result.code == 1
    assert result.complained.count("→") == 1, result.complained
    assert f"fall-beitrag.md:6: Der Beitrag „{POST}“ käme von Mastodon" in result.complained
    assert f"content/site.yaml:{line}" in result.complained
    assert f"services: [{DEFAULT}, mastodon]" in result.complained
    assert f"[bei Mastodon]({POST})" in result.complained


def test_a_film_of_a_network_that_the_list_lacks_is_told_with_both_lines(build: Build, content: Path) -> None:
    """The film of a clip is no link that could stand in a sentence."""
    line = settle(content, "services: [mastodon]\n")
    (content / "pages/zwei-klick.md").unlink()

    result = build()

    assert result.code == 1
    assert "fremder-film.md:" in result.complained
    assert f"content/site.yaml:{line}" in result.complained
    assert "Bitte eine eigene Datei angeben" in result.complained


def test_a_service_that_is_named_is_there(build: Build, content: Path, output: Path) -> None:
    """It is in the panel, in the privacy page, in the policy of its pages."""
    settle(content, f"services: [openstreetmap, mastodon, {DEFAULT}]\n")
    write(content, "karte", f"{MAP}\n\n{TOOT}{LOADER}\n\n{POST}")

    result = build()

    assert result.complained == ""
    assert result.code == 0
    page = (output / "aktuelles/fall-karte/index.html").read_text("utf-8")
    placed = [node.attributes for node in LexborHTMLParser(page).css("consent-embed")]
    assert [(one["service"], one["kind"]) for one in placed] == [("openstreetmap", "map"), *[("mastodon", "post")] * 2]
    assert placed[2]["src"] == f"{POST}/embed"
    assert "https://www.openstreetmap.org" in page
    assert "OpenStreetMap Foundation" in (output / "datenschutz/index.html").read_text("utf-8")
    panel = LexborHTMLParser((output / "social-media/index.html").read_text("utf-8")).css(".consent-panel-name")
    assert [name.text() for name in panel][:3] == ["OpenStreetMap", "Mastodon", "Facebook"]


def test_a_post_comes_from_an_instance_that_the_site_names(build: Build, content: Path, output: Path) -> None:
    """Policy, privacy page and audit know the site's own instance, and no other."""
    settle(content, f"services: [mastodon, {DEFAULT}]\ninstances: {{mastodon: [social.example]}}\n")
    write(content, "beitrag", "https://social.example/@amt/112233445566778899")

    result = build()

    assert result.complained == ""
    assert result.code == 0
    page = (output / "aktuelles/fall-beitrag/index.html").read_text("utf-8")
    assert "frame-src https://social.example;" in page
    privacy = (output / "datenschutz/index.html").read_text("utf-8")
    assert 'href="https://social.example/privacy-policy"' in privacy
    assert "mastodon.social" not in privacy


def test_a_post_of_its_own_instance_is_no_bare_address(check: Build, content: Path) -> None:
    """It becomes an embed, so nobody has to give it words."""
    settle(content, f"services: [mastodon, {DEFAULT}]\ninstances: {{mastodon: [social.example]}}\n")
    write(content, "beitrag", "https://social.example/@amt/112233445566778899")

    assert "Als Linktext steht hier die Adresse" not in check().complained


def test_a_site_without_services_has_no_panel_and_no_way_to_it(build: Build, content: Path, output: Path) -> None:
    """No page offers a switch, explains a network or leads to settings that are not there."""
    settle(content, "services: []\n")
    leave_out_networks(content)
    path = content / "site.yaml"
    path.write_text(
        path.read_text("utf-8").replace("  - {title: Social Media, address: /social-media/}\n", ""), "utf-8"
    )

    result = build()

    assert result.complained == ""
    assert result.code == 0
    for page in output.rglob("*.html"):
        text = page.read_text("utf-8")
        for trace in ("consent-", "social-media", "dienste", *(service.name for service in load())):
            assert trace not in text, (page, trace)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("services: [mastdon]\n", ("„mastdon“ gibt es nicht. Es gibt: facebook, ", "services: [mastodon]")),
        ("services:\n", ("keine Liste. Es gibt: facebook, ", "services: []")),
        ("services_enabled: [mastodon]\n", (f"services: [{DEFAULT}, mastodon]",)),
        ("instances: {youtube: [a.example]}\n", ("instances: {mastodon: [mastodon.social], peertube: [",)),
        ("instances: {mastodon: https://a.example/}\n", ("„https://a.example/“", "mastodon: [a.example]")),
    ],
)
def test_a_mistake_in_the_list_is_told(build: Build, content: Path, lines: str, told: tuple[str, ...]) -> None:
    """A typing error does not silently leave a network off, and the former key says what to type."""
    line = settle(content, lines)

    result = build()

    assert result.code == 1
    assert f"site.yaml:{line}: " in result.complained
    assert all(words in result.complained for words in told), result.complained
    assert "Nicht gebaut: 1 Fehler." in result.complained


def test_what_belongs_to_a_network_that_is_not_there_is_a_warning(build: Build, content: Path) -> None:
    """Our account with a network appears nowhere unless the list names it; that stops nothing."""
    settle(content, f'services: [{DEFAULT}]\naccounts: {{mastodon: {{url: "https://a.example/@amt"}}}}\n')

    result = build()

    assert result.complained == ""
    assert result.code == 0
