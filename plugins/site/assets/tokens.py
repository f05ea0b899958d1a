"""Tokens: the theme's colours, faces and distances, and what a site lays over them.

A site's file is written as the theme's tokens.css is, so a copy of that is a beginning; it may hold fewer values and
no other kind of rule. Both are read as browsers read them: what stands later wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import tinycss2  # type: ignore[import-untyped]
from tinycss2.color3 import RGBA, parse_color  # type: ignore[import-untyped]

from plugins.content.own_files import has_own_file, read_own_text
from plugins.core.problem import Problem, ProblemCollector
from plugins.core.site_folder import tokens_file
from plugins.site.assets.styles import minify_css

FILE = "content/theme/tokens.css"
ALWAYS, DARK, MORE = "", "(prefers-color-scheme: dark)", "(prefers-contrast: more)"
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}){1,2}", re.IGNORECASE)
_BRACKET = re.compile(r"[()\[\]{}]")
_DEEPEST = 20
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_FUNCTIONS = frozenset({"calc", "clamp", "max", "min", "minmax", "var"})
_IN_FUNCTIONS = frozenset({"dimension", "percentage", "number", "ident", "whitespace", "comment", "literal"})
_KINDS = {
    "colour": "eine Farbe mit # und drei oder sechs Ziffern",
    "number": "eine Zahl ohne Einheit",
    "length": "ein Maß mit Einheit",
    "faces": "eine Liste von Schriften, durch Kommas getrennt",
}
_RULES = (
    "Bitte nur Angaben wie {} schreiben, in :root {{ … }} "
    "oder in @media (prefers-color-scheme: dark) {{ :root {{ … }} }}"
)
_COMPLETE = re.compile(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'", re.DOTALL)
_OWN_COLOUR = re.compile(r"(--color-[a-z-]+)\s*:\s*(#(?:[0-9a-f]{3}){1,2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A value, as it is written, and its line in the site's file; 0 in the theme's."""

    value: str
    line: int = 0


Block = dict[str, Token]  # by name, such as --color-ink


def _no_blocks() -> dict[str, Block]:
    return {ALWAYS: {}, DARK: {}, MORE: {}}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The theme's tokens and those of a site, each by the condition under which they hold."""

    theme: Mapping[str, Block]
    own: Mapping[str, Block] = field(default_factory=_no_blocks)

    def palette(self, *conditions: str) -> Block:
        """Return the tokens that hold under all of *conditions*; more contrast comes last."""
        order = [(of, one) for ones in ((ALWAYS, DARK), (MORE,)) for of in (self.theme, self.own) for one in ones]
        blocks = (of[one] for of, one in order if one in (ALWAYS, *conditions))
        return {name: token for block in blocks for name, token in block.items()}

    def colours(self, *conditions: str) -> dict[str, str]:
        """Return the colours that hold under all of *conditions*, such as ink: #131c1e."""
        palette = self.palette(*conditions)
        found = {name: _resolve(name, palette) for name in palette if name.startswith("--color-")}
        return {name.removeprefix("--color-"): value for name, value in found.items() if value}

    @property
    def css(self) -> str:
        """The rules to be laid over those of the theme; more contrast stays last."""
        if not any(self.own.values()):
            return ""
        blocks = {**self.own, MORE: {**self.theme[MORE], **self.own[MORE]}}
        rules = "".join(_rule(condition, block) for condition, block in blocks.items() if block)
        return minify_css(f"@layer tokens{{{rules}}}")


def read_tokens(static: Path, content: Path) -> tuple[Tokens, list[Problem]]:
    """Return the tokens of the theme's folder *static*, and of the site in *content*."""
    theme = _no_blocks()
    for condition, node in _declarations((static / "css" / "tokens.css").read_text(encoding="utf-8")):
        if node.type == "declaration" and node.name.startswith("--"):
            theme[condition][node.name] = Token(_text(node.value))
    report = ProblemCollector(FILE)
    own = _no_blocks()
    text = _own_text(content, report)
    for condition, node in _declarations(text):
        if _is_sound(node, theme[ALWAYS], _find_colour(text), report):
            own[condition][node.name] = Token(_text(node.value), node.source_line)
    tokens = Tokens(theme, own)
    _report_circles(tokens, report)
    return tokens, report.problems


