"""Addresses of networks: each one that stands alone becomes an embed, or a warning says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from plugins.build.plan_checks import body_problems
from plugins.content.markdown.converter import Converter
from plugins.content.settings.site_settings import SiteSettings
from plugins.core.model import ContentItem
from plugins.core.problem import Problem
from plugins.embeds.address import split_address
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import load_all
from plugins.proofreading.checks import document_warnings
from plugins.proofreading.corpus import read_document

SERVICES = load_all()
EXAMPLES = [
    example.input
    for service in SERVICES
    for example in service.examples
    if not (example.code_only or example.account_only)
]
REJECTS = [(service, address) for service in SERVICES for address in service.rejects]
EXTENSION = EmbedExtension(SERVICES)
UNLISTED = EmbedExtension((), SERVICES)
WITHOUT = Markdown(extensions=[UNLISTED])
CONVERTER = Converter([EXTENSION], lambda: EXTENSION.embeds, lambda: EXTENSION.problems)
FILM = "https://youtu.be/aqz-KE-bpKQ"
CHANNEL = "https://www.youtube.com/@beispiel"


def hints(body: str, *, is_listed: bool = True) -> list[Problem]:
    """Return the warnings about *body*, whose lines count from its first, on a site with or without all networks."""
    found = read_document(f"---\ntitle: Ein Titel\n---\n{body}\n".encode(), "page", "content/pages/x.md")
    assert found is not None
    site = replace(found, services=SERVICES) if is_listed else replace(found, services=(), unlisted=SERVICES)
    return [replace(one, line=one.line - 3) for one in document_warnings(site)]


def warnings(body: str) -> list[Problem]:
    """Return the warnings about an address of a network in *body*."""
    return [one for one in hints(body) if one.code == "network-address"]


@pytest.mark.parametrize(
    "body", ["Siehe [video]https://a.example/x[/video] dort.", "Siehe https://a.example/x\\\\ dort."]
)
def test_no_remedy_holds_the_signs_of_another_system(body: str) -> None:
    """Nor a backslash: within round brackets it would take the meaning from the closing one."""
    (told,) = hints(body)

    assert told.remedy.endswith("[Website a.example](https://a.example/x)")


@pytest.mark.parametrize(
    ("body", "line", "typed"),
    [
        (f"Text\n\n{FILM.removeprefix('https://')}", 3, "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        ("https://www.youtube.com/watch?v=aqz-KE-bpKQ?t=9", 1, "https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=9s"),
        (f"<p>{FILM}</p>", 1, "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        (f"[embed]{FILM}[/embed]", 1, "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        (f"„{FILM}“", 1, "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        ("https://www.youtube.com/ watch?v=aqz-KE-bpKQ", 1, "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        (f"• {FILM}", 1, "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        (f"<center>{FILM}</center>", 1, "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        (f"<ul><li>{FILM}</li></ul>", 1, "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        (f"t{FILM.removeprefix('ht')}", 1, "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        ("https:\\/\\/youtu.be\\/aqz-KE-bpKQ", 1, "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        (
            "https://eur03.safelinks.example/?url=https%3A%2F%2Fyoutu.be%2Faqz-KE-bpKQ&amp;data=05",
            1,
            "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        ),
        ("https://youtu.be/aqz&#45;KE-bpKQ", 1, "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        (f"- <{FILM}>", 1, "[Video bei YouTube](https://www.youtube.com/watch?v=aqz-KE-bpKQ)"),
        (f"- Text\n- {FILM}", 2, "[Video bei YouTube](https://www.youtube.com/watch?v=aqz-KE-bpKQ)"),
        (f"> {FILM}", 1, "[Video bei YouTube](https://www.youtube.com/watch?v=aqz-KE-bpKQ)"),
        (f"| a |\n|---|\n| {FILM} |", 3, "[Video bei YouTube](https://www.youtube.com/watch?v=aqz-KE-bpKQ)"),
        (CHANNEL, 1, f"[Kanal bei YouTube]({CHANNEL})"),
        (f"* {CHANNEL}/videos", 1, f"[Kanal bei YouTube]({CHANNEL}/videos)"),
        ("https://www.youtube.com/clip/UgkxAbCd", 1, "[Clip bei YouTube](https://www.youtube.com/clip/UgkxAbCd)"),
        ("https://x.com/beispiel", 1, "[Profil bei X (Twitter)](https://x.com/beispiel)"),
        ("www.facebook.com/events/12", 1, "[Veranstaltung bei Facebook](https://www.facebook.com/events/12)"),
        ("https://www.instagram.com/stories/a/1", 1, "[Story bei Instagram](https://www.instagram.com/stories/a/1)"),
    ],
)
def test_what_stays_a_link_is_told_with_the_line_to_type(body: str, line: int, typed: str) -> None:
    """It says what it is, what is possible, and what to type."""
    (problem,) = warnings(body)

    assert problem.line == line
    assert problem.remedy.endswith(f": {typed}")


@pytest.mark.parametrize(
    "body",
    [
        *(FILM, f"<{FILM}>", f"{FILM}\\", f"\u202a{FILM}\u202c", f"[Film]({FILM})", f"[Kanal]({CHANNEL})"),
        *(f"Siehe {FILM} und mehr", f"{CHANNEL} zeigt es", f"`{FILM}`", f"    {CHANNEL}", f"```\n{CHANNEL}\n```"),
        *(f"<!--\n{CHANNEL}\n-->", f"<pre>\n{CHANNEL}\n</pre>", "https://www.youtube.com.example/@a", "a/b.c"),
        *("https://www.pinterest.de/a/b und mehr", "https://www.google.com/search?q=stadt", "https://goo.gl/bEiSpIeL"),
        *(f"[{FILM}]({FILM})", f"- [{CHANNEL}]({CHANNEL})"),
        *(
            "https://a.example/?url=https%3A%2F%2Fb.example%2F",
            f"https://www.facebook.com/sharer.php?u={FILM} und mehr",
        ),
        *(f"<div>{FILM}</div>", f"<div>\n{FILM}\n</div>", f"<details><summary>x</summary>\n\n{FILM}\n\n</details>"),
    ],
)
def test_an_embed_a_sentence_and_code_are_not_told(body: str) -> None:
    """What is seen, what is meant as a link and what is no address."""
    assert warnings(body) == []


@pytest.mark.parametrize("around", ["{}", "{}\\", "{}\u00ad", "{}?", "&nbsp;{}&thinsp;", "<div>{}</div>", "[{0}]({0})"])
def test_nobody_is_told_to_give_words_to_an_embed(around: str) -> None:
    """Its address is no text of a link, however it was spelled."""
    assert hints(around.format(FILM)) == []


@pytest.mark.parametrize("is_listed", [True, False])
@pytest.mark.parametrize(("service", "address"), REJECTS, ids=str)
def test_every_reject_of_a_network_is_told(service: object, address: str, is_listed: bool) -> None:
    """As what it is, listed or not; as any address, if it is another host, nothing but the host, or ambiguous."""
    parts = split_address(address)
    is_bare = address.count("/") == 3 and address.endswith("/")
    is_at = parts is not None and not is_bare and any(one.holds(parts.host, parts.path) for one in SERVICES)

    codes = [one.code for one in hints(address, is_listed=is_listed)]

    assert codes == ["network-address" if is_at else "link-address"], service


@pytest.mark.parametrize("address", EXAMPLES, ids=str)
def test_no_example_is_silent_without_its_network(address: str) -> None:
    """What a site could show is an error where it stands alone, a short link stays one; both are told in a list."""
    embed = recognise_address(address, SERVICES)
    is_shown = embed is not None and embed.src is not None
    UNLISTED.reset()

    assert "<a href=" in WITHOUT.convert(address)
    assert [one.code for one in UNLISTED.problems] == ["unlisted-service"] * is_shown
    assert [one.code for one in hints(address, is_listed=False)] == ["network-address"] * (not is_shown)
    (problem,) = hints(f"- {address}", is_listed=False)
    assert problem.code == "network-address"
    assert " bei " in problem.remedy.rpartition("[")[2]


# What becomes of an address on its way through mails, chats, office programs and other websites.
DAMAGES = (
    *("{}", " {}", "{} ", "\u00a0{}", "{}\u00a0", "\u202a{}\u202c", "\u200e{}", "{}\u200b", "\ufeff{}", "{}\u00ad"),
    *("&nbsp;{}", "{}&nbsp;", "{}&shy;", "{}\\", "{}.", "{},", "{};", "{}!", "{}…", "{}:", "„{}“", '"{}"', "'{}'"),
    *("»{}«", "({})", "[{}]", "<{}>", "<p>{}</p>", "<p>{}<br></p>", "**{}**", "*{}*", "{}?", "{}&", "{}#"),
    *("- {}", "* {}", "1. {}", "> {}", "### {}", "| a |\n|---|\n| {} |"),
)
CHANGES: tuple[Callable[[str], str], ...] = (
    lambda address: address,
    lambda address: address.replace("https://", "http://"),
    lambda address: address.removeprefix("https://").removeprefix("http://"),
    lambda address: address.replace("https://", "//"),
    lambda address: address.replace("&", "&amp;"),
    lambda address: address.replace("&amp;", "&").replace("&", "?"),
    lambda address: f"{address}{'?' if '#' not in address else '&'}utm_source=x",
    lambda address: address.replace("_", "\\_"),
    lambda address: address.replace("://", ":// "),
)
Damage = tuple[str, Callable[[str], str], str, str]
damaged = st.tuples(
    st.sampled_from(EXAMPLES), st.sampled_from(CHANGES), st.sampled_from(DAMAGES), st.sampled_from(DAMAGES)
)


def is_noticed(body: str) -> bool:
    """Return whether *body* becomes an embed or is told."""
    read = read_document(f"---\ntitle: Ein Titel\n---\n{body}\n".encode(), "page", "content/pages/x.md")
    return bool(CONVERTER.convert(read.text.split("---\n", 2)[2] if read else body).embeds) or bool(warnings(body))


def damage(case: Damage) -> str:
    """Return the text that an address has become."""
    address, change, inner, outer = case
    return outer.format(inner.format(change(address)) if "\n" not in inner else change(address))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(damaged)
def test_a_damaged_address_is_recognised_or_told(case: Damage) -> None:
    """Nothing stays a link in silence, whatever copying did to it."""
    assert is_noticed(damage(case)), damage(case)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None)
@given(damaged)
def test_many_damaged_addresses_are_recognised_or_told(case: Damage) -> None:
    """The same with so many that each damage meets each form."""
    assert is_noticed(damage(case)), damage(case)


@pytest.mark.parametrize(("lines", "places"), [({}, ()), ({"services": 7}, (("content/site.yaml", 7),))])
def test_a_list_that_is_missing_is_no_other_place(lines: dict[str, int], places: tuple[tuple[str, int], ...]) -> None:
    """The first line of site.yaml is a comment that has nothing to do with it."""
    missed = Problem("", 1, "Das Video fehlt.", "Bitte ergänzen.", "unlisted-service")
    item = cast("ContentItem", SimpleNamespace(source="a.md", body=SimpleNamespace(problems=[missed], html="")))

    [told] = body_problems([item], cast("SiteSettings", SimpleNamespace(lines=lines)))
    assert told.places == places
