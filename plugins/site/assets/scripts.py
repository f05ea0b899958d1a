"""Scripts: the theme's JavaScript without comments, indentation and needless spaces.

Line breaks stay, names stay, nothing is moved: what runs is what was written.
rjsmin is no help: it damages template literals within template literals, and
spaces in a regular expression after ``=>`` or ``yield``. Real optimisers bring
megabytes of binary to save some 300 bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

_TOKEN = re.compile(
    r"""
    (?P<space>[^\S\n]+) | (?P<line>\n)
    | (?P<comment>//[^\n]*|/\*(?s:.*?)\*/)
    | (?P<text>"(?:[^"\\\n]|\\(?s:.))*" | '(?:[^'\\\n]|\\(?s:.))*')
    | (?P<word>[\w$\#\u200c\u200d]+)
    | (?P<sign>\+\+|--|[^"'/`])
    """,
    re.VERBOSE,
)
_REGEX = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\(?s:.)|\$(?!\{))*(`|\$\{)")
_BEFORE_REGEX = re.compile("await|case|delete|do|else|in|instanceof|new|of|return|throw|typeof|void|yield")
# Only at the beginning of a line can it be one: statements keep their lines.
_IMPORT = re.compile(rb'(?m)(?<=\})\s*from\s*"\./([\w-]+\.js)"(?=;$)')
_BARE_IMPORT = re.compile(r'(?m)^import "\./([\w-]+\.js)";$')
_BY_NAME = re.compile(r"(?m)^(?:import|export)\b(?!\s*\()")
_SPACE = re.compile(r" ?([{}()\[\];,=<>!&|?:*%^~]) ?")

Token = tuple[str, str]  # its kind, and what was written


def join_scripts(scripts: Iterable[str]) -> bytes:
    """Return *scripts*, minified, as one file."""
    parts = [minify_script(script) for script in scripts]
    # Without the sign, a file that ends in a value and one that opens with a bracket would be one call
    return "".join(part if part.endswith(";") else f"{part};" for part in parts).encode()


def inline_imports(script: str, source_of: Callable[[str], Iterable[str]]) -> str:
    """Return *script* with its bare imports replaced by the scripts that they name.

    A bare import takes no names: it is there for its effect alone.

    Each stands in a block of its own: their names do not meet. *source_of* returns the parts of the one named.
    Raises ValueError for one that imports or exports names itself, for in a block no browser lets it.
    """

    def block(match: re.Match[str]) -> str:
        parts = [inline_imports(part, source_of).strip() for part in source_of(match[1])]
        if any(_BY_NAME.search(part) for part in parts):
            raise ValueError(f"{match[1]} imports or exports names, so it cannot be drawn into another script")
        return "\n".join(["{", *parts, "}"])

    return _BARE_IMPORT.sub(block, script)


def find_imports(script: bytes) -> set[str]:
    """Return the names of the scripts beside it that *script* imports.

    *script* is minified, as :func:`join_scripts` returns it.
    """
    return {name.decode() for name in _IMPORT.findall(script)}


def rename_imports(script: bytes, rename: Callable[[str], str]) -> bytes:
    """Return *script* with each script that it imports under the name that *rename* gives it."""
    return _IMPORT.sub(lambda match: b' from"./%s"' % rename(match[1].decode()).encode(), script)


def minify_script(script: str) -> str:
    """Return *script* shorter; one that cannot be read with certainty raises ValueError."""
    lines: list[list[Token]] = [[]]
    for token in _tokens(script.replace("\r\n", "\n")):
        kind, text = token
        if kind == "line" or (kind == "comment" and "\n" in text):
            lines.append([])
        else:
            lines[-1].append(("space", " ") if kind == "comment" else token)
    return "\n".join(filter(None, map(_line, lines)))


def _line(tokens: list[Token]) -> str:
    """Return one line, tightened where the text is code and left alone where it is a literal."""
    pieces: list[str] = []
    code = ""
    for kind, text in tokens:
        if kind != "literal":
            code += " " if kind == "space" else text
            continue
        pieces += [_tighten(code), text]
        code = ""
    return "".join([*pieces, _tighten(code)]).strip(" ")


def _tighten(code: str) -> str:
    """Return *code*, which holds no literal, without spaces beside signs that need none."""
    return _SPACE.sub(r"\1", re.sub(" +", " ", code))


def _tokens(script: str) -> Iterator[Token]:
    """Yield the tokens of *script*; texts, expressions and pieces of templates are literals."""
    at, depths, before = 0, [0], ""
    while at < len(script):
        opens_template = script[at] == "`"
        closes_placeholder = script[at] == "}" and depths[-1] == 0 and len(depths) > 1
        if opens_template or closes_placeholder:
            piece = _template(script, at)
            if closes_placeholder:
                depths.pop()
            if piece.endswith("${"):
                depths.append(0)
            before = "{" if piece.endswith("${") else "`"
            yield "literal", piece
            at += len(piece)
            continue
        kind, text = _next(script, at, before)
        depths[-1] += {"{": 1, "}": -1}.get(text, 0)
        if kind not in {"space", "line", "comment"}:
            before = text
        yield ("literal" if kind in {"text", "regex"} else kind), text
        at += len(text)


def _next(script: str, at: int, before: str) -> Token:
    """Return the token at *at*, knowing the one *before* it."""
    match = _TOKEN.match(script, at)
    if match and match.lastgroup:
        return match.lastgroup, match[0]
    if script[at] == "/" and not _ends_value(before):
        match = _REGEX.match(script, at)
        if match:
            return "regex", match[0]
    if script[at] == "/" and _ends_value(before):
        return "sign", "/"
    raise _unclear(script, at)


def _ends_value(before: str) -> bool:
    """Return whether a slash after *before* divides; after a brace it opens an expression."""
    if not before or _BEFORE_REGEX.fullmatch(before):
        return False
    return before in {"++", "--"} or before[-1].isalnum() or before[-1] in ")]`\"'_$/"


def _template(script: str, at: int) -> str:
    """Return the piece of a template literal that begins at *at*.

    It begins with a backtick or a closing brace and goes to the next placeholder or the end of the literal.
    """
    match = _TEMPLATE.match(script, at + 1)
    if not match:
        raise _unclear(script, at)
    return script[at] + match[0]


def _unclear(script: str, at: int) -> ValueError:
    """Return the exception for an unreadable sign at *at*."""
    line = script.count("\n", 0, at) + 1
    return ValueError(f"line {line}: cannot tell what {script[at : at + 20]!r} is, write it more plainly")
