"""Frames, scripts and styles in pages, and the pages that have to be there."""

import re
from pathlib import Path

import pytest

from plugins.audit import audit
from plugins.audit.checks.legal_pages import LINKED
from plugins.audit.duties import PRIVACY, STATEMENT, STATEMENT_LINES
from tests.audit.sites import (
    DUTIES,
    EXPLAINED,
    NAMED,
    SAYS,
    SECTIONS,
    STATED,
    checks,
    found,
    in_body,
    in_head,
    page,
    write,
)


@pytest.mark.parametrize(
    "body",
    [
        '<iframe src="https://www.youtube.com/embed/x"></iframe>',
        '<IFRAME SRC="//e.example/"></IFRAME>',
        "<iframe></iframe>",
        '<iframe src=""></iframe>',
        '<iframe src="about:blank"></iframe>',
        '<iframe srcdoc="<p>x"></iframe>',
        '<iframe src="/datenschutz/" srcdoc=""></iframe>',
        '<iframe src="data:text/html,x"></iframe>',
        '<iframe data-src="https://e.example/"></iframe>',
        '<iframe src="https://www.lebensbildung-digital.nrw/datenschutz/"></iframe>',
        '<object data="/media/moor.jpg"></object>',
        '<object data="https://e.example/"></object>',
        '<embed src="/media/moor.jpg">',
        "<applet></applet>",
        '<portal src="/"></portal>',
        "<fencedframe></fencedframe>",
        "<noframes><p>x</noframes>",
        "<noembed>x</noembed>",
        "<xmp>x</xmp>",
        '<template><iframe src="https://e.example/"></iframe></template>',
        '<noscript><iframe src="//e.example/"></iframe></noscript>',
        '<svg><foreignObject><iframe src="//e.example/"></iframe></foreignObject></svg>',
        "<svg><desc><object></object></desc></svg>",
        "<pre><iframe src=//e.example/></iframe></pre>",
        "<!--><iframe src=//e.example/></iframe>-->",
        "<select><iframe src=//e.example/></iframe></select>",
        "<consent-embed><iframe src=//e.example/></iframe></consent-embed>",
    ],
)
def test_a_window_into_another_page_is_found(tmp_path: Path, body: str) -> None:
    """Nothing but our own pages may be framed, wherever the frame hides."""
    assert "frames" in checks(in_body(tmp_path, body))


def test_a_frameset_is_found(tmp_path: Path) -> None:
    """A frameset replaces the body, and with it all our links."""
    text = '<!doctype html><html lang="de"><title>x</title><frameset><frame src="//e.example/"></frameset>'
    assert {"frames", "third-party"} <= checks(found(tmp_path, {"index.html": text}))


@pytest.mark.parametrize(
    "body",
    [
        "<script>a()</script>",
        "<SCRIPT>a()</SCRIPT>",
        "<script></script>",
        '<script src=""></script>',
        '<script src="/assets/a.js">a()</script>',
        '<script type="module">a()</script>',
        '<script type="importmap">{}</script>',
        '<script type="speculationrules">{"prefetch": []}</script>',
        '<script type="text/plain">x</script>',
        '<script type="application/ld+json">{"a": 1,}</script>',
        '<script type="application/ld+json">{"a": NaN}</script>',
        '<script type="application/ld+json">{"a": "</b>"}</script>',
        '<script type="application/ld+json">{"a": "<!-- "}</script>',
        "<svg><script>a()</script></svg>",
        "<style>a{color:red}</style>",
        "<style></style>",
        '<p style="color:red">x</p>',
        '<p STYLE="">x</p>',
        '<p onclick="a()">x</p>',
        '<p OnClick="a()">x</p>',
        "<img src=/media/moor.jpg alt=''onerror=a()>",
        "<img/onerror=a()/src=/media/moor.jpg>",
        '<svg onload="a()"></svg>',
        "<consent-embed onfocus=a()></consent-embed>",
        "<details ontoggle=a() open>x</details>",
        "<template><b onclick=a()></b></template>",
        '<noscript><p title="</noscript><b onclick=a()>"></noscript>',
        "<!--><script>a()</script>-->",
    ],
)
def test_code_and_style_within_a_page_are_found(tmp_path: Path, body: str) -> None:
    """The content security policy would drop them, so they must not be relied on."""
    assert "inline" in checks(found(tmp_path, {"index.html": page(body), "assets/a.js": ""}))


