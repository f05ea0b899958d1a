"""Embeds: promises for any address and any text, tried with many."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from plugins.core.placeholders import placeholder
from plugins.embeds.address import split_address
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.recognise import recognise_address
from plugins.embeds.services import load

SERVICES = load()
EXAMPLES = [
    example for service in SERVICES for example in service.examples if not (example.code_only or example.account_only)
]
EXTENSION = EmbedExtension(SERVICES)
MARKDOWN = Markdown(extensions=["tables", "fenced_code", "footnotes", "sane_lists", "def_list", EXTENSION])

modest = settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.filter_too_much]
)
addresses = st.sampled_from(EXAMPLES).map(lambda example: example.input)
labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
characters = st.characters(exclude_categories=["Cs"], max_codepoint=0x2FFFF)


def parts(address: str) -> tuple[str, str, str]:
    """Return scheme with slashes, host, and all that follows of *address*."""
    scheme, _, rest = address.partition("://")
    host, slash, tail = rest.partition("/")
    return f"{scheme}://", host, slash + tail


@modest
@given(
    addresses,
    labels,
    st.sampled_from(["{host}.{label}.example", "{label}{host}", "{host}{label}", "{label}.{label}.{host}"]),
)
def test_a_host_that_only_looks_alike_is_never_recognised(address: str, label: str, form: str) -> None:
    """Hosts are compared whole, never by their beginning or end."""
    scheme, host, tail = parts(address)
    other = form.format(host=host, label=label)
    assume(not any(service.site_of(other.lower()) for service in SERVICES))

    assert recognise_address(scheme + other + tail, SERVICES) is None


@modest
@given(addresses, st.text(st.sampled_from("abc:.%/\\"), max_size=12))
def test_user_information_is_never_recognised(address: str, user: str) -> None:
    """Whatever stands before an @ of the host, nobody is taken in."""
    scheme, host, tail = parts(address)

    assert recognise_address(f"{scheme}{user}@{host}{tail}", SERVICES) is None
    assert recognise_address(f"{scheme}{host}@{user}.example{tail}", SERVICES) is None


@modest
@given(addresses, st.integers(0, 40), st.one_of(st.sampled_from('\\%@ \t\n\r\x00\x7f\u200b<>"[]_,;'), characters))
def test_a_strange_character_in_the_host_is_never_recognised(address: str, at: int, character: str) -> None:
    """Backslash, percent sign, control characters and foreign letters make it no address."""
    assume(not (character.isascii() and (character.isalnum() or character in "-./?#:")))
    scheme, host, tail = parts(address)
    at = min(at, len(host))

    assert recognise_address(scheme + host[:at] + character + host[at:] + tail, SERVICES) is None


@modest
@given(addresses, st.integers(0, 99999))
def test_only_the_default_port_is_recognised(address: str, port: int) -> None:
    """Another port is another server."""
    scheme, host, tail = parts(address)
    default = 443 if scheme.lower() == "https://" else 80

    found = recognise_address(f"{scheme}{host}:{port}{tail}", SERVICES)

    assert (found is not None) == (port == default)


@modest
@given(
    addresses,
    st.lists(st.tuples(labels, st.text(st.characters(codec="ascii", categories=("L", "N")))), max_size=4),
)
def test_company_changes_nothing_and_is_never_copied(address: str, company: list[tuple[str, str]]) -> None:
    """Unlisted parameters do not matter, and leave no trace."""
    listed = {"v", "t", "h", "list", "id", "start", "channel", "fbid", "set"}
    company = [(f"zz{key}", value) for key, value in company if key not in listed]
    head, mark, fragment = address.partition("#")
    joined = head + ("&" if "?" in head else "?") + "&".join(f"{key}={value}" for key, value in company)

    found = recognise_address(joined + mark + fragment, SERVICES)

    assert found == recognise_address(address, SERVICES)


@modest
@given(st.text(characters, max_size=60))
def test_any_tail_gives_clean_addresses_or_none(tail: str) -> None:
    """After a known host anything may follow: an embed is rebuilt, ASCII, and means the same."""
    for host in ("www.facebook.com", "www.pinterest.de", "vimeo.com", "www.youtube.com"):
        found = recognise_address(f"https://{host}/{tail}", SERVICES)
        if found is None:
            continue
        for made in filter(None, (found.url, found.src)):
            assert made.startswith("https://")
            assert made.isascii()
            assert made.isprintable()
            assert not set(made) & set(" <>\"'`\\^{}|")
        again = recognise_address(found.url, SERVICES)
        assert again is not None
        assert (again.service, again.kind, again.ref) == (found.service, found.kind, found.ref)


@modest
@given(st.text(characters, max_size=80))
def test_taking_an_address_apart_never_fails(text: str) -> None:
    """Any text is an address or none, and the host of one is plain."""
    for candidate in (text, f"https://{text}"):
        address = split_address(candidate)
        assert address is None or (address.host.isascii() and address.host == address.host.lower())


words = st.text(st.sampled_from("abcäöß 1.,*_`-–„“()[]!&;:#"), min_size=1, max_size=30)


@modest
@given(words, words, addresses.filter(lambda address: "`" not in address))
def test_the_text_around_an_embed_survives(before: str, after: str, address: str) -> None:
    """All letters of the other lines are still there, in order, around the placeholder."""
    MARKDOWN.reset()
    text = f"Anfang{_tame(before)}\n{address}\nEnde{_tame(after)}"

    html = MARKDOWN.convert(text)

    assert len(EXTENSION.embeds) == 1
    head, _, tail = html.partition(placeholder("embed", 0))
    assert _letters(head) == _letters(f"Anfang{before}")
    assert _letters(tail) == _letters(f"Ende{after}")


def _tame(text: str) -> str:
    """Return *text* without code, links and emphasis that stay open at the end of a line."""
    return "".join(character for character in text if character not in "`[]*_&#!:;")


def _letters(text: str) -> str:
    plain, inside = [], False
    for character in text:
        inside = character == "<" or (inside and character != ">")
        if not inside and (character.isalnum()):
            plain.append(character)
    return "".join(plain)
