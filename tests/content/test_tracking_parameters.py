"""Addresses without tracking: nobody reads from a link on the site who had copied it, and from where."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.content.clean_addresses import CleanText, TrackedAddress, clean_front_matter, tell_tracking
from plugins.content.front_matter import source
from plugins.content.front_matter.parser import parse
from plugins.content.markdown.converter import Converter
from plugins.content.settings.site_settings import read_settings
from plugins.core.problem import ProblemCollector, Severity
from plugins.core.tracking_parameters import CleanAddress, clean_address, is_tracking
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.services import load
from plugins.proof import compare
from plugins.proof.passages import Passage
from plugins.proof.typed_addresses import is_less, without_tracking
from tests.cpu_time import cpu_seconds

EMBEDS = EmbedExtension(load())
CONVERTER = Converter([EMBEDS], lambda: EMBEDS.embeds, lambda: EMBEDS.problems)
COLLEAGUE = "anna.muster%40land.nrw"
TRACKING = st.sampled_from(
    [
        *("utm_source=brief", "UTM_Medium=a%20b", "fbclid=IwAR1", "gclid=x", "mc_cid=1", "mc_eid=2", "igshid=z"),
        *("msclkid", "utm%5Fid=3", f"e={COLLEAGUE}", f"data=05%7C02%7C{COLLEAGUE}%7C1", "mail=anna%2540land.nrw"),
    ]
)
PARAMETERS = st.sampled_from(["id=3", "seite=2", "q=a+b", "s=1", "t=5", "x", "to=https%3A%2F%2Fb.de%2F@a", "url=c", ""])
HOSTS = st.sampled_from(["www.land.nrw", "x.de", "beispiel.de:8080", "a-b.example"])
PATHS = st.sampled_from(["", "/", "/a/b.html", "/gr%C3%BC%C3%9Fe", "/a;b,c", "/@name/1", "/~a/(b)"])
FRAGMENTS = st.sampled_from(["", "#weiter", "#/weg/", "#:~:text=a%20b"])
DETOURS = (
    "https://eur03.safelinks.protection.outlook.com/?url={}&data=05%7C02%7Canna%40land.nrw%7C1&reserved=0",
    "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={}&locale=de",
    "https://www.google.de/url?sa=t&q={}&usg=x",
    "https://l.facebook.com/l.php?u={}&h=AT0",
    "https://l.instagram.com/?u={}&e=AT0",
    "https://www.youtube.com/redirect?event=a&q={}",
    "https://www.linkedin.com/redir/redirect?url={}",
    "https://deref-gmx.net/mail/client/a/dereferrer/?redirectUrl={}",
    "https://deref-web.de/mail/client/a/dereferrer/?redirectUrl={}",
    "https://duckduckgo.com/l/?uddg={}",
    "https://slack-redir.net/link?url={}",
)


@st.composite
def addresses(draw: st.DrawFn, parameters: st.SearchStrategy[str]) -> str:
    """Return an address with *parameters*."""
    given = "&".join(draw(st.lists(parameters, max_size=4)))
    return f"https://{draw(HOSTS)}{draw(PATHS)}{f'?{given}' if given else ''}{draw(FRAGMENTS)}"


@st.composite
def wrapped(draw: st.DrawFn) -> str:
    """Return an address, perhaps with tracking, within some detours."""
    address = draw(addresses(TRACKING | PARAMETERS))
    for detour in draw(st.lists(st.sampled_from(DETOURS), max_size=3)):
        address = detour.format(quote(address, safe=""))
    return address


@settings(deadline=None)  # a machine under load is no mistake
@given(addresses(PARAMETERS))
def test_an_address_without_tracking_stays_sign_by_sign(address: str) -> None:
    """Also what looks odd in it: empty parameters, brackets, a part of a page."""
    assert clean_address(address).address == address


@settings(deadline=None)  # a machine under load is no mistake
@given(wrapped())
def test_no_tracking_is_left_and_nothing_else_is_lost(address: str) -> None:
    """Cleaned again it stays; what the page behind it needs is still there."""
    clean = clean_address(address).address
    parts = urlsplit(clean)

    assert clean_address(clean).address == clean
    assert not any(is_tracking(part, parts.hostname or "") for part in parts.query.split("&"))
    assert "anna" not in clean
    assert parts.hostname in {"www.land.nrw", "x.de", "beispiel.de", "a-b.example"}
    assert is_less(address, clean)


@settings(deadline=None)  # a machine under load is no mistake
@given(st.text(st.characters(codec="utf-8"), max_size=40), st.sampled_from(DETOURS))
def test_only_web_addresses_are_unwrapped(inner: str, detour: str) -> None:
    """A program, a file or an address with signs that nobody can type is none."""
    clean = clean_address(detour.format(quote(inner, safe=""))).address

    assert clean.startswith("https://")
    assert re.fullmatch(r"[!-~]+", clean)


@pytest.mark.parametrize("detour", DETOURS)
def test_each_detour_leads_to_what_is_behind_it(detour: str) -> None:
    """Mail programs and networks lead over themselves."""
    clean = clean_address(detour.format("https%3A%2F%2Fwww.land.nrw%2Fa%3Fid%3D1%26utm_source%3Dx"))

    assert clean.address == "https://www.land.nrw/a?id=1"
    assert clean.detours == (urlsplit(detour).hostname,)
    assert clean.parameters == ("utm_source",)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("https://urldefense.com/v3/__https://x.de/a?b=1__;!!Qx!abc$", "https://x.de/a?b=1"),
        ("https://urldefense.com/v3/__https://x.de/*a__;Iw!!Qx!abc$", None),
        (
            "https://www.google.com/url?q=javascript%3Aalert(1)&ved=1",
            "https://www.google.com/url?q=javascript%3Aalert(1)",
        ),
        ("https://www.google.com/url?q=https://a@b.de/", None),
        ("https://www.google.com/url?q=https://b.de/%22%3E%3Cb%3E", "https://b.de/%22%3E%3Cb%3E"),
        ("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1"),
        ("https://youtu.be/aqz-KE-bpKQ?si=abc&t=90", "https://youtu.be/aqz-KE-bpKQ?t=90"),
        ("https://x.de/?si=abc", None),
        ("https://calendar.google.com/calendar/embed?src=amt%40land.nrw", None),
        ("https://keys.openpgp.org/search?q=poststelle@bmi.bund.de", None),
        ("https://x.de/.well-known/webfinger?resource=acct:a@b.de", None),
        ("https://x.de/subscribe?list=info@x.de&email=a@b.de", "https://x.de/subscribe?list=info@x.de"),
        ("https://x.de/doku#utm_source", None),
        ("https://x.com/foo#s", None),
        ("https://x.de/doku#utm_source=a&b", "https://x.de/doku#b"),
    ],
)
def test_what_is_meant_stays(typed: str, clean: str | None) -> None:
    """What belongs to a page at one host tracks at another; a program is no address."""
    assert clean_address(typed).address == (clean or typed)


def test_a_link_in_a_text_is_published_without_and_told() -> None:
    """The page has the clean address in the link and in its text, and names what was taken away, never who."""
    body = CONVERTER.convert(f"Mehr: [Land](https://www.land.nrw/?id=1&fbclid=a&e={COLLEAGUE})", 7)

    assert body.html == '<p>Mehr: <a href="https://www.land.nrw/?id=1">Land</a></p>'
    ((told),) = body.problems
    assert (told.line, told.code, told.severity) == (7, "link-trace", Severity.WARNING)
    assert "„fbclid“, „e“" in told.message
    assert "anna" not in told.message + told.remedy


def test_an_embed_is_told_of_a_detour_only() -> None:
    """Networks add parameters to every address that they offer, and nothing of them is published."""
    plain = CONVERTER.convert("https://youtu.be/aqz-KE-bpKQ?si=abc")
    wrapped = CONVERTER.convert(DETOURS[0].format("https%3A%2F%2Fyoutu.be%2Faqz-KE-bpKQ%3Fsi%3Dabc"))

    assert [embed.ref for embed in (*plain.embeds, *wrapped.embeds)] == ["aqz-KE-bpKQ"] * 2
    assert plain.problems == ()
    assert [told.remedy for told in wrapped.problems] == ["Bitte so schreiben: https://youtu.be/aqz-KE-bpKQ"]


def test_a_pasted_code_is_not_told() -> None:
    """Nobody has typed the address in it."""
    code = '<blockquote class="x"><a href="https://x.de/?utm_source=a">x</a></blockquote>'

    assert CONVERTER.convert(code).problems == ()


def test_values_of_the_front_matter_are_clean() -> None:
    """Wherever a web address is a value; a comment of YAML is none."""
    report = ProblemCollector("a.md")
    front = (
        "register: https://x.de/?utm_source=a&id=1\n# https://x.de/?utm_source=a\n"
        "embeds: [{url: 'https://x.de/?fbclid=a', title: b}, {url: https://x.de/?fbclid=a}]"
    )

    clean = clean_front_matter(front, 2, report)

    assert clean == (
        "register: https://x.de/?id=1\n# https://x.de/?utm_source=a\n"
        "embeds: [{url: 'https://x.de/', title: b}, {url: https://x.de/}]"
    )
    assert [(told.line, told.remedy) for told in report.problems] == [
        (2, "Bitte so schreiben: register: https://x.de/?id=1"),
        (4, "Bitte so schreiben: embeds: [{url: 'https://x.de/', title: b}, {url: https://x.de/}]"),
    ]


def test_settings_of_a_site_are_clean(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Accounts are copied from a browser as well."""
    site = tmp_path / "site.yaml"
    site.write_text("accounts:\n  youtube: {url: https://www.youtube.com/@amt?si=abc}\n")

    found, problems = read_settings(site, "site.yaml")

    assert "https://www.youtube.com/@amt'" in str(found.values["accounts"])
    assert [told.line for told in problems if told.code == "link-trace"] == [2]


