"""Text files: redirects for servers, transcripts of films, and security.txt.

GitLab Pages, Netlify and Cloudflare Pages read ``_redirects``: https://docs.gitlab.com/user/project/pages/redirects/.
Where nobody reads it, the page at the former address leads on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from plugins.core.dates import moment, rfc3339
from plugins.core.problem import Problem, Severity

PATH = "_redirects"


def write_redirects(moves: Iterable[tuple[str, str]]) -> bytes:
    """Return the file of redirects for *moves*.

    Each is a pair of a former and a present path, both as a server sees them.
    """
    return "".join(f"{former} {present} 301\n" for former, present in sorted(moves)).encode()


def write_transcript(title: str, address: str, text: str) -> bytes:
    """Return *text* as a plain text file with its title and its address."""
    lines = "\n\n".join(text.split("\n"))
    return f"{title}\n{address}\n\n{lines}\n".encode()


_NOTICE = dt.timedelta(days=30)


def contacts(contact: Mapping[str, object], page: str) -> tuple[str, ...]:
    """Return the addresses for ``Contact``, the best one first.

    A mail address that is still an open fact is no text, and left out. The
    contact *page* (absolute) is always there, so a report finds its way even then.
    """
    mail = contact.get("mail")
    return (f"mailto:{mail}", page) if isinstance(mail, str) and mail else (page,)


def write_security_txt(
    addresses: Sequence[str],
    expires: dt.date | dt.datetime,
    canonical: str,
    languages: Sequence[str] = ("de",),
) -> bytes:
    """Return the file for /.well-known/security.txt.

    A whole day in *expires* is the first day the file does not hold any more.
    """
    fields = [("Contact", address) for address in addresses]
    fields += [
        ("Expires", rfc3339(expires)),
        ("Preferred-Languages", ", ".join(languages)),
        ("Canonical", canonical),
    ]
    return "".join(f"{name}: {value}\n" for name, value in fields).encode()


def check_expiry(
    expires: dt.date | dt.datetime, today: dt.date, file: str, line: int, say: Callable[[str], str]
) -> list[Problem]:
    """Return a warning if the file has run out, or does within 30 days.

    *say* returns the end of a sentence that tells to type a date.
    """
    until = moment(expires).date()
    if today + _NOTICE < until:
        return []
    written = f"{until:%d.%m.%Y}"
    message = f"Die Angaben für Sicherheitsmeldungen (security.txt) gelten nur bis zum {written}."
    if until <= today:
        message = f"Die Angaben für Sicherheitsmeldungen (security.txt) gelten seit dem {written} nicht mehr."
    fresh = today + dt.timedelta(days=330)  # RFC 9116 recommends less than a year
    remedy = f"Bitte den Kontakt prüfen und ein neues Datum eintragen, zum Beispiel{say(str(fresh))}"
    return [Problem(file, line, message, remedy, "security-txt-expiry", Severity.WARNING)]
