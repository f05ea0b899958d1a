# ruff: noqa: E501 - codes stand here as they are pasted
"""Embed codes that editors paste, in every form and surrounding, and HTML that stays."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.content.markdown.converter import Converter
from plugins.core.model import Body
from plugins.core.problem import Severity
from plugins.embeds.codes.html import replace_codes
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import at_instances, load, load_all
from tests.embeds.pasting import CODES, SURROUNDINGS, Pasted

EXTENSION = EmbedExtension(load())
CONVERTER = Converter([EXTENSION], lambda: EXTENSION.embeds, lambda: EXTENSION.problems)
# As on a site: the rest of the registry is known, but not listed.
LISTED = EmbedExtension(load(), [service for service in load_all() if not service.default])
SITE = Converter([LISTED], lambda: LISTED.embeds, lambda: LISTED.problems)
VIDEO = '<iframe src="https://www.youtube.com/embed/K2_uiH18gIV"></iframe>'
# Where a browser would let no placeholder stand.
TIGHT = "p, span, a, em, strong, b, i, h1, h2, h3, pre, summary, noscript, ul > :not(li), tr > :not(td):not(th)"


def shown(text: str) -> str:
    """Return the HTML of *text* with holes made visible."""
    return re.sub("\x1a(link|embed):([0-9]+)\x1a", r"{\1 \2}", CONVERTER.convert(text).html)


def is_placed_well(body: Body) -> bool:
    """Return whether a placeholder may stand wherever *body* has one, as a browser sees it."""
    filled = re.sub("\x1aembed:[0-9]+\x1a", "<consent-embed><p>x</p></consent-embed>", body.html)
    tree = LexborHTMLParser(f"<!DOCTYPE html><body>{filled}")
    placed = tree.css("consent-embed")
    tight = [node for node in tree.css(TIGHT) if node.css_first("consent-embed") is not None]
    return len(placed) == len(body.embeds) and not tight


def test_an_address_in_other_html_knows_its_line() -> None:
    """Also if the same stands alone further down."""
    film = "https://youtu.be/HOJqNArkiNo"

    body = CONVERTER.convert(f"Text\n\n<div>{film}</div>\n\n<section>\n{film}\n</section>\n\n{film}")

    assert [embed.line for embed in body.embeds] == [3, 6, 9]


@pytest.mark.parametrize("end", ["?\\", "&\\", "?  "])
def test_a_break_behind_an_empty_end_is_none_of_it(end: str) -> None:
    """The address is alone in its line, whatever breaks that."""
    (embed,) = CONVERTER.convert(f"Davor\\\nhttps://youtu.be/HOJqNArkiNo{end}\nDanach").embeds

    assert embed.line == 2


@pytest.mark.parametrize("around", SURROUNDINGS.values(), ids=list(SURROUNDINGS))
@pytest.mark.parametrize("pasted", CODES, ids=str)
def test_a_code_becomes_one_placeholder_wherever_it_stands(pasted: Pasted, around: str) -> None:
    """Its content is recognised, nothing of the code remains, and the text around it survives."""
    code = pasted.code if around in ("{}", SURROUNDINGS["div"]) else " ".join(pasted.code.split("\n"))

    body = CONVERTER.convert(around.format(code))

    assert len(body.embeds) == 1, body.html
    found = body.embeds[0]
    assert (found.service, found.kind, found.ref, found.url) == (pasted.service, pasted.kind, pasted.ref, pasted.url)
    assert (found.start, found.title) == (pasted.start, pasted.title)
    assert [problem for problem in body.problems if problem.severity is Severity.ERROR] == []
    assert not re.search(r"<iframe|<script|<img|fb-root|<noscript|style=|//[a-z]", body.html), body.html
    assert is_placed_well(body), body.html
    for word in ("Vorher", "nachher"):
        assert (word in around) == (word in body.html), body.html


@pytest.mark.parametrize("pasted", CODES, ids=str)
def test_a_code_is_known_by_its_line(pasted: Pasted) -> None:
    """The line of the embed is one of its code's."""
    body = CONVERTER.convert(f"Text\n\n{pasted.code}\n\nText", first_line=7)

    assert 9 <= body.embeds[0].line <= 9 + pasted.code.count("\n")


