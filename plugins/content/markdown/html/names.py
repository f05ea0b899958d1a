"""Names: the elements that a text may hold, by the way they are read."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words("area br col embed hr img input source track wbr param")
# Markdown goes on within these, also after a blank line.
CONTAINERS = _words(
    "div section article aside details main header footer nav fieldset dialog search hgroup address figure"
)
# Their content is letters, not markup.
LITERAL = _words("script style textarea iframe")
# One piece from start to end, wherever they stand; no Markdown within.
CLOSED = LITERAL | _words("pre select svg math object video audio canvas picture noscript map")
BLOCKS = CONTAINERS | _words(
    "p blockquote h1 h2 h3 h4 h5 h6 ul ol menu li dl dt dd table caption colgroup col thead tbody tfoot tr th td "
    "figcaption summary legend form hr pre script style iframe noscript video canvas object map progress consent-embed"
)
_INLINE = _words(
    "a abbr acronym applet area audio b bdi bdo big br button center cite code data datalist del dfn dir em embed font "
    "frame i img input ins kbd label mark math meter nobr object optgroup option output param picture portal progress "
    "q rb rp rt rtc ruby s samp select slot small source span strike strong sub sup svg textarea time track "
    "tt u var wbr"
)
KNOWN = BLOCKS | CLOSED | _INLINE
# Known to browsers, but of a whole page, or read differently by them.
FOREIGN_TO_TEXT = _words(
    "html head body title base link meta frameset noframes noembed xmp plaintext listing image isindex keygen marquee "
    "bgsound basefont menuitem command nextid template"
)
# By the standard these end by themselves, and without attributes the others show nothing.
ENDED_BY_ITSELF = _words("p li dt dd td th tr thead tbody tfoot colgroup caption option optgroup rt rp")
SHOWS_NOTHING = _words("div span")
# <select> drops other elements in some browsers, and keeps them in others.
IN_SELECT = _words("option optgroup")

# Attributes that have no value
FLAGS = _words(
    "allowfullscreen async autofocus autoplay checked compact controls default defer disabled download formnovalidate "
    "hidden inert ismap itemscope loop multiple muted nomodule noshade novalidate nowrap open playsinline popover "
    "readonly required reversed selected alt title value"
)

SVG = _words(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc metadata "
    "linearGradient radialGradient stop clipPath mask pattern marker filter feBlend feColorMatrix feComponentTransfer "
    "feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA "
    "feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence image a switch view animate animateMotion animateTransform "
    "set mpath"
)
MATH = _words(
    "math mi mo mn ms mtext mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub msup msubsup "
    "munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mspace semantics annotation maction"
)
# Text alone may stand in these: an element there is HTML to one reader and a drawing to another.
_TEXT_ONLY = _words("title desc metadata mi mo mn ms mtext annotation")

FOREIGN_ROOTS = ("svg", "math")
FOREIGN_NAMES = frozenset(name.lower() for name in SVG | MATH) | _words("foreignobject annotation-xml font")
_SVG_SPELLING = {name.lower(): name for name in SVG}


def foreign_name(name: str, root: str, parent: str) -> str:
    """Return *name* as it is spelled in a drawing or formula, or "" if readers differ on it.

    Args:
        name: The name of an element, in any case.
        root: "svg" or "math".
        parent: The name of the element around it.
    """
    if parent in _TEXT_ONLY or name.lower() == root:
        return ""
    spelled = _SVG_SPELLING.get(name.lower(), "") if root == "svg" else name.lower()
    return spelled if root == "svg" or spelled in MATH else ""


def is_unwanted(element: str, name: str, value: str) -> bool:
    """Return whether an *element* of a text may not have the attribute *name*."""
    return (
        name == "autofocus"
        or (element == "dialog" and name == "open")
        or (name == "rel" and "opener" in value.lower().split())
    )
