"""Patterns: Python's regular expressions as browsers want them, and one for every address that becomes an embed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plugins.services import Service
from plugins.services.patterns import Pattern

_NAMED = re.compile(r"\(\?P<\w+>")
_NEEDLESS = re.compile(r"\\([\"'&#~=:@%!,;<> ])")  # escapes that Python writes and a strict browser refuses
_SPELLED_OTHERWISE = r"/[^\s?#]*(?:%|[^\x00-\x7f])\S*"  # umlauts, or percent signs for them: the build will read it
_HYPHEN = re.compile(r"\\-(?![^\[]*\])")


def for_browsers(pattern: str) -> str:
    """Return *pattern* in the words of ECMAScript; groups lose their names."""
    return _HYPHEN.sub("-", _NEEDLESS.sub(r"\1", _NAMED.sub("(?:", pattern)))


def embed_pattern(services: Iterable[Service]) -> str:
    """Return a pattern for the addresses that alone in a line become an embed.

    Capitals do not matter. It is a little wider than what the build recognises, never narrower: it is there to
    say at once that something else was pasted, and the build has the last word.
    """
    return "|".join(_service(service) for service in services)


def _service(service: Service) -> str:
    forms = [form for form in service.forms if not form.code_only and not form.account_only]
    ways = [_way(pattern) for form in forms for pattern in form.patterns]
    return (
        f"https?://(?:{for_browsers(service.sites.pattern)})(?:{'|'.join(dict.fromkeys([*ways, _SPELLED_OTHERWISE]))})"
    )


def _way(pattern: Pattern) -> str:
    query = "".join(
        rf"(?=[^?#]*\?(?:[^#]*[&;])?{re.escape(parameter.key)}={for_browsers(parameter.value.pattern)}(?:[&#]|$))"
        for parameter in pattern.query
        if parameter.needed
    )
    fragment = f"#(?:{for_browsers(pattern.fragment.pattern)})" if pattern.fragment else "(?:#.*)?"
    return rf"{query}{for_browsers(pattern.path.pattern)}(?:\?[^#]*)?{fragment}"
