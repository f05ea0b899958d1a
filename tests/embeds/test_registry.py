"""The registry: each file's own examples, and mistakes in a file."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from plugins.core.model import Embed
from plugins.core.project import ROOT
from plugins.embeds.address import WebAddress, split_address
from plugins.embeds.recognise import recognise_account, recognise_address
from plugins.embeds.services import HERE, Example, Service, load, load_all
from plugins.embeds.services.loader import HEIGHTS
from plugins.embeds.services.patterns import Pattern
from plugins.embeds.site_services import find_services

SERVICES = load_all()
EXAMPLES = [(service, example) for service in SERVICES for example in service.examples]
_GERMAN_SIGNS = re.compile(r"[äöüß„]|\b(?:der|die|das|und|Ihre?)\b")
REJECTS = [(service, address) for service in SERVICES for address in service.rejects]


def named(value: object) -> str:
    """Return the name of a case in pytest's list."""
    return value.id if isinstance(value, Service) else getattr(value, "input", str(value))


def recognised(service: Service, example: Example, address: str) -> Embed | None:
    """Return the embed of *address* where *example* counts: anywhere, in codes or as an account."""
    if example.account_only:
        assert recognise_address(address, SERVICES, in_code=True) is None, "an account counts nowhere else"
        return recognise_account(address, service)
    return recognise_address(address, SERVICES, in_code=example.code_only)


@pytest.mark.parametrize(("service", "example"), EXAMPLES, ids=named)
def test_an_example_is_recognised_as_its_file_says(service: Service, example: Example) -> None:
    """Kind, ref, start and end, public address and frame address are those the file promises."""
    embed = recognised(service, example, example.input)

    assert embed is not None
    assert (embed.service, embed.kind, embed.ref) == (service.id, example.kind, example.ref)
    assert (embed.start, embed.end, embed.url, embed.src) == (example.start, example.end, example.url, example.src)
    assert embed.begun == example.begun or not example.begun
    assert embed.dropped == example.dropped


@pytest.mark.parametrize("service", SERVICES, ids=named)
def test_the_address_of_a_start_means_that_start(service: Service) -> None:
    """Who follows it, or reads it on paper, comes to the place that the frame shows."""
    begun = [embed for one in service.examples if (embed := recognised(service, one, one.input)) and embed.begun]
    again = [recognise_address(embed.begun, SERVICES) for embed in begun]

    assert [one and (one.ref, one.start) for one in again] == [(embed.ref, embed.start) for embed in begun]


@pytest.mark.parametrize(("service", "address"), REJECTS, ids=named)
def test_a_reject_stays_a_link(service: Service, address: str) -> None:
    """An address that a file rejects is no content of that service, nor of any other."""
    assert recognise_address(address, SERVICES) is None, service.id


@pytest.mark.parametrize(("service", "example"), EXAMPLES, ids=named)
def test_the_public_address_means_the_same_again(service: Service, example: Example) -> None:
    """Recognising the address we print gives the same content."""
    again = recognised(service, example, example.url)

    assert again is not None
    assert (again.service, again.kind, again.ref) == (service.id, example.kind, example.ref)
    assert again.url == example.url


@pytest.mark.parametrize("service", SERVICES, ids=named)
def test_every_form_has_an_example(service: Service) -> None:
    """No pattern is written that nobody has tried."""
    addresses = [split_address(example.input) for example in service.examples]
    untried = [
        pattern.path.pattern
        for form in service.forms
        for pattern in form.patterns
        if not any(address and reads(service, pattern, address) for address in addresses)
    ]

    assert untried == []


def reads(service: Service, pattern: Pattern, address: WebAddress) -> bool:
    """Return whether *address* is built as *pattern* says."""
    if service.site_of(address.host) != pattern.site:
        return False
    return pattern.read(address.path, address.query, address.fragment) is not None


