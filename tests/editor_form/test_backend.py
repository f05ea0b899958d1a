"""Where the form saves, and whom its page may therefore talk to."""

from __future__ import annotations

from plugins.editor_form.backend import Repository, backend, repository_of
from plugins.editor_form.page import page, policy

OPEN_CODE = {
    "repository": "gitlab",
    "host": "https://gitlab.opencode.de/",
    "project": "gruppe/projekt",
    "branch": "main",
    "app_id": "0123456789abcdef0123456789abcdef",
}


def test_without_a_repository_the_form_talks_to_nobody() -> None:
    """Its policy names no host at all."""
    assert repository_of({"form": {"published": "false"}}) is None
    assert repository_of({}) is None
    assert "https:" not in policy(())
    assert 'class="folder-only"' in page("Probe", None, on_this_machine=True)


def test_gitlab_is_asked_by_its_own_host_and_with_a_key_for_each_sign_in() -> None:
    """PKCE (RFC 7636) needs no server in between, so nobody else is told."""
    where = repository_of({"form": OPEN_CODE})

    assert where is not None
    assert where.hosts == ("https://gitlab.opencode.de",)
    told = backend(where)
    assert told["base_url"] == "https://gitlab.opencode.de"
    assert told["api_root"] == "https://gitlab.opencode.de/api/v4"
    assert (told["auth_type"], told["app_id"]) == ("pkce", OPEN_CODE["app_id"])
    assert (told["repo"], told["branch"]) == ("gruppe/projekt", "main")


def test_github_is_asked_with_a_token_unless_there_is_a_server_to_sign_in() -> None:
    """GitHub offers pages without a server no other way."""
    alone = Repository("github", "", "gruppe/projekt")
    helped = Repository("github", "", "gruppe/projekt", sign_in="https://anmeldung.beispiel.de/")

    assert backend(alone)["auth_methods"] == ["token"]
    assert alone.hosts == ("https://github.com", "https://api.github.com")
    assert backend(helped)["base_url"] == "https://anmeldung.beispiel.de"
    assert helped.hosts[-1] == "https://anmeldung.beispiel.de"


def test_the_policy_lets_through_the_repository_and_nothing_more() -> None:
    """No host may load scripts, fonts or frames; one may be asked."""
    rules = dict(part.split(" ", 1) for part in policy(("https://gitlab.opencode.de",)).split("; "))

    assert rules.pop("connect-src") == "'self' blob: data: https://gitlab.opencode.de"
    assert not any("https:" in values for values in rules.values())
    assert rules["script-src"] == "'self'"


def test_the_page_says_where_things_go_and_stays_out_of_search_engines() -> None:
    """What the site is called is escaped, like everything that somebody wrote."""
    where = repository_of({"form": OPEN_CODE})
    text = page("<b>Probe</b>", where, on_this_machine=False)

    assert "<b>" not in text
    assert "auf gitlab.opencode.de" in text
    assert "gruppe/projekt" in text
    assert "Ordner des Projekts" not in text
    assert '<meta name="robots" content="noindex, nofollow">' in text
