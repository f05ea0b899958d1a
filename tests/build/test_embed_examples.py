"""Pasted addresses and codes through a whole build: each case is one article."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.cli import commands
from tests.build.conftest import TINY_SITE, Build, fingerprint
from tests.conftest import Once
from tests.embeds.pasting import CODES, SURROUNDINGS

# What was agreed upon first, and what the specification says beyond that. A key `text` lists words that must survive.
EXAMPLES: list[dict[str, Any]] = [
    json.loads(line)
    for name in ("examples", "specified")
    for line in (TINY_SITE.parent / f"embeds/{name}.jsonl").read_text("utf-8").splitlines()
]
PASTED = {
    f"{pasted.name}-{name}": (around.format(pasted.code.replace("\n", " ")), pasted)
    for pasted in CODES
    for name, around in SURROUNDINGS.items()
    if name in ("alone", "sentence", "list", "table", "deep")
}
FRONT = "---\ntitle: Fall {name}\nsummary: Ein Fall für die Prüfung.\ndate: 2016-10-26\n---\n"
BODY_LINE = FRONT.count("\n") + 1
# One film at two places: upright from its fifth minute, and as it is without a word about it.
PLACES = (
    '<iframe width="315" height="560" src="https://www.youtube.com/embed/K2_uiH18gIV?start=300"></iframe>\n\n'
    "https://youtu.be/K2_uiH18gIV"
)
BLOCKED = {
    "frame-page": '<iframe src="https://www.youtube.com/@uba"></iframe>',
    "frame-like": '<iframe src="https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fwww.facebook.com%2Fuba"></iframe>',
    "frame-data": '<iframe src="data:text/html,<script>x()</script>"></iframe>',
    "frame-script": '<iframe src="java&#10;script:alert(1)"></iframe>',
    "frame-srcdoc": '<iframe srcdoc="<img src=//a.example/x>"></iframe>',
    "frame-local-srcdoc": '<iframe src="/media/bild.jpg" srcdoc="x"></iframe>',
    "frame-in-pre": '<pre><iframe src="https://a.example/"></iframe></pre>',
    "frame-after-comment": '<!--><iframe src="https://a.example/"></iframe>-->',
    "frame-in-svg": '<svg><foreignObject><iframe src="https://a.example/"></iframe></foreignObject></svg>',
    "frame-in-noscript": '<noscript><iframe src="https://a.example/"></iframe></noscript>',
    "frame-in-template": '<template><iframe src="https://www.youtube.com/embed/K2_uiH18gIV"></iframe></template>',
    "frameset": '<frameset><frame src="https://a.example/"></frameset>\n\n<frame src="https://a.example/">\n\n<script>1</script>',
    "object": '<object data="https://a.example/x.swf"></object>',
    "embed": '<embed src="https://a.example/x.swf">',
    "portal": '<portal src="https://a.example/"></portal>',
    "applet": '<applet code="x"></applet>',
    "script": '<script src="https://a.example/x.js"></script>',
    "script-inline": "<script>document.title=1</script>",
    "script-svg": "<svg><script>alert(1)</script></svg>",
    "script-local": '<script src="/media/x.js"></script>',
    "loader-x": '<script async src="https://platform.twitter.com/widgets.js"></script>',
    "loader-other": '<blockquote class="twitter-tweet"><a href="https://x.com/a/status/12345">x</a></blockquote>'
    '<script async src="//www.instagram.com/embed.js"></script>',
    "loader-more": '<a data-pin-do="embedPin" href="https://www.pinterest.de/pin/963400805092626706/"></a>'
    '<script async src="https://assets.pinterest.com/js/pinit.js.evil"></script>',
    "shell-foreign": '<blockquote class="twitter-tweet"><a href="https://a.example/a/status/12345">x</a></blockquote>'
    '<script async src="https://platform.twitter.com/widgets.js"></script>',
    "shell-picture": '<a data-flickr-embed="true" href="https://a.example/photos/uba/35137946427/">'
    '<img src="https://a.example/b.jpg"></a>',
    "widget-like": '<div class="fb-like" data-href="https://www.facebook.com/uba"></div>',
    "widget-comments": '<div class="fb-comments" data-href="https://a.example/"></div>',
    "widget-pin": '<a data-pin-do="buttonPin" href="https://www.pinterest.com/pin/create/button/">x</a>',
    "img": '<img src="https://a.example/b.jpg" alt="x">',
    "img-protocol": '<img src="//a.example/b.jpg" alt="x">',
    "img-backslash": '<img src="\\\\a.example/b.jpg" alt="x">',
    "img-srcset": '<img src="/media/bild.jpg" srcset="https://a.example/b.jpg 2x" alt="x">',
    "img-noscript": '<noscript><img src="https://a.example/b.gif" alt=""></noscript>',
    "img-markdown": "![Bild](https://a.example/b.jpg)",
    "img-preview": "[![Film](https://i.ytimg.com/vi/K2_uiH18gIV/0.jpg)](https://youtu.be/K2_uiH18gIV)",
    "video-poster": '<video src="/media/clip/film.mp4" poster="https://a.example/b.jpg"></video>',
    "video-source": '<video><source src="https://a.example/b.mp4"></video>',
    "video-track": '<video src="/media/clip/film.mp4"><track src="https://a.example/b.vtt"></video>',
    "audio": '<audio src="https://a.example/b.mp3"></audio>',
    "input-image": '<input type="image" src="https://a.example/b.png" alt="x">',
    "background": '<table background="https://a.example/b.png"><tr><td>x</td></tr></table>',
    "link-style": '<link rel="stylesheet" href="https://a.example/b.css">',
    "link-preconnect": '<link rel="preconnect" href="https://a.example">',
    "link-dns": '<link rel="dns-prefetch" href="//a.example">',
    "link-prefetch": '<link rel="prefetch" href="https://a.example/b">',
    "style-import": "<style>@import 'https://a.example/b.css';</style>",
    "style-url": "<style>p{background:url(https://a.example/b.png)}</style>",
    "style-attribute": '<p style="background:url(//a.example/b.png)">x</p>',
    "style-escaped": '<p style="background:\\75rl(https:\\2f\\2f a.example/b.png)">x</p>',
    "style-image-set": "<p style=\"background:image-set('https://a.example/b.png' 1x)\">x</p>",
    "svg-fill": '<svg><rect fill="url(https://a.example/b.svg#x)"/></svg>',
    "svg-image": '<svg><image href="https://a.example/b.png"/></svg>',
    "svg-use": '<svg><use xlink:href="https://a.example/b.svg#x"/></svg>',
    "svg-fe": '<svg><filter><feImage href="https://a.example/b.png"/></filter></svg>',
    "svg-animate": '<svg><a><animate attributeName="href" to="javascript:alert(1)"/><text>x</text></a></svg>',
    "math-link": '<math><mtext href="javascript:alert(1)">x</mtext></math>',
    "meta-refresh": '<meta http-equiv="refresh" content="0;url=https://a.example/">',
    "base": '<base href="https://a.example/">',
    "ping": '<a href="/datenschutz/" ping="https://a.example/">x</a>',
    "form": '<form action="https://a.example/"><button>x</button></form>',
    "formaction": '<form action="/suche/"><button formaction="https://a.example/">x</button></form>',
    "handler": '<p onclick="x()">x</p>',
    "handler-img": '<img src="/media/bild.jpg" alt="x" OnError = "x()">',
    "handler-attr-list": "Text\n{: onclick='x()' }",
    "link-javascript": "[Film](javascript:alert(2))",
    "link-javascript-tab": '<a href="java&Tab;script&colon;alert(1)">x</a>',
    "link-vbscript": '<a href="VBSCRIPT:x">x</a>',
    "link-data": "[Film](data:text/html,x)",
    "link-blob": '<a href="blob:https://a.example/x">x</a>',
    "beside-an-embed": '<iframe src="https://youtu.be/K2_uiH18gIV"></iframe>\n\n<img src="https://a.example/b.jpg" alt="x">',  # noqa: E501
    "inside-an-embed": '<p onclick="x()">a <iframe src="https://youtu.be/K2_uiH18gIV"></iframe> b</p>',
}
PASSING = {
    "picture": "![Moor](/media/bild.jpg)",
    "picture-html": '<img src="/media/bild.jpg" srcset="/media/bild.jpg 2x" alt="x">',
    "frame": '<iframe src="/media/bild.jpg" title="Moor"></iframe>',
    "film": '<video src="/media/clip/film.mp4" controls><track src="/media/clip/film.vtt"></video>',
    "link": '[Ministerium](https://www.beispiel.de/) und <a href="//www.beispiel.de/" cite="https://a.example/">x</a>',
    "cite": '<blockquote cite="https://a.example/x">Zitat</blockquote>',
    "xmlns": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>',
    "style": '<p style="color: red">x</p>',
    "style-attr-list": "Text\n{: style='color: red' }",
    "shell-alone": '<blockquote class="twitter-tweet"><a href="https://a.example/">x</a></blockquote>',
    "aligned-table": "| a | b |\n|:--|--:|\n| 1 | 2 |",
    "profile": "https://x.com/uba_de\n\nhttps://www.instagram.com/uba/",
    "mail": "[Post](mailto:a@example.org) und <tel:+49211>",
}


def write(content: Path, name: str, body: str) -> None:
    """Write an article with *body* into the folder *content*."""
    path = content / f"articles/2016/fall-{name}.md"
    path.write_text(FRONT.format(name=name) + body + "\n", encoding="utf-8")


def verdicts(*wanted: str) -> dict[str, dict[str, Any]]:
    """Return the examples whose verdict is one of *wanted*, by their ids."""
    return {case["id"]: case for case in EXAMPLES if case["expect"]["verdict"] in wanted}


@pytest.fixture(scope="module")
def built(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with an article for each case that must build, made once for all workers."""

    def build() -> Path:
        folder = tmp_path_factory.mktemp("examples")
        content = Path(shutil.copytree(TINY_SITE, folder / "content"))
        shutil.copy(content / "media/bild.jpg", content / "media/dev-moor.jpg")
        for name, case in verdicts("embed", "link", "code", "pass").items():
            write(content, name, case["input"])
        for name, (text, _) in PASTED.items():
            write(content, name, text)
        for name, text in {**PASSING, "places": PLACES}.items():
            write(content, name, text)
        assert commands.build(content, folder / "output", None, search=False, audit=True) == 0
        return folder / "output"

    return Path(once("embed-examples", build))


