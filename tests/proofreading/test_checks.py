"""Warnings about wording: real cases are found, and look-alikes left alone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.content.schema.content_types import TYPE_OF
from plugins.core.problem import Problem, Severity
from plugins.embeds.services import load, load_all
from plugins.proofreading import corpus
from plugins.proofreading.checks import corpus_warnings, document_warnings, readability
from plugins.proofreading.corpus import Corpus, SourceDocument
from plugins.proofreading.prose import ProseBlock, ProseLine, split_sentences
from tests.golden_cases import Case, cases

FILE = "content/pages/x.md"
DAY = dt.date(2016, 12, 1)
HEAD = "---\ntitle: Ein Titel\n---\n"


def document(text: str, kind: str = "page", file: str = FILE) -> SourceDocument:
    """Return the draft that *text* is, on a site with the usual services."""
    found = corpus.read_document(text.encode(), kind, file)
    assert found is not None
    return replace(found, services=load())


def told(problem: Problem) -> str:
    """Return a warning as the golden cases have it: line, code and the first quotation."""
    quoted = re.search("„[^“]*“", problem.message)
    return f"{problem.line} {problem.code} {quoted[0] if quoted else ''}"


def warnings(body: str, head: str = HEAD) -> list[Problem]:
    """Return the warnings about one file; lines count from the first one of the body."""
    found = document_warnings(document(head + body))
    above = head.count("\n")
    assert all(problem.severity is Severity.WARNING for problem in found)
    return [Problem(p.file, p.line - above, p.message, p.remedy, p.code, p.severity) for p in found]


@pytest.mark.parametrize("case", cases("proofreading.md"), ids=str)
def test_warnings_are_as_the_golden_cases_say(case: Case) -> None:
    """Each check finds its cases in their lines, and leaves alone those that only look alike."""
    found = "\n".join(told(problem) for problem in warnings(case.given)) or "nothing"

    assert found == case.expected.rstrip("\n")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("![](/media/a.jpg)", "Bitte beschreiben, zum Beispiel: ![Drei Personen an einem Tisch](/media/a.jpg)"),
        ("![](/media/a.SVG)", "Bitte schreiben, was sie aussagt, zum Beispiel: ![Von Jahr zu Jahr"),
        (
            "[![](/media/a.jpg)](/ziel/)",
            "Bitte schreiben, wohin der Link führt, zum Beispiel: ![Programm des Kongresses]",
        ),
    ],
)
def test_a_description_is_asked_for_by_what_it_should_say(typed: str, asked: str) -> None:
    """A view, the message of a drawing, or where a link leads."""
    (problem,) = [one for one in warnings(typed) if one.code == "alt-missing"]

    assert problem.remedy.startswith(asked)


def test_what_a_network_is_the_site_says() -> None:
    """What stays a link is told of any network; content of one that it does not have is an error, said elsewhere."""
    addresses = (
        "https://www.facebook.com/probe/about",
        "https://www.youtube.com/playlist?list=a",
        "https://vimeo.com/1084537",
    )
    text = document(HEAD + "\n\n".join(addresses))
    elsewhere = replace(text, services=(), unlisted=load_all())

    for one in (text, elsewhere):
        assert [f"{found.line} {found.code}" for found in document_warnings(one)] == [
            "4 network-address",
            "6 network-address",
        ]


@pytest.mark.parametrize("case", cases("easy-language.md"), ids=str)
def test_leichte_sprache_is_as_the_golden_cases_say(case: Case) -> None:
    """The rules of BITV 2.0 Anlage 2 Teil 2 that can be asked for."""
    head = f"{HEAD.removesuffix('---' + chr(10))}lang: de-simple\n---\n"

    found = "\n".join(told(problem) for problem in warnings(case.given, head)) or "nothing"

    assert found == case.expected.rstrip("\n")


def test_the_rules_of_leichte_sprache_hold_nowhere_else() -> None:
    """An ordinary text may use negations and the passive."""
    assert warnings("Das wäre nicht schwer. Der Text wird geprüft.\n") == []


def test_every_warning_can_be_typed() -> None:
    """A remedy begins with a request, and the message quotes the text or counts it."""
    for case in [*cases("proofreading.md"), *cases("easy-language.md")]:
        for problem in warnings(
            case.given, HEAD if "easy" not in case.expected else HEAD[:-4] + "lang: de-simple\n---\n"
        ):
            assert re.search(r"[„\d]", problem.message), problem
            assert problem.remedy.startswith("Bitte "), problem
            assert not re.search("ungültig|[Ff]ehler", problem.message + problem.remedy), problem


@pytest.mark.parametrize(
    "text",
    ["§ 5 DDG", "TDDDG", "MStV", "https://www.gesetze-im-internet.de/tmg/", "example.org/TMG", "TMGler", "/TTDSG/"],
)
def test_what_only_looks_like_a_former_law_is_none(text: str) -> None:
    """Names of today, addresses and longer words are left alone."""
    assert [
        problem.code for problem in document_warnings(document(f"{HEAD}{text}\n")) if problem.code == "law-name"
    ] == []


def test_front_matter_is_looked_at_with_its_lines() -> None:
    """Pictures of the front matter count as those of the text do."""
    image = 'image:\n  src: /media/a.jpg\n  alt: "Foto von Haus"\n'
    text = f"---\ntitle: x\n{image}gallery:\n  - {{src: /media/b.jpg, alt: b}}\n---\n"

    assert [told(problem) for problem in document_warnings(document(text))] == [
        "5 alt-beginning „Foto von Haus“",
        "7 alt-file-name „b“",
    ]


def test_pictures_before_embeds_and_films_are_looked_at_as_well() -> None:
    """Their descriptions, and their files; a path alone needs no description."""
    posters = (
        "embeds:\n  - url: x\n    poster: /media/a.jpg\n  - {url: y, poster: {src: /media/b.jpg, alt: Foto von Haus}}\n"
    )
    seen = document(f"---\ntitle: x\nposter: /media/c.jpg\n{posters}---\n")

    assert [told(problem) for problem in document_warnings(seen)] == ["7 alt-beginning „Foto von Haus“"]
    assert [picture.src for picture in seen.pictures] == ["/media/c.jpg", "/media/a.jpg", "/media/b.jpg"]


def test_a_file_that_cannot_be_read_as_one_still_has_a_text() -> None:
    """Its front matter is reported elsewhere; its body is looked at all the same."""
    assert [told(p) for p in document_warnings(document("---\ntitle: [\n---\n\n[hier](/a/)\n"))] == [
        "5 link-text „hier“"
    ]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_a_warning_raise(text: str) -> None:
    """Whatever somebody types."""
    found = corpus.read_document(
        f"---\ntitle: x\nlang: de-simple\n---\n{text}".encode("utf-8", "replace"), "page", FILE
    )

    if found is not None:
        corpus_warnings(Corpus((found,), DAY))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["**", "[", "](", ")", "<a href=", "<img ", ">", "`", "\n", "\n\n", "{", "}", "#", "- ", "x "])
    )
)
def test_no_markup_makes_a_warning_raise(pieces: list[str]) -> None:
    """Half a link, half a tag, half of anything."""
    document_warnings(document(f"{HEAD}{''.join(pieces)}"))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["Text.", "## Titel", "- Punkt", "> Zitat", "", "`Code`", "*so*"]), min_size=1, max_size=20
    )
)
def test_the_line_of_a_warning_is_where_it_stands(lines: list[str]) -> None:
    """Whatever comes before it in the file."""
    body = "\n".join([*lines, "", "[hier](/a/)", ""])

    (found,) = (problem for problem in document_warnings(document(HEAD + body)) if problem.code == "link-text")

    assert found.line == HEAD.count("\n") + len(lines) + 2


def corpus_of(*files: tuple[str, str, str], day: dt.date = DAY) -> Corpus:
    """Return a shelf of files, each given as kind, name and text."""
    folders = {"article": "articles/2016", "event": "events/2016", "page": "pages", "clip": "clips"}
    documents = (
        replace(document(text, kind, f"content/{folders[kind]}/{name}"), pattern=TYPE_OF[kind].address)
        for kind, name, text in files
    )
    return Corpus(tuple(documents), day)


def codes(found: list[Problem], *wanted: str) -> list[tuple[str, int, str]]:
    """Return file, line and code of warnings with the codes *wanted*."""
    return [(p.file, p.line, p.code) for p in found if p.code in wanted]


@pytest.mark.parametrize(
    ("other", "is_told"),
    [("title: mitmachen", True), ("title: Mitmachen heute", False), ("lang: en\ntitle: Mitmachen", False)],
)
def test_equal_titles_in_one_language_are_a_warning(other: str, is_told: bool) -> None:
    """Tabs, lists and results of the search show nothing else."""
    files = ("page", "a.md", "---\ntitle: Mitmachen\n---\n"), ("page", "b.md", f"---\n{other}\n---\n")

    found = codes(corpus_warnings(corpus_of(*files)), "equal-title")

    assert found == ([("content/pages/b.md", 2, "equal-title")] if is_told else [])


def test_of_three_equal_titles_each_gets_another_to_type() -> None:
    """Typed as they stand, they differ from each other as well."""
    text = "---\ntitle: Rückblick\ndate: 2016-10-26\n---\nText.\n"
    files = [("page", f"{name}.md", text) for name in "abc"]

    told = [p.remedy.partition(": ")[2] for p in corpus_warnings(corpus_of(*files)) if p.code == "equal-title"]

    assert told == ['title: "Rückblick (2016)"', 'title: "Rückblick (2016, 2)"']


EVENT = "---\ntitle: Treffen\nstart: 2016-10-12\n---\n\nWir treffen uns.\n"
REPORT = "---\ntitle: So war es\ndate: {day}\n---\n\nEin Bericht vom [Treffen]({target}).\n"


@pytest.mark.parametrize(
    ("event", "report", "day", "is_told"),
    [
        (EVENT, "", dt.date(2016, 11, 12), True),
        (EVENT, "", dt.date(2016, 11, 11), False),  # the thirtieth day
        (EVENT.replace("---\n\n", "end: 2016-10-14\n---\n\n"), "", dt.date(2016, 11, 12), False),
        (EVENT, REPORT.format(day="2016-10-13", target="/veranstaltungen/treffen/"), DAY, False),
        (EVENT, REPORT.format(day="2016-10-13", target="../../events/2016/treffen.md"), DAY, False),
        (EVENT, REPORT.format(day="2016-10-04", target="/veranstaltungen/treffen/"), DAY, True),  # announces it
        (EVENT, REPORT.format(day="2016-10-13", target="/veranstaltungen/anderes/"), DAY, True),
        (EVENT, REPORT.format(day="2016-10-13\nevent: /veranstaltungen/treffen/", target="/"), DAY, False),
        (EVENT, REPORT.format(day="2016-10-04\nevent: /veranstaltungen/treffen/", target="/"), DAY, True),
        (EVENT + "Wort " * 80, "", DAY, False),
        (EVENT.replace("---\n\n", "updated: 2016-10-20\n---\n\n"), "", DAY, False),
        (EVENT.replace("---\n\n", "gallery: []\n---\n\n"), "", DAY, False),
        (EVENT.replace("2016-10-12", "zwölfter"), "", DAY, False),
        (EVENT.replace("---\n\n", "event_status: cancelled\n---\n\n"), "", DAY, False),
        (EVENT.replace("---\n\n", "event_status: full\n---\n\n"), "", DAY, True),
        (EVENT.replace("---\n\n", "repeat: [{start: 2016-11-10}]\n---\n\n"), "", DAY, False),
        (EVENT.replace("---\n\n", "repeat: [{start: 2016-10-01, end: bald}, x]\n---\n\n"), "", DAY, True),
    ],
)
def test_an_event_without_a_report_is_a_warning_after_thirty_days(
    event: str, report: str, day: dt.date, is_told: bool
) -> None:
    """A report is an article that links there, or the event's own file with a longer text."""
    files = [("event", "treffen.md", event)] + ([("article", "bericht.md", report)] if report else [])

    found = codes(corpus_warnings(corpus_of(*files, day=day)), "event-report")

    assert [code for _, _, code in found] == (["event-report"] if is_told else [])


