"""Connection errors: why a server did not answer, in German, whichever library asked."""

from __future__ import annotations

from collections.abc import Iterator

from urllib3 import exceptions

# The first that fits is the reason; a class stands before those that it derives from.
_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (exceptions.NameResolutionError, "sein Name lässt sich nicht auflösen"),
    (exceptions.SSLError, "sein Zertifikat stimmt nicht"),
    (exceptions.ProxyError, "der Proxy dazwischen antwortet nicht"),
    (exceptions.NewConnectionError, "er nimmt keine Verbindung an"),
    (exceptions.TimeoutError, "er antwortet nicht in angemessener Zeit"),
    (exceptions.LocationValueError, "die Adresse ist keine"),
    (exceptions.HTTPError, "die Verbindung ist abgebrochen"),
)


def explain_connection_error(error: BaseException) -> str:
    """Return why no server answered, by an *error* of urllib3 or botocore: a sentence's end."""
    causes = list(_causes(error))
    return next(
        (reason for kind, reason in _REASONS for cause in causes if isinstance(cause, kind)),
        "die Verbindung kam nicht zustande",
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield *error* and what it wraps: the reason of urllib3, one of the words of botocore."""
    while isinstance(error, BaseException):
        yield error
        words = getattr(error, "kwargs", None)
        inner = getattr(error, "reason", None) or (words.get("error") if isinstance(words, dict) else None)
        error = inner if isinstance(inner, BaseException) else error.__cause__
