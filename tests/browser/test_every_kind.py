"""Every service and kind on one page, in three engines: nobody is asked before a click, then who is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser

from plugins.embeds.services import EmbedKind, load_all
from tests.browser.engines import LOADED_AT, Walk, walk_in_chromium, walk_in_firefox, walk_in_webkit
from tests.browser.every_kind import FORMS, PAGE, PAGE_OF_FORMS, build_every_kind, kinds, named_hosts
from tests.conftest import Once
from tools.serving import Served, served
from tools.visiting import Visits

WIDTHS = (280, 320, 375, 412, 768, 1280)
SLOW = pytest.mark.slow
SERVICES = {service.id: service for service in load_all()}


@pytest.fixture(scope="module")
def every_kind(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve that site, built by one worker of a run."""
    with served(once("every-kind", lambda: build_every_kind(tmp_path_factory.mktemp("kinds")))) as running:
        yield running


@pytest.mark.parametrize("width", [320, 1280])
def test_the_same_space_stands_around_every_form(browser: Browser, every_kind: Served, width: int) -> None:
    """A line of its own, a code, or one within whatever: the text before and after keeps the same distance."""
    with Visits(browser, every_kind.url) as visit:
        page, _foreign = visit(PAGE_OF_FORMS, width=width)
        gaps = page.locator(".prose").evaluate(
            """prose => {
                const find = text => [...prose.querySelectorAll("p, summary")].filter(one => one.textContent === text);
                const boxes = [...prose.querySelectorAll("consent-embed")].map(one => one.getBoundingClientRect());
                const [before, after] = ["Davor", "Danach"].map(find);
                const last = box => before.map(one => one.getBoundingClientRect().bottom).findLast(y => y <= box.top);
                const next = box => after.map(one => one.getBoundingClientRect().top).find(y => y >= box.bottom);
                return boxes.map(box => [box.top - last(box), next(box) - box.bottom]);
            }"""
        )

    assert len(gaps) == len(FORMS)
    *gaps, in_table = [[round(gap) for gap in both] for both in gaps]
    assert {tuple(both) for both in gaps} == {(32, 32)}
    assert max(in_table) <= 36, "a cell has lines and a little room of its own"


def kind_of(box: dict[str, Any]) -> EmbedKind:
    """Return the kind of a *box* of a walk."""
    service, kind, *_ = box["named"]
    return SERVICES[service].kinds[kind]


def test_every_kind_is_there(browser: Browser, every_kind: Served) -> None:
    """One placeholder for each kind of each service, in order; with a frame, if the registry knows one."""
    with Visits(browser, every_kind.url) as visit:
        page, _foreign = visit(PAGE)
        shown = page.locator("consent-embed").evaluate_all(
            "all => all.map(one => ['service', 'kind', 'ref', 'src'].map(name => one.getAttribute(name)))"
        )

    expected = list(kinds())
    assert [one[:3] for one in shown] == [[service.id, example.kind, example.ref] for service, example in expected]
    for (_service, example), one in zip(expected, shown, strict=True):
        assert (one[3] or "").startswith(example.src or "")
        assert bool(one[3]) == bool(example.src)


@pytest.mark.parametrize(
    ("engine", "widths"),
    [
        pytest.param(walk_in_chromium, (LOADED_AT,), id="chromium-quick"),
        pytest.param(walk_in_chromium, (280, *WIDTHS[2:]), id="chromium", marks=SLOW),
        pytest.param(walk_in_firefox, WIDTHS, id="firefox", marks=SLOW),
        pytest.param(walk_in_webkit, WIDTHS, id="webkit", marks=SLOW),
    ],
)
def test_every_kind_keeps_the_promises(
    request: pytest.FixtureRequest, every_kind: Served, engine: Callable[..., list[Walk]], widths: tuple[int, ...]
) -> None:
    """Loaded, removed, for good, withdrawn, failed: asked is who is named, and nothing moves but by a told height."""
    walks = engine(every_kind.url + PAGE, widths, request)

    assert [walk.seen["width"] for walk in walks] == list(widths)
    for walk in walks:
        if walk.seen["width"] == LOADED_AT:
            assert_asked_as_named(walk)
            assert_heights_by_message(walk)
        assert walk.asked_before == []
        assert_nothing_moved(walk)
        assert_sizes(walk)


def assert_asked_as_named(walk: Walk) -> None:
    """Each click asks the host of that frame alone; what the frame asks for stands in the registry."""
    boxes = walk.seen["boxes"]
    framed = [urldefrag(box["named"][3]).url for box in boxes]
    documents = [urldefrag(url).url for url in walk.asked if "/x.gif?frame=" not in url]
    assert list(dict.fromkeys(documents)) == framed  # WebKit asks twice where a connection was not ready
    asked: dict[str, set[str]] = {}
    for url in walk.asked:
        address = urlsplit(url)
        asked.setdefault(parse_qs(address.query).get("frame", [url])[0], set()).add(address.netloc)
    for box, src in zip(boxes, framed, strict=True):
        service = SERVICES[box["named"][0]]
        own = urlsplit(src).netloc
        assert service.is_frame_host(own)
        assert asked[src] == {own, *(named_hosts(service) if is_first(box, boxes) else ())}
    assert walk.seen["alone"] == list(dict.fromkeys(box["named"][0] for box in boxes))


def is_first(box: dict[str, Any], boxes: list[dict[str, Any]]) -> bool:
    """Return whether *box* is the first of its service."""
    return next(one for one in boxes if one["named"][0] == box["named"][0]) is box


def assert_nothing_moved(walk: Walk) -> None:
    """No element of the page has moved or changed its size in any state, and nothing is cut off at the side."""
    seen = walk.seen
    assert seen["moved"] == []
    assert seen["sideways"] <= 0
    assert seen["shift"] in (0, None)
    assert set(seen["failed"].values()) == {len(seen["boxes"])}, "offline, and silent where frames are waited for"


def assert_sizes(walk: Walk) -> None:
    """Each frame has come, with the ratio of its kind to two per cent or with its height."""
    for box in walk.seen["boxes"]:
        kind = kind_of(box)
        assert box["loaded"], box
        assert box["status"] == box["said"]
        if kind.ratio:
            wide, high = map(int, kind.ratio.split("/"))
            assert box["width"] / box["height"] == pytest.approx(wide / high, rel=0.02), box
        else:
            assert box["height"] == kind.height, box


def assert_heights_by_message(walk: Walk) -> None:
    """A frame that tells its height gets it in one change, and the line one reads stays where it is."""
    told = walk.seen["told"]
    assert [kind_of(one).height_from for one in told] == [
        kind.height_from for box in walk.seen["boxes"] if (kind := kind_of(box)).height_from
    ]
    assert {(one["height"], one["changes"]) for one in told} == {(433, 1)}
    assert abs(walk.seen["eye"]) <= len(told), "one pixel a change: WebKit scrolls by whole ones"
