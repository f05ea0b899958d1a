"""Files that do not belong on a server or cannot be read, and leftovers of the build."""

import gzip
import os
from pathlib import Path

import brotli
import pytest

from plugins.audit import audit
from tests.audit.sites import checks, found, in_body, page, write

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.mark.parametrize(
    "path",
    [
        "kontakt.html",
        "kontakt/seite.htm",
        "a/404.html",
        "a.xhtml",
        "a.php",
        "a.PHP",
        "a.py",
        "artikel.md",
        "site.yaml",
        ".env",
        "prod.env",
        ".DS_Store",
        "media/.versteckt/a.jpg",
        ".well-known/.versteckt",
        "a.html~",
        "a.css.bak",
        "dump.sql",
        "a.svgz",
    ],
)
def test_a_file_that_must_not_be_published_is_found(tmp_path: Path, path: str) -> None:
    """Sources, programs, hidden files and stray pages stay at home."""
    assert "files" in checks(found(tmp_path, {path: page() if "htm" in path else "Text"}))


@pytest.mark.parametrize(
    "path",
    [
        "404.html",
        ".well-known/security.txt",
        "robots.txt",
        "media/a.pdf",
        "media/daten.tar.gz",
        "CNAME",
        "a/a.ics",
    ],
)
def test_what_belongs_on_a_server_passes(tmp_path: Path, path: str) -> None:
    """Downloads and the files of servers and agents are welcome."""
    assert found(tmp_path, {path: page() if path.endswith(".html") else "Text"}) == []


def test_a_page_without_its_ending_is_found(tmp_path: Path) -> None:
    """Without a type, some browsers guess: and this would be a page nobody has read."""
    assert "files" in checks(found(tmp_path, {"seite": "\n <script>a()</script>"}))


def test_links_and_pipes_are_found_and_left_alone(tmp_path: Path) -> None:
    """A symbolic link may lead out of the site, and reading a pipe would never end."""
    write(tmp_path)
    (tmp_path / "media/link.jpg").symlink_to("/etc/hostname")
    (tmp_path / "media/ordner").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "media/a.html")

    assert [f.path for f in audit(tmp_path)] == ["media/a.html", "media/link.jpg", "media/ordner"]


COPIES = [
    ("index.html.gz", gzip.compress(page().encode())),
    ("index.html.br", brotli.compress(page().encode())),
]


@pytest.mark.parametrize(("path", "content"), COPIES)
def test_a_faithful_compressed_copy_passes(tmp_path: Path, path: str, content: bytes) -> None:
    """A server may send the copy instead of the page."""
    assert found(tmp_path, {path: content}) == []


@pytest.mark.parametrize(("path", "content"), COPIES)
def test_an_outdated_compressed_copy_is_found(tmp_path: Path, path: str, content: bytes) -> None:
    """Readers would get something that nobody has checked."""
    assert checks(found(tmp_path, {path: content, "index.html": page("neu")})) == {"files"}


