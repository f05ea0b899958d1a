"""Page: the form's page, with a policy that allows our server and the repository's alone."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template

from plugins.editor_form.backend import Repository, sign_in_instructions

HERE = Path(__file__).parent
CHEAT_SHEET = "spickzettel/"
_RELOAD = "Bitte laden Sie diese Seite neu."
_RELOAD_HERE = "Läuft im Terminal noch <code>{}</code>? Dann laden Sie diese Seite bitte neu."


def policy(hosts: Iterable[str]) -> str:
    """Return the content security policy of the form's page (https://www.w3.org/TR/CSP3/).

    Beyond what our other pages allow it needs style elements, which Sveltia writes itself, pictures out of memory
    and requests to the *hosts* of the repository. Trusted Types are left out: Sveltia builds its pages from strings.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "manifest-src blob:",
            " ".join(("connect-src 'self' blob: data:", *hosts)),
            "form-action 'none'",
            "frame-src 'none'",
            "base-uri 'none'",
        )
    )


def page(
    title: str,
    repository: Repository | None,
    legal: Iterable[tuple[str, str]] = (),
    settings: str = "content/site.yaml",
    command: str = "python3 tasks.py redaktion",
    *,
    on_this_machine: bool,
) -> str:
    """Return the HTML of the page; on this machine it can also save in a folder.

    *legal* are the titles and addresses of pages that every page of the site has to lead to, *settings* is the path of
    site.yaml in the repository, *command* what the preview was started with.
    """
    return Template((HERE / "page.html").read_text(encoding="utf-8")).substitute(
        title=escape(title),
        settings=escape(settings),
        policy=escape(policy(repository.hosts if repository else ()), quote=True).replace("&#x27;", "'"),
        place="folder-only" if repository is None else "",
        ways=sign_in_instructions(repository, settings, on_this_machine=on_this_machine),
        again=_RELOAD_HERE.format(escape(command)) if on_this_machine else _RELOAD,
        legal=legal_links(legal, ".."),
    )


def legal_links(legal: Iterable[tuple[str, str]], home: str) -> str:
    """Return items of a list: links to the *legal* pages, by the way *home*."""
    return "".join(f'        <li><a href="{home}{escape(to)}">{escape(name)}</a></li>\n' for name, to in legal)
