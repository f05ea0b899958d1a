"""What a person reads in a source, what a browser shows of a page, and where the two differ."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from plugins.build.plan import make_converter
from plugins.core.placeholders import split_placeholders
from plugins.embeds.services import load
from plugins.proof import compare
from plugins.proof.alignment import differences
from plugins.proof.page_words import fragment_text
from plugins.proof.passages import words_of
from plugins.proof.source_words import source_passages
from plugins.proof.words import MEANING, tokens
from tests.cpu_time import cpu_seconds
from tests.golden_cases import Case, cases


def read(source: str) -> str:
    """Return the words of a source, each sign apart."""
    return " ".join(tokens(words_of(source_passages(source))))


def shown(html: str) -> str:
    return " ".join(tokens(fragment_text(html).text))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("12. Mai: Beginn\n\n30. Mai: Ende", "12 . Mai : Beginn 30 . Mai : Ende"),
        ("1. a\n1. b\n1. c", "1 . a 2 . b 3 . c"),
        ("3. a\n4. b", "3 . a 4 . b"),
        ("Alle Bürger*innen und Lehrer*innen", "Alle Bürger * innen und Lehrer * innen"),
        ("**fett** und *kursiv*, **Wort**teil", "fett und kursiv , * * Wort * * teil"),
        ("Text:\n- Ausweis\n- Anmeldung", "Text : Ausweis Anmeldung"),
        ("#Breitband läuft", "# Breitband läuft"),
        ("## Titel ##\nText", "Titel Text"),
        ("Liebe Frau <Name>", "Liebe Frau < Name >"),
        ("a <!-- b --> c", "a c"),
        ("| Tag | Ort |\n| --- | --- |\n| 5. Mai | Bonn |", "Tag Ort 5 . Mai Bonn"),
        ("a | b", "a | b"),
        ("[Text](/a/ 'Titel')", "Titel Text"),
        ("[Text][r]\n\n[r]: https://a.de", "Text"),
        ("[Text][r]", "[ Text ] [ r ]"),
        ("`a * b` \\* c\\\nd", "a * b * c d"),
        ("```\n- a\n```", "- a"),
        ("- [ ] offen\n- [x] getan", "☐ offen ☑ getan"),
        ("1. [ ] offen\n2. [x] getan", "1 . ☐ offen 2 . ☑ getan"),
        ("+ 5 % mehr", "+ 5 % mehr"),
        ("Zu – das ist\n– ein Satz", "Zu - das ist - ein Satz"),
        ("„so“ z. B. 10–12 …", "' so ' z . B . 10 - 12 . . ."),
        ("~~5. Mai~~ 6. Mai", f"{MEANING['del']} 5 . Mai {MEANING['del']} 6 . Mai"),
        ("10<sup>2</sup>", f"10 {MEANING['sup']} 2 {MEANING['sup']}"),
        ("a&amp;b &auml;", "a & b ä"),
        ("[Hinweis]: Bitte", "[ Hinweis ] : Bitte"),
        ("{#a}", "{ # a }"),
        ("Wort <nobr>eins</nobr> <acronym>zwei</acronym>", "Wort eins zwei"),
        ("<p hidden>da</p>", "da"),
        ("<Code eingeben> und <Button>", "< Code eingeben > und < Button >"),
        ("a<b und c>d", "a < b und c > d"),
        ("<Div>\n\nda<Br>\n\n</Div>", "da"),
        ("Wo\u200drt \u202ezwei", "Wort zwei"),
    ],
)
def test_a_source_as_a_person_reads_it(source: str, words: str) -> None:
    assert read(source) == words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<ol start="3"><li>a</li><li value="9">b</li><li>c</li></ol>', "3 . a 9 . b 10 . c"),
        ('<ol type="a"><li>x</li><li>y</li></ol>', "a . x b . y"),
        ('<ol type="i" start="4"><li>x</li><li>y</li></ol>', "iv . x v . y"),
        ("<ol><li>a<ol><li>b</li></ol></li><li>c</li></ol>", "1 . a 1 . b 2 . c"),
        ("a<br>b<b>c</b>d", "a bcd"),
        ("a<nobr>b</nobr>c", "abc"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<p hidden>a</p><p data-added>b<span>c</span></p>d", "d"),
        ("<script>a</script><template>b</template>c<!-- d -->", "c"),
        ("<p hidden>a</p><datalist>b</datalist>c", "c"),
        ('<img alt="Haus" src="a"><a title="Titel" href="a">b</a>', "Haus Titel b"),
        ("<p>5 &lt; 6 &amp; 7</p>", "5 < 6 & 7"),
        ('<img alt="a &amp;lt; b" src="x">', "a & lt ; b"),
        ("<b>fett ohne Ende<p>Absatz", "fett ohne Ende Absatz"),
        ('<consent-embed ref="abc" data-added>Film</consent-embed>', "\ue000embed:abc\ue001"),
        ('<consent-embed ref="abc" data-added="template">Film</consent-embed>', ""),
    ],
)
def test_a_page_as_a_browser_shows_it(html: str, words: str) -> None:
    assert shown(html) == words


@pytest.mark.parametrize("case", [*cases("dialect.md"), *cases("markup.md"), *cases("typography.md")], ids=str)
def test_the_golden_texts_are_read_as_they_were_typed(case: Case) -> None:
    """No false alarm on what the dialect knows."""
    body = make_converter(load()).convert(case.given)
    page = "".join(_piece(piece, [embed.ref for embed in body.embeds]) for piece in split_placeholders(body.html))

    assert compare(case.given, page) == []


@pytest.mark.parametrize(
    "source",
    [
        "> | A | B |\n> | --- | --- |\n> | 1 | 2 |\n>\n> ## Titel ##\n>\n> Wort\n> : Erklärung",
        "– so – im Haus\n\n– so – im Haus",
        "– eins\n– zwei\n\n– drei",
        "a) eins\n   1. innen\n   2. auch\nb) zwei\n\na) eins\n   1. innen\n   2. auch\nb) zwei",
        "Zeile\\\n> Zitat\\\n>> Zitat",
        "a ` ` b ` c",
        "[Anna] fragt.\n\n[Anna]: Nein.\n\n[Anna]: ja",
        "> [a]: https://www.beispiel.de/\n\nText [a]",
        "[Anna]: ja, gern\n\n~~~\n[Anna]: ja\n[^1]: so\n~~~\n\n[Anna] [^1]",
        "| ``a ` b`` <!-- nie --> ``a ` b`` | c\\|d |\n| --- | --- |\n| 1 | 2 |",
        "| a ` ` | b ` ` |\n| --- | --- |\n| c `` `` | d `e` |",
    ],
)
def test_what_is_read_as_typed_is_no_deviation(source: str) -> None:
    """Texts that the generated ones of test_typed_is_read led to."""
    body = make_converter(load()).convert(source)

    assert compare(source, body.html) == []


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("https://social.example/@amt/112233445566778899?utm=x", "social.example/112233445566778899"),
        ("https://filme.example/w/kkGMgK9ZtnKf?start=1m30s", "filme.example/kkGMgK9ZtnKf"),
        ("https://www.pinterest.at/uba/balkonkr%c3%a4uter", "uba/balkonkr%C3%A4uter"),
        ("https://karten.example/embed?pb=!2d6.7735!3d51.2277!5m2", "51.2277/6.7735"),
        ("https://karten.example/?q=Rathaus+K%C3%B6ln", "Rathaus%20K%C3%B6ln"),
        ('<script src="x.js" data-configuration="https://p.example/12-a/embed"></script>', "p.example/12-a"),
    ],
)
def test_an_address_is_its_embed_however_that_is_named(typed: str, ref: str) -> None:
    """Another film at the same place is not."""
    assert compare(typed, f'<consent-embed ref="{ref}" data-added></consent-embed>') == []
    assert compare(typed, f'<consent-embed ref="{ref}0" data-added></consent-embed>') != []


@pytest.mark.parametrize("between", ["", "\n", "\n\n", "\n \n\n", "<br>\n\n"])
@pytest.mark.parametrize("script", ["", '<script src="https://player.vimeo.com/api/player.js"></script>'])
@pytest.mark.parametrize("around", ["{}", '<div style="position:relative">{}</div>'])
def test_whose_film_it_is_goes_with_its_code(around: str, script: str, between: str) -> None:
    """Converter and proof know the line by its links, wherever it stands; of another film it stays."""
    code = around.format('<iframe src="https://player.vimeo.com/video/148029119?badge=0"></iframe>')
    credit = (
        '<p><a href="https://vimeo.com/148029119?fl=pl">Hase</a> from <a href="https://vimeo.com/user1">Land</a> '
        'on <a href="https://vimeo.com?fl=pl">Vimeo</a>.</p>'
    )
    converter, page = make_converter(load()), []
    for line in (credit, credit.replace("148029119", "148029110")):
        typed = f"Davor\n\n{code}{script}{between}{line}\n\nDanach"
        html = converter.convert(typed).html
        page.append(html.replace("\x1aembed:0\x1a", '<consent-embed ref="148029119" data-added></consent-embed>'))
        assert compare(typed, page[-1]) == []

    assert ["Hase" in one for one in page] == [False, True]


def test_a_link_to_an_embedded_film_is_read() -> None:
    """Not each link with a class is a code that a network gives out."""
    typed = 'https://filme.example/w/kkGM\n\n<a class="aussen" href="https://filme.example/w/kkGM">Der Film</a>'
    page = '<consent-embed ref="kkGM" data-added></consent-embed><p><a href="/kkGM">Der Film</a></p>'

    assert compare(typed, page) == []


def _piece(piece: str | tuple[str, int], refs: list[str]) -> str:
    if isinstance(piece, str):
        return piece
    kind, number = piece
    return f'<consent-embed ref="{refs[number]}" data-added></consent-embed>' if kind == "embed" else "/ziel/"


def test_a_deviation_names_its_line_and_both_texts() -> None:
    found = compare(
        "Erste Zeile\n\n12. Mai: Beginn\n\n30. Mai: Ende", "<p>Erste Zeile</p><p>12. Mai: Beginn</p><p>13. Mai: Ende", 7
    )

    assert [(one.line, one.typed, one.read, one.is_word) for one in found] == [
        (11, "Beginn 30. Mai", "Beginn 13. Mai", True)
    ]


def test_a_lost_sign_is_told_apart_from_a_lost_word() -> None:
    assert [one.is_word for one in compare("Ja, gern.", "<p>Ja gern.</p>")] == [False]
    assert [one.is_word for one in compare("Ja, gern.", "<p>Ja, .</p>")] == [True]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("~~5. Mai~~ 6. Mai", "<p>5. Mai 6. Mai</p>"),
        ("5. Mai 6. Mai", "<p><s>5. Mai</s> 6. Mai</p>"),
        ("10<sup>2</sup> m", "<p>102 m</p>"),
        ("<p hidden>5. Mai</p>", "<p hidden>5. Mai</p>"),
    ],
)
def test_what_turns_the_sense_of_a_word_is_an_error(source: str, html: str) -> None:
    """A date that is no longer struck out reads as valid."""
    assert {one.is_word for one in compare(source, html)} == {True}


def test_footnotes_may_move_but_not_change() -> None:
    source = "Satz.[^a] Noch einer.\n\n[^a]: Die Fußnote.\n\nMehr."
    page = (
        '<p>Satz.<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">1</a></sup> Noch einer.</p><p>Mehr.</p>'
        '<div class="footnote"><hr><ol><li id="fn:a"><p>Die Fußnote. '
        '<a class="footnote-backref" href="#fnref:a">↩</a></p></li></ol></div>'
    )

    assert compare(source, page) == []
    assert compare(source, page.replace("Die Fußnote", "Die Note"))
    assert compare(source, page.replace(">1<", ">2<"))


@pytest.mark.parametrize("change", [lambda row: row[::-1], lambda row: row[500:] + row[:500], lambda row: row[::2]])
def test_differences_are_complete(change: Callable[[list[str]], list[str]]) -> None:
    """Whoever puts the other side in their places has the other text."""
    one = [f"w{number % 700}" for number in range(3_000)]
    other = change(one)
    made, at = [], 0
    for found in differences(one, other):
        made += [*one[at : found.begin], *other[found.other_begin : found.other_end]]
        at = found.end

    assert [*made, *one[at:]] == other


@pytest.mark.parametrize(
    "sign",
    [
        "[a](<",
        "<a ",
        '<a "',
        "*a ",
        "_a_ ",
        "`a",
        "[",
        "![",
        "[^",
        "```x\n\n",
        "<!--",
        "a\n1. ",
        "> ",
        "{: ",
        "– a\n",
        "| a ",
        "[a](",
        "&",
        "~~",
    ],
)
def test_the_cost_grows_with_the_text(sign: str) -> None:
    """And not with its square: twenty times the text costs no more than a hundred times the time."""
    short, long = sign * 1_000, sign * 20_000
    once, more = (cpu_seconds(partial(_read_words, text)) for text in (short, long))

    assert more < 100 * once + 0.5


def _read_words(text: str) -> None:
    words_of(source_passages(text))