@pytest.mark.parametrize("code", [pasted.code for pasted in CODES], ids=[pasted.name for pasted in CODES])
def test_code_between_backticks_is_text(code: str) -> None:
    """Code that is shown as code stays, and one in a comment is gone with it, which is told."""
    for text, told in ((f"```\n{code}\n```", []), (f"<!-- {code} -->\n\nText", ["comment"])):
        body = CONVERTER.convert(text)

        assert (body.embeds, [problem.code for problem in body.problems]) == ((), told)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"a {VIDEO} b {VIDEO} c", "<p>a </p>{embed 0}<p> b </p>{embed 1}<p> c</p>"),
        (f"{VIDEO}{VIDEO}", "{embed 0}\n{embed 1}"),
        (
            f"https://youtu.be/HOJqNArkiNo\n\n{VIDEO}\n\nhttps://youtu.be/HOJqNArkiNo",
            "{embed 0}\n{embed 1}\n\n{embed 2}",
        ),
        (f'<p id="a">x {VIDEO} y</p>', '<p id="a">x </p>{embed 0}<p> y</p>'),
        (f"<ul>{VIDEO}<li>x</li></ul>", "{embed 0}<ul><li>x</li></ul>"),
        (f"<p><b>{VIDEO}</b><br></p>", "{embed 0}"),
        (f"## Der Film {VIDEO}", '<h2 id="der-film">Der Film </h2>{embed 0}'),
        (
            f'[l](/a/) {VIDEO} <a href="/b/">m</a>',
            '<p><a href="{link 0}">l</a> </p>{embed 0}<p> <a href="{link 1}">m</a></p>',
        ),
        (f"{VIDEO[:-9]} danach", "{embed 0}\n<p>danach</p>"),
        (f"{VIDEO[:-10]} /> danach", "{embed 0}\n<p>danach</p>"),
        (f"<p>{VIDEO}{VIDEO[:-10]}> a {VIDEO}</p>", "{embed 0}{embed 1}<p> a </p>{embed 2}"),
        ("<pre>\n\nx</pre>" + VIDEO, "<pre>\n\nx</pre>\n{embed 0}"),
        (f"<!-- -->{VIDEO}<!-- -->", "{embed 0}"),
    ],
)
def test_what_surrounds_an_embed(text: str, html: str) -> None:
    """Paragraphs end before it and go on after it; nothing else changes or stays empty."""
    assert re.sub(r"\n+", "\n", shown(text)) == re.sub(r"\n+", "\n", html)


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        (
            "<DIV CLASS=a>\n&quot;x&quot; <br/>\n</DIV>",
            '<div class="a">\n<p>&quot;x&quot; <br></p>\n</div>',
        ),
        ('<p title="a>b">x</p>', '<p title="a&gt;b">x</p>'),
        ('<div class="twitter-tweet">x</div>', '<div class="twitter-tweet">\n<p>x</p>\n</div>'),
        ('<p class="twitter-tweet"><a href="https://a.example/">x</a></p>',) * 2,
        ('<iframe src="/media/karte.html"></iframe>', '<iframe src="{link 0}"></iframe>'),
    ],
)
def test_other_html_is_written_in_the_one_form(typed: str, html: str) -> None:
    """No code was in it: nothing is lost."""
    assert shown(typed) == html


