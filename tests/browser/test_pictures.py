"""Pictures and galleries in a real browser, below a sub-path."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.images import samples
from tools import validators
from tools.browser_check.scripts import BARRIERS
from tools.environment import ROOT
from tools.serving import Served, served
from tools.visiting import Profiles, Visits

BASE = "/vorschau/mr-7"
BUILD = "import sys, pathlib; from plugins.cli import commands; P = pathlib.Path; sys.exit(commands.build(\
P(sys.argv[1]), P(sys.argv[2]), 'https://x.example/vorschau/mr-7/', True, True))"
HEAD = "---\ntitle: Bilder\nsummary: Bilder.\ndate: 2016-10-27\n{}---\n{}"
IMAGE = "image: {{src: /media/breit.jpg, alt: Ein Saal{}}}\n"
ARTICLES = {
    "ohne-unterschrift": HEAD.format(IMAGE.format(""), "Text ![Ein Bild](/media/breit.jpg) darin.\n"),
    "mit-unterschrift": HEAD.format(IMAGE.format(", caption: Der Saal"), "![Hoch](/media/hoch.jpg)\n"),
    "formen": HEAD.format(
        "image: {src: /media/panorama.jpg, alt: Weit}\n",
        "![Quadrat](/media/quadrat.jpg){.left}\n\n![Zeichnung](/media/bild.svg 'Unterschrift')\n\n"
        '<img id="x" src="/media/hoch.jpg" alt="Hoch">\n\n![Dunkel](/media/zwei.svg)\n',
    ),
    "bewegt": HEAD.format("", "![Lauf](/media/lauf.gif)\n\n![Schirm](/media/schirm.png)\n"),
}
GALLERY = "gallery:\n" + "".join(
    f"  - {{src: /media/{name}.jpg, alt: Bild {name}, caption: Unterschrift {name}, credit: Jemand}}\n"
    for name in ("breit", "hoch", "klein")
)
EVENT, CLIP = f"{BASE}/veranstaltungen/treffen/", f"{BASE}/clip/film/"
SEEN = """() => [...document.images].filter(one => one.srcset && one.checkVisibility()).map(one => [
    one.currentSrc, one.getBoundingClientRect().width, one.naturalWidth, +one.getAttribute("width")])"""
SHIFTS = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().map(
    one => one.value))).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done([]), 500))"""
PIXELS = "dialog[open] img"


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The tiny site with photos, a gallery and a poster, below a sub-path."""
    folder = tmp_path_factory.mktemp("pictured")
    content = Path(shutil.copytree(ROOT / "tests" / "site", folder / "content"))
    media = content / "media"
    (media / "breit.jpg").write_bytes(samples.with_metadata(samples.photo(2400, 1600), "JPEG"))
    (media / "hoch.jpg").write_bytes(samples.with_metadata(samples.photo(1200, 900), "JPEG", orientation=6))
    (media / "klein.jpg").write_bytes(samples.with_metadata(samples.photo(200, 150), "JPEG"))
    (media / "quadrat.jpg").write_bytes(samples.save(samples.photo(700, 700), "JPEG"))
    (media / "panorama.jpg").write_bytes(samples.save(samples.photo(1300, 360), "JPEG"))
    for name in ("zwei.svg", "zwei.dark.svg"):
        shutil.copyfile(media / "bild.svg", media / name)
    (media / "schirm.png").write_bytes(samples.save(samples.quarters(800, 400), "PNG"))
    (media / "lauf.gif").write_bytes(samples.moving("GIF"))
    for name, text in ARTICLES.items():
        (content / "articles" / "2016" / f"{name}.md").write_text(text, encoding="utf-8")
    event, clip = content / "events" / "2016" / "treffen.md", content / "clips" / "film.md"
    event.write_text(event.read_text().replace("register:", f"{GALLERY}register:"), encoding="utf-8")
    clip.write_text(clip.read_text().replace("captions:", "poster: /media/breit.jpg\ncaptions:"), encoding="utf-8")
    command = [sys.executable, "-c", BUILD, str(content), str(folder / "site" / BASE.strip("/"))]
    (folder / "site" / "vorschau").mkdir(parents=True)
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with served(folder / "site") as running:
        yield running


@pytest.fixture
def see(browser: Browser, pictured: Served, profiles: Profiles) -> Iterator[Visits]:
    """Open pages of that site."""
    with Visits(browser, pictured.url, profiles) as visits:
        yield visits


def scrolled(page: Page) -> Page:
    """Return *page* with all its pictures loaded, as they are chosen for its width of now."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate("async () => { for (const one of document.images) { one.scrollIntoView(); await one.decode(); } }")
    return page