@pytest.mark.parametrize("path", ["index.html.gz", "index.html.br", "weg.html.gz", "weg.css.br"])
def test_a_broken_or_lonely_compressed_copy_is_found(tmp_path: Path, path: str) -> None:
    """It must unpack, and belong to a file."""
    assert checks(found(tmp_path, {path: b"\x1f\x8bx"})) == {"files"}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("index.html", page("Ä").encode("latin-1")),
        ("index.html", page("Ä").encode("utf-16")),
        ("assets/style.css", b"a{content:'\xff'}"),
        ("a.json", b"{'a': 1}"),
        ("a.json", b""),
        ("a.json", b"[NaN]"),
        ("a.json", b"[" * 100_000),
        ("a.webmanifest", b"{"),
        ("media/a.svg", b"<svg>"),
        ("media/a.svg", b""),
        ("media/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image xlink:href="a"/></svg>'),
        ("media/a.svg", f'<?xml version="1.0" encoding="iso-8859-1"?>{SVG}'.encode()),
        ("media/a.svg", f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG}'.encode()),
        ("media/a.svg", f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/hostname">%a;]>{SVG}'.encode()),
        (
            "media/a.svg",
            b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><l>&b;&b;&b;</l>',
        ),
        ("media/a.svg", b'<!DOCTYPE svg SYSTEM "//e.example/x.dtd"><svg>&nbsp;</svg>'),
        ("feed.xml", b"<feed>&nbsp;</feed>"),
        ("assets/style.css", b"a{background:url(a b)}"),
        ("assets/style.css", b"a{background:url(../media/moor.jpg"),
        ("assets/style.css", b'@charset "shift_jis";a{}'),
        ("assets/a.js", b"\xff"),
    ],
)
def test_what_cannot_be_read_is_found(tmp_path: Path, path: str, content: bytes) -> None:
    """Nobody can vouch for a file that nobody can read."""
    assert "unreadable" in checks(found(tmp_path, {path: content}))


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """Some editors write one, and every browser knows it."""
    assert found(tmp_path, {"index.html": b"\xef\xbb\xbf" + page().encode(), "a.json": b"\xef\xbb\xbf{}"}) == []


@pytest.mark.parametrize(
    "script",
    [
        "fetch('https://e.example/x')",
        "fetch('HTTP://e.example')",
        "import 'https://e.example/x.js'",
        "import('//e.example/x.js')",
        "importScripts(`//e.example/x.js`)",
        "new WebSocket('wss://e.example/')",
        "fetch('https:\\/\\/e.example/')",
        "// https://e.example/",
        "'http://www.w3.org.e.example/'",
    ],
)
def test_an_address_in_a_script_is_found(tmp_path: Path, script: str) -> None:
    """Our scripts know nobody: addresses stand in the HTML, where readers can see them."""
    assert checks(found(tmp_path, {"assets/a.js": script})) == {"scripts"}


@pytest.mark.parametrize(
    "script",
    [
        "document.createElementNS('http://www.w3.org/2000/svg', 'svg')",
        "import './b.js'; import('/assets/c.js') // said // twice",
        "const address = this.getAttribute('src'), protocol = 'https:'",
        "x.split('//'); /https?:/.test(y)",
    ],
)
def test_a_script_without_addresses_passes(tmp_path: Path, script: str) -> None:
    """Names of the W3C's namespaces are no addresses, and a slash is no host."""
    assert found(tmp_path, {"assets/a.js": script}) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>{static}/bild.jpg</p>",
        '<p title="{static}/a b.jpg">x</p>',
        '<a href="{filename}/a.md">x</a>',
        '<img src="{attach}a.jpg" alt="">',
        "<p>{{ site.name }}</p>",
        "<p>{% if x %}</p>",
        "<p>&lbrace;&lbrace; x }}</p>",
        '<p title="{{ x }}">x</p>',
        "<p>\x1fembed:0\x1f</p>",
        "<p>&#31;link:0</p>",
        "<p>a\x00b</p>",
        "<p>a\x07b</p>",
        "<p>a\x7fb</p>",
        "<p>a\x85b</p>",
        "<code>a\x1fb</code>",
        "<!-- \x1f -->",
        '<p title="a\x02b">x</p>',
        "<p>klzzwxh:0001</p>",
        "<p>\x02klzzwxh:0\x03</p>",
        "<pre>klzzwxh:3</pre>",
        '<a href="None">x</a>',
        '<a href="/aktuelles/None/">x</a>',
        '<img src="undefined" alt="">',
        '<time datetime="None">x</time>',
        '<meta name="description" content="None">',
        '<a href="http://localhost:8000/">x</a>',
        '<a href="//127.0.0.1/">x</a>',
        '<a href="http://[::1]:8000/">x</a>',
        "<p>Siehe http://localhost:8000/aktuelles/</p>",
        '<p data-path="/tmp/tmpab12/a.html">x</p>',
        "<p>/home/lea/lebensbildung/content/a.md</p>",
        "<p>/var/folders/xy/a</p>",
        "<p>C:\\Users\\lea\\a.md</p>",
        '<a href="file:///home/lea/a.md">x</a>',
        "<template><p>{{ x }}</p></template>",
        '<script type="application/ld+json">{"url": "http://localhost:8000/"}</script>',
        '<script type="application/ld+json">{"image": "{static}/a.jpg"}</script>',
    ],
)
def test_what_the_build_forgot_is_found(tmp_path: Path, body: str) -> None:
    """Placeholders, marks and addresses of somebody's machine are not for readers."""
    assert "leftovers" in checks(in_body(tmp_path, body))


