"""Own colours: two colours of a body become the tokens of its website, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.core.project import ROOT
from plugins.site.assets.contrast import TEXT, contrast, mix, suggest
from plugins.site.assets.tokens import DARK, read_tokens

VOICES = ("first", "second")  # of the questions: the two that are asked for
_GROUNDS = ("paper", "surface")
_DEEP = 11  # contrast of the band with its text
_BLACK, _WHITE = "#000000", "#ffffff"


def find_nearest(colours: Sequence[str]) -> tuple[str, ...]:
    """Return for each of *colours* the nearest that stands out on a light page."""
    light = _theme_colours()
    return tuple(suggest(name, {**light, name: colour}) for name, colour in zip(VOICES, colours, strict=False))


def find_weak(colours: Sequence[str]) -> Iterator[str]:
    """Yield a sentence for each of *colours* that does not stand out."""
    light = _theme_colours()
    for colour, better in zip(colours, find_nearest(colours), strict=False):
        ratio = min(contrast(colour, light[ground]) for ground in _GROUNDS)
        if better != colour:
            yield (
                f"{colour} hebt sich vom hellen Grund zu wenig ab: {_say(ratio)} : 1, nötig sind {_say(TEXT)} : 1. "
                f"Die nächste Farbe, die genügt, ist {better}."
            )


def write_tokens(colours: Sequence[str]) -> str:
    """Return the file of tokens that a website with these *colours* lays over the theme's."""
    light = _lay_over(_theme_colours(), colours)
    dark = _lay_over(_theme_colours(DARK), colours)
    return (
        "/* Die eigenen Farben; was zu wenig Kontrast hat, nennt der Bau. */\n"
        f":root {{\n{_rules(light, '  ')}}}\n\n@media {DARK} {{\n  :root {{\n{_rules(dark, '    ')}  }}\n}}\n"
    )


def _lay_over(theme: dict[str, str], colours: Sequence[str]) -> dict[str, str]:
    """Return what is to be laid over *theme*: both voices, and the band in the hue of the first."""
    own = dict(zip(VOICES, colours, strict=False))
    own["focus"] = own.get("second", theme["focus"])
    own["band"] = _deepen(own["first"], theme["band-ink"])
    own["band-surface"] = mix(own["band"], _WHITE, 0.08)
    own["band-muted"] = mix(theme["band-ink"], own["band"], 0.2)
    own["band-line"] = mix(own["band"], _WHITE, 0.35)
    own |= {f"band-{name}": mix(own[name], _WHITE, 0.5) for name in VOICES if name in own}
    for name in own:
        if name not in ("band", "band-surface"):  # the others stand out from these
            own[name] = suggest(name, {**theme, **own})
    return own


def _deepen(colour: str, ink: str) -> str:
    """Return *colour*, as dark as the ground of *ink* has to be."""
    steps = (mix(colour, _BLACK, step / 50) for step in range(51))
    return next(dark for dark in steps if contrast(dark, ink) >= _DEEP)


def _theme_colours(*conditions: str) -> dict[str, str]:
    return read_tokens(ROOT / "theme" / "static", ROOT / "theme")[0].colours(*conditions)


def _rules(colours: dict[str, str], indent: str) -> str:
    return "".join(f"{indent}--color-{name}: {colour};\n" for name, colour in colours.items())


def _say(ratio: float) -> str:
    return f"{int(ratio * 10) / 10:g}".replace(".", ",")