def _own_text(content: Path, report: ProblemCollector) -> str:
    file = tokens_file(content)
    text = (read_own_text(file, report) if has_own_file(file) else "") or ""
    if line := _find_deep_line(text):
        example = _RULES.format("--color-{}: {};".format(*_find_colour(text)))
        report.error(line, "own-tokens", "Hier stehen zu viele Klammern ineinander.", example)
        return ""
    if line := _find_open_comment(text):
        message = "Der Kommentar, der hier beginnt, endet nirgends: Alles darunter bliebe ohne Wirkung."
        mended = f"{text.split(chr(10))[line - 1].rstrip()} */"
        report.error(line, "own-tokens", message, f"Bitte den Kommentar schließen, zum Beispiel: {mended.strip()}")
        return ""
    return text


def _find_open_comment(css: str) -> int:
    """Return the line of a comment that nothing closes, 0 if there is none."""
    rest = _COMPLETE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), css)
    return rest[: rest.index("/*")].count("\n") + 1 if "/*" in rest else 0


def _find_colour(css: str) -> tuple[str, str]:
    """Return name and value of the first colour of the site's own, else one of the theme's."""
    found = _OWN_COLOUR.search(css)
    return (found[1].removeprefix("--color-"), found[2]) if found else ("first", "#00525a")


def _find_deep_line(css: str) -> int:
    """Return the line with more open brackets than any rule needs, 0 if there is none."""
    depth = 0  # they are read recursively
    for line, text in enumerate(css.split("\n"), 1):
        for sign in _BRACKET.findall(text):
            depth = max(0, depth + (1 if sign in "([{" else -1))
            if depth > _DEEPEST:
                return line
    return 0


def _declarations(css: str) -> Iterator[tuple[str, Any]]:
    """Yield what stands in the rules of *css*, with its condition, and whatever is no such rule."""
    return _walk(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), ALWAYS)


def _walk(nodes: Sequence[Any], condition: str) -> Iterator[tuple[str, Any]]:
    for node in nodes:
        prelude = _text(node.prelude) if node.type in {"at-rule", "qualified-rule"} else ""
        name = node.lower_at_keyword if node.type == "at-rule" and node.content is not None else ""
        if name == "layer" and prelude == "tokens":
            yield from _walk(_content(node), condition)
        elif name == "media" and prelude in {DARK, MORE} and condition == ALWAYS:
            yield from _walk(_content(node), prelude)
        elif node.type == "qualified-rule" and prelude == ":root":
            yield from ((condition, inner) for inner in _content(node))
        else:
            yield condition, node


def _content(node: Any) -> Sequence[Any]:
    found: Sequence[Any] = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    return found


def _text(nodes: Sequence[Any]) -> str:
    """Return *nodes* as CSS on one line, without comments."""
    return " ".join(str(tinycss2.serialize([one for one in nodes if one.type != "comment"])).split())


