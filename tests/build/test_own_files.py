"""What a site has for itself: its look, its templates and its networks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.core.project import VERSION
from plugins.embeds.services import HERE, load_for
from tests.build.conftest import Build

pytestmark = pytest.mark.slow


def write(file: Path, text: str) -> Path:
    """Write *text* to *file*, in a folder made for it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def style_of(output: Path) -> str:
    """Return the style sheet that the start page asks for."""
    page = (output / "index.html").read_text(encoding="utf-8")
    name = page.partition("assets/style.")[2].partition('"')[0]
    return (output / f"assets/style.{name}").read_text(encoding="utf-8")


def test_own_tokens_are_laid_over_those_of_the_theme(content: Path, output: Path, build: Build) -> None:
    """They stand behind the theme's in the same layer, and a change of them reaches every page."""
    tokens = write(content / "theme/tokens.css", ":root { --color-band: #00303a; }")
    first = build()
    before = style_of(output)
    write(tokens, ":root { --color-band: #00303b; }")
    second = build()
    after = style_of(output)

    assert (first.code, second.code) == (0, 0), first.complained + second.complained
    own = before.index("@layer tokens{:root{--color-band:#00303a}")
    assert before.index("--color-band:#002e34") < own
    assert "--color-band:#00303b" in after


def test_broken_tokens_are_told(content: Path, build: Build) -> None:
    """A bracket too many is a sentence with a file, never a traceback."""
    write(content / "theme/tokens.css", ":root { --color-first: #00525a; }}")

    done = build()

    assert done.code == 1
    assert "theme/tokens.css:1: Diese Stelle lässt sich nicht lesen" in done.complained


def test_a_logo_stands_for_the_name(content: Path, output: Path, build: Build) -> None:
    """With the name as its alternative; the name itself stays at the foot, where a logo would not be seen."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><path d="M0 0h200v50H0z"/></svg>'
    write(content / "theme/logo.svg", svg)

    done = build()

    assert done.code == 0, done.complained
    page = (output / "index.html").read_text(encoding="utf-8")
    (logo,) = re.findall(r'<img class="wordmark-logo" src="/(assets/logo\.[0-9a-f]+\.svg)" alt="Probe" (.+?)>', page)
    assert logo[1] == 'width="200" height="50"'
    assert (output / logo[0]).read_text(encoding="utf-8") == svg
    assert '<p class="wordmark is-large">Probe</p>' in " ".join(page.split()).replace("> Probe <", ">Probe<")


def test_a_template_of_a_site_takes_the_place_of_the_themes(content: Path, output: Path, build: Build) -> None:
    """Beside a former build, too, and changed once more."""
    build()
    page = output / "404.html"
    template = '{%% extends "!theme/404.html" %%}{%% block main %%}{{ super() }}<p>%s</p>{%% endblock %%}'
    file = write(content / "theme/templates/404.html", template % "Eins")
    first = build()
    shown = page.read_text(encoding="utf-8")
    write(file, template % "Zwei")
    second = build()

    assert (first.code, second.code) == (0, 0), first.complained + second.complained
    assert "<p>Eins</p>" in shown
    assert "<p>Zwei</p>" in page.read_text(encoding="utf-8")


def test_a_network_of_a_site_is_added_to_the_registry(content: Path, output: Path, build: Build) -> None:
    """What its file says reaches texts, privacy page and audit; its id may be one of ours."""
    text = (HERE / "vimeo.yaml").read_text(encoding="utf-8")
    own = text.replace("name: Vimeo", "name: Kinokiste").replace("vimeo.com", "kinokiste.example")
    write(content / "services/kinokiste.yaml", own)
    write(
        content / "articles/2016/film.md",
        "---\ntitle: Film\nsummary: Ein Film.\ndate: 2016-10-01\n---\n\nhttps://kinokiste.example/76979871\n",
    )

    done = build()

    assert done.code == 0, done.complained
    page = (output / "aktuelles/film/index.html").read_text(encoding="utf-8")
    assert '<consent-embed service="kinokiste"' in page
    assert "Kinokiste" in (output / "datenschutz/index.html").read_text(encoding="utf-8")
    (content / "services/kinokiste.yaml").unlink()  # no two networks share their addresses
    write(content / "services/vimeo.yaml", own)
    assert [service.name for service in load_for(content) if service.id == "vimeo"] == ["Kinokiste"]


def test_a_network_that_cannot_be_read_is_told(content: Path, build: Build) -> None:
    """By its file and what is missing in it."""
    write(content / "services/probe.yaml", "name: Probe\n")

    done = build()

    assert done.code == 1
    assert "services/probe.yaml:1: Es fehlt die Angabe „order“." in done.complained


def test_any_other_file_in_these_folders_is_told(content: Path, build: Build) -> None:
    """Nothing would read it."""
    write(content / "theme/farben.css", ":root {}")

    done = build()

    assert "theme/farben.css:1: Diese Datei liegt in keinem der vorgesehenen Ordner" in done.complained


@pytest.mark.parametrize(
    ("comment", "named", "warned"),
    [
        ("", "aus welcher Version, steht nicht darin.", 1),
        ("{# Version 0.1-alt #}", "gemacht aus Version 0.1-alt.", 1),
        (f"{{# Version {VERSION} #}}", f"gemacht aus Version {VERSION}.", 0),
    ],
)
def test_an_own_template_is_named_at_each_build(
    content: Path, build: Build, check: Build, comment: str, named: str, warned: int
) -> None:
    """With the version it was made from, also if there is nothing to build; if that is not ours, check warns."""
    file = write(content / "theme/templates/404.html", f'{comment}{{% extends "!theme/404.html" %}}')
    write(content / "theme/templates/eigene.html", "Neben den Vorlagen der Gestaltung.")
    said = f"Eigene Vorlage {file} statt theme/templates/404.html, {named}\n"

    assert [build().complained.count(said) for _ in range(2)] == [1, 1]
    assert check().complained.count(f"{file}:1: Hinweis: Diese Vorlage steht an der Stelle von") == warned