HARD = (
    "Die Berücksichtigung gesellschaftspolitischer Rahmenbedingungen hinsichtlich der Implementierung "
    "digitalisierungsbezogener Verwaltungsmodernisierungsmaßnahmen erfordert ressortübergreifende "
    "Abstimmungsprozesse unter Einbeziehung sämtlicher Verfahrensbeteiligter sowie Zuständigkeitsregelungen.\n\n"
)
EASY = "Wir suchen Ideen für die Stadt. Sie schreiben uns. Wir lesen alles, was Sie uns schreiben, und antworten.\n\n"


def test_a_text_that_is_hard_to_read_is_a_warning_at_its_longest_sentence() -> None:
    """By the Wiener Sachtextformel, from 13 years of school on."""
    found = warnings(EASY + HARD * 6)

    assert [(problem.line, problem.code) for problem in found] == [(3, "hard-to-read")]


@pytest.mark.parametrize(
    ("text", "head"), [(EASY * 8, HEAD), (HARD, HEAD), (HARD * 6, HEAD[:-4] + "lang: en\n---\n")], ids=str
)
def test_an_easy_a_short_or_an_english_text_is_none(text: str, head: str) -> None:
    """The formula is German, and needs a hundred words."""
    assert warnings(text, head) == []


def test_the_formula_knows_easy_from_hard() -> None:
    """Years of school, 4 to 15, as its authors meant them."""
    assert readability.years([EASY] * 5) < 6
    assert readability.years([HARD] * 5) > 14


def test_the_formula_counts_the_sentences_that_people_count() -> None:
    """Those of two words as well, and none that ends behind „3.“; a year may end one."""
    block = ProseBlock("paragraph", (ProseLine(1, "Das war am 3. Mai. Es endete 2016. Dann kam Bonn."),))

    assert [one.text for one in split_sentences(block)] == ["Das war am 3. Mai.", "Es endete 2016.", "Dann kam Bonn."]
    assert readability.years(["Ein Wort."] * 1_000) < 4
    assert readability.years(["Das war am 3. Mai."]) == readability.years(["Das war am 3, Mai."])


def test_drafts_are_found_by_folder(tmp_path: Path) -> None:
    """Texts and site.yaml, nothing else; unreadable files are left out without a word."""
    for name, text in {
        "pages/a.md": HEAD,
        "pages/b.txt": HEAD,
        "c.md": HEAD,
        "media/d.md": HEAD,
        "site.yaml": "name: x\n",
        "woerter.txt": "x\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    (tmp_path / "pages" / "e.md").write_bytes(b"\xff\xfe\x00")

    assert [(found.file, found.type) for found in corpus.read_corpus(tmp_path)] == [
        ("content/site.yaml", "site"),
        ("content/pages/a.md", "page"),
    ]