def page(output: Path, name: str) -> LexborHTMLParser:
    """Return the built article of the case *name*."""
    return LexborHTMLParser((output / f"aktuelles/fall-{name}/index.html").read_text("utf-8"))


def placeholders(tree: LexborHTMLParser) -> list[dict[str, object]]:
    """Return the promises of a page's placeholders; fail if one stands within running text."""
    assert tree.css_first("p consent-embed, span consent-embed, a consent-embed, h2 consent-embed") is None
    found: list[dict[str, object]] = []
    for node in tree.css("consent-embed"):
        attributes = node.attributes
        start = attributes.get("start")
        links = [(link.attributes["href"] or "").rstrip("/") for link in node.css("a[href]")]
        found.append(
            {"service": attributes["service"], "kind": attributes["kind"], "ref": attributes["ref"]}
            | {"start": int(start) if start else None, "links": links, "src": attributes.get("src")}
        )
    return found


def assert_is(found: dict[str, object], expected: dict[str, Any]) -> None:
    """Fail unless a placeholder is the expected one, with an ordinary link to the content."""
    names = ("service", "kind", "ref", "start")

    assert {name: found[name] for name in names} == {name: expected[name] for name in names}
    assert expected["url"].rstrip("/") in found["links"]  # type: ignore[operator]
    for value in (expected[name] for name in ("list", "hash") if name in expected):
        assert value in expected["url"]
        assert value in str(found["src"])