@pytest.mark.parametrize(
    "place",
    ["C:\\Users\\lea\\Bild.jpg", "c:\\temp\\Bild.jpg.", "/home/lea/fotos/Bild.jpg", "file:///C:/fotos/Bild.jpg",
     "/Users/lea/Bild.jpg,"],
)  # fmt: skip
def test_a_place_on_a_computer_is_told_with_the_name_there(tmp_path: Path, place: str) -> None:
    """Who pasted it knows which file is meant; the way to it helps no reader, and may name a person."""
    (finding,) = in_body(tmp_path, f"<p>{place}</p>")

    assert finding.remedy.startswith("Bitte nur den Namen dort schreiben: Bild.jpg.")


@pytest.mark.parametrize(
    "body",
    [
        "<code>{{ name }}</code> <pre>{% if x %} {static}</pre> <p><code><b>{{ x }}</b></code></p>",
        "<p>{ein} {static {Klammern}} 50 % {x}</p>",
        '<p>None</p><a href="/kontakt/?None">None</a><a href="https://e.example/None/">x</a>',
        "<p>localhost und 127.0.0.1, http://localhost.e.example/</p>",
        "<code>http://localhost:8000/ /tmp/a.txt</code>",
        '<a href="https://e.example/tmp/a.html">x</a> <a href="https://e.example/home/lea/a">x</a>',
        "<p>und/oder, 1/2, //, a\\b, /tmp, /home</p>",
        "<p>Tab\tund\r\nZeile</p>",
    ],
)
def test_what_only_looks_forgotten_passes(tmp_path: Path, body: str) -> None:
    """Code may show braces, and words are words."""
    assert in_body(tmp_path, body) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("robots.txt", "Sitemap: http://localhost:8000/sitemap.xml"),
        ("sitemap.xml", "<urlset><loc>http://127.0.0.1:8000/</loc></urlset>"),
        ("a.ics", "SUMMARY:{{ title }}"),
        ("a.json", '{"a": "{static}/x"}'),
        ("media/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="i" i:f="/home/lea/a.png"/>'),
        ("feed.xml", "<feed xmlns='http://www.w3.org/2005/Atom'><title>{{ x }}</title></feed>"),
        (
            "feed.xml",
            "<feed xmlns='http://www.w3.org/2005/Atom'><content type='html'>&lt;p>{{ x }}</content></feed>",
        ),
        ("assets/a.js", "a('http://localhost:8000/')"),
    ],
)
def test_what_the_build_forgot_in_other_files_is_found(tmp_path: Path, path: str, text: str) -> None:
    """Machines read these files, and cannot laugh about it."""
    assert "leftovers" in checks(found(tmp_path, {path: text}))


def test_code_in_other_files_passes(tmp_path: Path) -> None:
    """Braces are the daily bread of scripts and styles, and of code shown in a feed."""
    feed = "<feed xmlns='http://www.w3.org/2005/Atom'><content type='html'>&lt;code>{{ x }}</content></feed>"
    files: dict[str, str | bytes] = {
        "assets/a.js": "if(a){{b()}}",
        "feed.xml": feed,
        "assets/style.css": "a{}",
    }
    assert found(tmp_path, files) == []