@pytest.mark.parametrize("service", SERVICES, ids=named)
def test_frames_come_from_hosts_the_policy_names(service: Service) -> None:
    """Every frame address of the examples is at a host that the security policy will allow."""
    hosts = {example.src.split("/")[2] for example in service.examples if example.src}

    assert hosts
    assert all(map(service.is_frame_host, hosts))
    assert set(service.frame_hosts) <= set(service.hosts)


@pytest.mark.parametrize("service", SERVICES, ids=named)
def test_no_frame_starts_by_itself(service: Service) -> None:
    """Autoplay is neither asked for nor allowed, and no frame may lead the page elsewhere."""
    assert not any("autoplay" in (example.src or "") for example in service.examples)
    assert "autoplay" not in service.allow
    assert "top-navigation" not in service.sandbox


def test_the_panel_shows_the_seven_in_the_clients_order() -> None:
    """The order and the spelling are the client's; a further network comes after them."""
    spelled = [service.panel for service in load()]

    assert spelled[:7] == ["Facebook", "Twitter", "Youtube", "Pinterest", "Instagram", "Flickr", "Vimeo"]


@pytest.mark.parametrize("service", SERVICES, ids=named)
def test_a_kind_without_frame_says_why(service: Service) -> None:
    """A sentence explains why there is only a link; where there is a frame, its space is known."""
    for name, kind in service.kinds.items():
        framed = any(form.src for form in service.forms if form.kind == name)
        assert bool(kind.ratio or kind.height) == framed
        assert framed or kind.note.endswith("Deshalb steht hier nur der Link.")


def test_the_stylesheet_knows_every_height() -> None:
    """A frame of any other would be as low as browsers make them."""
    text = (ROOT / "theme/static/css/blocks/consent-embed.css").read_text("utf-8")

    assert re.findall(r'\[data-height="(\d+)"\] \{ --consent-embed-height: \1px; \}', text) == list(map(str, HEIGHTS))


@pytest.mark.parametrize("service", SERVICES, ids=named)
def test_the_facts_name_law_source_and_day(service: Service) -> None:
    """A citizen can see the legal ground, and an operator the day of the last comparison."""
    assert "§ 25 Absatz 1 TDDDG" in service.legal_basis
    assert "Artikel 6 Absatz 1 Buchstabe a DSGVO" in service.legal_basis
    assert service.privacy.startswith("https://")
    assert service.source.startswith("https://")
    assert isinstance(service.checked, dt.date | None)


