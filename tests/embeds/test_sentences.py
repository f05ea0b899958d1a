"""Every sentence about every network, in every place and language, read as a citizen reads it."""

from __future__ import annotations

import re
from functools import cache

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.embeds.services import Service, load, load_all
from plugins.embeds.services.service import find_shared
from tests.embeds.sentences import BODY, LANGUAGES, find_sentences, render_places

RECEIVES = re.compile(r"\b(?:erhält|erhielte|bekommt|receives?) (?P<nouns>.+?)(?:\.(?= |$)|;)")
SPELLED_BY_CLIENT = "Facebook, Twitter, Youtube"


@cache
def places(lang: str) -> LexborHTMLParser:
    """Return all places, made once."""
    return render_places(lang)


@cache
def sentences(lang: str) -> frozenset[str]:
    """Return what stands in them, without full stops that end no sentence; the script fills in the signal's {}."""
    said = "\n".join(sorted(find_sentences(places(lang)))).replace("“{}”", "“S”").replace("„{}“", "„S“")
    return frozenset(re.sub(r"\b(Co|Inc|Ltd)\.", r"\1", said).split("\n"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (r"[{}]", "a value that nobody filled in"),
        (r"(?<![\w.])(\w+) \1(?![\w.])", "a doubled word"),
        (r"\s[,.;:?!)]|[,;:.]{2}|\(\s|\(\)|,\)|,\.", "signs that stand wrongly"),
        (r"\bNone\b(?! of)|\bUndefined\b", "a word of the program"),
        (r"[a-zäöüß][.?!] [a-zäöüß]", "a sentence that begins small"),
        (r"(?:erhält|erhielte|bekommt)\b[^.;]*(?:,|:| und|außerdem) der ", "nominative"),
        (r"(?:kommt|käme) von (?:der|die|das) ", "a name with an article"),
        (r"\bin (?:die )?(?:und|sowie)\b", "a country that is missing"),
        (r"Twitter(?!\))|Youtube", "a second name"),
        (r"niemand |nobody learns|solange Sie einen Inhalt nicht", "more than is true"),
        (
            r"bestimmt, wer [^.]*deren|Betreiber[^.;]*; [^.]*deren|bewahrt er|information, it keeps",
            "a word for nobody who was named",
        ),
        (r"IP-Adresse, die (?!A)|IP address, which during", "a clause within a list"),
        (r"^Open (?:[A-Z]|.* at )", "no English"),
        (r"\b(?:Abs|Art|lit)\.|\(§|[A-Z]-(?:USA|U\.S\.)", "what a voice reads wrongly"),
    ],
)
def test_no_sentence_is_wrong(lang: str, wrong: str, why: str) -> None:
    """A pattern that no sentence may show, in the three languages that pages speak."""
    said = {text for text in sentences(lang) if SPELLED_BY_CLIENT not in text}

    assert len(said) > 500
    assert {text for text in said if re.search(wrong, text)} == set(), why


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lists_in_sentences_end_with_and(lang: str) -> None:
    """Whoever receives more than one thing receives the last one behind „und“."""
    nouns = [found["nouns"] for text in sentences(lang) for found in RECEIVES.finditer(text)]
    several = [one for one in nouns if len(re.findall(r", (?!die |welche|and |which)", one))]

    assert len(several) > len(load_all())
    assert [
        one for one in several if not re.search(r"(?: und|,? and) [^,]*(?:, (?:die|sobald|welche|which)[^,]*)?$", one)
    ] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_list_stands_in_the_accusative(lang: str) -> None:
    """„den Zeitpunkt“ is what somebody receives; alone it is „der Zeitpunkt“."""
    points = [" ".join(node.text(deep=True).split()) for node in places(lang).css("dd li")]

    assert points
    assert [text for text in points if re.match("den |einen |ihren ", text)] == []


def of(lang: str, service: Service, selector: str) -> LexborNode:
    """Return what stands at the place of *service* that *selector* names."""
    node = places(lang).css_first(selector.format(service.id))
    assert node is not None, selector
    return node


@pytest.mark.parametrize("service", load_all(), ids=lambda service: service.id)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_layer_says_what_one_has_to_know(lang: str, service: Service) -> None:
    """Before the buttons: who receives all of it, where it can go, what can be stored, and from which age on."""
    said = service.in_language(lang)
    offer = " ".join(of(lang, service, 'consent-embed[service="{}"][src] .consent-embed-offer').text().split())
    before = offer.partition({"en": "Load once"}.get(lang, "Einmal laden"))[0]

    assert said.provider in before
    assert said.received in before or (
        lang == "de-simple" and [noun for noun in said.listed if noun not in before] == []
    )
    assert (said.reaches or said.may_reach) in before
    assert said.sets in before
    assert "16" in before
    assert len(before) < 750, "few words"


