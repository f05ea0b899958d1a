"""The audit as a whole: it never raises, always says the same, and leads to the source."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.audit import CHECKS, Finding, audit, locate
from plugins.audit.checks import empty
from plugins.audit.model.built_site import BuiltSite
from plugins.audit.model.site_context import SiteContext
from tests.audit.sites import checks, found, page, write
from tests.audit.test_third_party import BODIES, HARMLESS


def test_a_sound_site_passes(tmp_path: Path) -> None:
    """The measure of all tests here: without a fault there is no finding."""
    assert found(tmp_path) == []


def test_findings_are_sorted_and_the_same_every_time(tmp_path: Path) -> None:
    """The order is that of check, path and quote, and no run differs from another."""
    write(tmp_path, {"index.html": page('<img src="//b.example/"><img src="//a.example/"><p style="">')})
    (tmp_path / "kontakt/index.html").write_text(page('<a href="/weg/">x</a>'))

    first, second = audit(tmp_path), audit(tmp_path)

    assert first == second == sorted(first)
    assert len(first) >= 4


def test_every_module_of_the_folder_is_asked() -> None:
    """A new check is one new file, and nothing else."""
    folder = Path(__file__).parents[2] / "plugins/audit/checks"
    assert set(CHECKS) == {file.stem for file in folder.glob("*.py")} - {"__init__"}


def test_a_check_that_breaks_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is vouched for by a check that did not finish, and the others go on."""

    def broken(_site: BuiltSite) -> Iterator[Finding]:
        raise ZeroDivisionError

    monkeypatch.setitem(CHECKS, "links", broken)
    findings = found(tmp_path, {"index.html": page("<p style='a'>")})

    assert checks(findings) == {"audit", "inline"}


@pytest.mark.parametrize("name", ["a\nb.html", "ü.html", b"\xff.html".decode("utf-8", "surrogateescape")])
def test_strange_names_are_no_trouble(tmp_path: Path, name: str) -> None:
    """A file may be called anything, and is still found."""
    write(tmp_path)
    (tmp_path / name).write_bytes(page().encode())

    for finding in audit(tmp_path):
        assert "\n" not in finding.message
        str(finding).encode("utf-8")
    assert audit(tmp_path)


@settings(deadline=None)
@given(
    content=st.binary(max_size=300),
    kind=st.sampled_from(["html", "svg", "xml", "css", "json", "js", "gz", "br"]),
)
def test_nothing_makes_the_audit_raise(content: bytes, kind: str) -> None:
    """Whatever a file holds, the audit ends with findings or without."""
    with TemporaryDirectory() as folder:
        path = f"index.{kind}"
        assert "audit" not in checks(found(Path(folder), {path: content}))


PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        "<p> </p> <svg> <style> <math> <!-- --> --!> <![CDATA[ ]]> <template> </template> <select> <noscript> "
        "</noscript> <title> <textarea> <table> <a href= src= srcset= style= id=a http-equiv=refresh content= "
        "\" ' > < &# ; //e.example javascript: url( \\75rl( @import { } {{ \ud7ff \x00 \x08 ü % %ff # ? / \\ : ,",
    )
)


@settings(deadline=None)
@given(pieces=st.lists(PIECES, max_size=30))
def test_no_heap_of_markup_makes_the_audit_raise(pieces: list[str]) -> None:
    """Broken markup is read as browsers read it: somehow, and to the end."""
    text = "".join(pieces)
    with TemporaryDirectory() as folder:
        files: dict[str, str | bytes] = {
            "index.html": page(text),
            "a.css": text,
            "feed.xml": f"<rss><description><![CDATA[{text}]]></description></rss>",
            "a.svg": f"<svg>{text}</svg>",
        }
        assert "audit" not in checks(found(Path(folder), files))


# Broken pieces change how their neighbours are read, so that these alone prove something at any place.
SOUND = st.sampled_from([body for body in HARMLESS if not body.startswith("<script")])
CONTAINERS = st.sampled_from(["{}", "<div>{}</div>", "<ul><li>{}</li></ul>", "<details>{}</details>"])
WHOLE = [body for body in BODIES if not body.startswith(("<body", "<x y"))]


