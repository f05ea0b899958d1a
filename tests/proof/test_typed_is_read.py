"""What is typed is what is read, or it is told: German texts of pieces whose visible words are known.

Neither the converter nor the proof judges here. Each piece is a pair, typed and visible, and html5lib reads the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

import html5lib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.build.plan import make_converter
from plugins.content.markdown.converter import Converter
from plugins.core.placeholders import split_placeholders
from plugins.embeds.services import load
from plugins.proof import compare

Piece = tuple[str, str]
"""What is typed, and what is to be read."""

_SAME = (
    *(
        "Wir laden ein",
        "am 12. Mai",
        "bis 30. Juni 2027",
        "um 10:30 Uhr",
        "Bürger*innen",
        "Lehrer_innen",
        "2 * 3",
        "2*3",
    ),
    *("5 % mehr", "+ 5 % mehr", "-5 Grad", "10 - 12 Uhr", "10–12 Uhr", "#Netz", "C#", "C++", "~20 %", "Müller & Söhne"),
    *("5 < 6", "x > y", "a | b", "[sic]", "[Anna]: ja", "a: b", "(siehe oben)", "§ 5 Abs. 1", "z. B.", "„so“", '"so"'),
    *(
        "12. 5. 2027",
        "1. Mai",
        "3.",
        "2016.",
        "a)",
        "…",
        "...",
        "– so – auch",
        "C:\\Ordner",
        "50 €",
        "{so}",
        "100.000",
        "_",
        "*",
    ),
    *(
        "a_b_c",
        "!",
        "![]",
        "**",
        "1 + 1 = 2",
        "&",
        "AT&T",
        "und/oder",
        "amt@beispiel.de",
        "0211 8371001",
        ":-)",
        "==",
        "--",
    ),
    *(
        "E-Mail",
        "\N{COMBINING DIAERESIS}".join(("Bu", "rger")),
        "` `",
        "#",
        "> 5",
        "- so",
        "~",
        "|",
        "\\ so",
        "<",
        "[",
        "]",
        "^",
    ),
)
_MARKED = (
    *(
        ("**fett**", "fett"),
        ("*kursiv*", "kursiv"),
        ("_kursiv_", "kursiv"),
        ("***beides***", "beides"),
        ("~~alt~~", "alt"),
    ),
    *(("**zwei *in* eins**", "zwei in eins"), ("`a * b_c`", "a * b_c"), ("``a ` b``", "a ` b"), ("\\*so\\*", "*so*")),
    *(("[Text](/ziel/)", "Text"), ("[**fett**](/ziel/)", "fett"), ('[Text](/ziel/ "Titel")', "Titel Text")),
    *(("![Haus](/media/a.jpg)", "Haus"), ("<b>fett</b>", "fett"), ("a<br>b", "a b"), ("H<sub>2</sub>O", "H2O")),
    *(("&amp;", "&"), ("&auml;", "ä"), ("&lt;Name&gt;", "<Name>"), ("\\<Name>", "<Name>"), ("\\# so", "# so")),
    *(
        ("<https://www.beispiel.de/>", "https://www.beispiel.de/"),
        ("<!-- nie -->", ""),
        ("`<b>`", "<b>"),
        ("**„so“**", "„so“"),
    ),
    *(
        ("(*so*)", "(so)"),
        ("*so*,", "so,"),
        ("**Ort:**", "Ort:"),
        ("*Bürger*innen*", "Bürger*innen"),
        ("1\\. so", "1. so"),
    ),
)
_pieces = st.sampled_from([*((one, one) for one in _SAME), *_MARKED])
_words = st.sampled_from([(one, one) for one in ("Wir laden ein", "Anmeldung", "Der Ort", "Kommen Sie", "Im Haus")])


def _join(pieces: list[Piece], sign: str = " ") -> Piece:
    return sign.join(one for one, _ in pieces), " ".join(one for _, one in pieces)


@st.composite
def sentences(draw: st.DrawFn, *, is_cell: bool = False) -> Piece:
    """A word, and any pieces behind it in one line."""
    found = [draw(_words), *draw(st.lists(_pieces, max_size=3))]
    return _join([one for one in found if not (is_cell and "|" in one[0])])


@st.composite
def paragraphs(draw: st.DrawFn) -> Piece:
    """Lines that begin with a word, some of them broken."""
    lines = draw(st.lists(sentences(), min_size=1, max_size=3))
    return _join(lines, draw(st.sampled_from(["\n", "\\\n", "  \n"])))


@st.composite
def openings(draw: st.DrawFn) -> Piece:
    """A line that begins with any piece that is no sign of a block there."""
    return _join([draw(_pieces.filter(lambda one: one[0] not in ("#", "*", "- so", "> 5"))), draw(_words)])


@st.composite
def headings(draw: st.DrawFn) -> Piece:
    typed, visible = draw(sentences().filter(lambda one: not one[0].endswith(" #")))
    return f"{draw(st.sampled_from(['## ', '### ']))}{typed}{draw(st.sampled_from(['', ' ##']))}", visible


@st.composite
def lists(draw: st.DrawFn) -> Piece:
    """Points with a sign, a number or a box, below a sentence or not, with a list within."""
    sign = draw(st.sampled_from(["- ", "* ", "+ ", "• ", "- [ ] ", "3. ", "9) ", "a) "]))
    inner = draw(st.sampled_from(["", "  - ", "    1. ", "  * "]))
    gap = draw(st.sampled_from(["\n", "\n\n"]))
    typed, visible = [], []
    for number, (one, other) in enumerate(draw(st.lists(sentences(), min_size=2, max_size=4))):
        marker, shown = _count(sign, number)
        typed.append(f"{marker}{one}")
        visible.append(f"{shown}{other}")
        if inner and number == 0:
            typed[-1] += f"\n{inner}innen"
            visible.append("1. innen" if "1" in inner else "innen")
    above = draw(st.sampled_from(["", "Bitte mitbringen:\n", "Die Liste\n"]))
    return f"{above}{gap.join(typed)}", " ".join([above, *visible])


def _count(sign: str, number: int) -> Piece:
    if sign[0].isdigit():
        return f"{int(sign[0]) + number}{sign[1:]}", f"{int(sign[0]) + number}. "
    if sign[0] == "a":
        return f"{chr(97 + number)}) ", f"{chr(97 + number)}. "
    return sign, "☐ " if "[" in sign else ""


@st.composite
def tables(draw: st.DrawFn) -> Piece:
    rows = draw(st.lists(st.tuples(sentences(is_cell=True), sentences(is_cell=True)), min_size=2, max_size=3))
    lines = [f"| {one[0]} | {other[0]} |" for one, other in rows]
    above = draw(st.sampled_from(["", "Die Termine:\n"]))
    visible = " ".join(f"{one[1]} {other[1]}" for one, other in rows)
    return f"{above}{lines[0]}\n| --- | --- |\n{chr(10).join(lines[1:])}", f"{above}{visible}"


@st.composite
def fences(draw: st.DrawFn) -> Piece:
    """Code, in which nothing means anything."""
    lines = "\n".join(draw(st.lists(_pieces.map(lambda one: one[0]), min_size=1, max_size=3)))
    sign = draw(st.sampled_from(["```", "~~~"]))
    return f"{sign}\n{lines}\n{sign}", lines


_MEANING = ("Begriff\n: Erklärung", "Begriff Erklärung")
_RULE = ("---", "")
_blocks = st.one_of(
    paragraphs(), openings(), headings(), lists(), tables(), fences(), st.sampled_from([_MEANING, _RULE])
)


@st.composite
def nested(draw: st.DrawFn) -> Piece:
    """Blocks in a quotation or in a tag."""
    typed, visible = _join(draw(st.lists(_blocks, min_size=1, max_size=2)), "\n\n")
    kind = draw(st.sampled_from(["> ", "div", "details"]))
    if kind == "> ":
        return "\n".join(f"> {line}".rstrip() for line in typed.split("\n")), visible
    head = ("<summary>Mehr</summary>", "Mehr ") if kind == "details" else ("", "")
    return f"<{kind}>{head[0]}\n\n{typed}\n\n</{kind}>", f"{head[1]}{visible}"


texts = st.lists(st.one_of(_blocks, _blocks, nested()), min_size=1, max_size=4)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_what_is_typed_is_read_or_told(blocks: list[Piece]) -> None:
    """Where a block is read otherwise, a message names one of its lines; where not, the proof is content."""
    typed, visible = _join(blocks, "\n\n")
    body = _converter().convert(typed)
    page = "".join(one if isinstance(one, str) else "/ziel/" for one in split_placeholders(body.html))

    if _tokens(visible) == _tokens(_read(page)):
        assert compare(typed, page) == []
    else:
        assert body.problems or compare(typed, page)


@cache
def _converter() -> Converter:
    return make_converter(load())


_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_INLINE = ("a", "abbr", "b", "code", "del", "em", "s", "strong", "sub", "sup")


def _tokens(text: str) -> list[str]:
    """Return words and signs; quotes, dashes and the like may be typeset."""
    text = re.sub('[„“”‚‘’"`´»«]', "'", unicodedata.normalize("NFC", text)).replace("…", "...")
    text = re.sub("[\u00ad\u2060]", "", re.sub("[–—−‑]", "-", text))
    return _TOKEN.findall(re.sub("-+", "-", text))


def _read(html: str) -> str:
    """Return what a browser shows of *html*."""
    return "".join(_shown(html5lib.parseFragment(html, namespaceHTMLElements=False), iter(())))


def _shown(node: Element, numbers: Iterator[str]) -> Iterator[str]:
    name = str(node.tag)
    edge = "" if name in _INLINE else " "
    yield edge
    if name == "li":
        yield next(numbers, "")
    if name == "img" or node.get("title"):
        yield f" {node.get('alt', '')} {node.get('title', '')} "
    if isinstance(node.tag, str):
        yield node.text or ""
        inner = _numbers(node) if name == "ol" else iter(())
        for child in node:
            yield from _shown(child, inner)
            yield child.tail or ""
    yield edge


def _numbers(node: Element) -> Iterator[str]:
    number = int(node.get("start", "1"))
    for point in node.findall("li"):
        number = int(point.get("value", number))
        yield f"{chr(96 + number) if node.get('type') == 'a' else number}. "
        number += 1
