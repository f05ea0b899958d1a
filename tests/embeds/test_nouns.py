"""What a provider receives reads as German and English wherever it stands."""

from __future__ import annotations

import re

import pytest

from plugins.embeds.services import Service, load_all
from plugins.embeds.services.nouns import name_alone, name_received

SERVICES = [one for service in load_all() for one in (service, service.english) if one]
# Words that can only be a subject: nobody „erhält der Zeitpunkt“.
SUBJECT = re.compile(r"(?:^|, | und )(?:der|ein|kein|Ihr|unser) ")


@pytest.mark.parametrize(
    ("nouns", "lang", "expected"),
    [
        (["Ihre IP-Adresse"], "de", "Ihre IP-Adresse"),
        (["Ihre IP-Adresse", "{der|den} Zeitpunkt"], "de", "Ihre IP-Adresse und den Zeitpunkt"),
        (["{der|den} Tag", "die Uhr", "{ein|einen} Ort"], "de", "den Tag, die Uhr und einen Ort"),
        (["die Angabe, wer fragt", "Kennungen"], "de", "die Angabe, wer fragt, und Kennungen"),
        (["your address", "the time", "cookies"], "en", "your address, the time, and cookies"),
    ],
)
def test_several_become_one_object(nouns: list[str], lang: str, expected: str) -> None:
    """Each in the accusative, „und“ before the last, a comma where a clause ends."""
    assert name_received(nouns, lang) == expected


def test_alone_a_noun_is_a_subject() -> None:
    """As it stands in the list of the privacy page."""
    assert name_alone("{der|den} Zeitpunkt des Abrufs") == "der Zeitpunkt des Abrufs"


@pytest.mark.parametrize("noun", ["{der} Zeitpunkt", "{der|} Zeitpunkt", "der} Zeitpunkt", "{der|den|dem} Tag"])
def test_braces_without_two_words_are_refused(noun: str) -> None:
    """Otherwise citizens would read them."""
    with pytest.raises(ValueError, match="braces"):
        name_alone(noun)


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: f"{service.id}-{service.lang}")
def test_every_service_says_it_rightly(service: Service) -> None:
    """Without a subject where an object belongs, without braces, with one „und“ before the last."""
    assert not re.search(r"[{}|]", service.received + "".join(service.listed))
    assert not SUBJECT.search(service.received)
    assert f" {'und' if service.lang == 'de' else 'and'} {service.listed[-1]}" in service.received
    assert len(set(service.listed)) == len(service.listed) == len(service.transferred)
