"""The ministry's own accounts: a frame or a link, and a sentence for editors."""

from __future__ import annotations

import pytest

from plugins.core.problem import Severity
from plugins.embeds.accounts import account_embed, account_urls
from plugins.embeds.services import Service, load

SERVICES = {service.id: service for service in load()}


@pytest.mark.parametrize(
    ("service", "url", "kind", "src"),
    [
        (
            "facebook",
            "https://www.facebook.com/beispiel",
            "page",
            "https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fbeispiel",
        ),
        (
            "youtube",
            "https://www.youtube.com/channel/UCaaaaaaaaaaaaaaaaaaaaaa",
            "channel",
            "https://www.youtube-nocookie.com/embed/videoseries?list=UUaaaaaaaaaaaaaaaaaaaaaa",
        ),
        ("vimeo", "https://vimeo.com/showcase/1234567", "album", "https://vimeo.com/showcase/1234567/embed"),
        (
            "flickr",
            "https://www.flickr.com/photos/beispiel/albums/72175321509940733",
            "album",
            "https://embedr.flickr.com/photosets/72175321509940733?width=800&height=600",
        ),
    ],
)
def test_the_newest_is_shown_where_a_network_offers_a_frame(service: str, url: str, kind: str, src: str) -> None:
    """A Facebook page, the uploads of a channel, a showcase and an album become placeholders."""
    embed, problem = account_embed(url, SERVICES[service])

    assert embed is not None
    assert (embed.kind, embed.src, problem) == (kind, src, None)


@pytest.mark.parametrize(
    ("service", "url"),
    [
        ("twitter", "https://x.com/beispiel"),
        ("instagram", "https://www.instagram.com/beispiel/"),
        ("pinterest", "https://www.pinterest.com/beispiel/pinnwand/"),
    ],
)
def test_where_there_is_no_frame_a_sentence_says_so(service: str, url: str) -> None:
    """Timelines of X, profiles of Instagram, boards of Pinterest are a link; nobody did wrong."""
    embed, problem = account_embed(url, SERVICES[service])

    assert embed is not None
    assert (embed.src, problem) == (None, None)
    assert SERVICES[service].kinds[embed.kind].note.endswith("Deshalb steht hier nur der Link.")


@pytest.mark.parametrize(
    ("service", "url"),
    [
        ("youtube", "https://www.youtube.com/@beispiel"),
        ("vimeo", "https://vimeo.com/beispiel"),
        ("flickr", "https://www.flickr.com/photos/beispiel/"),
    ],
)
def test_an_address_that_shows_nothing_is_a_hint(service: str, url: str) -> None:
    """Editors hear which form of the address would show the newest; the link works all the same."""
    embed, problem = account_embed(url, SERVICES[service])

    assert embed is None
    assert problem is not None
    assert problem.severity is Severity.WARNING
    assert url in problem.message
    assert SERVICES[service].feed in problem.remedy


@pytest.mark.parametrize(
    ("service", "url"), [("instagram", "https://www.instagram.com/explore/"), ("twitter", "https://x.com/home")]
)
def test_nobody_is_told_to_type_what_does_not_exist(service: str, url: str) -> None:
    """Where a network offers no frame for any account, no address would be better."""
    assert account_embed(url, SERVICES[service]) == (None, None)


@pytest.mark.parametrize("service", SERVICES.values(), ids=lambda service: service.id)
@pytest.mark.parametrize(
    "url", ["https://evil.example/", "javascript:alert(1)", "/hier/", "https://www.youtube.com.evil.example/channel/x"]
)
def test_an_address_of_somebody_else_is_refused(service: Service, url: str) -> None:
    """An address of another network is an error that quotes it."""
    embed, problem = account_embed(url, service)

    assert embed is None
    assert problem is not None
    assert problem.severity is Severity.ERROR
    assert url in problem.message


def test_open_facts_have_no_address() -> None:
    """Only an account that is known can be shown."""
    facts = {"accounts": {"youtube": {"open": "Kanal"}, "vimeo": {"url": "https://vimeo.com/showcase/1"}}}

    assert account_urls(facts) == {"vimeo": "https://vimeo.com/showcase/1"}
    assert account_urls({}) == {}