@pytest.mark.parametrize(
    "body",
    [
        '<script src="/assets/a.js" type="module"></script>',
        '<script type="application/ld+json">{"@type": "Event", "name": "a < b"}</script>',
        '<p class="online" data-onclick="a()" title="onclick=a()">x</p>',
        "<code>&lt;script>a()&lt;/script></code>",
        "<svg><title>x</title><g fill='none'/></svg>",
    ],
)
def test_scripts_of_our_own_and_data_pass(tmp_path: Path, body: str) -> None:
    """Scripts come as files, data for search engines as clean JSON."""
    assert found(tmp_path, {"index.html": page(body), "assets/a.js": "a()"}) == []


def test_a_script_in_a_drawing_is_found(tmp_path: Path) -> None:
    """Opened on its own, a drawing would run it."""
    text = '<svg xmlns="http://www.w3.org/2000/svg" onload="a()"><script>a()</script></svg>'
    assert "inline" in checks(found(tmp_path, {"media/a.svg": text}))


@pytest.mark.parametrize("what", ["", "nowhere"])
def test_an_empty_folder_is_found(tmp_path: Path, what: str) -> None:
    """No page is no success: neither an empty folder nor a missing one."""
    findings = audit(tmp_path / what)

    assert "empty" in checks(findings)
    assert "keine einzige Seite" in next(f.message for f in findings if f.check == "empty")


def test_a_missing_start_page_is_found(tmp_path: Path) -> None:
    """A site of subpages alone has no door."""
    (write(tmp_path) / "index.html").unlink()

    assert "empty" in checks(audit(tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        page().replace("<title>Leben</title>", ""),
        page().replace("<title>Leben</title>", "<title> \n</title>"),
        page().replace("<h1>Leben</h1>", ""),
        page().replace("<h1>Leben</h1>", "<h1> </h1>"),
        page().replace("<h1>Leben</h1>", "<h1><img src='/media/moor.jpg' alt=''></h1>"),
        page().replace("<h1>Leben</h1>", "<template><h1>Leben</h1></template>"),
        page().replace(' lang="de"', ""),
        page().replace(' lang="de"', ' lang=" "'),
        page().replace("utf-8", "iso-8859-1"),
        page().replace("<title>Leben</title>", "<svg><title>Leben</title></svg>"),
        "",
    ],
)
def test_a_page_without_name_or_language_is_found(tmp_path: Path, text: str) -> None:
    """A reader by ear depends on title, heading and language."""
    assert "empty" in checks(found(tmp_path, {"index.html": text}))


def test_a_heading_may_be_a_picture_with_words(tmp_path: Path) -> None:
    """The words count, not their form."""
    text = page().replace("<h1>Leben</h1>", "<h1><img src='/media/moor.jpg' alt='Moor'></h1>")
    assert found(tmp_path, {"index.html": text}) == []


@pytest.mark.parametrize("path", sorted(LINKED))
def test_a_missing_page_of_the_law_is_found(tmp_path: Path, path: str) -> None:
    """Each of them is required, and said to be missing by its name."""
    (write(tmp_path) / path / "index.html").unlink()

    messages = [f.message for f in audit(tmp_path) if f.check == "legal-pages" and f.quote == f"/{path}"]
    assert any("fehlt" in message for message in messages)


