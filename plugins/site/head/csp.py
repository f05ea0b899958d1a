"""CSP: the content security policy of a page."""

from __future__ import annotations

from collections.abc import Iterable


def policy(frame_hosts: Iterable[str], *, framing: bool = False, sending: bool = False, compiling: bool = False) -> str:
    """Return the content security policy of a page that may load frames from *frame_hosts* only.

    A page that is *framing* another of ours may show it as well, a *sending* one may send
    a form to us, and a *compiling* one may run the WebAssembly of the search.

    Directives as in https://www.w3.org/TR/CSP3/; ``frame-ancestors`` and reporting are
    left out because a policy in a meta element may not hold them.
    """
    hosts = (f"https://{host}" for host in sorted(set(frame_hosts)))
    frames = " ".join((*(("'self'",) if framing else ()), *hosts)) or "'none'"
    scripts = "'self' 'wasm-unsafe-eval'" if compiling else "'self'"
    forms = "'self'" if sending else "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"media-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src {frames}; "
        f"base-uri 'none'; form-action {forms}; require-trusted-types-for 'script'"
    )