def test_the_text_has_a_new_name_when_it_changes(tmp_path: Path) -> None:
    """Consent is given to a text: another text asks anew, anything else does not."""
    before = vimeo(tmp_path / "1").text_version

    assert vimeo(tmp_path / "2").text_version == before
    assert vimeo(tmp_path / "3", ("order: 7", "order: 8")).text_version == before
    assert vimeo(tmp_path / "4", ("provider: Vimeo.com, Inc.", "provider: Andere GmbH")).text_version != before
    assert vimeo(tmp_path / "5", ("  - Ihre IP-Adresse\n", "  - Ihr Name\n")).text_version != before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: Vimeo\n", "", "lacks ['name']"),
        ("name: Vimeo\n", "name: Vimeo\nnmae: Vimeo\n", "unknown ['nmae']"),
        ("name: Vimeo\n", "name: Vimeo\nname: Vimeo\n", "stands twice"),
        ("name: Vimeo\n", "name: 7\n", "`name` is no text"),
        ("checked:", "checked: bald #", "`checked` is neither a day nor empty"),
        ("hosts: [player.vimeo.com,", "hosts: [7,", "`hosts` is no list of texts"),
        ("allow-scripts", "allow-top-navigation", "more than a frame may have"),
        ("label: Livestream\n", "label: Livestream\n    farbe: rot\n", "unknown ['farbe']"),
        ("    ratio: 16 / 9\n    forms:", "    forms:", "a ratio or a height"),
        ("    ratio: 16 / 9\n    forms:", "    height: 501\n    forms:", "another height"),
        ("loaders:", "codes: [{code: a.b, address: href, before: 'https://x.example/a?'}]\nloaders:", "no beginning"),
        ('        ref: "{id}"\n', "", "lacks ['ref']"),
        ("https://vimeo.com/showcase/{id}\n", "https://vimeo.com/showcase/{nummer}\n", "['nummer']"),
        ("https://vimeo.com/{id}[/{hash}]", "https://vimeo.com/{id}/{hash}", "['hash']"),
        ("https://{main}/event/{id}", "https://{mian}/event/{id}", "at no site"),
        ("https://{main}/event/{id}", "https://{main}/event/{nummer}", "no value of this service"),
        ("https://{main}/event/{id}", "https://{main}/event/{id", "cannot be read"),
        ("https://{main}/event/{id}", "/event/{id}", "not of the form"),
        ("number: '\\d+'", "number: '(\\d+)'", "captures something"),
        ("number: '\\d+'", "number: '[0-9'", "unterminated"),
        ("privacy: https://", "privacy: javascript:", "`privacy` or `source` does not begin with https://"),
        ("src: https://", "src: javascript:", "`url`, `src` or `begun` of"),
        ("sets: Cookies", "sets: Cookies\njoint: http://x.example/", "`joint` does not begin with https://"),
        ("reaches: die USA", "reaches: die USA\nmay_reach: China", "not both"),
        ("sets: Cookies\n", "", "only one of `english` and the German says ['sets']"),
        ("  - Infos über Ihr Gerät\n", "", "`simple` does not say of all that is transferred"),
        ("day: 2026-", 'day: "2026"  # ', "'2026' is no day"),
        ("entscheiden.\n", "entscheiden\n", "no sentence"),
        ("changes:\n", "changes:\n  - {day: 2020-01-31, what: Neu.}\n", "the newest day stands first"),
        ("changes:\n", "changes: []\nshells:\n", "a first day"),
        ("[#t={start}s]\n        src", "\n        src", "needs {start}"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    """A developer's typing error stops everything and names the file; nothing is guessed."""
    with pytest.raises(ValueError, match=r"^vimeo\.yaml: ") as raised:
        vimeo(tmp_path, (old, new))

    assert told in str(raised.value)


def test_two_services_cannot_have_one_place(tmp_path: Path) -> None:
    """The order of the panel is no chance: the error names both files and a free number."""
    for path in HERE.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    shutil.copy(HERE / "vimeo.yaml", tmp_path / "kopie.yaml")
    taken = {service.order for service in load_all()}
    free = min(set(range(1, len(taken) + 2)) - taken)

    with pytest.raises(ValueError, match="order: 7") as raised:
        load(tmp_path)

    assert str(raised.value) == (
        "kopie.yaml and vimeo.yaml both say order: 7. Each service needs a place of its own in the panel; "
        f"free for one of them is order: {free}"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("order: 7", 'order: "7"'),
        ("order: 7", "order: 7.5"),
        ("order: 7", "order: true"),
        ("order: 7", "order: .inf"),
        ("order: 7", "order: [7"),
        ("order: 7", "order: !!python/name:os.system"),
        ("default: true", "default: ja"),
        ("kinds:", "kinds: 5\nextras:"),
        ("kinds:", "kinds: {video: 5}\nextras:"),
        ("order: 7", "order: 7\ncodes: [1]"),
    ],
)
def test_a_value_of_another_sort_is_refused_by_the_name_of_its_file(tmp_path: Path, old: str, new: str) -> None:
    """Whatever stands there: the file is named, and no number is cut off in silence."""
    text = (HERE / "vimeo.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "vimeo.yaml").write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(ValueError, match=r"^vimeo\.yaml: "):
        load(tmp_path)


@pytest.mark.parametrize("text", ["", "- a", "5", "text"])
def test_a_file_that_holds_no_service_is_named(tmp_path: Path, text: str) -> None:
    """An empty file, a list, a number."""
    (tmp_path / "leer.yaml").write_text(text, "utf-8")

    with pytest.raises(ValueError, match=r"^leer\.yaml: "):
        load(tmp_path)


def test_a_new_service_is_one_new_file(tmp_path: Path) -> None:
    """One more than there are, without a line of Python."""
    text = (HERE / "vimeo.yaml").read_text("utf-8")
    new = text.replace("vimeo.com", "filme.example").replace("order: 7", "order: 99")
    for path in HERE.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "filme.yaml").write_text(new, "utf-8")

    services = load(tmp_path)

    assert [service.id for service in services][-1] == "filme"
    embed = recognise_address("https://filme.example/148029119", services)
    assert embed is not None
    assert (embed.service, embed.src) == ("filme", "https://player.filme.example/video/148029119?dnt=1")