def assert_remains(tree: LexborHTMLParser, words: list[str]) -> None:
    """Fail unless a page still shows *words* beside its placeholders."""
    for placeholder in tree.css("consent-embed"):
        placeholder.decompose()
    (main,) = tree.css("main")
    shown = " ".join(main.text(deep=True).split())

    assert [text for text in words if text not in shown] == []


@pytest.mark.parametrize("name", verdicts("embed"))
def test_an_example_becomes_its_placeholders(built: Path, name: str) -> None:
    """Service, kind, ref, start and link are those of the specification.

    Nothing else is left of a code.
    """
    case = verdicts("embed")[name]
    tree = page(built, name)

    found = placeholders(tree)

    expected = [case["expect"], *case.get("expect_more", [])]
    assert len(found) == len(expected)
    for one, wanted in zip(found, expected, strict=True):
        assert_is(one, wanted)
    assert tree.css_first("main iframe, main script, main blockquote[class], main img") is None
    assert_remains(tree, case.get("text", []))


@pytest.mark.parametrize("name", PASTED)
def test_a_pasted_code_becomes_its_placeholder(built: Path, name: str) -> None:
    """Every code of every network, in sentences, lists, tables and within other elements."""
    pasted = PASTED[name][1]
    tree = page(built, name)

    found = placeholders(tree)

    assert len(found) == 1
    assert_is(
        found[0],
        {"service": pasted.service, "kind": pasted.kind, "ref": pasted.ref, "start": pasted.start, "url": pasted.url},
    )
    assert tree.css_first("main iframe, main script, main img, main noscript, #fb-root") is None


def test_two_places_of_a_film_keep_their_start_and_their_shape(built: Path) -> None:
    """The links, on paper too, and the feed lead to the place that the frame shows; each frame has its ratio."""
    found = page(built, "places").css("consent-embed")

    assert [node.attributes["data-ratio"] for node in found] == ["9/16", "16/9"]
    sources = [[link.attributes["href"] for link in node.css("a.consent-embed-source")] for node in found]
    whole = "https://www.youtube.com/watch?v=K2_uiH18gIV"
    assert sources == [[f"{whole}&t=300s"], [whole]]
    assert [len(node.css(f'a[href="{whole}"]')) for node in found] == [1, 1]
    assert f"{whole}&amp;t=300s" in (built / "aktuelles/fall-places/index.json").read_text("utf-8")