@pytest.mark.parametrize("service", load_all(), ids=lambda service: service.id)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_second_layer_names_both_who_are_responsible(lang: str, service: Service) -> None:
    """Art. 13(1)(a) and 26 GDPR: the body and the provider, by name, and the day of the text."""
    text = of(lang, service, 'consent-embed[service="{}"] .consent-details').text()

    assert BODY in text
    assert service.in_language(lang).provider in text
    assert str(service.text_day.year) in text
    assert of(lang, service, "#fassungen-{} + dd li").text().strip()


def text_of(tree: LexborHTMLParser, selector: str) -> str:
    """Return the text of what *selector* finds first."""
    node = tree.css_first(selector)
    assert node is not None, selector
    return node.text()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_common_is_said_once(lang: str) -> None:
    """In the panel and in the privacy page; a row says what is its own, and alone a network says all."""
    shared = find_shared(load(), lang)
    tree = render_places(lang, load())
    assert shared is not None

    assert text_of(tree, "consent-panel").count(shared.received) == 1
    assert text_of(tree, "section[aria-labelledby=dienste]").count(shared.received) == 1
    assert find_shared(load()[:1], lang) is None
    alone = render_places(lang, load()[:1])
    assert load()[0].in_language(lang).received in text_of(alone, ".consent-panel-row")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_switch_is_named_by_what_is_seen(lang: str) -> None:
    """WCAG 2.5.3: the network, or the words beside the switch, and its own „aus“ or „an“."""
    tree = places(lang)
    switches = tree.css("[role=switch]")

    assert len(switches) == 2 * len(load_all())
    for knob in switches:
        label, own = (knob.attributes["aria-labelledby"] or "").split()
        assert tree.css_first(f"#{label}") is not None
        assert own == knob.attributes["id"]


def test_each_language_has_sentences_of_its_own() -> None:
    """Leichte Sprache is German in short sentences of familiar words, and marked as German; English is English."""
    boxes = {lang: places(lang).css('consent-embed[service="youtube"][src]')[0] for lang in LANGUAGES}

    assert {lang: box.attributes["lang"] for lang, box in boxes.items()} == {"de": "de", "en": "en", "de-simple": "de"}
    assert "wird erst geladen, wenn Sie zustimmen" in boxes["de"].text()
    assert "Sie sehen den Inhalt erst nach Ihrem Ja." in boxes["de-simple"].text()
    assert "is only loaded if you agree" in boxes["en"].text()
    assert "Infos über Ihr Gerät" in boxes["de-simple"].text()
    own = {text for text in sentences("de-simple") if text not in sentences("de")}
    assert len(own) > 100


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_claims_what_a_page_cannot_know(lang: str) -> None:
    """Each names content and network in one form; an address that nobody answers „loads“ like a film that is there."""
    claims = r"geladen\.|erreichbar| ist da\.|geht .* nicht|sehen Sie alle|has been loaded|be reached|is loaded"
    for box in places(lang).css("consent-embed[src]"):
        said = {name: str(text) for name, text in box.css("[role=status]")[0].attributes.items()}
        whole = str(box.attributes["data-title"])
        assert [name for name in ("once", "loaded", "unload") if not said[f"data-{name}"].startswith(whole)] == []
        assert re.findall(claims, f"{said['data-loaded']} {said['data-always']}") == []
        assert said["data-loaded"] in str(box.attributes["data-room"])


@pytest.mark.parametrize("service", load_all(), ids=lambda service: service.id)
def test_leichte_sprache_is_short_and_says_where_it_ends(service: Service) -> None:
    """Simple nouns as a list for each network, no long sentence before the click, and what is harder is told."""
    offer = of("de-simple", service, 'consent-embed[service="{}"][src] .consent-embed-offer')
    said = [one for node in offer.css("p, li") for one in re.split(r"(?<=[.?:])\s+", node.text())]
    details = of("de-simple", service, 'consent-embed[service="{}"] .consent-details')

    assert [sentence for sentence in said if len(sentence.split()) > 15] == []
    assert [node.text().strip() for node in offer.css("li")] == list(service.in_language("de-simple").listed)
    assert service.simple
    assert "Dann entscheiden Ihre Eltern." in offer.text()
    assert details.css("p")[0].text().endswith("Der nächste Text ist nicht in Leichter Sprache.")
