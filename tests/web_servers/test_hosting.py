"""Configuration of servers: nothing from a site breaks out of it, and it is always the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publish import web_servers
from plugins.publish.web_servers import apache, nginx
from plugins.publish.web_servers.header_table import FOR_EVER, common_headers, type_of, without_compression
from plugins.publish.web_servers.site_files import PolicyError, join_policies, policy_of

POLICY = "default-src 'none'; frame-src {}"
PAGE = '<!doctype html><meta http-equiv="Content-Security-Policy" content="{}">'
FRAMES = frozenset({"https://frames.example"})


def site(folder: Path, pages: dict[str, str], moves: str = "") -> list[str]:
    """Write pages with these policies, and return their paths."""
    for path, policy in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(PAGE.format(policy), "utf-8")
    (folder / "_redirects").write_text(moves, "utf-8")
    return [*pages, "_redirects"]


def test_the_same_site_is_told_the_same(tmp_path: Path) -> None:
    """Whatever order its files come in."""
    pages = {f"{name}/index.html": POLICY.format(f"https://{name}.example") for name in "abc"}
    paths = site(tmp_path, {"index.html": POLICY.format("'none'"), **pages})

    for tell in (web_servers.render_site_files, web_servers.headers_by_path):
        assert tell(tmp_path, paths, "/", FRAMES) == tell(tmp_path, paths[::-1], "/", FRAMES)
    assert web_servers.render_nginx_files(tmp_path, paths, "/", FRAMES, "x") == web_servers.render_nginx_files(
        tmp_path, paths[::-1], "/", FRAMES, "x"
    )


def test_a_policy_goes_for_its_page_only(tmp_path: Path) -> None:
    """With Apache a folder inherits the policy around it, so a differing one is written again."""
    embed = POLICY.format("https://a.example")
    none = POLICY.format("'none'")
    paths = site(
        tmp_path, {"index.html": none, "clip/index.html": embed, "clip/b/index.html": none, "clip/c/index.html": embed}
    )

    told = web_servers.render_site_files(tmp_path, paths, "/", FRAMES)

    assert {path for path in told if path.endswith(".htaccess")} == {
        ".htaccess",
        "clip/.htaccess",
        "clip/b/.htaccess",
    }
    assert b"https://a.example" in told["clip/.htaccess"]
    assert b"frame-src 'none'" in told["clip/b/.htaccess"]


@pytest.mark.parametrize(
    "policy",
    [
        "",
        "default-src 'none'; x $uri",
        "default-src {",
        "default-src &quot;",
        "default-src a\nb",
        "default-src 'none',x",
        "ä",
    ],
)
def test_a_policy_that_no_server_may_be_told_stops_everything(policy: str) -> None:
    """A page without one as well."""
    with pytest.raises(PolicyError):
        policy_of(PAGE.format(policy).encode(), "x/index.html")
    with pytest.raises(PolicyError):
        policy_of(b"<!doctype html>", "x/index.html")


def test_the_policy_for_all_allows_what_any_page_may() -> None:
    """And frames of every network, because a server may not know yet which page has which."""
    found = join_policies(
        ["default-src 'none'; frame-src 'none'; form-action 'self'", "default-src 'none'; frame-src https://a.example"],
        ["https://b.example"],
    )

    assert found == "default-src 'none'; frame-src https://a.example https://b.example; form-action 'self'"


@given(st.text(max_size=30))
def test_any_text_is_one_word_to_nginx_or_refused(text: str) -> None:
    """Read back as nginx's source does it (ngx_conf_read_token)."""
    try:
        word = nginx.quote_nginx(text)
    except PolicyError:
        assert re.search(r"[\x00-\x1f\x7f$]", text)
        return
    assert word[0] == word[-1] == '"'
    assert re.sub(r'\\(["\\])', r"\1", word[1:-1]) == text
    assert not re.search(r'(?<!\\)(?:\\\\)*"', word[1:-1])


@given(st.text(max_size=30))
def test_any_text_is_one_word_to_apache_or_refused(text: str) -> None:
    """Read back as Apache does it (ap_getword_conf)."""
    try:
        word = apache.quote_apache(text)
    except PolicyError:
        assert re.search(r"[\x00-\x1f\x7f]", text)
        return
    assert re.sub(r'\\(["\\])', r"\1", word[1:-1]) == text
    assert not re.search(r'(?<!\\)(?:\\\\)*"', word[1:-1])


@given(st.from_regex(r"/[a-z0-9$%{}\"';() ]{0,20}/", fullmatch=True))
def test_an_address_never_names_a_variable(address: str) -> None:
    """Neither in nginx, where a dollar begins one, nor in mod_rewrite, where a percent does."""
    for _, target in nginx._moves(_Moves(((address, address),))):  # type: ignore[arg-type]
        assert not re.search(r'[$"\s{}]', target)
    assert not re.search(r'(?<!\\)%|[$"\s]', apache._target(address))


class _Moves:
    def __init__(self, moves: tuple[tuple[str, str], ...]) -> None:
        self.moves = moves


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("index.html.br", "text/html; charset=utf-8"),
        ("probe/feed.xml", "application/atom+xml; charset=utf-8"),
        ("sitemap.xml.gz", "application/xml; charset=utf-8"),
        ("veranstaltungen/x.ics", "text/calendar; charset=utf-8"),
        ("media/clip/x.vtt", "text/vtt; charset=utf-8"),
        ("assets/x.0123456789.avif", "image/avif"),
        ("pagefind/de/fragment/de_1.pf_fragment", "application/octet-stream"),
        ("media/X.JPG", "image/jpeg"),
        ("daten.tar.gz", "application/octet-stream"),
        ("name", "application/octet-stream"),
    ],
)
def test_a_file_has_its_type(path: str, kind: str) -> None:
    """Also its compressed copy."""
    assert type_of(path) == kind


def test_only_what_never_changes_is_kept_for_ever() -> None:
    """A file under a hashed name; whatever else there is comes anew soon."""
    assert common_headers("assets/style.0123456789.css")["Cache-Control"] == FOR_EVER
    assert common_headers("pagefind/de/index/de_0af.pf_index")["Cache-Control"] == FOR_EVER
    for path in ("index.html", "assets/style.css", "pagefind/de/pagefind.js", "media/film.mp4", "feed.xml"):
        assert "immutable" not in common_headers(path)["Cache-Control"]
    assert without_compression("x.css.br") == "x.css"


def test_few_rules_stand_in_headers(tmp_path: Path) -> None:
    """Cloudflare reads a hundred at most, and lines of 2,000 signs."""
    pages = {f"p{number}/index.html": POLICY.format(f"https://p{number % 9}.example") for number in range(300)}
    text = web_servers.render_site_files(tmp_path, site(tmp_path, pages), "/", FRAMES)["_headers"].decode()

    assert len(re.findall(r"^/", text, re.MULTILINE)) <= 100
    assert max(map(len, text.splitlines())) <= 2000
    assert json.dumps(text)
