"""Contrast: pairs of colours that meet on pages, measured as WCAG 2 does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from plugins.core.problem import Problem
from plugins.site.assets.tokens import DARK, FILE, MORE, Block, Tokens

TEXT, PARTS = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11: what the law asks of public bodies
_ON_PAPER = ("paper", "surface")
_ON_BAND = ("band", "band-surface")
# Either may be the ground: paper stands on the first voice, too
PAIRS: Mapping[tuple[str, str], float] = {
    **dict.fromkeys(product(["ink", "muted", "first", "second"], _ON_PAPER), TEXT),
    **dict.fromkeys(product(["band-ink", "band-muted", "band-first", "band-second"], _ON_BAND), TEXT),
    ("ink", "mark"): TEXT,
    **dict.fromkeys([*product(["line-strong", "focus"], _ON_PAPER), ("band-line", "band")], PARTS),
}
_SCHEMES = {
    (): "im hellen Farbschema",
    (DARK,): "im dunklen Farbschema",
    (MORE,): "im hellen Farbschema mit mehr Kontrast",
    (DARK, MORE): "im dunklen Farbschema mit mehr Kontrast",
}
_STEPS = 100  # between a colour and black or white


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, such as #131c1e, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return the colour between two others, with this *share* of the *other*."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def find_weak_pairs(tokens: Tokens) -> Iterator[Problem]:
    """Yield a problem for each pair that does not stand out in a scheme.

    More contrast repeats none of the others.
    """
    found: set[tuple[str, str]] = set()
    for conditions, scheme in _SCHEMES.items():
        colours = tokens.colours(*conditions)
        for pair, least in PAIRS.items():
            is_repeated = MORE in conditions and pair in found
            if set(pair) <= colours.keys() and contrast(*_of(pair, colours)) < least and not is_repeated:
                found.add(pair)
                yield _problem(pair, colours, tokens, conditions, scheme)


def suggest(name: str, colours: Mapping[str, str]) -> str:
    """Return the colour nearest to *name* in *colours* with which all its pairs stand out.

    "" if there is none.
    """
    for step in range(_STEPS + 1):
        for end in ("#000000", "#ffffff"):
            mended = {**colours, name: mix(colours[name], end, step / _STEPS)}
            if all(contrast(*_of(pair, mended)) >= least for pair, least in PAIRS.items() if name in pair):
                return mended[name]
    return ""


def _problem(
    pair: tuple[str, str], colours: Mapping[str, str], tokens: Tokens, conditions: tuple[str, ...], scheme: str
) -> Problem:
    name, line = _blame(pair, tokens.palette(*conditions))
    first, second = (f"--color-{one} ({colours[one]})" for one in pair)
    ratio, least = (f"{value:g}".replace(".", ",") for value in (_floor(contrast(*_of(pair, colours))), PAIRS[pair]))
    message = f"{first} hebt sich {scheme} zu wenig von {second} ab: {ratio} : 1, nötig sind {least} : 1."
    better = suggest(name, colours)
    example = f", zum Beispiel: --color-{name}: {better};" if better else f" und für {_other(pair, name)}."
    is_missing = DARK in conditions and f"--color-{name}" not in tokens.own[DARK]
    where = f"in @media {DARK} {{ :root {{ … }} }} eine eigene" if is_missing else "eine andere"
    return Problem(FILE, line, message, f"Bitte {where} Farbe angeben{example}", "contrast")


def _blame(pair: tuple[str, str], palette: Block) -> tuple[str, int]:
    """Return which of *pair* is to become another, and its line: the site's own first."""
    lines = [(name, palette[f"--color-{name}"].line) for name in pair]
    return next((one for one in lines if one[1]), (pair[0], 1))


def _other(pair: tuple[str, str], name: str) -> str:
    return f"--color-{pair[1] if name == pair[0] else pair[0]}"


def _of(pair: tuple[str, str], colours: Mapping[str, str]) -> tuple[str, str]:
    return colours[pair[0]], colours[pair[1]]


def _floor(ratio: float) -> float:
    """Return *ratio* with two digits, never one that would do when it does not."""
    return int(ratio * 100) / 100


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = (channel / 255 for channel in _channels(colour))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
