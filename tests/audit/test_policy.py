"""Policies protect the readers of a page, and placeholders ask for their consent."""

from pathlib import Path

import pytest

from plugins.site.head.csp import policy
from tests.audit.sites import SECTIONS, checks, found, in_head, page

BOX = '<consent-embed service="youtube" src="https://www.youtube-nocookie.com/embed/x"><p>x</p></consent-embed>'
SWITCH = '<button type="button" role="switch" aria-checked="false" value="youtube">YouTube</button>'
PRIVACY = page(f'{SECTIONS}<h2 id="dienst-youtube">YouTube</h2>{SWITCH}')
WITH_BOX = page(BOX)


def test_a_placeholder_that_is_explained_and_allowed_passes(tmp_path: Path) -> None:
    """With that service's hosts in the policy, and its switch in the privacy page, all is well."""
    assert found(tmp_path, {"index.html": WITH_BOX, "datenschutz/index.html": PRIVACY}) == []


@pytest.mark.parametrize(
    "csp",
    [
        "",
        policy(()).replace("default-src 'none'", "default-src 'self'"),
        policy(()).replace("default-src 'none'; ", ""),
        policy(()).replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        policy(()).replace("script-src 'self'", "script-src 'self' https://cdn.example"),
        policy(()).replace("style-src 'self'", "style-src *"),
        policy(()).replace("; require-trusted-types-for 'script'", ""),
        policy(()).replace("base-uri 'none'; ", ""),
        "script-src *; " + policy(()),
        policy(["www.youtube-nocookie.com"]),
        policy(()).replace("frame-src 'none'; ", ""),
    ],
)
def test_a_weaker_policy_is_found(tmp_path: Path, csp: str) -> None:
    """A page that allows more than it needs is not published."""
    assert "policy" in checks(found(tmp_path, {"index.html": page(csp=csp)}))


def test_a_page_without_a_policy_is_found(tmp_path: Path) -> None:
    """A forgotten policy is as bad as none."""
    bare = page().replace("Content-Security-Policy", "x-content")

    assert "policy" in checks(found(tmp_path, {"index.html": bare}))


def test_a_second_policy_forbids_nothing_less(tmp_path: Path) -> None:
    """The first counts: a later one, wherever it came from, can take nothing back."""
    second = '<meta http-equiv="content-security-policy" content="default-src *">'

    assert checks(in_head(tmp_path, second)) == set()


def test_a_policy_that_comes_too_late_is_found(tmp_path: Path) -> None:
    """Anything before the policy is loaded without it."""
    late = page().replace(
        '<meta charset="utf-8">', '<meta charset="utf-8"><link rel="stylesheet" href="/assets/style.css">'
    )

    assert "policy" in checks(found(tmp_path, {"index.html": late}))


def test_only_the_search_may_compile(tmp_path: Path) -> None:
    """The search's page may run compiled code, and no other page."""
    form = '<form role="search" action="/suche/" data-indexes="/pagefind/"><input name="q" aria-label="Wort"></form>'
    weak = policy((), sending=True).replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")

    assert "policy" not in checks(found(tmp_path / "a", {"finden/index.html": page(form, csp=weak)}))
    assert "policy" in checks(
        found(tmp_path / "b", {"index.html": page(form.replace("data-indexes", "data-x"), csp=weak)})
    )


def test_a_placeholder_the_policy_does_not_let_load_is_found(tmp_path: Path) -> None:
    """A button that could do nothing is not published either."""
    assert "policy" in checks(
        found(tmp_path, {"index.html": page(BOX, csp=policy(())), "datenschutz/index.html": PRIVACY})
    )


def test_a_frame_of_ours_the_policy_does_not_let_load_is_found(tmp_path: Path) -> None:
    """A page that shows another of ours in a frame has to be allowed to."""
    framing = '<iframe src="/index.html" title="x"></iframe>'

    assert "policy" in checks(found(tmp_path / "a", {"index.html": page(framing, csp=policy(()))}))
    assert "policy" not in checks(found(tmp_path / "b", {"index.html": page(framing, csp=policy((), framing=True))}))


@pytest.mark.parametrize(
    "privacy",
    [page(), page(SWITCH), page('<h2 id="dienst-youtube">x</h2>'), PRIVACY.replace('value="youtube"', 'value="vimeo"')],
)
def test_a_service_nobody_explains_is_found(tmp_path: Path, privacy: str) -> None:
    """Each service that a page can load has its entry in the privacy page, and its switch in it."""
    assert "consent" in checks(found(tmp_path, {"index.html": WITH_BOX, "datenschutz/index.html": privacy}))


@pytest.mark.parametrize(
    "change",
    [
        ('service="youtube"', 'service="unknown"'),
        ('service="youtube" ', ""),
        ("https://www.youtube-nocookie.com", "https://evil.example"),
        ("https://www.youtube-nocookie.com", "http://www.youtube-nocookie.com"),
        ("https://www.youtube-nocookie.com", "https://x@www.youtube-nocookie.com"),
        ("https://www.youtube-nocookie.com/embed/x", ""),
    ],
)
def test_a_placeholder_that_leads_elsewhere_is_found(tmp_path: Path, change: tuple[str, str]) -> None:
    """After the click a reader meets only the one whose details stand in the placeholder."""
    body = WITH_BOX.replace(*change)

    assert "consent" in checks(found(tmp_path, {"index.html": body, "datenschutz/index.html": PRIVACY}))