@pytest.mark.parametrize(
    "path", [*(f"{BASE}/aktuelles/{name}/" for name in ARTICLES), EVENT, f"{BASE}/"], ids=lambda path: path[13:]
)
def test_browsers_are_told_how_wide_a_picture_comes_out(see: Visits, path: str) -> None:
    """`sizes` and the theme's columns agree: no picture is blurred, none is loaded much too large."""
    page, _foreign = see(path)

    for width in (320, 500, 768, 959, 961, 1151, 1153, 1280, 1471, 1473, 1900):
        page.set_viewport_size({"width": width, "height": 800})
        seen = scrolled(page).evaluate(SEEN)
        assert seen or path == f"{BASE}/"
        for address, shown, told, full in seen:
            if told < full:  # a picture that is smaller than its place comes out as it is
                assert shown * 0.97 <= told <= shown * 1.25 + 16, (width, address, shown, told)
            assert shown <= full + 1 or path == EVENT, (width, "blown up")  # in a gallery all frames are of one size


def test_the_smallest_file_that_is_sharp_is_loaded(see: Visits) -> None:
    """A phone never loads what only a large screen shows, and both get AVIF."""
    names = {}
    for width, density in ((320, 1), (390, 3), (1280, 1), (1900, 2)):
        page = scrolled(see(f"{BASE}/aktuelles/ohne-unterschrift/", width=width, device_scale_factor=density)[0])
        names[width] = page.evaluate("document.images[0].currentSrc").rpartition("/")[2]

    assert {width: name.split(".")[0] for width, name in names.items()} == {
        320: "breit-320",
        390: "breit-1280",
        1280: "breit-960",
        1900: "breit-1920",
    }
    assert all(name.endswith(".avif") for name in names.values())


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "path", [*(f"{BASE}/aktuelles/{name}/" for name in ("mit-unterschrift", "formen", "bewegt")), EVENT, CLIP]
)
def test_nothing_moves_when_a_picture_arrives(see: Visits, path: str, width: int) -> None:
    """Every place is kept from the beginning."""
    page = scrolled(see(path, width=width)[0])

    assert sum(page.evaluate(SHIFTS)) < 0.001


def test_no_original_reaches_a_reader(see: Visits) -> None:
    """Whatever is typed behind a picture or in its tag; a drawing is another one on a dark page."""
    light, dark = (see(f"{BASE}/aktuelles/formen/", color_scheme=scheme)[0] for scheme in ("light", "dark"))

    shown = scrolled(light).evaluate("[...document.querySelectorAll('article img')].map(one => one.currentSrc)")
    assert [address.partition(BASE)[2] for address in shown if "/assets/" not in address] == [
        "/media/bild.svg",
        "/media/zwei.svg",
    ]
    assert len(shown) == 5
    last = "[...document.querySelectorAll('article img')].at(-1).currentSrc"
    assert scrolled(dark).evaluate(last).endswith("/media/zwei.dark.svg")


def test_who_wants_nothing_to_move_sees_a_still(see: Visits) -> None:
    """And everybody else the moving picture."""
    path = f"{BASE}/aktuelles/bewegt/"
    still, moving = (see(path, reduced_motion=wish)[0] for wish in ("reduce", "no-preference"))

    assert scrolled(still).evaluate("document.images[0].currentSrc").endswith(".webp")
    assert scrolled(moving).evaluate("document.images[0].currentSrc").endswith("/media/lauf.gif")


def test_the_poster_of_a_film_is_a_small_file(see: Visits) -> None:
    """A film takes one address only; every browser with film knows WebP."""
    page, _ = see(CLIP)

    poster = page.locator("video").get_attribute("poster") or ""
    assert poster.startswith(f"{BASE}/assets/breit-1280.")
    assert page.request.get(poster).ok


def test_a_gallery_without_script_is_links(see: Visits) -> None:
    """A click shows the large picture, the way back is the browser's."""
    page, _ = see(EVENT, java_script=False)
    assert not page.locator("dialog").is_visible()

    page.get_by_role("link", name="Bild 2 von 3 vergrößern: Bild hoch").click()

    assert "/assets/hoch-900." in page.url


def opened(see: Visits, number: int = 1, **profile: Any) -> Page:
    page, _ = see(EVENT, **profile)
    page.locator(".gallery-link").nth(number - 1).focus()
    page.keyboard.press("Enter")
    return page


def shown(page: Page) -> list[str]:
    """Return what the dialog shows: the count, the picture and its words."""
    dialog = page.get_by_role("dialog")
    return [
        dialog.get_by_role("status").inner_text(),
        dialog.locator("img").get_attribute("alt") or "",
        " ".join(dialog.locator("figcaption").inner_text().split()),
    ]


def test_a_gallery_can_be_walked_with_the_keyboard(see: Visits) -> None:
    """Enter opens, arrows go on and round, Escape closes, and the focus is where one has come to."""
    page = opened(see)
    assert shown(page) == ["Bild 1 von 3", "Bild breit", "Unterschrift breit Jemand"]

    page.keyboard.press("ArrowRight")
    assert shown(page) == ["Bild 2 von 3", "Bild hoch", "Unterschrift hoch Jemand"]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert shown(page)[0] == "Bild 3 von 3"
    page.keyboard.press("Escape")

    assert not page.get_by_role("dialog").is_visible()
    expect(page.get_by_role("link", name="Bild 3 von 3 vergrößern: Bild klein")).to_be_focused()
    assert see.violations == see.console == []


