"""Every service and kind on one page: nobody is asked before a click, and after it only who is named."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from plugins.cli import commands
from plugins.embeds.services import Example, Service, load_all
from tests.browser.consent import ONCE, button, press
from tools.serving import Served, served
from tools.visiting import Visits

CONTENT = Path(__file__).parents[1] / "site"
PAGE = "/alle-arten/"
FRONT = "---\ntitle: Alle Arten\nsummary: Von jedem Dienst jede Art.\n---\n"


def kinds() -> Iterator[tuple[Service, Example]]:
    """Yield an example of each kind of each service, optional ones too."""
    for service in load_all():
        for kind in service.kinds:
            yield service, next(example for example in service.examples if example.kind == kind)


def pasted(service: Service, example: Example) -> str:
    """Return what an editor pastes to show *example*: its address, or a code where only that counts."""
    if not example.code_only:
        return example.input
    if example.src:
        return f'<iframe src="{example.src}"></iframe>'
    code = next(code for code in service.codes if not code.kinds or example.kind in code.kinds)
    named = code.selector
    element, place = named.element or "div", code.address[0]
    marks = {"class": named.class_name, named.attribute or "data-x": named.value, place: example.input}
    written = " ".join(f'{name}="{value}"' for name, value in marks.items() if value)
    return f"<{element} {written}></{element}>"


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a site on which all services are enabled, with the page of all kinds."""
    content = tmp_path_factory.mktemp("kinds") / "content"
    shutil.copytree(CONTENT, content)
    facts = content / "site.yaml"
    names = ", ".join(service.id for service in load_all())
    facts.write_text(f"{facts.read_text('utf-8')}services: [{names}]\n", encoding="utf-8")
    codes = [pasted(service, example) for service, example in kinds() if not example.account_only]
    (content / "pages/alle-arten.md").write_text(FRONT + "\n\n".join(codes) + "\n", encoding="utf-8")
    folder = content.parent / "site"
    assert commands.build(content, folder, None, True, True) == 0
    with served(folder) as running:
        yield running


@pytest.fixture
def visit_every_kind(browser: Browser, every_kind: Served) -> Iterator[Visits]:
    """Open pages of that site."""
    with Visits(browser, every_kind.url) as visits:
        yield visits


def loading(service: Service) -> str:
    """Return a frame that asks every host which *service* says it may ask."""
    hosts = [host.replace("*.", "any.") for host in service.hosts]
    return "<!doctype html><title>Stub</title>" + "".join(f'<img src="https://{host}/x.gif" alt="">' for host in hosts)


def test_every_kind_is_there_and_silent(visit_every_kind: Visits) -> None:
    """One placeholder for each kind of each service, in order, and no request to anybody."""
    page, foreign = visit_every_kind(PAGE)
    page.mouse.wheel(0, 100_000)
    page.wait_for_timeout(300)

    shown = page.locator("consent-embed").evaluate_all(
        "all => all.map(one => ['service', 'kind', 'ref', 'src'].map(name => one.getAttribute(name)))"
    )

    expected = [(service, example) for service, example in kinds() if not example.account_only]
    assert [one[:3] for one in shown] == [[service.id, example.kind, example.ref] for service, example in expected]
    for (_service, example), one in zip(expected, shown, strict=True):
        assert (one[3] or "").startswith(example.src or "")
        assert bool(one[3]) == bool(example.src)
    assert foreign == []
    assert visit_every_kind.violations == []


@pytest.mark.parametrize("service", load_all(), ids=lambda service: service.id)
def test_a_click_asks_exactly_whom_the_registry_names(visit_every_kind: Visits, service: Service) -> None:
    """After each click the page itself asks the host of that frame alone; all that is asked stands in the registry."""
    page, foreign = visit_every_kind(PAGE, service_stub=lambda _url: loading(service))
    named = {host.replace("*.", "any.") for host in service.hosts}
    framed = page.locator(f'consent-embed[service="{service.id}"][src]').all()
    assert framed

    for box in framed:
        foreign.clear()
        press(button(box, ONCE))
        frame = box.locator("> iframe")
        frame.scroll_into_view_if_needed()
        page.wait_for_timeout(150)
        src = str(box.get_attribute("src"))
        assert foreign[0] == src.partition("#")[0] or foreign[0] == src
        assert urlsplit(src).netloc in service.frame_hosts
        assert {urlsplit(url).netloc for url in foreign} <= named
        press(button(box, "entfernen"))

    foreign.clear()
    press(button(framed[0], "dauerhaft"))
    for box in framed:
        box.locator("> iframe").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert {urlsplit(url).netloc for url in foreign} == named
    assert page.locator("iframe").count() == len(framed), "no other service has loaded"
    assert visit_every_kind.violations == []