@pytest.mark.parametrize("base", ["/", "/probe/"])
def test_links_that_go_up_count_as_well(tmp_path: Path, base: str) -> None:
    """Relative ones lead to the same pages, also where the site stands in a folder."""
    text = page(base=base).replace(f'href="{base}', 'href="../')

    assert found(tmp_path, {"ort/index.html": text}, base) == []


def test_pages_promised_elsewhere_count_as_present(tmp_path: Path) -> None:
    """Files outside of this folder may still be there when the site is."""
    write(tmp_path)
    for path in LINKED:
        (tmp_path / path / "index.html").unlink()

    assert audit(tmp_path, also_present=frozenset(f"/{path}" for path in LINKED)) == []


@pytest.mark.parametrize("path", sorted(LINKED))
def test_a_page_without_the_links_of_the_law_is_found(tmp_path: Path, path: str) -> None:
    """Imprint, privacy and accessibility are one click away from everywhere."""
    without = page().replace(f'href="/{path}"', 'href="/kontakt/"')
    (finding,) = found(tmp_path, {"404.html": without})

    assert (finding.check, finding.path, finding.quote) == ("legal-pages", "404.html", f"/{path}")


@pytest.mark.parametrize(
    "disguise",
    [
        '<template><a href="/impressum/">x</a></template>',
        '<!-- <a href="/impressum/">x</a> -->',
        '<a data-href="/impressum/">x</a>',
        '<link rel="help" href="/impressum/">',
        '<a href="https://e.example/impressum/">x</a>',
        "<textarea><a href='/impressum/'>x</a></textarea>",
    ],
)
def test_a_link_nobody_can_follow_is_none(tmp_path: Path, disguise: str) -> None:
    """Only an ordinary link counts."""
    text = page(disguise).replace('<a href="/impressum/">Impressum</a>', "")
    assert "legal-pages" in checks(found(tmp_path, {"index.html": text}))


def test_relative_links_of_the_law_count(tmp_path: Path) -> None:
    """Links may be relative, and stand below a base path."""
    text = page().replace('href="/', 'href="../')
    assert found(tmp_path, {"aktuelles/index.html": text}) == []


def test_a_base_path_belongs_to_every_link(tmp_path: Path) -> None:
    """Below a sub-path the same site is sound, and without it its links are dead."""
    assert found(tmp_path, base="/probe/") == []
    assert checks(audit(tmp_path)) == {"links", "legal-pages"}


def test_the_head_is_read_like_the_body(tmp_path: Path) -> None:
    """A handler on <html> or in <head> runs as well."""
    assert "inline" in checks(in_head(tmp_path, "<link rel=help href=/kontakt/ onload=a()>"))


def test_a_page_that_the_law_of_a_land_asks_for_is_found(tmp_path: Path) -> None:
    """Its title and the act are named."""
    [told] = audit(write(tmp_path), required_pages={"leichte-sprache/": ("Leichte Sprache", "BITV § 4")})

    assert told.message == "Die Seite „Leichte Sprache“ (/leichte-sprache/) fehlt. Sie ist Pflicht (BITV § 4)."


@pytest.mark.parametrize("anchor", sorted(STATEMENT))
@pytest.mark.parametrize(
    "instead",
    [
        "",
        '<dl><dd id="{}"> </dd></dl>',
        '<h2 id="{}">Teilweise vereinbar 2026 x@y https://a</h2>',
        '<dl><dd id="{}">Ja.</dd></dl>',
        '<dl><dd id="{}"><span hidden>teilweise vereinbar 2026 x@y https://a</span></dd></dl>',
    ],
)
def test_a_statement_without_substance_is_found(tmp_path: Path, anchor: str, instead: str) -> None:
    """Status, date, method, feedback and enforcement have to be there, and say something."""
    text = page(DUTIES.replace(f'<dl><dd id="{anchor}">{STATED[anchor]}</dd></dl>', instead.format(anchor)))

    [told] = found(tmp_path, {"barrierefreiheit/index.html": text})

    in_settings = anchor in STATEMENT_LINES and "<dl>" in instead
    assert (told.check, told.quote) == ("legal-pages", "Ja." if in_settings and "Ja." in instead else anchor)
    assert STATEMENT[anchor][0] in told.message
    remedy = STATEMENT_LINES[anchor]["de"] if in_settings else "template: accessibility"
    assert told.remedy.endswith(remedy)
    assert not in_settings or re.search(STATEMENT[anchor][1], remedy.partition(": ")[2]), "typed, it suffices"


