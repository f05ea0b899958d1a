"""Patterns: the language of the registry, one trait at a time."""

from __future__ import annotations

import pytest

from plugins.embeds.services.patterns import Pattern, Template

VALUES = {"id": r"\d{3}", "hash": "[0-9a-f]{2}", "name": "[^/]+"}


def read(text: str, path: str, query: dict[str, str] | None = None, fragment: str = "") -> dict[str, str] | None:
    """Return the values that the pattern *text*, with the extra ``hash``, reads from an address."""
    return Pattern.of(text, VALUES, ("hash",)).read(path, query or {}, fragment)


@pytest.mark.parametrize("path", ["/a/123", "/a/123/"])
def test_a_path_matches_whole_and_may_end_in_a_slash(path: str) -> None:
    """One slash at the end never matters."""
    assert read("https://{main}/a/{id}", path) == {"id": "123"}
    assert read("https://{main}/a/{id}/", path) == {"id": "123"}


@pytest.mark.parametrize(
    "path", ["/a/123//", "/a/12", "/a/1234", "/b/123", "/a/123/x", "x/a/123", "/A/123", "/a/１２３"]
)
def test_nothing_but_the_whole_path_matches(path: str) -> None:
    """No prefix, no suffix, no other case, no digits of other scripts."""
    assert read("https://{main}/a/{id}", path) is None


def test_parts_in_brackets_may_be_missing() -> None:
    """[x] is optional, [a|b] and (a|b) are alternatives."""
    text = "https://{main}/status[es]/{id}[/(photo|video)/{name}|/end]"

    assert read(text, "/status/123") == {"id": "123"}
    assert read(text, "/statuses/123/photo/1") == {"id": "123", "name": "1"}
    assert read(text, "/status/123/end") == {"id": "123"}
    assert read(text, "/status/123/audio/1") is None


def test_a_malformed_extra_is_dropped_and_a_malformed_id_is_not() -> None:
    """An extra is only worth having if it is right; without its id an address is nothing."""
    text = "https://{main}/{id}[/{hash}]?[h={hash}]"

    assert read(text, "/123/a0") == {"id": "123", "hash": "a0"}
    assert read(text, "/123/zz") == {"id": "123"}
    assert read(text, "/123", {"h": "a0"}) == {"id": "123", "hash": "a0"}
    assert read(text, "/123", {"h": "zz"}) == {"id": "123"}
    assert read(text, "/123/b1", {"h": "a0"}) == {"id": "123", "hash": "b1"}
    assert read(text, "/12x/a0") is None


def test_needed_parameters_must_be_there_and_others_do_not_matter() -> None:
    """The order of parameters is free, and so is their company."""
    text = "https://{main}/watch?v={id}&type=film&[list={name}]"

    assert read(text, "/watch", {"x": "1", "type": "film", "v": "123"}) == {"id": "123"}
    assert read(text, "/watch", {"type": "film", "v": "123", "list": "ab"}) == {"id": "123", "name": "ab"}
    assert read(text, "/watch", {"type": "bild", "v": "123"}) is None
    assert read(text, "/watch", {"type": "film"}) is None


def test_a_fragment_is_asked_for_only_where_it_is_written() -> None:
    """Old addresses hide their path behind a hash sign."""
    text = "https://{main}/#!/{name}/status/{id}"

    assert read(text, "/", fragment="!/uba/status/123") == {"name": "uba", "id": "123"}
    assert read(text, "/", fragment="x") is None
    assert read("https://{main}/{id}", "/123", fragment="x") == {"id": "123"}


def test_a_template_writes_only_what_it_has() -> None:
    """Optional parts go with their values; separators come out right in any combination."""
    template = Template.of("https://v.example/{id}[/{hash}]?[start={start}]&dnt=1&[list={list}][#t={start}s]")

    assert template.fill({"id": "1"}) == "https://v.example/1?dnt=1"
    assert template.fill({"id": "1", "hash": "a0", "start": "9", "list": "PL"}) == (
        "https://v.example/1/a0?start=9&dnt=1&list=PL#t=9s"
    )
    assert template.list_required() == {"id"}
    assert template.names() == {"id", "hash", "start", "list"}


def test_values_are_encoded_as_their_place_asks() -> None:
    """In a parameter everything is encoded; in a path encoded characters stay so."""
    template = Template.of("https://v.example/{name}?href={url}")

    written = template.fill({"name": "K%C3%B6ln@N1", "url": "https://a.example/?x=1&y=ö"})

    assert written == "https://v.example/K%C3%B6ln@N1?href=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y%3D%C3%B6"


def test_a_value_can_be_written_in_another_spelling() -> None:
    """Flickr's short codes are numbers to the base of 58."""
    assert Template.of("{code|base58}").fill({"code": "9gAMbM"}) == "5427387397"
