"""A body as a file of plain text: what a page shows or says, a line for each block."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plugins.core.model import Body, Embed
from plugins.core.placeholders import placeholder
from plugins.site.plain_text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>A</h2><p>b <em>c</em>\nd</p><ul><li>e</li><li><p>f</p></li></ul>", "A\nb c d\ne\nf"),
        ("<p>a<br>\nb</p><pre><code>c\n  d</code></pre>", "a\nb\nc\nd"),
        ("<div>a<p>b</p>c</div>", "a\nb\nc"),
        ('<ol start="3"><li>a</li><li value="9"><p>b</p><p>c</p></li></ol>', "3. a\n9. b\nc"),
        ('<ol type="a" start="27"><li>a<ol type="I"><li>b</li></ol></li><li>c</li></ol>', "aa. a\nI. b\nab. c"),
        ("<ol><li><ol><li>a</li></ol></li><li></li></ol>", "1. 1. a\n2."),
        ('<ol type="i" start="1994"><li>a</li></ol>', "mcmxciv. a"),
        ('<p>Im <img alt="A" title="B" credit="C" src="/x"> Text</p>', "Im [Bild: A | B | C] Text"),
        ('<p><img alt="" src="/x"></p><p>a</p>', "a"),
        ('<p><a href="/x" title="B">a</a></p>', "[B] a"),
        (
            "<table><tr><th>A</th><th>B</th></tr>\n<tr>\n<td>1</td>\n<td></td>\n<td>2</td></tr></table>",
            "A | B\n1 | | 2",
        ),
        ("<table><caption>T</caption><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "T\na\n|\nb"),
        ("<dl><dt>A</dt><dd>b</dd><dd><p>c</p></dd></dl>", "A\nb\nc"),
        ("<details><summary>A</summary><p>b</p></details>", "A\nb"),
        ('<p>a<abbr title="Meinung">b</abbr> <abbr title="Meinung">b</abbr></p>', "ab b\n[b] Meinung"),
        ("<p hidden>a<br><b>b</b></p><svg><title>c</title></svg><p>d</p>", "d"),
        (
            '<p>a<sup id="fnref:x"><a class="footnote-ref" href="#fn:x">1</a></sup> b</p><div class="footnote"><hr><ol>'
            '<li id="fn:x"><p>c <a class="footnote-backref" title="Zurück" href="#fnref:x">↩</a></p></li></ol></div>',
            "a[1] b\n[1] c",
        ),
        ("<p>5 &lt; 6 &amp; 7</p>", "5 < 6 & 7"),
    ],
)
def test_a_body_as_plain_text(html: str, text: str) -> None:
    assert plain_text(Body(html), "Bild") == text


def test_an_embed_is_its_address() -> None:
    """So that whoever has nothing but the file can find the film, and its place in it."""
    film = Embed("youtube", "video", "a", "https://youtu.be/a?b=1&c=2")
    place = replace(film, start=9, begun="https://youtu.be/a?t=9")

    for embed, told in ((film, film.url), (place, place.begun)):
        body = Body(f"<p>a</p>\n{placeholder('embed', 0)}\n<p>b</p>", (embed,))
        assert plain_text(body, "Bild") == f"a\n{told}\nb"
