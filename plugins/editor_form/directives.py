"""Directives in the form: each kind becomes a component with fields of its own."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.content.markdown.directives import KINDS
from plugins.content.markdown.directives.kind import DirectiveKind
from plugins.editor_form import widgets
from plugins.editor_form.widgets import Widget

ARGUMENT = "argument"  # the name of the field for what stands behind „|“
# What shapes.js knows to read and write. Any other kind holds lines or Markdown, as it says itself.
_SHAPES = {
    "schaltflaeche": "link",
    "zahlen": "figures",
    "schritte": "steps",
    "bild-rechts": "picture",
    "bild-links": "picture",
    "galerie": "pictures",
    "ton": "sound",
}
# From https://fonts.google.com/icons; whoever has none gets the last.
_ICONS = {
    "hinweis": "info",
    "warnung": "warning",
    "leichte-sprache": "menu_book",
    "aufklappen": "help",
    "zitat": "format_quote",
    "anschrift": "location_on",
    "schaltflaeche": "smart_button",
    "zahlen": "bar_chart",
    "schritte": "format_list_numbered",
    "galerie": "photo_library",
    "ton": "volume_up",
    "": "image",
}
_ALT = "Was auf dem Bild zu sehen ist, in einem Satz, für Menschen, die es nicht sehen."


def components() -> list[dict[str, object]]:
    """Return the components that directives.js registers, in the order of the handbook."""
    return [
        {
            "id": kind.key,
            "name": kind.name,
            "label": kind.label,
            "icon": _ICONS.get(kind.key, _ICONS[""]),
            "shape": shape_of(kind),
            "argument": ARGUMENT if kind.argument else "",
            "fields": list(_fields(kind)),
        }
        for kind in KINDS.values()
    ]


def shape_of(kind: DirectiveKind) -> str:
    """Return the shape of the lines in a directive of this *kind*."""
    return _SHAPES.get(kind.key, "lines" if kind.keeps_lines else "text")


def _fields(kind: DirectiveKind) -> Iterator[Widget]:
    """Yield the fields of *kind*, a caption below its picture; the first has its help."""
    above, below = list(_argument(kind)), _BODIES[shape_of(kind)](kind)
    first, *others = [*below, *above] if shape_of(kind) == "picture" else [*above, *below]
    yield {**first, "hint": f"{kind.help} {first['hint']}".strip()}
    yield from others


def _argument(kind: DirectiveKind) -> Iterator[Widget]:
    if kind.argument:
        hint = f"Zum Beispiel: {kind.argument.example}"
        yield _field(ARGUMENT, kind.argument.label, hint, widgets.text(), required=kind.argument.is_required)


def _field(name: str, label: str, hint: str, widget: Widget, *, required: bool = True) -> Widget:
    return widgets.name_widget(widget, name, label, hint, required=required)


def _text(kind: DirectiveKind) -> list[Widget]:
    return [_field("body", kind.body, "", widgets.inner_text())]


def _lines(kind: DirectiveKind) -> list[Widget]:
    return [_field("body", kind.body, "Jede Zeile bleibt eine Zeile.", widgets.text(lines=True))]


def _link(kind: DirectiveKind) -> list[Widget]:  # noqa: ARG001 - as all of them
    return [
        _field("text", "Was darauf steht", "Sagt, was man tut. Zum Beispiel: So machen Sie mit", widgets.text()),
        _field("address", "Adresse", "Zum Beispiel: /kontakt/", widgets.text()),
    ]


def _figures(kind: DirectiveKind) -> list[Widget]:
    entry = [
        _field("figure", "Zahl", "Zum Beispiel: mehr als 200", widgets.text()),
        _field("label", "Was sie zählt", "Zum Beispiel: Menschen beim Kongress", widgets.text()),
        _field("source", "Quelle", "Woher die Zahl ist.", widgets.text(), required=False),
    ]
    return [_field("figures", kind.label, "", widgets.each(widgets.group(entry, "{{figure}} {{label}}"), "Zahl"))]


def _steps(kind: DirectiveKind) -> list[Widget]:
    hint = "Jeder Schritt in einem Absatz; die Nummern kommen von selbst."
    return [_field("body", kind.label, hint, widgets.inner_text("numbered-list"))]


def _picture(kind: DirectiveKind) -> list[Widget]:  # noqa: ARG001 - as all of them
    return [
        _field("src", "Bilddatei", "Verwenden Sie nur Bilder, deren Rechte Sie haben.", widgets.picture()),
        _field("alt", "Beschreibung für blinde Menschen", _ALT, widgets.text()),
        _field("credit", "Bildnachweis", "Von wem das Bild ist.", widgets.text(), required=False),
    ]


def _pictures(kind: DirectiveKind) -> list[Widget]:
    caption = _field("title", "Bildunterschrift", "Was sichtbar darunter steht.", widgets.text(), required=False)
    entry = widgets.group([*_picture(kind), caption], "{{alt}}")
    return [_field("pictures", "Bilder", "", widgets.each(entry, "Bild"))]


def _sound(kind: DirectiveKind) -> list[Widget]:  # noqa: ARG001 - as all of them
    return [
        _field("address", "Tondatei", "Eine MP3-Datei.", widgets.file(".mp3")),
        _field("text", "Name des Links", "", {**widgets.text(), "default": "Anhören"}),
        _field("body", "Was man hört", "Wort für Wort, für Menschen, die es nicht hören.", widgets.inner_text()),
    ]


_BODIES = {
    "text": _text,
    "lines": _lines,
    "link": _link,
    "figures": _figures,
    "steps": _steps,
    "picture": _picture,
    "pictures": _pictures,
    "sound": _sound,
}
