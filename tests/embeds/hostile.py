"""Hostile HTML to try things with, and an oracle that says whether a page loads anything."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

HOST = "evil.example"
_RUNNING = frozenset("iframe frame object embed applet portal script style".split())  # noqa: SIM905
_INERT = frozenset("cite title alt class id name rel lang xmlns value".split())  # noqa: SIM905
_SCHEME = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data|blob):", re.IGNORECASE)
_OURS = re.compile(r"/[a-z]")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")

_ADDRESSES = [
    *(f"https://{HOST}/a.png", f"//{HOST}/a", f"\\\\{HOST}/a", f" HTTPS://{HOST.upper()}/a", f"https:{HOST}/a"),
    *("javascript:alert(1)", "java&#9;script:alert(1)", "&#106;avascript:x", "data:text/html,x", "vbscript:x"),
    *("/media/bild.jpg", "#a", "https://www.youtube.com/embed/K2_uiH18gIV", "//x.com/uba_de/status/12345", ""),
    f"https://www.youtube.com@{HOST}/embed/K2_uiH18gIV",
    f"https://{HOST}/https://www.youtube.com/embed/K2_uiH18gIV",
    f"https://www.facebook.com/plugins/post.php?href=https://{HOST}/",
    "about:blank",
]
_NAMES = [
    *("src", "SRC", "data-src", "href", "srcset", "poster", "background", "data", "action", "formaction", "ping"),
    *(
        "onclick",
        "onerror",
        "srcdoc",
        "data-href",
        "data-instgrm-permalink",
        "data-flickr-embed",
        "xlink:href",
        "class",
    ),
    *("data-pin-do", "title", "cite", "id", "rel", "content", "http-equiv"),
]
_TAGS = [
    *("iframe", "IFRAME", "script", "img", "a", "p", "div", "blockquote", "span", "pre", "noscript", "svg", "style"),
    *("object", "embed", "video", "source", "link", "meta", "base", "form", "button", "template", "select", "option"),
    *("table", "tr", "td", "ul", "li", "math", "image", "use", "h2", "summary", "details", "textarea", "title", "b"),
]
_WORDS = ["twitter-tweet", "fb-post", "instagram-media", "embedPin", "refresh", "stylesheet", "preconnect", "fb-root"]
# What would break out of a text, an attribute, a script, a comment or XML, if it were not escaped where it is shown.
BREAKING = [
    *("<script>alert(1)</script>", f"<img src=//{HOST}/x onerror=alert(1)>", '" onmouseover="alert(1)" x="'),
    *(
        f'"><img src=//{HOST}/x onerror=alert(1)>',
        f"'><script src=//{HOST}/x></script>",
        "' autofocus onfocus='alert(1)",
    ),
    *(
        "</title></style></textarea><script>alert(1)</script>",
        "--><script>alert(1)</script><!--",
        "]]><script>alert(1)",
    ),
    *(
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;img src=x onerror=alert(1)&#62;",
        "</script><script>alert(1)</script>",
    ),
    *(
        "javascript:alert(1)",
        f"![x](https://{HOST}/x.png)",
        "[x](javascript:alert(1))",
        "<!--<script>",
        "\\u003cscript>",
    ),
    '<iframe src="https://www.youtube.com/embed/K2_uiH18gIV"></iframe>',
]

values = st.one_of(st.sampled_from(_ADDRESSES), st.sampled_from(_WORDS))
quotes = st.sampled_from(['"{}"', "'{}'"])
attributes = st.builds(
    lambda name, quote, value: f" {name}={quote.format(value)}", st.sampled_from(_NAMES), quotes, values
)
styles = st.sampled_from(
    [
        f' style="a:url({_ADDRESSES[0]})"',
        f" style='a:\\75rl(//{HOST}/a)'",
        f" style='a:u/**/rl(//{HOST}/a)'",
        " style='color:red'",
    ]
)
openings = st.builds(
    lambda tag, given, style, end: f"<{tag}{''.join(given)}{style}{end}",
    st.sampled_from(_TAGS),
    st.lists(attributes, max_size=3),
    st.one_of(st.just(""), styles),
    st.sampled_from([">", ">", ">", "/>", ""]),
)
closings = st.sampled_from(_TAGS).map(lambda tag: f"</{tag}>")
texts = st.sampled_from(
    [
        *(
            "Text",
            "\n\n",
            "\n",
            "*",
            "<!--",
            "-->",
            "<!-->",
            "--!>",
            "`",
            "```\n",
            "    ",
            "- ",
            "> ",
            "&lt;",
            "<",
            "_",
        ),
        "| a |\n|--|\n|",
    ]
)
fragments = st.lists(st.one_of(openings, openings, closings, texts), max_size=10).map("".join)


def loading(html: str) -> list[str]:
    """Return the parts of *html* that load or run without a click, judged rather too strictly."""
    found = []
    for scripting in (False, True):
        tree = LexborHTMLParser(f"<!DOCTYPE html><html><head></head><body>{html}</body></html>", scripting=scripting)
        nodes = list(tree.root.traverse()) if tree.root else []
        found += [reason for node in nodes if (reason := _reason(node))]
    return found


def _reason(node: LexborNode) -> str:
    tag, given = (node.tag or "").lower(), {name.lower(): value or "" for name, value in node.attributes.items()}
    if tag in _RUNNING and not (tag == "iframe" and _OURS.match(given.get("src", "")) and "srcdoc" not in given):
        return tag
    for name, value in given.items():
        plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), unescape(value)).lower()
        if name.startswith("on"):
            return f"{tag} {name}"
        refreshing = tag == "meta" and given.get("http-equiv", "").strip().lower() == "refresh"
        if name in _INERT or name.startswith("data-") or (name == "content" and not refreshing):
            continue
        outgoing = name == "href" and tag in ("a", "area")
        if _SCHEME.match(re.sub(r"[\t\n\r]", "", value)) or (HOST in plain and not outgoing):
            return f"{tag} {name}"
    return ""