@settings(deadline=None)
@given(
    before=st.lists(SOUND, max_size=4, unique=True),
    after=st.lists(SOUND, max_size=4, unique=True),
    around=CONTAINERS,
)
def test_a_page_of_allowed_pieces_has_no_finding(before: list[str], after: list[str], around: str) -> None:
    """Things allowed alone are allowed together."""
    pieces = list(dict.fromkeys(before + after))  # twice the same would double an id
    body = around.format("".join(piece for piece in pieces))
    with TemporaryDirectory() as folder:
        findings = found(Path(folder), {"index.html": page(body)})
    doubled = body.count('id="a"') > 1
    assert findings == [] or doubled


@settings(deadline=None)
@given(
    hostile=st.sampled_from(WHOLE),
    before=st.lists(SOUND, max_size=3, unique=True),
    after=st.lists(SOUND, max_size=3, unique=True),
    around=CONTAINERS,
)
def test_a_hostile_piece_is_found_at_any_place(hostile: str, before: list[str], after: list[str], around: str) -> None:
    """No neighbour, before or after, can hide a request."""
    body = "".join(before) + around.format(hostile) + "".join(after)
    with TemporaryDirectory() as folder:
        assert found(Path(folder), {"index.html": page(body)})


def at(quote: str, *texts: str) -> tuple[str, int]:
    """Return where a finding with *quote* is located in *texts*, which are called a, b, c."""
    return locate(Finding("x", "index.html", quote, "", ""), list(zip("abc", texts, strict=False)))


@pytest.mark.parametrize(
    ("quote", "text", "line"),
    [
        ("https://e.example/x.png", "Titel\n\n![x](https://e.example/x.png)", 3),
        ("https://e.example/?a=1&b=2", "x\n<img src='https://e.example/?a=1&amp;b=2'>", 2),
        ("javascript:alert(1)", "x\n\n<a href='&#106;avascript&colon;alert(1)'>", 3),
        ("<iframe", "x\n<IFRAME src=x>", 2),
        ("https://e.example/", "x\nHTTPS://E.Example/", 2),
        ("/media/%C3%A4.jpg", "x\n![x](/media/ä.jpg)", 2),
        ("/media/ä.jpg", "x\n![x](/media/%C3%A4.jpg)", 2),
        ("java\tscript:a", "x\n<a href='java&Tab;script:a'>", 2),
        ("a\nb-lang", "x\ny\na\nb-lang", 3),
        ("/a/", "[x](/a/b/)\n[y](/a/)", 2),
        ("/a/", "[x](/b/a/)\n[y](/a/#z)", 2),
        ("/a/", "[x](/a/b/)", 1),
        ("weg", "nirgends", 1),
        ("", "x\ny", 1),
        ("(", "x\n(", 2),
        ("x", "der x-te, siehe /x\n<b>x</b>\n<img src=x>", 3),
        ("x", "ein x\n<script>x</script>", 2),
        ("link", "[Link](/a/)\n<meta http-equiv='Link'>", 2),
        ("\x01//e.example/", "x\n<img src='&#1;//e.example/'>", 2),
        ("https://e.example/", "x\n<p style=\"a:url('\\68ttps://e.example/')\">", 2),
        ("javascript:a(1)", "x\n[y](javascript:a\\(1\\))", 2),
    ],
)
def test_a_finding_leads_to_its_line(quote: str, text: str, line: int) -> None:
    """However HTML spells it, the line in the source is found; if not, the first is named."""
    assert at(quote, text) == ("a", line)


def test_the_first_candidate_that_holds_the_quote_wins() -> None:
    """The article is asked before the template."""
    assert at("/weg/", "nichts", "x\n/weg/", "/weg/") == ("b", 2)
    assert at("/weg/", "nichts", "auch nichts") == ("a", 1)
    assert at("/weg/") == ("", 1)


def test_the_lost_page_of_an_empty_site_has_a_remedy() -> None:
    """Every message comes with something to do."""
    site = BuiltSite(SiteContext())
    (finding,) = empty.check(site)

    assert "python3 tasks.py build" in finding.remedy