@pytest.mark.parametrize("anchor", sorted(PRIVACY))
@pytest.mark.parametrize("instead", ["", '<h2 id="{}">Titel</h2> '])
def test_a_privacy_page_without_a_section_is_found(tmp_path: Path, anchor: str, instead: str) -> None:
    """A heading with nothing below is no section; the remedy is one line to type."""
    section = f'<h2 id="{anchor}">{PRIVACY[anchor]["de"]}</h2><p>{SAYS} {NAMED.get(anchor, "")}</p>'
    text = page(SECTIONS.replace(section, instead.format(anchor)) + EXPLAINED)

    [told] = found(tmp_path, {"datenschutz/index.html": text})

    assert told.remedy.endswith(f"## {PRIVACY[anchor]['de']} {{#{anchor}}}")


def test_a_site_without_networks_need_not_explain_them(tmp_path: Path) -> None:
    """Where nothing foreign can be loaded there is no consent to withdraw."""
    needed = PRIVACY.keys() - {"netzwerke", "speicher", "einstellungen"}
    text = page("".join(f'<h2 id="{name}">{name}</h2>{SAYS} {NAMED.get(name, "")}' for name in sorted(needed)))

    assert found(tmp_path, {"datenschutz/index.html": text}) == []


@pytest.mark.parametrize("anchor", sorted(PRIVACY))
@pytest.mark.parametrize(
    "text", ["<p>Text.</p>", "<p>Lorem lorem lorem lorem lorem lorem lorem lorem lorem.</p>", "<p>Ja</p>"]
)
def test_a_section_that_says_nothing_is_found(tmp_path: Path, anchor: str, text: str) -> None:
    """Its articles have to be named, or at least a sentence has to stand there."""
    section = f"<p>{SAYS} {NAMED.get(anchor, '')}</p>"
    heading = f'<h2 id="{anchor}">{PRIVACY[anchor]["de"]}</h2>'
    changed = page(SECTIONS.replace(heading + section, heading + text) + EXPLAINED)

    [told] = found(tmp_path, {"datenschutz/index.html": changed})

    assert "sagt der Abschnitt" in told.message
    assert told.remedy.endswith(f"## {PRIVACY[anchor]['de']} {{#{anchor}}}")


@pytest.mark.parametrize("hide", ["<div hidden>{}</div>", "<template><p>{}</p></template>", "<p><!-- {} --></p>"])
def test_a_section_that_nobody_sees_is_none(tmp_path: Path, hide: str) -> None:
    """What counts is what is read."""
    section = f"<p>{SAYS} {NAMED['rechte']}</p>"
    heading = f'<h2 id="rechte">{PRIVACY["rechte"]["de"]}</h2>'
    text = page(SECTIONS.replace(heading + section, heading + hide.format(section)) + EXPLAINED)

    [told] = found(tmp_path, {"datenschutz/index.html": text})
    assert "fehlt der Abschnitt" in told.message


@pytest.mark.parametrize("text", ["", "<p>Impressum: amt@beispiel.de, alles offen.</p>", "<dl><dd>Ja</dd></dl>"])
def test_an_imprint_without_facts_is_found(tmp_path: Path, text: str) -> None:
    """Who is behind a site stands in its settings, and the theme writes it."""
    [told] = found(tmp_path, {"impressum/index.html": page(text)})

    assert told.remedy == "Bitte in content/pages/impressum.md angeben: template: imprint"