def test_a_gallery_can_be_walked_with_its_buttons(see: Visits) -> None:
    """The focus stays on the button, so that it can be pressed again."""
    page = opened(see)

    page.get_by_role("button", name="Nächstes Bild").click()
    page.keyboard.press("Enter")
    assert shown(page)[0] == "Bild 3 von 3"
    page.get_by_role("button", name="Voriges Bild").click()
    assert shown(page)[0] == "Bild 2 von 3"
    page.get_by_role("button", name="Schließen").click()

    assert not page.get_by_role("dialog").is_visible()


def test_the_viewer_is_no_trap(see: Visits) -> None:
    """Tab visits its buttons alone, the page behind it is out of reach, and Escape works from each."""
    page = opened(see)
    reached = []
    for _ in range(6):
        reached.append(page.evaluate("(document.activeElement.closest('button') ?? {innerText: 'BODY'}).innerText"))
        page.keyboard.press("Tab")

    assert {"Voriges", "Nächstes", "Schließen"} <= set(reached) <= {"Voriges", "Nächstes", "Schließen", "BODY"}
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()


def test_a_click_beside_the_picture_closes_nothing_else(see: Visits) -> None:
    """The picture itself is no button, and a new window stays one's own choice."""
    page = opened(see)
    page.locator(PIXELS).click()
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")

    with page.context.expect_page():
        page.locator(".gallery-link").first.click(modifiers=["ControlOrMeta"])

    assert not page.get_by_role("dialog").is_visible()


@pytest.mark.parametrize(("width", "density", "file"), [(320, 1, "breit-320"), (1280, 1, "breit-1280")])
def test_the_viewer_loads_what_its_window_needs(see: Visits, width: int, density: int, file: str) -> None:
    """No more than the window has points, although the link leads to the largest."""
    page = opened(see, width=width, device_scale_factor=density)
    page.locator(PIXELS).evaluate("one => one.decode()")

    assert f"/{file}." in page.locator(PIXELS).evaluate("one => one.currentSrc")


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (1280, 800)])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_picture_is_seen_whole_in_the_viewer(see: Visits, width: int, height: int, number: int) -> None:
    """Nothing is cut off or squeezed, nothing scrolls sideways, buttons stay in reach."""
    page = opened(see, number, width=width, height=height)
    page.locator(PIXELS).evaluate("one => one.decode()")

    box = page.locator(PIXELS).bounding_box()
    assert box
    assert box["width"] >= 60
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.locator(PIXELS).evaluate("one => getComputedStyle(one).objectFit") == "contain"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for button in page.get_by_role("dialog").get_by_role("button").all():
        place = button.bounding_box()
        assert place
        assert place["y"] + place["height"] <= height
        assert place["height"] >= 44


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_barrier_in_a_gallery_or_its_viewer(see: Visits, scheme: str, width: int) -> None:
    """As far as axe can tell, closed and open."""
    page, _ = see(EVENT, colour_scheme=scheme, width=width)
    page.evaluate(validators.axe_source())

    assert page.evaluate(BARRIERS) == []
    page.locator(".gallery-link").first.click()
    assert page.evaluate(BARRIERS) == []


def test_a_gallery_and_its_buttons_can_be_seen_in_chosen_colours(see: Visits) -> None:
    """Buttons are told by their words, and those are drawn."""
    page = opened(see, forced_colors="active")

    for button in page.get_by_role("dialog").get_by_role("button").all():
        assert button.is_visible()
        assert button.evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"


def test_on_paper_a_gallery_is_pictures_with_their_words(see: Visits) -> None:
    """No addresses of files below them, and no viewer, although it is open."""
    page, _ = see(EVENT)
    page.emulate_media(media="print")

    after = page.evaluate("getComputedStyle(document.querySelector('.gallery-link'), '::after').content")
    assert after in {"none", "normal"}
    assert page.get_by_text("Unterschrift hoch").is_visible()


def test_which_scripts_a_page_with_a_gallery_loads(see: Visits) -> None:
    """Its own, the one for sharing, and none about consent."""
    page, foreign = see(EVENT)

    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name).filter(name => name.endsWith('.js'))"
    )

    assert sorted(name.rpartition("/")[2].split(".")[0] for name in loaded) == ["gallery"]
    assert foreign == []


@pytest.mark.slow
def test_the_validators_have_nothing_to_say(pictured: Served) -> None:
    """HTML of pages with pictures and galleries, strictly."""
    paths = [EVENT, CLIP, *(f"{BASE}/aktuelles/{name}/" for name in ARTICLES)]
    ours = [pictured.folder / path.strip("/") / "index.html" for path in paths]

    found = [message for message in validators.vnu(ours) if message.severity != "info"]

    assert found == []
    assert validators.html_validate(ours) == []
