"""The library: what only shows when the whole folder is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.content import crosschecks, library
from plugins.content.library import Library
from plugins.content.markdown.converter import Converter
from plugins.core.problem import Problem

FRONT = "---\ntitle: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\n{more}---\n"
PAGE = "---\ntitle: Ein Titel\nsummary: Worum es geht.\n{more}---\n"


def article(body: str = "", more: str = "") -> str:
    return FRONT.format(more=more) + body


def read(folder: Path, files: dict[str, str]) -> Library:
    """Write *files* below *folder* and read them."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return library.read_library(folder, Converter())


def told(problems: tuple[Problem, ...] | list[Problem]) -> list[tuple[str, int, str]]:
    """Return place and code of each problem, but for the missing site.yaml of these folders."""
    return [(p.file, p.line, p.code) for p in problems if p.file != "content/site.yaml"]


@pytest.mark.parametrize("name", ["x.MD", "x.txt", "x.markdown", "x.docx"])
def test_a_text_with_another_ending_is_named(tmp_path: Path, name: str) -> None:
    """A file that would not be read is a problem, with the name it should have."""
    found = read(tmp_path, {f"articles/2016/{name}": article()})

    assert told(found.problems) == [(f"content/articles/2016/{name}", 1, "file-ending")]
    assert "x.md" in next(p.remedy for p in found.problems if p.code == "file-ending")


@pytest.mark.parametrize("name", ["x.md", "notizen/x.md", "artikel/2016/x.md"])
def test_a_text_in_the_wrong_folder_is_named(tmp_path: Path, name: str) -> None:
    """A file outside the known folders is a problem, not simply absent."""
    found = read(tmp_path, {name: article()})

    assert told(found.problems) == [(f"content/{name}", 1, "misplaced-file")]


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "x.md~", ".x.md.swp", "~$x.docx"])
def test_what_programs_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    """Files that nobody wrote on purpose disturb nobody."""
    found = read(tmp_path, {f"articles/2016/{name}": "…"})

    assert told(found.problems) == []


def test_no_broken_file_hides_another(tmp_path: Path) -> None:
    """Forty broken files are forty problems, in one run."""
    files = {f"articles/2016/x{n:02}.md": article().replace("title", "titel") for n in range(40)}

    found = read(tmp_path, files)

    assert told(found.problems) == [(f"content/{name}", 2, "unknown-key") for name in files]


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("articles/2016/Schöne Grüße.md", "/aktuelles/schoene-gruesse/"),
        ("events/2016/kongress.md", "/veranstaltungen/kongress/"),
        ("clips/film.md", "/clip/film/"),
        ("pages/datenschutz.md", "/datenschutz/"),
    ],
)
def test_an_address_comes_from_type_and_file_name(tmp_path: Path, file: str, address: str) -> None:
    """Umlauts are spelled out, and a title can change without moving the address."""
    extra = {
        "events": "start: 2016-10-26\nplace: {name: Halle, city: Duisburg}\n",
        "clips": "video: https://youtu.be/aqz-KE-bpKQ\n",
    }

    found = read(tmp_path, {file: article(more=extra.get(file.split("/")[0], ""))})

    assert [item.address for item in found.items] == [address]


@pytest.mark.parametrize(
    ("name", "lang", "address"),
    [
        ("leichte-sprache", "de-simple", "/leichte-sprache/"),
        ("der-prozess", "de-simple", "/leichte-sprache/der-prozess/"),
        ("en", "en", "/en/"),
        ("process", "en", "/en/process/"),
    ],
)
def test_other_languages_have_their_folder(tmp_path: Path, name: str, lang: str, address: str) -> None:
    """A page named like the folder is its start."""
    found = read(tmp_path, {f"pages/{name}.md": PAGE.format(more=f"lang: {lang}\n")})

    assert [item.address for item in found.items] == [address]


def test_two_files_with_one_address_are_both_named(tmp_path: Path) -> None:
    """The second one is told who has its address already."""
    found = read(tmp_path, {"articles/2015/x.md": article(), "articles/2016/x.md": article()})

    doubles = list(crosschecks.find_duplicates(found.items, {}))

    assert told(doubles) == [("content/articles/2016/x.md", 1, "duplicate-address")]
    assert "content/articles/2015/x.md" in doubles[0].message


def test_an_address_that_the_site_needs_is_taken(tmp_path: Path) -> None:
    """No page can hide the search page."""
    found = read(tmp_path, {"pages/suche.md": PAGE.format(more="")})

    assert told(list(crosschecks.find_duplicates(found.items, {"/suche/": "die Suche"}))) == [
        ("content/pages/suche.md", 1, "duplicate-address")
    ]


@pytest.mark.parametrize(
    ("more", "code"),
    [("template: gibtsnicht\n", "unknown-choice"), ("translates: weg.md\n", None)],
)
def test_an_unknown_template_is_named(tmp_path: Path, more: str, code: str | None) -> None:
    """A page cannot ask for a template that does not exist."""
    found = read(tmp_path, {"pages/x.md": PAGE.format(more=more)})

    assert [entry[2] for entry in told(found.problems)] == ([code] if code else [])


def test_a_lost_original_is_named(tmp_path: Path) -> None:
    """A translation names a file that exists."""
    found = read(tmp_path, {"pages/x.md": PAGE.format(more="lang: en\ntranslates: weg.md\n")})

    assert told(list(crosschecks.find_missing_originals(found.items, {}))) == [
        ("content/pages/x.md", 5, "lost-original")
    ]


