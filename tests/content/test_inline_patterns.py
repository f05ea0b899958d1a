"""Leaving out inline patterns that a text cannot hold changes no letter of what Markdown makes of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from plugins.content.markdown.converter import Converter
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.services import load

PIECES = [
    *("*", "**", "_", "`", "``", "\\", "\\*", "![", "[", "]", "](", ")", "][a]", "[a]: /b/", "<", ">", "<b>", "</b>"),
    *("&", "&amp;", "&#8222;", "<https://a.example/>", "<a@b.example>", "https://a.example/b_c_d", "[^1]", "[^1]: x"),
    *("  \n", "\n", "\n\n", "- ", "# ", "> ", "    ", "\t", "a", "b c", "ä", " ", "|", ":---", "{: #x }", "x\n: y\n"),
]


class _Markdowns(Converter):
    """A converter with Markdown's own processor, which looks for everything everywhere."""

    def _new_markdown(self) -> Markdown:
        made = super()._new_markdown()
        made.treeprocessors.register(InlineProcessor(made), "inline", 20)
        return made


def converters() -> tuple[Converter, Converter]:
    ours, theirs = EmbedExtension(load()), EmbedExtension(load())
    return (
        Converter([ours], lambda: ours.embeds, lambda: ours.problems),
        _Markdowns([theirs], lambda: theirs.embeds, lambda: theirs.problems),
    )


OURS, THEIRS = converters()


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_a_text_becomes_what_markdown_makes_of_it(text: str) -> None:
    """Whatever signs it holds."""
    assert OURS.convert(text) == THEIRS.convert(text)
