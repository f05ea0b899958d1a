"""Every address on this site leads somewhere."""

from pathlib import Path

import pytest

from plugins.audit import audit
from tests.audit.sites import HOST, checks, found, page

FILES: dict[str, str | bytes] = {
    "aktuelles/index.html": page('<h2 id="alt">x</h2><a name="neu">x</a><b id="größe">x</b>'),
    "aktuelles/moor/index.html": page(),
    "media/a b.jpg": b"",
    "media/ä.jpg": b"",
    "media/a%b.jpg": b"",
    "media/z.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="pfeil"/></svg>',
    "feed.xml": '<feed xmlns="http://www.w3.org/2005/Atom"/>',
}


def with_link(folder: Path, html: str, base: str = "/") -> list[str]:
    """Return the quotes of the faults in *html* on the page /aktuelles/moor/."""
    moor = page(html, base=base)
    files = {path: page(base=base) if path.endswith(".html") else text for path, text in FILES.items()}
    findings = found(folder, {**(FILES if base == "/" else files), "aktuelles/moor/index.html": moor}, base)
    assert checks(findings) <= {"links"}
    return [finding.quote for finding in findings]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/weg/">x</a>',
        '<a href="/aktuelles/moor">x</a>',
        '<a href="/Aktuelles/">x</a>',
        '<a href="weg/">x</a>',
        '<a href="../weg/">x</a>',
        '<a href="/media/">x</a>',
        '<a href="/media/weg.jpg">x</a>',
        '<a href="/aktuelles/#weg">x</a>',
        '<a href="#weg">x</a>',
        '<a href="../#weg">x</a>',
        '<a href="?a=b#weg">x</a>',
        '<a href="/media/moor.jpg/">x</a>',
        '<a href="/media/%ff.jpg">x</a>',
        '<a href="/aktuelles%2fmoor/">x</a>',
        '<a href="\\weg\\">x</a>',
        '<a href="">x</a>',
        "<a href>x</a>",
        '<a href="http://">x</a>',
        '<img src="/media/weg.jpg" alt="">',
        '<img src="" alt="">',
        '<img src="/media/moor.jpg" srcset="/media/moor.jpg 1x, /media/weg.jpg 2x" alt="">',
        '<video src="/media/weg.mp4"></video>',
        '<video src="/media/moor.jpg" poster="/media/weg.jpg"></video>',
        '<video><source src="/media/weg.mp4"></video>',
        '<video><track src="/media/weg.vtt"></video>',
        '<form action="/weg/"></form>',
        '<button formaction="/weg/">x</button>',
        '<iframe src="/weg/"></iframe>',
        '<script src="/weg.js"></script>',
        '<svg><use href="/media/z.svg#weg"/></svg>',
        '<svg><use xlink:href="/media/weg.svg#a"/></svg>',
        '<svg><use href="#weg"/></svg>',
        '<meta http-equiv="refresh" content="0; url=/weg/">',
        '<link rel="alternate" href="/weg.xml">',
        f'<a href="https://{HOST}/aktuelles/">x</a>',
        f'<a href="//{HOST.upper()}/aktuelles/">x</a>',
        f'<img src="http://{HOST}/media/moor.jpg" alt="">',
        f'<link rel="stylesheet" href="https://{HOST}/assets/style.css">',
        '<b id="a">x</b><i id="a">x</i>',
        '<template><b id="a">x</b></template><a href="#a">x</a>',
    ],
)
def test_an_address_that_leads_nowhere_is_found(tmp_path: Path, html: str) -> None:
    """A reader would see „Seite nicht gefunden“, or leave a preview without noticing."""
    assert len(with_link(tmp_path, html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/">x</a> <a href="/aktuelles/">x</a> <a href="/aktuelles/index.html">x</a>',
        '<a href="../">x</a> <a href="./">x</a> <a href="../../">x</a> <a href="../../../..">x</a>',
        '<a href="/aktuelles/./moor/../moor/?a=b">x</a> <a href="/%61ktuelles/%2e%2e/aktuelles/">x</a>',
        '<a href="#">x</a> <a href="#top">x</a> <a href="#TOP">x</a> <a href="/aktuelles/#top">x</a>',
        '<a href="/aktuelles/#alt">x</a> <a href="../#neu">x</a> <a href="/aktuelles/#:~:text=x">x</a>',
        '<a href="/aktuelles/#größe">x</a> <a href="/aktuelles/#gr%C3%B6%C3%9Fe">x</a>',
        '<b id="hier">x</b><a href="#hier">x</a><a href="?a=b#hier">x</a>',
        '<img src="/media/a%20b.jpg" alt=""> <img src="/media/%C3%A4.jpg" alt="">',
        '<img src="/media/ä.jpg" alt="">',
        '<img src="/media/a%25b.jpg" alt=""> <img src=" /media/moor.jpg\n" alt="">',
        '<video src="/media/moor.jpg#t=10"></video> <a href="/media/moor.jpg#page=2">x</a>',
        '<svg><use href="/media/z.svg#pfeil"/><g id="g"/><use href="#g"/></svg>',
        '<a href="\\aktuelles\\">x</a>',
        f'<link rel="canonical" href="https://{HOST}/weg/"><meta property="og:url" content="https://{HOST}/weg/">',
        f'<p title="https://{HOST}/weg/">https://{HOST}/</p>',
        '<p id="">x</p><p id="">x</p>',
    ],
)
def test_an_address_that_leads_somewhere_passes(tmp_path: Path, html: str) -> None:
    """Relative, encoded, with a query or an anchor: the audit finds the page as a browser does."""
    assert with_link(tmp_path, html) == []