ARTICLE = "---\ntitle: T\nsummary: S.\ndate: 2016-10-26\nevent: {event}\n---\nText.\n"
EVENT = "---\ntitle: T\nsummary: S.\nstart: 2016-10-26\nplace: {name: N, city: C}\n---\nText.\n"


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("../../events/2016/treffen.md", None),
        ("/veranstaltungen/treffen/", None),
        ("../../events/2016/weg.md", "lost-event"),
        ("/veranstaltungen/weg/", "lost-event"),
        ("/aktuelles/x/", "lost-event"),
    ],
)
def test_an_article_is_about_an_event_that_exists(tmp_path: Path, event: str, code: str | None) -> None:
    """A path or an address of an event; anything else is named, with one as the example."""
    files = {"articles/2016/x.md": ARTICLE.format(event=event), "events/2016/treffen.md": EVENT}
    found = read(tmp_path, files)
    problems = list(crosschecks.find_missing_events(found.items, {item.source: item.address for item in found.items}))

    assert told(problems) == ([("content/articles/2016/x.md", 5, code)] if code else [])
    assert all("event: /veranstaltungen/treffen/" in problem.remedy for problem in problems)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[Da](/aktuelles/da/)", None),
        ("[Da](/aktuelles/da/#abschnitt)", None),
        ("[Da](../2015/da.md)", None),
        ("[Da](../2015/da.md#abschnitt)", None),
        ("![Bild](/media/bild.jpg)", None),
        ("![Bild](../../media/bild.jpg)", None),
        ("[Anderswo](https://www.beispiel.de/)", None),
        ("[Post](mailto:a@example.org)", None),
        ("[Hier](#unten)", None),
        ("[Weg](/aktuelles/weg/)", "dead-link"),
        ("[Weg](../2015/weg.md)", "dead-link"),
        ("[Ohne Strich](/aktuelles/da)", "dead-link"),
        ("<a href='/aktuelles/weg/'>Weg</a>", "dead-link"),
        ("[Weg][1]\n\n[1]: /aktuelles/weg/", "dead-link"),
        ("![Bild](/media/bidl.jpg)", "missing-file"),
        ("<img src=\"/media/bidl.jpg\" alt=''>", "missing-file"),
        ("[Entwurf](/aktuelles/entwurf/)", "unpublished-target"),
        ("`[Weg](/aktuelles/weg/)`", None),
        ("<!-- <a href='/aktuelles/weg/'>Weg</a> -->", None),
    ],
)
def test_an_internal_link_leads_somewhere(tmp_path: Path, body: str, code: str | None) -> None:
    """Links and pictures are checked where they are written, in Markdown and in HTML."""
    found = read(tmp_path, {"articles/2016/x.md": article("\n\n" + body)})
    sources = {"content/articles/2015/da.md": "/aktuelles/da/"}
    known = frozenset({"/aktuelles/da/", "/media/bild.jpg"})

    problems = list(crosschecks.find_dead_links(found.items, sources, known, {"/aktuelles/entwurf/": "einem Entwurf"}))

    assert [problem.code for problem in problems] == ([code] if code else [])
    assert all(problem.line >= 8 for problem in problems)


@pytest.mark.parametrize(
    ("register", "code"),
    [
        ("/aktuelles/da/", None),
        ("../../articles/2015/da.md", None),
        ("/media/bild.jpg", None),
        ("anmeldung@beispiel.de", None),
        ("tel:0211 12345", None),
        ("https://www.beispiel.de/weg/", None),
        ("/aktuelles/weg/", "dead-link"),
        ("../2015/weg.md", "dead-link"),
        ("/media/bidl.jpg", "missing-file"),
        ("/aktuelles/entwurf/", "unpublished-target"),
    ],
)
def test_one_registers_on_a_page_that_is_there(tmp_path: Path, register: str, code: str | None) -> None:
    """A page of ours behind the button of an event is checked as any link, in its line."""
    text = f"---\ntitle: A\nsummary: B.\nstart: 2016-10-26\nonline: https://a.example/\nregister: {register}\n---\n"
    found = read(tmp_path, {"events/2016/x.md": text})
    sources = {"content/articles/2015/da.md": "/aktuelles/da/"}
    known = frozenset({"/aktuelles/da/", "/media/bild.jpg"})

    problems = list(crosschecks.find_dead_links(found.items, sources, known, {"/aktuelles/entwurf/": "einem Entwurf"}))

    assert [(problem.line, problem.code) for problem in problems] == ([(6, code)] if code else [])


def test_the_line_of_a_link_is_that_of_the_file(tmp_path: Path) -> None:
    """The same dead link twice is named at both places."""
    body = "Text\n\n[a](/weg/)\n\nText\n\n[b](/weg/)\n"
    found = read(tmp_path, {"articles/2016/x.md": article(body)})

    problems = list(crosschecks.find_dead_links(found.items, {}, frozenset(), {}))

    assert [problem.line for problem in problems] == [8, 12]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("theme/logo.png", "content/theme/logo.svg"),
        ("theme/token.css", "content/theme/tokens.css"),
        ("services/eigen.yml", "content/services/eigen.yaml"),
        ("Law/land.yaml", "content/law/land.yaml"),
        ("theme/Logo.svg", "content/theme/logo.svg"),
        ("theme/Tokens.css", "content/theme/tokens.css"),
        ("theme/text/de.yaml", "content/theme/texts/de.yaml"),
        ("theme/texts/en.yml", "content/theme/texts/en.yaml"),
    ],
)
def test_a_file_that_is_almost_one_of_the_sites_own_is_told_its_name(tmp_path: Path, name: str, meant: str) -> None:
    """No folder of texts is the place for it."""
    found = read(tmp_path, {name: "x"})

    [problem] = [one for one in found.problems if one.code == "misplaced-file"]
    assert problem.remedy.endswith(f": {meant}")
    assert "articles" not in problem.remedy
