"""Remedies for site.yaml, typed as they stand: one message for each mistake, and none when it is typed."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.content.settings import site_settings
from plugins.core.problem import Problem
from plugins.embeds import services
from plugins.embeds.site_services import find_service_problems
from tools.messages.typing import in_place

SITE = Path(__file__).parent.parent / "site"
SOUND = (SITE / "site.yaml").read_text(encoding="utf-8")
NAME, ADDRESS = "name: Probe\n", "address: https://www.probe.example\n"
FIRST = "  - {title: Aktuelles, address: /aktuelles/}\n"
MENU = ("navigation:\n" + FIRST, "navigation:\n" + FIRST + "  - {title: Mitmachen, address: /mitmachen/}\n")
MENUS = ("aktuelles", "Aktuelles", "/aktuelles", "aktuelles/", "/Aktuelles/", "www.a.example")
ADDRESSES = ("www.probe.example", "https://münster.example", "HTTPS://Probe.example", "//probe.example", "")
GAPS = "  gaps: [Eine Lücke.]\n"
LAW = "law: probe\n"
CLAIM = "claim: {first: Was geht hinein?, second: Was kommt heraus?}\n"


def find_problems(folder: Path, text: str) -> list[Problem]:
    """Return what is wrong in *text* as site.yaml, facts that are open or without a network aside."""
    shutil.copytree(SITE / "law", folder / "law", dirs_exist_ok=True)
    file = folder / "site.yaml"
    file.write_text(text, encoding="utf-8")
    settings, found = site_settings.read_settings(file, "content/site.yaml")
    found = [*found, *(find_service_problems(settings, services.load_all()) if settings.values else ())]
    return [problem for problem in found if problem.code not in ("open-fact", "unlisted-setting")]


def change(old: str, new: str, text: str = SOUND) -> str:
    """Return *text* with a mistake in it."""
    assert old in text, old
    return text.replace(old, new, 1)


MISTAKES = {
    "quotation mark left open": change(NAME + ADDRESS, 'name: "Probe\naddress: "https://www.probe.example"\n'),
    "quotation mark closed by another": change(NAME, 'name: "Probe“\n'),
    "quotation mark left open in braces": change(FIRST, '  - {title: "Aktuelles, address: /aktuelles/}\n'),
    "open fact left open": change("officer: {open: Datenschutz}", 'officer: {open: "Nachfolge'),
    "brace left open": change(FIRST, "  - {title: Aktuelles, address: /aktuelles/\n"),
    "comma left out": change(FIRST, "  - {title: Aktuelles address: /aktuelles/}\n"),
    "colon left out": change(NAME, 'name "Probe"\n'),
    "dash left out": change(*MENU).replace("  - {title: Mitm", "  {title: Mitm"),
    "indent of an entry lost": change(*MENU).replace("  - {title: Mitm", "- {title: Mitm"),
    "list as a text": change(GAPS, "  gaps: Eine Lücke.\n"),
    "list left empty": change(GAPS, "  gaps:\n"),
    "list as one open fact": change(GAPS, '  gaps: {open: "Was fehlt, und mehr"}\n'),
    "services left empty": change(LAW, LAW + "services:\n"),
    "no services": change(LAW, LAW + "services: none\n"),
    "no services in German": change(LAW, LAW + "services: keine\n"),
    "services without brackets": change(LAW, LAW + "services: youtube, mastodon\n"),
    "services misspelt": change(LAW, LAW + "services: [Youtub, mastodon]\n"),
    "services indented by halves": change(LAW, LAW + "services:\n- youtube\n - mastodon\n\n# Mehr\n"),
    "instances with https": change(LAW, LAW + 'instances: {mastodon: ["https://a.example/", b.example]}\n'),
    "an instance with an umlaut": change(LAW, LAW + "instances: {mastodon: [münchen.social]}\n"),
    "an instance that is a number": change(LAW, LAW + "instances: {mastodon: [127.0.0.1, b.example]}\n"),
    "an instance of another network": change(LAW, LAW + "instances: {mastodon: [www.youtube.com, b.example]}\n"),
    "a name in an entry misspelt": change(FIRST, "  - {titel: Aktuelles, address: /aktuelles/}\n"),
    "a name too many in an entry": change(FIRST, "  - {title: Aktuelles, address: /aktuelles/, icon: x}\n"),
    "a colon in an entry": change(GAPS, "  gaps:\n    - Film: keine Audiodeskription\n\n# Mehr\n"),
    "a colon in the first value of a group": change(CLAIM, "claim:\n  first: Hitze: was tun?\n"),
    "a fact of a group missing": change("phone: {open: Telefon}, ", ""),
    "a lost indent": change("privacy:\n  officer", "privacy:\nofficer"),
    **{f"menu {one}": change("address: /aktuelles/}", f"address: {one}}}") for one in MENUS},
    **{f"address {one}": change(ADDRESS, f"address: {one}\n") for one in ADDRESSES},
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_is_typed_makes_the_one_message_go_away(mistake: str, tmp_path: Path) -> None:
    """The file is right again after the line of the remedy was typed."""
    (told,) = find_problems(tmp_path, MISTAKES[mistake])

    assert find_problems(tmp_path, in_place(MISTAKES[mistake], told)) == []


@pytest.mark.parametrize(
    ("mistake", "kept"),
    [
        ("instances with https", "instances: {mastodon: [a.example, b.example]}\n"),
        ("an instance with an umlaut", "instances: {mastodon: [xn--mnchen-3ya.social]}\n"),
        ("an instance that is a number", "instances: {mastodon: [b.example]}\n"),
        ("an instance of another network", "instances: {mastodon: [b.example]}\n"),
        ("a name in an entry misspelt", FIRST),
        ("a colon in an entry", '    - "Film: keine Audiodeskription"\n\n# Mehr\n'),
        ("services indented by halves", "services: [youtube, mastodon]\n\n# Mehr\n"),
    ],
)
def test_what_is_typed_keeps_what_the_editor_wrote(mistake: str, kept: str, tmp_path: Path) -> None:
    """Its own words, not those of an example; and what stands behind stays."""
    (told,) = find_problems(tmp_path, MISTAKES[mistake])

    assert kept in in_place(MISTAKES[mistake], told)


def test_a_network_that_not_many_run_is_named(tmp_path: Path) -> None:
    """Below instances it has no place, and the message says which it is."""
    (told,) = find_problems(tmp_path, change(LAW, LAW + "services: [bluesky]\ninstances: {bluesky: [bsky.app]}\n"))

    assert "nicht „bluesky“" in told.message


@pytest.mark.parametrize(
    ("wrong", "right", "line"), [("navigaton", "navigation", 10), ("adress", "address", 3), ("contackt", "contact", 9)]
)
def test_a_misspelt_name_is_told_once(wrong: str, right: str, line: int, tmp_path: Path) -> None:
    """And not as one that is missing as well: who followed both would write it twice."""
    (told,) = find_problems(tmp_path, change(f"\n{right}:", f"\n{wrong}:"))

    assert (told.line, told.code) == (line, "unknown-key")
    assert f"Meinten Sie „{right}“?" in told.message
    assert "services_enabled" not in told.remedy


@pytest.mark.parametrize(("given", "told"), [("", 1), ("instances: {limesurvey: [umfrage.amt.example]}\n", 0)])
def test_a_network_without_usual_servers_asks_for_one(given: str, told: int, tmp_path: Path) -> None:
    """Its name alone would show nothing; Mastodon has usual ones."""
    (tmp_path / "site.yaml").write_text(f"services: [mastodon, limesurvey]\n{given}", encoding="utf-8")
    settings, _ = site_settings.read_settings(tmp_path / "site.yaml", "content/site.yaml")

    problems = find_service_problems(settings, services.load_all())

    assert [one.remedy.endswith("instances: {limesurvey: [umfrage.example]}") for one in problems] == [True] * told


ACCOUNT = 'accounts:\n  mastodon: {url: "https://social.bund.de/@amt"}\n'


def find_unlisted(folder: Path, text: str) -> list[Problem]:
    """Return what is said of settings for networks that the list in *text* lacks."""
    (folder / "site.yaml").write_text(text, encoding="utf-8")
    settings, _ = site_settings.read_settings(folder / "site.yaml", "content/site.yaml")
    return [one for one in find_service_problems(settings, services.load_all()) if one.code == "unlisted-setting"]


@pytest.mark.parametrize(
    "given", ["services: [youtube]  # alle\n", "services:\n- youtube\n\n# Mehr\n", "services: [youtube,\n  vimeo]\n"]
)
def test_a_network_is_added_to_the_list_that_is_there(given: str, tmp_path: Path) -> None:
    """The line takes the place of those that it names; a second list would hide the first one."""
    text = f"{given}{ACCOUNT}"

    (told,) = find_unlisted(tmp_path, text)

    place = re.search(r"statt Zeile (\d+)", told.remedy)
    mended = in_place(text, replace(told, line=int(place[1])) if place else told)
    assert mended.count("services:") == 1
    assert "mastodon]" in mended
    assert "youtube" in mended
    assert ("# Mehr" in text) == ("# Mehr" in mended)
    assert find_unlisted(tmp_path, mended) == []


def test_a_site_without_networks_is_told_to_delete_what_is_said_of_them(tmp_path: Path) -> None:
    """Once for each group, with its line."""
    one_line = "instances: {mastodon: [social.example], peertube: [film.example]}"

    told = find_unlisted(tmp_path, f"services: []\n{ACCOUNT}{one_line}\n")

    assert [(one.line, one.remedy) for one in told] == [
        (2, "Bitte mit allem, was darunter eingerückt ist, löschen: accounts:"),
        (4, f"Bitte löschen: {one_line}"),
    ]


@pytest.mark.parametrize("lines", [1, 2])
def test_lines_that_lost_their_indent_get_it_back(lines: int, tmp_path: Path) -> None:
    """Be they the first, the last, or between others of their group."""
    group = SOUND[SOUND.index("privacy:\n") :].split("\n")[1:4]
    for first in range(3 - lines + 1):
        lost = [line.strip() if first <= at < first + lines else line for at, line in enumerate(group)]
        text = change("\n".join(group), "\n".join(lost))
        while told := find_problems(tmp_path, text):
            assert {problem.code for problem in told} == {"indentation"}
            text = in_place(text, told[0])
        assert text == SOUND


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("aktuelles", "/aktuelles/"),
        ("Über uns", "/ueber-uns/"),
        ("/der-prozess#ablauf", "/der-prozess/#ablauf"),
        ("www.Probe.example/x", "https://www.probe.example/x"),
    ],
)
def test_a_menu_is_told_the_address_that_was_meant(written: str, meant: str, tmp_path: Path) -> None:
    text = change("address: /aktuelles/}", f'address: "{written}"}}')

    (told,) = find_problems(tmp_path, text)

    assert in_place(text, told) == change("address: /aktuelles/}", f"address: {meant}}}") or f'"{meant}"' in told.remedy
