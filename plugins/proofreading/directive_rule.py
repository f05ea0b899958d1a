"""Directive rule: lets a reader of Markdown see the lines that open and close directives.

What stands behind „|“ is a paragraph of its own; the rest of such a line nobody reads. A token of the type OPEN, with
the name as its info, or CLOSE says where a directive begins and ends.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from plugins.content.markdown.directives.lines import is_directive_line, read_directive_line
from plugins.core.urls import slugify

OPEN, CLOSE = "directive_open", "directive_close"


def add_directives(markdown: MarkdownIt) -> MarkdownIt:
    """Return *markdown*, which knows such lines from now on."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    markdown.block.ruler.before("fence", "directive", _read_line, {"alt": ends})
    return markdown


def _read_line(state: StateBlock, begin: int, end: int, silent: bool) -> bool:  # noqa: ARG001 - markdown-it's shape
    """Read a line; return False if it is none of a directive."""
    if state.tShift[begin]:
        return False
    line = state.src[state.bMarks[begin] : state.eMarks[begin]]
    if not is_directive_line(line):
        return False
    if silent:
        return True
    state.line = begin + 1
    _, name, argument = read_directive_line(line)
    state.push(OPEN if name else CLOSE, "", 0).info = slugify(name)
    if argument:
        state.push("paragraph_open", "p", 1).map = [begin, state.line]
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = argument, [begin, state.line], []
        state.push("paragraph_close", "p", -1)
    return True