def test_text_without_tags_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text without embed codes costs nothing: entities and code blocks are no HTML of its own."""
    monkeypatch.setattr("plugins.embeds.markdown.extension.replace_codes", None)

    CONVERTER.convert(
        "Text &nbsp; *a* `<iframe>`\n\n```\n<iframe src='x'>\n```\n\n## Titel\n\nhttps://youtu.be/HOJqNArkiNo"
    )


@pytest.mark.parametrize(
    ("style", "is_dropped"),
    [
        ("color: red", True),
        ("background: url(/media/a.jpg)", True),
        ("background:url(https://a.example/x)", False),
        ("background:url(//a.example/x)", False),
        (r"background:\75rl(\2f\2f a.example/x)", False),
        ("background:u/**/rl(htt/**/ps://a.example)", False),
        ("background:image-set('https:a.example' 1x)", False),
        ("background:url(&quot;HTTPS://a.example&quot;)", False),
    ],
)
def test_a_style_goes_with_a_hint_unless_it_reaches_out(style: str, is_dropped: bool) -> None:
    """Harmless declarations are dropped with a warning; others stay for the audit to refuse."""
    body = CONVERTER.convert(f'Text\n\n<div style="{style}">x</div>')

    assert ("style" not in body.html) == is_dropped
    said = [(problem.line, problem.code, problem.severity) for problem in body.problems]
    assert said == ([(3, "style-dropped", Severity.WARNING)] if is_dropped else [])


@pytest.mark.parametrize(
    ("html", "code", "told"),
    [
        ('<iframe src="https://www.youtube.com/@uba"></iframe>', "foreign-frame", "https://www.youtube.com/watch?v="),
        (
            '<iframe src="https://maps.example/"></iframe>',
            "foreign-frame",
            "[Inhalt bei maps.example](https://maps.example/)",
        ),
        ('<iframe srcdoc="x"></iframe>', "foreign-frame", "content/media/"),
        ('<iframe src="//a&#10;.example/"></iframe>', "foreign-frame", "„a .example“"),
        ("<object data=/x.swf></object>", "foreign-frame", "wer auch immer dahintersteht, erführe davon"),
        (
            '<script async src="//www.instagram.com/embed.js"></script>',
            "foreign-script",
            "https://www.instagram.com/p/",
        ),
        ("<script>x()</script>", "foreign-script", "Adresse allein in einer Zeile"),
        ('<div class="fb-like"></div>', "foreign-widget", "[Bei Facebook]"),
        (
            '<a data-pin-do="buttonFollow" href="https://www.pinterest.de/uba/">x</a>',
            "foreign-widget",
            "[Bei Pinterest]",
        ),
        ('<consent-embed src="https://a.example/">x</consent-embed>', "own-placeholder", "Adresse des Beitrags"),
        (f"{VIDEO}<script src='//www.instagram.com/embed.js'></script>", "foreign-script", "Instagram"),
        ("<embed src=x>", "foreign-frame", "media"),
    ],
)
def test_what_no_code_accounts_for_is_refused_with_advice(html: str, code: str, told: str) -> None:
    """An editor reads the place, the harm it would have done and the way to write it instead."""
    problems = CONVERTER.convert(f"Text\n\n{html}", first_line=5).problems

    assert [(problem.line, problem.code) for problem in problems] == [(7, code)]
    assert told in problems[0].remedy + problems[0].message


@pytest.mark.parametrize(
    "inner",
    [
        '<object data="{}"></object>',
        '<object><param name="movie" value="{}"></object>',
        '<object><PARAM NAME=Src VALUE="{}"></object>',
        '<embed src="{}">',
    ],
)
def test_an_old_code_is_told_with_its_own_address(inner: str) -> None:
    """Not with an example, which is a stranger's film."""
    (told,) = CONVERTER.convert(inner.format("//www.youtube.com/v/K2_uiH18gIV?fs=1")).problems

    assert told.remedy.endswith(": https://www.youtube.com/watch?v=K2_uiH18gIV")


@pytest.mark.parametrize(("begin", "end"), ["“”", "„“", "””", "»«"])
def test_quotation_marks_of_a_text_program_are_told(begin: str, end: str) -> None:
    """Else the address would be one of a page of ours that is not there."""
    body = CONVERTER.convert(
        f"Text\n\n<iframe width=5 src={begin}https://www.youtube.com/embed/K2_uiH18gIV{end}></iframe>"
    )

    ((told,), links) = body.problems, body.links
    assert "typografische Anführungszeichen" in told.message
    assert told.remedy.endswith(": https://www.youtube.com/watch?v=K2_uiH18gIV")
    assert (told.line, links) == (3, ())


def test_a_code_without_its_end_is_an_error() -> None:
    """All that follows belongs to the code for a browser, and would go with it: the editor reads so once."""
    body = CONVERTER.convert('<blockquote class="twitter-tweet"><a href="https://x.com/a/status/12345">x</a>\n\nText')

    assert [(remark.line, remark.code, remark.severity) for remark in body.problems] == [
        (1, "unclosed-tag", Severity.ERROR),
    ]
    assert len(body.embeds) == 1