def test_a_site_has_the_services_it_names() -> None:
    """All that are named and no other, in their order; without a list, those marked as default."""
    assert [service.id for service in find_services({"services": ("peertube", "youtube")}, SERVICES)] == [
        "peertube",
        "youtube",
    ]
    assert find_services({"services": ()}, SERVICES) == ()
    assert find_services({}, SERVICES) == load() == tuple(service for service in SERVICES if service.default)


def test_a_site_names_the_instances_it_shows() -> None:
    """Addresses, frames, texts and notices are those of its own instances, and of no other."""
    values = {"services": ("mastodon",), "instances": {"mastodon": ("social.example", "toot.example")}}

    (mastodon,) = find_services(values, SERVICES)

    assert mastodon.frame_hosts == ("social.example", "toot.example")
    assert mastodon.hosts == ("social.example", "toot.example", "*.social.example", "*.toot.example")
    assert mastodon.provider == "der jeweilige Betreiber von social.example und toot.example"
    assert mastodon.notices[1] == ("toot.example", "https://toot.example/privacy-policy")
    assert mastodon.is_loader("toot.example/embed.js")
    found = recognise_address("https://toot.example/@amt/112233445566778899", [mastodon])
    assert found is not None
    assert found.src == "https://toot.example/@amt/112233445566778899/embed"
    assert recognise_address("https://mastodon.social/@amt/112233445566778899", [mastodon]) is None


def vimeo(folder: Path, change: tuple[str, str] = ("", "")) -> Service:
    """Return Vimeo as its file says, after one *change* of the text."""
    text = (HERE / "vimeo.yaml").read_text("utf-8")
    assert change[0] in text
    folder.mkdir(exist_ok=True)
    (folder / "vimeo.yaml").write_text(text.replace(*change, 1) if change[0] else text, "utf-8")
    return load(folder)[0]


@pytest.mark.parametrize("service", SERVICES, ids=named)
def test_pages_in_english_speak_of_a_service_in_english(service: Service) -> None:
    """In all that citizens read; they agree to the German text, whatever language they read."""
    english = service.in_language("en")

    assert (english.lang, service.in_language("de-simple").transferred) == ("en", service.simple or service.transferred)
    for said, german in zip(_said(english), _said(service), strict=True):
        assert said != german
        assert not _GERMAN_SIGNS.search(said)


def _said(service: Service) -> list[str]:
    notes = [kind.note for kind in service.kinds.values() if kind.note]
    texts = (service.purpose, service.storage, service.third_country, service.legal_basis)
    return [*texts, *service.listed, *(kind.article for kind in service.kinds.values()), *notes]


@pytest.mark.parametrize(
    "change", [("  purpose:", "  zweck:"), ("    - your IP address\n", ""), ("    video: {l", "    film: {l")]
)
def test_english_words_for_all_or_none(tmp_path: Path, change: tuple[str, str]) -> None:
    """What the German text says and the English one does not is a developer's mistake."""
    head, _, tail = (HERE / "vimeo.yaml").read_text("utf-8").partition("english:")
    (tmp_path / "vimeo.yaml").write_text(f"{head}english:{tail.replace(*change, 1)}", "utf-8")

    with pytest.raises(ValueError, match=r"`english`"):
        load_all(tmp_path)
