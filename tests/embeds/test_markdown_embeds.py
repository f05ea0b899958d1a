"""Embeds in Markdown: texts that become a placeholder, and texts that are left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from plugins.content.markdown.converter import Converter
from plugins.core.model import Embed
from plugins.core.placeholders import placeholder
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.services import load

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text("utf-8").splitlines()
]
FILM = "https://youtu.be/_aB3_xY-z1_"

EXTENSION = EmbedExtension(load())
MARKDOWN = Markdown(
    extensions=["tables", "fenced_code", "footnotes", "toc", "sane_lists", "def_list", "attr_list", EXTENSION]
)


def convert(text: str) -> tuple[str, list[Embed]]:
    """Return the HTML of *text* and its embeds; one instance converts them all."""
    MARKDOWN.reset()
    return MARKDOWN.convert(text), EXTENSION.embeds


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_each_case_comes_out_as_agreed(case: dict[str, Any]) -> None:
    """An address alone becomes a placeholder; one in company, in code or elsewhere does not."""
    expected = [case["expect"], *case.get("expect_more", [])]
    expected = [one for one in expected if one["verdict"] == "embed"]

    html, found = convert(case["input"])

    assert [(one.service, one.kind, one.ref, one.start, one.url) for one in found] == [
        (one["service"], one["kind"], one["ref"], one.get("start"), one["url"]) for one in expected
    ]
    for number in range(len(found)):
        assert placeholder("embed", number) in html.split("\n")
    assert ("\x1a" in html) == bool(found)


def test_the_text_around_an_embed_stays_a_paragraph() -> None:
    """The placeholder stands outside any paragraph, the other lines keep their markup."""
    html, _ = convert(f"Davor -- *so*\n{FILM}\nDanach `x`\nund mehr")

    assert html == (f"<p>Davor -- <em>so</em></p>\n{placeholder('embed', 0)}\n<p>Danach <code>x</code>\nund mehr</p>")


def test_attributes_of_a_paragraph_stay_and_an_id_stays_one() -> None:
    """A divided paragraph has its class twice, its id once."""
    html, _ = convert(f"Davor\n{FILM}\nDanach\n{{: .gross #hier }}")

    assert html == f'<p class="gross" id="hier">Davor</p>\n{placeholder("embed", 0)}\n<p class="gross">Danach</p>'


def test_embeds_at_both_ends_keep_their_holes() -> None:
    """The separator of a hole counts as white space in Python, and must not be trimmed away."""
    html, _ = convert(f"{FILM}\n\nText\n\n{FILM}")

    assert html == f"{placeholder('embed', 0)}\n<p>Text</p>\n{placeholder('embed', 1)}"


def test_a_new_text_begins_with_no_embeds() -> None:
    """One Markdown instance serves a whole run."""
    convert(FILM)

    html, found = convert("Ohne Film")

    assert (html, found) == ("<p>Ohne Film</p>", [])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"[Ein *guter* Film]({FILM})", "Ein guter Film"),
        (f"[Kunst &amp; Kultur & mehr]({FILM})", "Kunst & Kultur & mehr"),
        (f"[Ein `<b>`-Film]({FILM} 'Titel')", "Ein <b>-Film"),
        (f"[Film\nin zwei Zeilen]({FILM})", "Film in zwei Zeilen"),
        (f"[Am 5.\u00a0Mai]({FILM})", "Am 5.\u00a0Mai"),
        (f"[{FILM}]({FILM})", ""),
        (f"[youtu.be/_aB3_xY-z1_]({FILM})", ""),
        (f"[www.youtube.com/watch]({FILM})", ""),
        (f"<{FILM}>", ""),
        (FILM, ""),
    ],
)
def test_the_text_of_a_link_is_the_title(text: str, title: str) -> None:
    """Unless the text is but the address, which says nothing to anybody."""
    _, (embed,) = convert(text)

    assert embed.title == title


def test_an_embed_knows_its_line() -> None:
    """A problem with it can be reported with its place."""
    _, found = convert(f"Text\n\n{FILM}\n\n```\n{FILM}\n```\n\n[Film]({FILM})\n\nText\n{FILM}")

    assert [embed.line for embed in found] == [3, 9, 12]


@pytest.mark.parametrize("line", [FILM.replace("_", "\\_"), f"[Film]({FILM.replace('_', chr(92) + '_')})", f"<{FILM}>"])
def test_an_embed_with_escaped_signs_knows_its_line(line: str) -> None:
    """Editors that write Markdown for people escape underscores."""
    _, (embed,) = convert(f"Text\n\nMehr Text\n\n{line}")

    assert embed.line == 5


def test_an_embed_in_other_html_knows_its_line() -> None:
    """Nothing else need stand in a line for its address to be found."""
    _, (embed,) = convert(f"Text\n\n<div>\n<b>x</b> <a href='{FILM}'>y</a>\n</div>\n\n[Film]( {FILM})")

    assert embed.line == 7


@pytest.mark.parametrize(
    "around",
    [
        *("\u202a{}\u202c", "\u200e{}\u200f", "\u2066{}\u2069", "\u00ad{}\u00ad", "\u061c{}", "&nbsp;{}&nbsp;"),
        *("{}\\", "{} \\", "{}&shy;", "&#160;{}\u200b&nbsp;", "  {}&zwj;\\"),
        *("&#8239;{}&thinsp;", "{}&#xa0;", "{}&ZeroWidthSpace;", "{}\ufffc"),
    ],
)
def test_what_nobody_sees_around_an_address_does_not_count(around: str) -> None:
    """Marks of direction, soft hyphens and typed spaces come along when people copy."""
    html, found = convert(f"Text\n\n{around.format(FILM)}\n\nMehr")

    assert [(embed.ref, embed.line) for embed in found] == [("_aB3_xY-z1_", 3)]
    assert html == f"<p>Text</p>\n{placeholder('embed', 0)}\n<p>Mehr</p>"


@pytest.mark.parametrize("end", ["?", "&", "/?", "?t=9?", "&amp;", "? "])
def test_the_end_of_parameters_that_are_not_there_belongs_to_an_address(end: str) -> None:
    """Whoever cuts off what only counts visits often leaves the sign before it."""
    html, (embed,) = convert(f"Davor\n{FILM}{end}\nDanach")

    assert (embed.ref, embed.line) == ("_aB3_xY-z1_", 2)
    assert html == f"<p>Davor</p>\n{placeholder('embed', 0)}\n<p>Danach</p>"


@pytest.mark.parametrize(
    "text", [f"Kennen Sie {FILM}?", f"{FILM}?!", f"{FILM}?si=x.", f"{FILM}?)", "https://a.example/x?"]
)
def test_the_end_of_a_sentence_belongs_to_the_sentence(text: str) -> None:
    """A question mark behind an address in a sentence, or behind any other, is to be read."""
    html, found = convert(text)

    assert found == []
    assert html.count("<a ") == 1
    assert html.removesuffix("</p>")[-1] == text[-1]


def test_code_keeps_what_nobody_sees() -> None:
    """A command over two lines is no address with a slip of the pen."""
    html, found = convert(f"```\n&nbsp;{FILM} \\\n\n```\n\n    {FILM}\\\n")

    assert found == []
    assert f"&amp;nbsp;{FILM} \\" in html
    assert html.count(f"{FILM}\\") == 1


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "Siehe https://a.example/_b_/c--d_e.",
            '<p>Siehe <a href="https://a.example/_b_/c--d_e">https://a.example/_b_/c--d_e</a>.</p>',
        ),
        (
            "**https://a.example/x**, und",
            '<p><strong><a href="https://a.example/x">https://a.example/x</a></strong>, und</p>',
        ),
        (
            "_Siehe https://a.example/x_ und",
            '<p><em>Siehe <a href="https://a.example/x">https://a.example/x</a></em> und</p>',
        ),
        (
            "(https://a.example/x_(y))",
            '<p>(<a href="https://a.example/x_(y)">https://a.example/x_(y)</a>)</p>',
        ),
        ("„https://a.example/x“!", '<p>„<a href="https://a.example/x">https://a.example/x</a>“!</p>'),
        (
            "https://a.example/?a&b&amp;c ist",
            '<p><a href="https://a.example/?a&amp;b&amp;c">https://a.example/?a&amp;b&amp;c</a> ist</p>',
        ),
        (
            "https://a.example/a\\_b ist",
            '<p><a href="https://a.example/a_b">https://a.example/a_b</a> ist</p>',
        ),
        ("https://a.example/`b` ist", None),
        ("`https://a.example/_b_`", "<p><code>https://a.example/_b_</code></p>"),
        ("<code>https://a.example/_b_</code> x", "<p><code>https://a.example/_b_</code> x</p>"),
        ('<a href="/x/">https://a.example/_b_</a>', '<p><a href="/x/">https://a.example/_b_</a></p>'),
        ("[https://a.example/_b_/](/x/)", '<p><a href="/x/">https://a.example/_b_/</a></p>'),
        ("Nur https:// allein", "<p>Nur https:// allein</p>"),
        ("xhttps://a.example/", "<p>xhttps://a.example/</p>"),
    ],
)
def test_an_address_in_running_text_is_a_link_to_the_letter(text: str, html: str | None) -> None:
    """Emphasis does not eat its underscores, and the sentence keeps its punctuation."""
    made, found = convert(text)

    assert found == []
    assert made == html if html else "<code>b</code>" in made


def test_text_without_addresses_does_not_wake_anything() -> None:
    """Most articles show nothing foreign, and must not pay for those that do."""
    convert("Ein Text mit http und _Betonung_")

    assert EXTENSION.lines == []
    assert MARKDOWN.inlinePatterns["embed-address"].compiled_re.pattern == "\0"


@pytest.mark.parametrize(
    ("opening", "is_embed"),
    [
        ("/// hinweis | Ein Film", True),
        ("/// leichte-sprache", True),
        ("/// aufklappen | Wo ist der Film?", True),
        ("/// zitat | Jemand", False),
        ("/// anschrift", False),
    ],
)
def test_an_address_alone_in_a_box_is_an_embed_and_in_words_of_others_a_link(opening: str, is_embed: bool) -> None:
    """In their order, also in a box within a box; what stands around stays."""
    extension = EmbedExtension(load())
    converter = Converter([extension], lambda: extension.embeds)
    film = FILM.replace("z1_", "z2_")

    body = converter.convert(f"{FILM}\n\n/// hinweis\n{opening}\nDavor\n\n{film}\n\nDanach\n///\n///\n\n{FILM}?t=5")

    assert [one.url.endswith("z2_") for one in body.embeds] == ([False, True, False] if is_embed else [False, False])
    assert ">Davor" in body.html
    assert "Danach</p>" in body.html


def test_a_link_to_press_stays_one() -> None:
    """Who writes a button wants no film there."""
    extension = EmbedExtension(load())

    body = Converter([extension], lambda: extension.embeds).convert(f"/// schaltfläche\n[Zum Film]({FILM})\n///")

    assert body.embeds == ()
    assert f'<p class="call"><a href="{FILM}">Zum Film</a></p>' in body.html
