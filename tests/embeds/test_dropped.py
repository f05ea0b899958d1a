"""Choices of a code that the frame does not follow: each is told, with what is possible."""

from __future__ import annotations

import re

import pytest

from plugins.core.problem import Problem
from plugins.embeds.dropped import warn_of_dropped
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import Service, load_all
from plugins.embeds.services.service import DroppedChoice

SERVICES = load_all()
FILM = "https://www.youtube.com/embed/O55virF5xk4"
VIMEO = "https://player.vimeo.com/video/148029119"
CHOICES = [(service, choice) for service in SERVICES for choice in service.dropped]


def told(address: str) -> list[Problem]:
    """Return the warnings about *address* in the fourth line of a file."""
    embed = recognise_address(address, SERVICES, in_code=True)
    assert embed
    service = next(one for one in SERVICES if one.id == embed.service)
    return list(warn_of_dropped(embed, service, "a.md", 4))


@pytest.mark.parametrize(
    ("address", "lost", "delete"),
    [
        (f"{FILM}?clip=Ugkx&clipt=EAAY", "der Ausschnitt (Clip)", "clip=Ugkx, clipt=EAAY"),
        (f"{FILM}?mute=1&autoplay=1&controls=0", "die Stummschaltung", "mute=1"),
        (f"{FILM}?playlist=kurz&end=abc", "das Ende, die weiteren Videos", "end=abc, playlist=kurz"),
        ("https://youtu.be/O55virF5xk4?t=1:30", "der Beginn", "t=1:30"),
        (f"{VIMEO}?h=5F969F1A6D", "der Schlüssel zum Film", "h=5F969F1A6D"),
        (f"{VIMEO}?background=1", "der Hintergrund ohne Bedienung", "background=1"),
        (f"{VIMEO}#t=1:30", "der Beginn", "#t=1:30"),
        (f"{VIMEO}?chapter_id=7&texttrack=1", "das Kapitel, die Untertitel", "chapter_id=7, texttrack=1"),
    ],
)
def test_what_the_frame_does_not_follow_is_told_once(address: str, lost: str, delete: str) -> None:
    """It says what is lost, and what to delete who can do without."""
    (problem,) = told(address)

    assert (problem.code, problem.file, problem.line) == ("dropped-choice", "a.md", 4)
    assert problem.message.endswith(f"Es fehlt: {lost}.")
    assert problem.remedy.endswith(f"löschen Sie bitte: {delete}")


@pytest.mark.parametrize(
    "address",
    [
        f"{FILM}?si=x&feature=oembed&rel=0&modestbranding=1&autoplay=1&controls=0&fs=0&hl=de&origin=https://a.example",
        f"{FILM}?mute=0&loop=&t=0&start=0s&cc_load_policy=0",
        f"{FILM}?start=10&end=20&cc_load_policy=1&cc_lang_pref=de&playlist=HOJqNArkiNo&loop=1",
        f"{VIMEO}?dnt=1&app_id=122963&title=0&byline=0&portrait=0&badge=0&autopause=0&color=fff&muted=false#t=0m0s",
        f"{VIMEO}?texttrack=de&end_time=1m&loop=1#t=10s",
        "https://x.com/amt/status/4870272331947859814?t=x-y&s=20",
        "https://www.facebook.com/media/set/?set=a.1&mute=1",
    ],
)
def test_what_is_followed_or_mere_looks_is_not_told(address: str) -> None:
    """Nor what counts visits, is switched off or stands where there is only a link."""
    assert told(address) == []


@pytest.mark.parametrize(("service", "choice"), CHOICES, ids=str)
def test_what_is_said_to_be_possible_is(service: Service, choice: DroppedChoice) -> None:
    """An address in a remedy is an embed that follows all it chooses."""
    url = next((example.url for example in service.examples if example.begun), "")

    for address in re.findall(r"https://[^\s)]+", choice.instead.replace("{url}", url)):
        embed = recognise_address(address, SERVICES)
        assert embed
        assert (bool(embed.start), told(address)) == (True, [])