@pytest.mark.parametrize(
    "pasted",
    ["<iframe src='https://social.example/@amt'></iframe>", "<script src='https://social.example/embed.js'></script>"],
)
def test_a_remedy_is_an_address_of_the_sites_own_server(pasted: str) -> None:
    """The registry's example would become no placeholder on a site that names its own servers."""
    mastodon = next(service for service in load_all() if service.id == "mastodon")
    services = (at_instances(mastodon, ["social.example"]),)

    (told,) = replace_codes(pasted, [], services, [pasted]).problems

    address = told.remedy.rpartition(" ")[2]
    assert recognise_address(address, services) is not None, told.remedy


def test_servers_are_named_where_networks_are() -> None:
    """A post of another server is refused although its network is there."""
    mastodon = next(service for service in load_all() if service.id == "mastodon")
    pasted = "<iframe src='https://anderswo.example/@amt/112233445566778899/embed'></iframe>"

    (told,) = replace_codes(pasted, [], (at_instances(mastodon, ["social.example"]),), [pasted]).problems

    assert "nichts ein, nur von Mastodon (social.example)." in told.remedy


@pytest.mark.parametrize(
    ("code", "name", "link"),
    [
        (
            '<iframe title="Alle Orte [neu]" src="//karten.example/e?id=4&amp;utm_source=x"></iframe>',
            "karten.example",
            "[Alle Orte (neu) (karten.example)](https://karten.example/e?id=4)",
        ),
        (
            '<iframe src="https://embed.karten.example/e/1"></iframe><br><small><a href="https://karten.example/orte(1)">'
            "Größer</a></small>",
            "embed.karten.example",
            "[Inhalt bei embed.karten.example](https://karten.example/orte%281%29)",
        ),
        (
            '<blockquote cite="https://www.tiktok.com/@a/video/1"><a title="@a" href="https://www.tiktok.com/@a">@a</a>'
            '</blockquote> <script async src="https://www.tiktok.com/embed.js"></script>',
            "TikTok",
            "[Beitrag bei TikTok](https://www.tiktok.com/@a/video/1)",
        ),
        (
            '<blockquote data-x-permalink="https://kurz.example/p/1?utm_source=e&amp;b=2"></blockquote>'
            '<script src="https://cdn.kurz.example/e.js"></script>',
            "cdn.kurz.example",
            "[Inhalt bei cdn.kurz.example](https://kurz.example/p/1?b=2)",
        ),
        (
            '<iframe title="TikTok" src="https://www.tiktok.com/embed/v2/1"></iframe>\n\n[Impressum](/impressum/)',
            "TikTok",
            "[Beitrag bei TikTok](https://www.tiktok.com/embed/v2/1)",
        ),
        (
            '<iframe src="https://www.google.com/forms/d/e/1/viewform?embedded=true"></iframe>',
            "www.google.com",
            "[Inhalt bei www.google.com](https://www.google.com/forms/d/e/1/viewform?embedded=true)",
        ),
        (
            '<iframe title="Twitch" src="https://player.twitch.tv/?video=1"></iframe>',
            "Twitch",
            "[Beitrag bei Twitch](https://player.twitch.tv/?video=1)",
        ),
        (
            '<embed src="https://a.example/e/1">\n\n<p><a href="https://b.example/">Anderes</a></p>',
            "a.example",
            "[Inhalt bei a.example](https://a.example/e/1)",
        ),
    ],
)
def test_a_code_of_another_network_is_told_with_the_link_to_type(code: str, name: str, link: str) -> None:
    """It names the network, the code's own title and the address for people; what is typed is accepted."""
    (told,) = SITE.convert(code).problems

    assert told.code in ("foreign-frame", "foreign-script")
    assert told.remedy.startswith(f"Von {name} bettet diese Website nichts ein")
    assert told.remedy.endswith(f": {link}")
    typed = SITE.convert(link)
    assert (typed.problems, typed.embeds, len(typed.links) + typed.html.count("<a ")) == ((), (), 1)


def test_of_two_codes_each_has_its_own_link() -> None:
    """The program of the second one belongs to the second one."""
    code = '<blockquote cite="https://bsky.app/profile/a/post/{0}"></blockquote><script src="https://bsky.app/e.js"></script>'
    told = SITE.convert("\n\n".join(map(code.format, "12"))).problems

    assert [one.remedy[-4:] for one in told] == ["t/1)", "t/2)"]


