"""Redirects: the map of former addresses, for servers that read it.

GitLab Pages, Netlify and Cloudflare Pages read ``_redirects``: https://docs.gitlab.com/user/project/pages/redirects/.
Where nobody reads it, the page at the former address leads on.
"""

from __future__ import annotations

from collections.abc import Iterable

PATH = "_redirects"


def redirects(moves: Iterable[tuple[str, str]]) -> bytes:
    """Return the file for *moves*, pairs of a former and a present path, both as a server sees them."""
    return "".join(f"{former} {present} 301\n" for former, present in sorted(moves)).encode()