def test_what_lies_outside_the_base_path_is_dead(tmp_path: Path) -> None:
    """Below a sub-path, the root of the host is somebody else's."""
    html = "".join(f"<a href={a}>x</a>" for a in ("/aktuelles/", "/probe/aktuelles/", "../../../", "/probe"))
    assert with_link(tmp_path, html, "/probe/") == ["../../../", "/aktuelles/", "/probe"]


def test_an_address_is_quoted_as_it_stands_in_the_source(tmp_path: Path) -> None:
    """Editors write addresses without the base path, so that is how they are quoted."""
    assert with_link(tmp_path, '<a href="/probe/weg/">x</a>', "/probe/") == ["/weg/"]


def test_a_missing_slash_is_said_to_be_missing(tmp_path: Path) -> None:
    """The commonest mistake has its own remedy."""
    (finding,) = found(tmp_path, {"index.html": page('<a href="/kontakt#a">x</a>')})

    assert "/kontakt/#a" in finding.remedy


def test_what_is_present_elsewhere_is_not_dead(tmp_path: Path) -> None:
    """The caller may know of files that are not in this folder."""
    found(tmp_path, {"index.html": page('<a href="/suche/#x">x</a><a href="/media/film.mp4">x</a>')})

    assert audit(tmp_path, also_present=frozenset({"/suche/", "/media/film.mp4"})) == []


@pytest.mark.parametrize("css", ["@import 'weg.css';", "a{background:image-set('weg.png' 1x)}"])
def test_a_dead_string_in_a_stylesheet_is_found(tmp_path: Path, css: str) -> None:
    """Where CSS takes a string for an address, it counts as one."""
    assert checks(found(tmp_path, {"assets/style.css": css})) == {"links"}


@pytest.mark.parametrize("address", ["../media/weg.jpg", "/media/weg.jpg", "weg.jpg", "/weg/#x"])
def test_a_dead_address_in_a_stylesheet_is_found(tmp_path: Path, address: str) -> None:
    """Relative addresses in CSS start at the stylesheet."""
    css = f"a{{background:url({address})}}b{{background:url(../media/moor.jpg)}}"
    assert checks(found(tmp_path, {"assets/style.css": css})) == {"links"}


def test_relative_addresses_on_the_missing_page_are_found(tmp_path: Path) -> None:
    """404.html appears at any depth, so nothing on it may be relative."""
    assert checks(found(tmp_path, {"404.html": page('<a href="kontakt/">x</a>')})) == {"links"}


def test_an_anchor_on_the_missing_page_passes(tmp_path: Path) -> None:
    """A jump within the page works at any depth."""
    assert found(tmp_path, {"404.html": page('<a href="#a">x</a><p id="a">x</p>')}) == []


def test_a_sitemap_leads_to_pages_that_exist(tmp_path: Path) -> None:
    """Search engines would report every dead entry."""
    text = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>https://{HOST}/kontakt/</loc></url><url><loc>https://{HOST}/weg/</loc></url></urlset>"
    )
    (finding,) = found(tmp_path, {"sitemap.xml": text})

    assert (finding.check, finding.path, finding.quote) == ("links", "sitemap.xml", "/weg/")
