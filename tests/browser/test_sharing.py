"""Sharing: plain links that ask nobody before the click, and two buttons where the browser can do more."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from plugins.embeds.services import load
from tools.visiting import Visits

ARTICLE = "/aktuelles/breitbandgedoens/"
CANONICAL = f"https://www.lebensbildung-digital.nrw{ARTICLE}"


@pytest.mark.parametrize("java_script", [True, False])
def test_the_links_need_no_script(visit: Visits, java_script: bool) -> None:
    """Mail and each network that takes a page's address; the address is the public one, and no dead button is shown."""
    page, foreign = visit(ARTICLE, java_script=java_script)
    links = {link.inner_text(): str(link.get_attribute("href")) for link in page.locator(".share a").all()}

    assert list(links) == ["Per E-Mail", *(f"Bei {service.name}" for service in load() if service.share)]
    for link in links.values():
        values = [value for found in parse_qs(urlsplit(link).query).values() for value in found]
        assert CANONICAL in values
    assert parse_qs(urlsplit(links["Per E-Mail"]).query)["subject"] == [
        page.get_by_role("heading", level=1).inner_text()
    ]
    if not java_script:
        expect(page.locator(".share").get_by_role("button")).to_have_count(0)
    assert foreign == []


@pytest.mark.parametrize("path", [ARTICLE, "/veranstaltungen/kongress-leben-in-nrw/", "/clip/breitbandgedoens/"])
def test_articles_events_and_films_can_be_shared(visit: Visits, path: str) -> None:
    """Whatever is news can be passed on."""
    page, _foreign = visit(path)

    expect(page.get_by_role("heading", name="Weitersagen")).to_be_visible()


def test_the_address_can_be_copied(visit: Visits) -> None:
    """One press, and the public address is in the clipboard; a message says so and the focus stays."""
    page, foreign = visit(ARTICLE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = page.get_by_role("button", name="Adresse kopieren")

    copy.click()

    expect(page.locator(".share").get_by_role("status")).to_contain_text("Zwischenablage")
    expect(copy).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()") == CANONICAL
    assert foreign == []


def test_a_refusal_is_told(visit: Visits) -> None:
    """If the browser does not let the page copy, the reader learns where the address stands."""
    page, _foreign = visit(ARTICLE)
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")

    page.get_by_role("button", name="Adresse kopieren").click()

    expect(page.locator(".share").get_by_role("status")).to_contain_text("Adresszeile")
    assert visit.console == []


def test_the_devices_own_sheet_is_used_where_there_is_one(visit: Visits) -> None:
    """A telephone offers its apps; elsewhere there is no such button. Closing the sheet is no failure."""
    page, _foreign = visit(ARTICLE)
    expect(page.get_by_role("button", name="Mit einer App teilen")).to_have_count(0)
    page.add_init_script(
        "navigator.share = what => { window.shared = what; return Promise.reject(new DOMException('', 'AbortError')) }"
    )
    page.goto(ARTICLE)

    page.get_by_role("button", name="Mit einer App teilen").click()

    shared = page.evaluate("window.shared")
    assert shared["url"] == CANONICAL
    assert shared["title"] == page.get_by_role("heading", level=1).inner_text()
    expect(page.locator(".share").get_by_role("status")).to_have_text("")
