"""site.yaml: whatever is wrong in it is a message, never a template that breaks."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from plugins.content.settings import site_settings
from plugins.content.settings.site_schema import SHAPE

SITE = Path(__file__).parent.parent / "site"
TINY = (SITE / "site.yaml").read_text(encoding="utf-8")


def problems(folder: Path, text: str) -> list[tuple[int, str, str]]:
    """Return line, code and message of what is wrong in *text*, open facts aside."""
    shutil.copytree(SITE / "law", folder / "law", dirs_exist_ok=True)
    file = folder / "site.yaml"
    file.write_text(text, encoding="utf-8")
    _, found = site_settings.read_settings(file, "content/site.yaml")
    return [(p.line, p.code, p.message) for p in found if p.code != "open-fact"]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_tiny_site_is_right(tmp_path: Path) -> None:
    """What the other tests start from."""
    assert problems(tmp_path, TINY) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("name: Probe\n", "", "required-key"),
        ("name: Probe\n", "name: [Probe]\n", "not-one-value"),
        ("name: Probe\n", "name:\n", "not-one-value"),
        ("https://www.probe.example\n", "www.probe.example\n", "web-address"),
        ("https://www.probe.example\n", "javascript:alert(1)\n", "web-address"),
        ("first: Was geht hinein?, ", "", "required-key"),
        ("{title: Aktuelles, address: /aktuelles/}", "Aktuelles", "incomplete-entry"),
        ("{title: Aktuelles, address: /aktuelles/}", "{title: Aktuelles}", "incomplete-entry"),
        ("state: now", "state: jetzt", "unknown-choice"),
        ("state: next", "state: now", "stages-now"),
        ("gaps: [Eine Lücke.]", "gaps: keine", "not-a-list"),
        ("expires: 2099-01-01", "expires: 01.01.2099", "date-form"),
        ("law: probe\n", "", "required-key"),
        ("law: probe\n", "law: [probe]\n", "not-one-value"),
        ("law: probe\n", "law: atlantis\n", "unknown-law"),
        ("gaps: [", "ombudsstelle: {name: Amt}\n  gaps: [", "moved-setting"),
        ("contact: {mail", "contact: {post", "required-key"),
        ("law: probe\n", "law: probe\nsevices: [youtube]\n", "unknown-key"),
        ("law: probe\n", "law: probe\nnetzwerke: [youtube]\n", "unknown-key"),
        ('  vimeo: {url: "https://vimeo.com/showcase/1234567"}', "  vimeo: keiner", "incomplete-entry"),
    ],
)
def test_what_templates_need_must_be_there(tmp_path: Path, old: str, new: str, code: str) -> None:
    """A missing or misshapen value is named; the site is not built from it."""
    assert old in TINY

    assert code in [found for _, found, _ in problems(tmp_path, TINY.replace(old, new, 1))]


@pytest.mark.parametrize(
    "written", ["probe(at)probe.example", "probe [at] probe [punkt] example", "probe at probe.example"]
)
def test_a_mail_address_is_one_to_which_mail_goes(tmp_path: Path, written: str) -> None:
    """It stands in the imprint and in security.txt; the remedy shows the whole line as it should read."""
    text = TINY.replace("mail: probe@probe.example", f'mail: "{written}"')
    shutil.copytree(SITE / "law", tmp_path / "law")
    file = tmp_path / "site.yaml"
    file.write_text(text, encoding="utf-8")

    (told,) = [p for p in site_settings.read_settings(file, "content/site.yaml")[1] if p.code != "open-fact"]

    assert (told.line, told.code) == (line_of(text, "contact:"), "mail-address")
    assert told.remedy.removeprefix("Bitte so schreiben: ") in TINY.splitlines()


@pytest.mark.parametrize(
    "written",
    [
        '"javascript:alert(1)"',
        "formulare.probe.example",
        '"https://a b/"',
        "/kontakt/",
        '"https://www.probe.example/kontakt/"',
    ],
)
def test_the_form_has_an_address_that_a_link_can_have(tmp_path: Path, written: str) -> None:
    """Every page links to it; what the remedy says can be typed."""
    form = '{open: Formular, law: "BGG NRW § 10b"}'
    assert form in TINY

    assert [found[:2] for found in problems(tmp_path, TINY.replace(form, written))] == [
        (line_of(TINY, "contact:"), "web-address")
    ]
    [told] = [p for p in site_settings.read_settings(tmp_path / "site.yaml", "")[1] if p.code == "web-address"]
    typed = told.remedy.removeprefix("Bitte so schreiben: ")
    mended = "\n".join(typed if one.startswith("contact:") else one for one in TINY.splitlines())
    assert problems(tmp_path, mended) == []


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("accounts: {vimeo: keiner}", "vimeo: {open: Adresse}"),
        ('accounts: {vimeo: "https://vimeo.com/probe"}', 'vimeo: {url: "https://vimeo.com/probe"}'),
        ("accounts: keine", "accounts: {}"),
    ],
)
def test_an_account_is_mended_by_its_own_name(tmp_path: Path, written: str, remedy: str) -> None:
    """Not by that of a network which the site may not have; what is to be typed can be read."""
    facts = re.sub(r"accounts:\n(  .*\n)+", f"{written}\n", TINY)
    shutil.copytree(SITE / "law", tmp_path / "law")
    file = tmp_path / "site.yaml"
    file.write_text(facts, encoding="utf-8")

    (told,) = [p for p in site_settings.read_settings(file, "content/site.yaml")[1] if p.code != "open-fact"]
    assert told.remedy == f"Bitte so schreiben: {remedy}"
    wrong = written.removeprefix("accounts: ").strip("{}") if "{" in written else written
    file.write_text(facts.replace(wrong, remedy), encoding="utf-8")
    assert [p for p in site_settings.read_settings(file, "content/site.yaml")[1] if p.code != "open-fact"] == []


def test_an_open_fact_is_a_warning_with_its_law(tmp_path: Path) -> None:
    """Whoever asks for it is named, so that nobody forgets why."""
    file = tmp_path / "site.yaml"
    file.write_text(TINY, encoding="utf-8")

    _, found = site_settings.read_settings(file, "content/site.yaml")

    form = next(p for p in found if "Formular" in p.message)
    assert (form.severity, form.line) == ("warning", line_of(TINY, "contact:"))
    assert "BGG NRW § 10b" in form.message


def test_every_shape_has_an_example_that_can_be_typed() -> None:
    """The remedy is something one can copy."""
    assert all(shape.example for shape in SHAPE.values())


def test_a_misspelt_name_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    """In a group too; what waits there under a name of its own is no mistake."""
    text = (
        TINY.replace("name: Probe\n", "Name: Probe\n")
        .replace("  officer:", "  oficer:")
        .replace("short:", "clearance:")
    )
    told = [message for _, code, message in problems(tmp_path, text) if code == "unknown-key"]

    assert told == [
        "Die Angabe „Name“ gibt es nicht. Meinten Sie „name“?",
        "Die Angabe „oficer“ gibt es unter „privacy“ nicht. Meinten Sie „officer“?",
    ]
