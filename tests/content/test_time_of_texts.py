"""A text costs time that grows with its length, whatever is in it, or is refused at a limit that is told."""

from __future__ import annotations

from functools import partial

import pytest

from plugins.content.markdown.converter import Converter
from plugins.content.markdown.limits import LONGEST
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.services import load
from tests.cpu_time import cpu_seconds

EXTENSION = EmbedExtension(load())
CONVERTER = Converter([EXTENSION], lambda: EXTENSION.embeds, lambda: EXTENSION.problems)
SIZE = 2_000  # signs
TIMES = 4
# Time that grows with the square is 16 here, and with a busy machine more; what is quicker than this is not measured.
MOST, LEAST = 11.0, 0.02
PIECES = [
    *("[a](<", "<![CDATA[", "<a ", "![", "[", "[[[[", "[a](", "[x](<a>", "[a](( )", "[ [a](/b) ", "[a][b] ", "[^1]"),
    *("***", "*a", "*a* ", "~~", "`", "``a`", "a `", "&", "&amp;", '"', "„a", "\\", "(", "<!--", "<!-- -->", "<?a"),
    *("<b>", "</b>", "<p>", "<div>\n", "<svg>", "<script>", "<iframe src=a>", "<x>", "x<y>z ", "<a \"'", "<a@", "</"),
    *("> ", "- a\n", "1. a\n", "# a\n", "```a\n", "~~~\n", "a  \n", "*[A]: b\n", "[^1]: a\n", ": a\n", "| a "),
    *("https://youtu.be/K2_uiH18gIV\n", "a <b>http://a.b/</b> ", "[a](/b)\n\n", '<a href="/x">a</a>', '<img alt="">'),
]


def measure(text: str) -> float:
    return cpu_seconds(partial(CONVERTER.convert, text))


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    """Of a quadratic pattern ten thousand signs took minutes."""
    short = piece * (SIZE // len(piece))

    once, more = measure(short), measure(short * TIMES)

    assert more < MOST * max(once, LEAST)


@pytest.mark.parametrize("piece", ["*[A{}]: b\n", "[a{}]: /b/\n", "[^{}]: a\n\n", "a[^{}] ", "## a{}\n\n"])
def test_so_do_names_that_differ(piece: str) -> None:
    """A look for each of them reads the whole text."""
    once, more = (measure("".join(map(piece.format, range(count)))) for count in (1_000, 4_000))

    assert more < MOST * max(once, LEAST)


def test_a_paragraph_too_long_is_told() -> None:
    """With its line; its words stay."""
    body = CONVERTER.convert(f"Kurz\n\n{'Wort ' * (LONGEST // 5 + 1)}\n\nKurz")

    assert [(problem.line, problem.code) for problem in body.problems] == [(3, "long-paragraph")]
    assert body.html.count("Wort") == LONGEST // 5 + 1


@pytest.mark.parametrize(
    "typed", ["![Saal](data:image/png;base64,{})", '<img alt="Saal" src="data:image/png;base64,{}">']
)
def test_a_pasted_picture_is_told_as_what_it_is(typed: str) -> None:
    """Not as a paragraph that should be divided; what is shown of it is short."""
    body = CONVERTER.convert(f"Kurz\n\n{typed.format('iVBORw0K' * (LONGEST // 8 + 1))}\n\nKurz")

    (problem,) = body.problems
    assert (problem.line, problem.code) == (3, "missing-file")
    assert "/media/bild.png" in problem.remedy
    assert len(problem.message) + len(problem.remedy) < LONGEST // 100


def test_a_long_paragraph_is_told_beside_a_small_picture() -> None:
    """What remains without the picture is too long as well."""
    body = CONVERTER.convert(f"![Saal](data:image/png;base64,iVBOR) {'Wort ' * (LONGEST // 5 + 1)}")

    assert {problem.code for problem in body.problems} == {"missing-file", "long-paragraph"}