@settings(deadline=None)  # a machine under load is no mistake
@given(wrapped(), st.sampled_from(["Siehe {} an.", "[Text]({})", "<{}>", "- {}", "{}", "[{0}]({0})", "[a]\n\n[a]: {}"]))
def test_the_proof_takes_the_clean_address_for_the_typed_one(address: str, around: str) -> None:
    """What is typed is read, but for what was told."""
    text = around.format(address)

    assert compare(text, CONVERTER.convert(text).html) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://x.de/?id=1&fbclid=a", "https://x.de/"),
        ("https://x.de/?fbclid=a", "https://y.de/"),
        ("https://x.de/a?fbclid=a", "https://x.de/"),
        (DETOURS[0].format("https%3A%2F%2Fx.de%2Fa"), "https://x.de/b"),
        ("https://x.de/a#utm_source", "https://x.de/a"),
        ("https://x.de/?q=a@b.de", "https://x.de/"),
    ],
)
def test_the_proof_finds_an_address_that_lost_more(typed: str, read: str) -> None:
    """A parameter, a path or a host that does not track."""
    assert compare(f"Siehe {typed}", f"<p>Siehe {read}</p>")


MARKS = st.sampled_from("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@settings(deadline=None)  # a machine under load is no mistake
@given(
    MARKS,
    st.sampled_from(["Frist {}bis Mai", "https://x.de/{}gpj.exe", "- Text{}", "title: a{}b", "{} https://x.de/ an"]),
)
def test_other_directions_are_errors(sign: str, around: str) -> None:
    """What would be read in another order than it stands there; the line to type is without it."""
    report = ProblemCollector("a.md")

    source.decode(around.format(sign).encode(), report)

    ((told),) = report.problems
    assert (told.code, told.severity) == ("direction-sign", Severity.ERROR)
    assert told.remedy.endswith(f": {around.format('')}".replace(":  ", ": "))


@settings(deadline=None)  # a machine under load is no mistake
@given(
    MARKS,
    st.sampled_from(["{}https://x.de/a{}", "  {}https://x.de/{}", "<{}https://x.de/{}>", "  - url: {}https://x.de/{}"]),
)
def test_around_an_address_alone_they_are_trimmed(sign: str, around: str) -> None:
    """They come along when an address is copied from a browser."""
    report = ProblemCollector("a.md")

    text = source.decode(around.format(sign, sign).encode(), report)

    assert text == around.format("", "")
    assert [told.severity for told in report.problems] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Frist &#8238;7102&#x202C; ab", "Frist 7102 ab"),
        ('<p title="&#x2067;x">y</p>', '<p title="x">y</p>'),
        ("&#X202e;https://x.de/", "https://x.de/"),
        ("`&#8238;`", ""),
        ("&#8237;https://youtu.be/aqz-KE-bpKQ&#8236;", ""),
        ("&#8220;so&#8221; &#82390;", ""),
    ],
)
def test_other_directions_are_errors_however_they_are_typed(text: str, typed: str) -> None:
    """As a reference to a character too, but in code and around an embed."""
    told = [one.remedy for one in CONVERTER.convert(text).problems if one.code == "direction-sign"]

    assert told == ([f"Bitte so schreiben: {typed}"] if typed else [])