def _is_sound(node: Any, known: Block, colour: tuple[str, str], report: ProblemCollector) -> bool:
    """Return whether *node* gives a *known* token a value of its kind, or report it."""
    if node.type == "declaration" and node.name == "color-scheme":  # comes along in a copy of the theme's
        return False
    if node.type != "declaration" or node.important or not node.name.startswith("--"):
        if node.type != "error":
            message = f"In dieser Datei hat keinen Platz: „{_text([node])[:60]}“."
        else:
            message = "Diese Stelle lässt sich nicht lesen; eine Klammer oder ein Strichpunkt fehlt oder ist zu viel."
        report.error(node.source_line, "own-tokens", message, _RULES.format("--color-{}: {};".format(*colour)))
        return False
    if node.name not in known:
        near = get_close_matches(node.name, known, n=1)
        message = f"Die Angabe „{node.name}“ gibt es nicht.{f' Meinten Sie „{near[0]}“?' if near else ''}"
        kind = node.name.split("-")[2]
        others = ", ".join([one for one in known if one.startswith(f"--{kind}-")] or known)
        remedy = f"Bitte umbenennen oder die Zeile löschen. Möglich sind: {others}"
        report.error(node.source_line, "own-tokens", message, remedy)
        return False
    example = known[node.name].value
    wanted = _kind(tinycss2.parse_component_value_list(example), known)
    if wanted == _kind(node.value, known):
        return True
    if wanted == "colour":
        example = _to_hex(node.value) or colour[1]
    message = f"„{_text(node.value)}“ passt nicht zu „{node.name}“: Dort steht {_KINDS[wanted]}."
    report.error(node.source_line, "own-tokens", message, f"Bitte zum Beispiel so schreiben: {node.name}: {example};")
    return False


def _to_hex(nodes: Sequence[Any]) -> str:
    """Return the colour that *nodes* name in another way, "" if they name none."""
    found = parse_color(_text(nodes))
    return "#" + "".join(f"{round(part * 255):02x}" for part in found[:3]) if isinstance(found, RGBA) else ""


def _kind(nodes: Sequence[Any], known: Block) -> str:
    """Return the kind of a value, "" if it has none."""
    words = [node for node in nodes if node.type not in {"whitespace", "comment"}]
    kinds = {node.type for node in words}
    if match := _VAR.fullmatch(_text(words)):
        return _kind(tinycss2.parse_component_value_list(known[match[1]].value), known) if match[1] in known else ""
    if kinds == {"hash"}:
        return "colour" if _COLOUR.fullmatch(_text(words)) else ""
    if kinds == {"number"}:
        return "number" if len(words) == 1 else ""
    if kinds and kinds <= {"dimension", "percentage", "function"}:
        return "length" if all(map(_is_measure, words)) else ""
    is_list = kinds <= {"ident", "string", "literal"} and {"ident", "string"} & kinds
    return "faces" if is_list and all(node == "," for node in words if node.type == "literal") else ""


def _is_measure(node: Any) -> bool:
    """Return whether *node* is a length, or a function of nothing but lengths."""
    if node.type != "function":
        return node.type in _IN_FUNCTIONS
    return node.lower_name in _FUNCTIONS and all(map(_is_measure, node.arguments))


def _resolve(name: str, palette: Block) -> str:
    """Return the colour that *name* has in the end, with six digits; "" if it has none."""
    for _ in palette:
        value = palette[name].value
        if match := _VAR.fullmatch(value):
            name = match[1]
            continue
        digits = value.removeprefix("#").lower()
        return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))
    return ""


def _report_circles(tokens: Tokens, report: ProblemCollector) -> None:
    """Report colours that are said to be each other."""
    for conditions in ((), (DARK,), (MORE,), (DARK, MORE)):
        palette = tokens.palette(*conditions)
        for name, token in palette.items():
            if name.startswith("--color-") and token.line and not _resolve(name, palette):
                message = f"„{name}“ verweist im Kreis auf sich selbst."
                colours = (_resolve(one, palette) for one, other in palette.items() if other.line)
                colour = next(filter(_COLOUR.fullmatch, colours), "") or tokens.theme[ALWAYS][name].value
                example = f"Bitte eine Farbe angeben, zum Beispiel: {name}: {colour};"
                report.error(token.line, "own-tokens", message, example)


def _rule(condition: str, block: Block) -> str:
    rule = f":root{{{';'.join(f'{name}:{token.value}' for name, token in block.items())}}}"
    return f"@media {condition}{{{rule}}}" if condition else rule
