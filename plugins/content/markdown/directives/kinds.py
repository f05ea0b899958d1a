"""Kinds: every directive that there is, in the order of the handbook."""

from __future__ import annotations

from plugins.content.markdown.directives import boxes, facts, media
from plugins.content.markdown.directives.kind import Argument, DirectiveKind
from plugins.content.markdown.directives.lines import DEEPEST, Directive

_PICTURE = "![Zwei Menschen vor einer Leinwand](/media/kongress.jpg)"
_CAPTION = Argument("Bildunterschrift", "Der Kongress am Vormittag")
_TITLE = "Überschrift"

_ALL = (
    DirectiveKind(
        name="hinweis",
        label="Hinweis",
        help="Ein Kasten für das, was man sich merken soll.",
        body="Text",
        example="Der Kongress ist öffentlich. Die Teilnahme kostet nichts.",
        argument=Argument(_TITLE, "Gut zu wissen"),
        build=boxes.build_box("note", "Hinweis", "Note"),
    ),
    DirectiveKind(
        name="warnung",
        label="Warnung",
        help="Ein Kasten für das, was sonst schiefgeht.",
        body="Text",
        example="Danach nimmt der Ideenkasten nichts mehr an.",
        argument=Argument(_TITLE, "Nur bis Mitte Juni"),
        build=boxes.build_box("warning", "Achtung", "Warning", is_urgent=True),
    ),
    DirectiveKind(
        name="leichte-sprache",
        label="Zusammenfassung in Leichter Sprache",
        help="Das Wichtigste eines Textes in kurzen, leichten Sätzen.",
        body="Text in Leichter Sprache",
        example="Das Internet verändert unser Leben.\nWir wollen wissen: Was denken Sie?",
        build=boxes.build_easy,
        keeps_lines=True,
    ),
    DirectiveKind(
        name="aufklappen",
        label="Frage und Antwort zum Aufklappen",
        help="Eine Frage, deren Antwort sich öffnet. Auf Papier steht beides.",
        body="Antwort",
        example="Ja, alle können mitmachen.",
        argument=Argument("Frage", "Kann ich mitmachen?", is_required=True, is_pressed=True),
        build=boxes.build_fold,
    ),
    DirectiveKind(
        name="zitat",
        label="Zitat",
        help="Was jemand gesagt oder geschrieben hat, mit Namen und Quelle.",
        body="Wortlaut",
        example="Digitalisierung ist mehr als Technik.",
        argument=Argument("Person, Amt oder Quelle", "Leitgedanke des Prozesses"),
        build=boxes.build_quotation,
    ),
    DirectiveKind(
        name="anschrift",
        label="Anschrift",
        help="Eine Adresse in ihren Zeilen. Telefonnummern und E-Mail-Adressen werden Links.",
        body="Zeilen der Anschrift",
        example="Rathaus, Zimmer 12\nMarkt 1\n12345 Musterstadt",
        argument=Argument(_TITLE, "Hier finden Sie uns"),
        build=facts.build_address,
        check=facts.check_address,
        keeps_lines=True,
        holds_blocks=False,
    ),
    DirectiveKind(
        name="schaltfläche",
        label="Schaltfläche",
        help="Ein Link, der zu etwas auffordert.",
        body="Link",
        example="[So machen Sie mit](/kontakt/)",
        build=facts.build_action,
        check=facts.check_action,
        keeps_lines=True,
        holds_blocks=False,
    ),
    DirectiveKind(
        name="zahlen",
        label="Zahlen",
        help="Zahlen, groß gesetzt, mit dem, was sie zählen, und ihrer Quelle.",
        body="Je Zeile: - Zahl | was sie zählt | Quelle",
        example="- mehr als 200 | Menschen beim Kongress | Zählung am Einlass",
        argument=Argument(_TITLE, "Der Kongress in Zahlen"),
        build=facts.build_figures,
        check=facts.check_figures,
        keeps_lines=True,
        holds_blocks=False,
    ),
    DirectiveKind(
        name="schritte",
        label="Schritte",
        help="Was nacheinander zu tun ist, mit großen Nummern.",
        body="Nummerierte Liste",
        example="1. Idee aufschreiben\n2. Abschicken\n3. Mitreden",
        build=facts.build_steps,
        check=facts.check_steps,
    ),
    DirectiveKind(
        name="bild-rechts",
        label="Bild rechts",
        help="Ein Bild, neben dem der Text links weiterläuft.",
        body="Bild",
        example=_PICTURE,
        argument=_CAPTION,
        build=media.build_beside("right"),
        check=media.check_picture,
        keeps_lines=True,
        holds_blocks=False,
    ),
    DirectiveKind(
        name="bild-links",
        label="Bild links",
        help="Ein Bild, neben dem der Text rechts weiterläuft.",
        body="Bild",
        example=_PICTURE,
        argument=_CAPTION,
        build=media.build_beside("left"),
        check=media.check_picture,
        keeps_lines=True,
        holds_blocks=False,
    ),
    DirectiveKind(
        name="galerie",
        label="Galerie",
        help="Mehrere Bilder, die sich groß öffnen lassen.",
        body="Je Zeile ein Bild",
        example=_PICTURE + "\n![Die Halle von außen](/media/halle.jpg)",
        argument=Argument(_TITLE, "Bilder vom Kongress"),
        build=media.build_gallery,
        check=media.check_gallery,
        keeps_lines=True,
        holds_blocks=False,
    ),
    DirectiveKind(
        name="ton",
        label="Ton",
        help="Eine Tonaufnahme und darunter, was man hört.",
        body="Link zur Tondatei, darunter der Text",
        example="[Anhören](/media/gespraech.mp3)\n\nWir fragen: Was macht die Digitalisierung mit uns?",
        argument=Argument("Titel der Aufnahme", "Das Gespräch zum Nachhören", is_required=True),
        build=media.build_sound,
        check=media.check_sound,
    ),
)
KINDS = {kind.key: kind for kind in _ALL}
"""All kinds by the name without umlauts."""


def may_stand(directive: Directive) -> bool:
    """Return whether *directive* may stand within those around it."""
    around = [KINDS[key] for key in directive.around if key in KINDS]
    return len(directive.around) < DEEPEST and all(kind.holds_blocks for kind in around)