def test_another_direction_in_a_value_is_an_error() -> None:
    """YAML has a spelling of its own for signs."""
    report = ProblemCollector("a.md")

    parse('title: "a\\u202Eb"', 2, report)

    assert [(told.line, told.code) for told in report.problems] == [(2, "direction-sign")]


@pytest.mark.parametrize(
    "piece", ["https://x.de/?utm_a=1 ", "<!-- ", "<blockquote a class ", "https://x.de/?a=1&utm_b=1&", "<a ", "<a"]
)
def test_hostile_texts_take_time_that_grows_with_them(piece: str) -> None:
    """Also where tags and codes never end."""
    begin = "https://x.de/?fbclid=1 "
    once, more = (
        cpu_seconds(partial(CONVERTER.convert, begin + piece * (size // len(piece)))) for size in (10_000, 40_000)
    )

    assert more < max(1.0, once * 10)


def test_tracking_on_each_line_is_told_in_time_that_grows_with_them() -> None:
    """Each line is looked for once."""
    clean = CleanAddress("https://x.de/", ("utm_a",))

    def tell(count: int) -> None:
        text = CleanText("https://x.de/\n" * count, tuple(TrackedAddress(line, clean) for line in range(1, count + 1)))
        tell_tracking(text, 1, ProblemCollector("a.md"))

    once, more = (cpu_seconds(partial(tell, count)) for count in (2_000, 8_000))

    assert more < 9 * max(once, 0.02)


def test_links_are_read_in_time_that_grows_with_them() -> None:
    """Not each of them as each other; and always the same one is found."""

    def read(count: int) -> None:
        numbers = range(count)
        typed = [Passage(1, f"https://x.de/?id={one}&fbclid=a") for one in numbers]
        shown = " ".join(f"https://x.de/?id={one}" for one in numbers)
        assert [one.text for one in without_tracking(typed, shown)] == shown.split()

    once, more = (cpu_seconds(partial(read, count)) for count in (200, 800))

    assert more < 9 * max(once, 0.02)


def test_attributes_take_time_that_grows_with_them() -> None:
    """Also where a quotation mark never ends."""
    once, more = (
        cpu_seconds(partial(CONVERTER.convert, f'[a](/b){{: rel="{" opener-" * count} }}')) for count in (1_500, 6_000)
    )

    assert more < 9 * max(once, 0.05)