@pytest.mark.parametrize("name", [*verdicts("link", "code", "pass"), *PASSING])
def test_what_is_no_embed_stays(built: Path, name: str) -> None:
    """Links stay links, code stays code, local files stay; there is no placeholder."""
    tree = page(built, name)

    assert placeholders(tree) == []
    assert_remains(tree, verdicts("link", "code", "pass").get(name, {}).get("text", []))


@pytest.mark.parametrize(("name", "frames"), [("frame", "'self'"), ("picture", "'none'")])
def test_a_frame_of_our_own_is_let_in_where_there_is_one(built: Path, name: str, frames: str) -> None:
    """Browsers show one of our pages within another, and on all other pages nothing of the kind."""
    (meta,) = page(built, name).css("meta[http-equiv]")

    assert re.findall("frame-src ([^;]*);", meta.attributes["content"] or "") == [frames]


def test_everything_hostile_is_refused_in_one_run(build: Build, content: Path, output: Path) -> None:
    """Exit 1, every file named with a line of its body, and the former output byte for byte."""
    assert build().code == 0
    before = fingerprint(output)
    cases = {name: case["input"] for name, case in verdicts("blocked").items()} | BLOCKED
    for name, text in cases.items():
        write(content, name, text)

    result = build()

    assert result.code == 1
    assert fingerprint(output) == before
    lines = result.complained.splitlines()
    errors = {
        name: [line for line in lines if line.startswith(f"{content.as_posix()}/articles/2016/fall-{name}.md:")]
        for name in cases
    }
    assert [name for name, said in errors.items() if not said] == []
    places = {name: {int(line.split(".md:")[1].split(":")[0]) for line in said} for name, said in errors.items()}
    assert {name: found for name, found in places.items() if min(found) < BODY_LINE} == {}


# Each line holds a style that is dropped with a warning, and something that must be refused.
BESIDE_A_WARNING = {
    "picture": '<p style="color:red">x <img src="https://a.example/b.jpg" alt="x"></p>',
    "markdown": '<span style="color:red">x</span> ![x](https://a.example/b.jpg)',
    "handler": '<p style="color:red" onclick="x()">x</p>',
    "link": '<p style="color:red"><a href="javascript:x()">x</a></p>',
}


@pytest.mark.parametrize("name", BESIDE_A_WARNING)
def test_a_warning_hides_no_error_in_the_same_line(build: Build, content: Path, name: str) -> None:
    """What only deserves a warning must not take the place of what must be refused."""
    write(content, name, BESIDE_A_WARNING[name])

    result = build()

    assert result.code == 1
    assert f"fall-{name}.md:{BODY_LINE}: " in result.complained


# What browsers read in another way than it is spelled.
HARD_TO_FIND = {
    "css-escape": "<p style=\"background:url('\\68ttps://a.example/b.png')\">x</p>",
    "css-lines": "<p style=\"background:url('ht\\\ntps://a.example/b.png')\">x</p>",
    "css-open": "<style>p{background:url('https://a.example/b.png</style>",
    "control": '<a href="&#1;javascript:x()">x</a>',
    "markdown-escape": "[x](javascript:x\\(1\\))",
    "tab": '<a href="java\tscript:x()">x</a>',
    "entities": "[x](&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116:x)",
    "one-letter": "<img src=x onerror=x>",
}


def test_every_line_is_the_right_one(build: Build, content: Path) -> None:
    """The first place named for a file is in the paragraph to blame, however it is written."""
    before = "Ein x in einem [Link](/datenschutz/) und <b>x</b>.\n\nNoch ein x.\n\n"
    first = BODY_LINE + before.count("\n")
    for name, text in HARD_TO_FIND.items():
        write(content, name, before + text)

    lines = build().complained.splitlines()

    assert not [line for line in lines if line.startswith("output/")]
    for name, text in HARD_TO_FIND.items():
        places = [int(line.split(":")[1]) for line in lines if f"/fall-{name}.md:" in line]
        assert places, name
        assert set(places) <= set(range(first, first + text.count("\n") + 1)), name


def test_what_only_a_feed_shows_is_found_in_its_text(build: Build, content: Path) -> None:
    """A parser leaves a frameset out of a page, but not out of a feed.

    The text it came from is named.
    """
    write(content, "frameset", '<frameset><frame src="https://a.example/"></frameset>')

    lines = build().complained.splitlines()

    assert not [line for line in lines if line.startswith("output/")]
    assert [line for line in lines if f"/fall-frameset.md:{BODY_LINE}: " in line]