def test_the_link_to_a_network_that_is_not_listed_stands_in_a_sentence() -> None:
    """Alone it would be an embed of a network that the site does not have, and the next build would refuse it."""
    vimeo = tuple(service for service in load() if service.id == "vimeo")
    others = tuple(service for service in load() if service.id != "vimeo")
    code = (
        '<iframe src="https://vimeo.com/ondemand/einfilm"></iframe><p><a href="https://vimeo.com/148029119">x</a></p>'
    )

    (told,) = replace_codes(code, [], others, [code], vimeo).problems

    assert told.remedy.endswith(": Mehr dazu: [Beitrag bei Vimeo](https://vimeo.com/148029119).")


DID = "did:plc:beispielbeispielbeispiel"
CHART = '<iframe src="https://datawrapper.dwcdn.net/bSpL1/1/"></iframe>'
HEIGHTS = 'window.addEventListener("message",function(a){a.data["datawrapper-height"]})'


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (f'<blockquote class="bluesky-embed" data-bluesky-uri="at://{DID}/app.bsky.feed.post/3kbeispielabc"></blockquote>', f"bluesky {DID}/3kbeispielabc"),
        ('<blockquote class="tiktok-embed" data-video-id="7000000000000000001"></blockquote>', "tiktok 7000000000000000001"),
        (
            '<div style="min-height:387px" id="datawrapper-vis-bSpL1"><script defer src="https://datawrapper.dwcdn.net/bSpL1/embed.js">'
            '</script><noscript><img src="https://datawrapper.dwcdn.net/bSpL1/full.png" alt=""></noscript></div>',
            "datawrapper bSpL1",
        ),
        (f"{CHART}<script>{HEIGHTS}</script>", "datawrapper bSpL1"),
        (
            '<script class="podigee-podcast-player" src="https://player.podigee-cdn.net/podcast-player/javascripts/podigee-podcast-player.js"'
            ' data-configuration="https://beispiel.podigee.io/12-folge/embed?context=external"></script>',
            "podigee beispiel.podigee.io/12-folge",
        ),
    ],
)  # fmt: skip
def test_a_code_of_another_make_is_one_placeholder(code: str, found: str) -> None:
    """Its address has no https, or stands in a program; the program and the picture in it go with it."""
    body = replace_codes(code, [], load_all(), [code])

    assert [f"{embed.service} {embed.ref}" for embed in body.embeds] == [found]
    assert body.html == "\x1aembed:0\x1a"
    assert body.problems == ()


@pytest.mark.parametrize(
    ("code", "problems"),
    [
        ('<blockquote class="bluesky-embed" data-bluesky-uri="at://evil.example/../../x"></blockquote>', []),
        (f'<blockquote class="bluesky-embed" data-bluesky-uri="at://{DID}@evil.example/app.bsky.feed.post/3kbeispielabc">x</blockquote>', []),
        ('<blockquote class="tiktok-embed" data-video-id="https://evil.example/7000000000000000001">x</blockquote>', []),
        ('<div id="datawrapper-vis-x"><script src="https://evil.example/bSpL1/embed.js"></script></div>', ["foreign-script"]),
        (f"<script>{HEIGHTS}</script>", ["foreign-script"]),
        (f'<script>{HEIGHTS}; fetch("//evil.example/")</script>{CHART}', ["foreign-script"]),
        ('<script class="podigee-podcast-player" data-configuration="https://a.podigee.io.evil.example/1-a"></script>', ["foreign-script"]),
        ('<iframe src="https://w.soundcloud.com/player/?url=https%3A//evil.example/tracks/1000000001"></iframe>', ["foreign-frame"]),
        ('<iframe src="https://www.google.com/maps/embed?pb=!1m18!2d6.7!3d51.2!5m2%22onload%3D%22x"></iframe>', ["foreign-frame"]),
    ],
)  # fmt: skip
def test_no_code_of_another_make_brings_a_stranger(code: str, problems: list[str]) -> None:
    """Whatever stands in the place of its address: there is no placeholder for it."""
    body = replace_codes(code, [], load_all(), [code])

    assert "evil" not in "".join(f"{embed.src} {embed.url}" for embed in body.embeds)
    assert len(body.embeds) == (CHART in code)
    assert [one.code for one in body.problems] == problems
