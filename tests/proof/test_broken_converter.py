"""The proof seen to fail: the converter broken in many ways, each found by the proof alone."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import markdown
import pytest
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from plugins.content.markdown import typesetting, typography
from plugins.content.markdown.converter import Converter
from plugins.core.placeholders import split_placeholders
from plugins.proof import compare

TEXT = """\
# Der Kongress

Am **26. Oktober 2016** um 10-12 Uhr, z. B. nach § 5 Abs. 1, kommen *alle* Bürger*innen. Der Eintritt ist frei: -5 Grad.

Die Nummer ist 0211 8371001. Müller & Söhne, 3 &lt; 5, ein \\*Stern\\* und `Code & Zahl 7`.
Die nächste Zeile gehört
dazu, die übernächste auch.

3. Dritter Punkt
4. Vierter Punkt
5. Fünfter Punkt

   Ein zweiter Absatz darin.

- Vormittag
  - Begrüßung
- Nachmittag

| Tag     | Ort       |
| ------- | --------- |
| 5. Mai  | Duisburg  |
| 6. Mai  | Münster   |

> Ein Zitat von Lena.

## Noch ein Titel

[Das Programm](https://www.land.nrw/ "Mit allen Orten") und [die Anmeldung][anmelden], <https://www.beispiel.de/a>.
![Ein Haus](/media/haus.jpg "Das Haus am Markt") steht hier[^1] und dort[^2].

[anmelden]: https://www.beispiel.de/b "Bis Freitag"
[^1]: Die erste Fußnote.
[^2]: Die zweite Fußnote.

```
wert = 12
```

Begriff
: Was er bedeutet.

Das NRW-Land.

*[NRW]: Nordrhein-Westfalen

Haus der Jugend\\
Am Markt 1

~~5. Mai~~ 6. Mai
"""

Break = Callable[[markdown.Markdown], None]


class _Tree(Treeprocessor):
    def __init__(self, change: Callable[[Element], None]) -> None:
        super().__init__()
        self._change = change

    def run(self, root: Element) -> None:
        self._change(root)


class _Html(Postprocessor):
    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def run(self, text: str) -> str:
        return self._change(text)


def without(kind: str, name: str) -> Break:
    """Return the break that takes a rule out of the converter."""

    def change(md: markdown.Markdown) -> None:
        (md.parser.blockprocessors if kind == "block" else getattr(md, kind)).deregister(name)

    return change


def tree(change: Callable[[Element], None]) -> Break:
    """Return the break that changes the finished tree."""
    return lambda md: md.treeprocessors.register(_Tree(change), "broken", 0.5)


def html(pattern: str, replacement: str | Callable[[re.Match[str]], str], count: int = 0) -> Break:
    """Return the break that replaces something in the finished HTML."""
    return lambda md: md.postprocessors.register(
        _Html(lambda text: re.sub(pattern, replacement, text, count=count, flags=re.DOTALL)), "broken", -5000
    )


def _drop(root: Element, tag: str, number: int) -> None:
    found = [(parent, child) for parent in root.iter() for child in parent if child.tag == tag]
    parent, child = found[number]
    parent.remove(child)


def _swap_paragraphs(root: Element) -> None:
    paragraphs = [child for child in root if child.tag == "p"]
    first, second = (list(root).index(one) for one in paragraphs[:2])
    root[first], root[second] = root[second], root[first]


def _double_paragraph(root: Element) -> None:
    root.append(copy.deepcopy(next(child for child in root if child.tag == "p")))


def _lose_tails(root: Element) -> None:
    for element in root.iter("strong"):
        element.tail = ""


def _lose_attribute(name: str) -> Callable[[Element], None]:
    def change(root: Element) -> None:
        for element in root.iter():
            element.attrib.pop(name, None)

    return change


def _set_first(tag: str, name: str, value: str) -> Callable[[Element], None]:
    return lambda root: next(root.iter(tag)).set(name, value)


BREAKS: dict[str, Break] = {
    "no links": without("inlinePatterns", "link"),
    "no pictures": without("inlinePatterns", "image_link"),
    "no references": without("inlinePatterns", "reference"),
    "no code": without("inlinePatterns", "backtick"),
    "no escapes": without("inlinePatterns", "escape"),
    "no autolinks": without("inlinePatterns", "autolink"),
    "no emphasis": without("inlinePatterns", "em_strong"),
    "no headings": without("block", "hashheader"),
    "no quotations": without("block", "quote"),
    "no lists": without("block", "list"),
    "no tables": without("block", "table"),
    "no meanings": without("block", "deflist"),
    "no abbreviations": without("treeprocessors", "abbr"),
    "no definitions of references": without("block", "reference"),
    "no blocks of code": html(r"<pre>.*?</pre>", ""),
    "no footnotes": without("treeprocessors", "footnote"),
    "a list begins with one": tree(_lose_attribute("start")),
    "a list begins elsewhere": tree(_set_first("ol", "start", "7")),
    "a point has another number": html(r"<li>(?=\s*<p>Vierter)", '<li value="9">'),
    "numbers become dots": html(r"<(/?)ol[^>]*>", r"<\1ul>"),
    "a cell is lost": tree(lambda root: _drop(root, "td", 1)),
    "a row is lost": tree(lambda root: _drop(root, "tr", 2)),
    "the head of a table is lost": tree(lambda root: _drop(root, "thead", 0)),
    "a nested list is lost": html(r"<ul>\s*<li>Begrüßung</li>\s*</ul>", ""),
    "the second paragraph of a point is lost": html(r"<p>Ein zweiter Absatz darin.</p>", ""),
    "paragraphs are swapped": tree(_swap_paragraphs),
    "a paragraph comes twice": tree(_double_paragraph),
    "a paragraph is lost": tree(lambda root: _drop(root, "p", 1)),
    "a quotation is lost": tree(lambda root: _drop(root, "blockquote", 0)),
    "the words behind bold ones are lost": tree(_lose_tails),
    "an entity is doubled": html("&amp;", "&amp;amp;"),
    "an entity is read twice": html("&lt; 5", "<5 x>"),
    "lines are joined": html(r"gehört\n", "gehört"),
    "a line break is lost": html(r"<br\s*/?>\s*", ""),
    "cells are joined": html(r"</?t[dh][^>]*>\s*|</?tr>\s*", ""),
    "stars within words are lost": html(r"Bürger\*innen", "Bürgerinnen"),
    "a zero is lost": html("0211", "211"),
    "a day is another": html("26", "27"),
    "a minus is lost": html("-5 Grad", "5 Grad"),
    "umlauts are spelled out": html("ü", "ue"),
    "letters are another case": html("Duisburg", "DUISBURG"),
    "a text is its address": html(r'(<a href="([^"]*)"[^>]*>)Das Programm', r"\1\2"),
    "a description is lost": tree(_lose_attribute("alt")),
    "titles are lost": tree(_lose_attribute("title")),
    "footnotes are lost": html(r'<div class="footnote">.*</div>', ""),
    "footnotes have each other's marks": html(r'#fn:([12])"', lambda found: f'#fn:{"2" if found[1] == "1" else "1"}"'),
    "a mark has another number": html(r'(class="footnote-ref"[^>]*>)1<', r"\g<1>2<"),
    "code is cut off": html(r"wert = 12", "wert ="),
    "a paragraph is hidden": tree(_set_first("p", "hidden", "")),
    "a word is in a tag": html("Lena", "<!-- Lena -->"),
}


def convert(change: Break | None = None) -> str:
    """Return the page of the text by a converter that is broken."""
    converter = Converter()
    if change is not None:
        change(converter._markdown)
    body = converter.convert(TEXT)
    return "".join(piece if isinstance(piece, str) else "/ziel/" for piece in split_placeholders(body.html))


def test_a_sound_converter_is_not_blamed() -> None:
    assert compare(TEXT, convert()) == []


@pytest.mark.parametrize("change", BREAKS.values(), ids=list(BREAKS))
def test_each_break_is_found(change: Break) -> None:
    """By the proof alone: nothing else looks at these pages."""
    page = convert(change)

    assert page != convert(), "this breaks nothing"
    assert compare(TEXT, page)


@pytest.mark.parametrize(("word", "instead"), [("kommen", ""), ("Uhr", "Uhren"), ("alle", "alle alle"), ("5", "6")])
def test_words_that_are_typeset_away_are_found(monkeypatch: pytest.MonkeyPatch, word: str, instead: str) -> None:
    """Typography changes signs and blanks, never a word."""
    real = typography.typeset_pieces

    def broken(pieces: list[typography.TextPiece]) -> list[str]:
        return [re.sub(rf"\b{word}\b", instead, text) for text in real(pieces)]

    monkeypatch.setattr(typesetting, "typeset_pieces", broken)

    assert compare(TEXT, convert())
