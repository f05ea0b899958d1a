"""A page that two readers of HTML build differently is refused; a plain one need not be read twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.audit.checks import readings
from plugins.audit.files.plain_markup import is_plain
from plugins.audit.files.second_reader import find_difference
from plugins.audit.model.element import words
from tests.audit.sites import in_body, page
from tests.embeds.hostile import fragments


@pytest.mark.parametrize(
    "body",
    [
        "<svg><desc><![CDATA[</desc></svg><img src=x alt='' onerror=alert(1)>]]>",
        "<svg><title><![CDATA[</title><img src=/media/moor.jpg alt=''>]]></title></svg>",
        "<p>a <?php echo 1 ?></p>",
        "<p>a <!ELEMENT b></p>",
        "<select><b>x</b></select>",
        "<select><hr></select>",
        "<p>a <dialog>b</dialog></p>",
        "<ruby><rb>a<rt>b<rtc>c</ruby>",
        "<svg></p>x</svg>",
    ],
)
def test_what_has_two_readings_is_refused(tmp_path: Path, body: str) -> None:
    """Sections and instructions by their signs: our two readers agree on them, two versions of Chromium do not."""
    assert "readings" in {finding.check for finding in in_body(tmp_path, body)}


@pytest.mark.parametrize(
    "body",
    [
        '<p>a <b>b</b> &amp; <a href="/">c</a> &nbsp;<br></p><ul><li><p>x</p></li></ul>',
        "<p>a<p>b<table><tr><td>x</table>",
        "<b><p>x</b>y</p>",
        '<svg viewBox="0 0 1 1"><linearGradient id="g"/><use xlink:href="#g"/></svg><math><mi>a</mi></math>',
        "<template><p>x</p></template><noscript><p>y</p></noscript>",
        "<textarea>\n\nx</textarea><pre>\n\ny</pre>",
        '<script>if (a <b && "<![CDATA[") x()</script>',
    ],
)
def test_what_has_one_reading_passes(tmp_path: Path, body: str) -> None:
    """However carelessly it is written."""
    assert "readings" not in {finding.check for finding in in_body(tmp_path, body)}


def test_a_plain_page_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That is what keeps the second reader, which is slow, from nearly all pages."""
    monkeypatch.setattr(readings, "find_difference", None)

    assert in_body(tmp_path, "<p>Text</p>") == []


NAMES = words(
    "p b a div ul ol li dl dt dd table tr td tbody caption h2 h3 select option button form details summary pre section "
    "span figure em label video picture textarea"
)
_PLAIN = st.recursive(
    st.sampled_from(["x", " ", "&amp;", "<br>", '<img src="/a" alt="">', "<hr>"]),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(sorted(NAMES)),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(fragments, _PLAIN))
def test_no_plain_page_has_two_readings(body: str) -> None:
    """The quick scan vouches for nothing that the readers differ on."""
    text = page(body)

    if is_plain(text):
        assert find_difference(text) is None
