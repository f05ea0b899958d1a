"""Mistakes: for each code a file of content/ that causes it, so every example is a real one."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pikepdf
from PIL import Image

_COMMON = "title: Ein Titel\nsummary: Worum es geht.\n"
HEAD = _COMMON + "date: 2016-10-26\n"
_ENGLISH = "title: A title\nsummary: All about it.\ndate: 2016-10-26\nlang: en\n"
_EVENT = _COMMON + "start: 2016-10-12\nplace: {name: Rathaus, city: Musterstadt}\n"
_DATE = "  - start: {}-10-12\n"
_CLIP = HEAD + "video: /media/clip/film.mp4\nposter: /media/bild.jpg\nduration: PT2S\n"
_POSTER = "embeds:\n  - url: https://vimeo.com/1084537\n    alternative: Ein Haus.\n    poster: /media/bild.jpg\n"
_CORRECTED = "corrected:\n"
_CUE = "00:00:00.500 --> 00:00:01.500\n"
_VTT = "WEBVTT\n\n"
_TOKENS = b":root {\n  --color-frist: #00525a;\n  --color-second: #e0a090;\n}\n"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg">'
LONG = "Ein Haus, ein Baum, " * 8
_HARD = (
    "Die Berücksichtigung gesellschaftspolitischer Rahmenbedingungen erfordert ressortübergreifende "
    "Abstimmungsprozesse sowie Zuständigkeitsregelungen aller Verfahrensbeteiligten. "
) * 10


NOTHING_TWICE = " ".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(250))


def _picture() -> bytes:
    raw = io.BytesIO()
    Image.new("RGB", (800, 8)).save(raw, "JPEG")
    return raw.getvalue()


_PICTURE = _picture()


def _pdf(catalogue: str = "", page: str = "") -> bytes:
    """Return a PDF file of one empty page, with these entries."""
    objects = (
        f"<</Type/Catalog/Pages 2 0 R{catalogue}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{page}>>",
    )
    text, places = "%PDF-1.4\n", list[int]()
    for number, one in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{len(text)}\n%%EOF\n"
    return f"{text}xref\n0 4\n0000000000 65535 f \n{table}{end}".encode()


def _locked_pdf() -> bytes:
    raw = io.BytesIO()
    with pikepdf.open(io.BytesIO(_pdf())) as pdf:
        pdf.save(raw, encryption=pikepdf.Encryption(owner="geheim", user=""))
    return raw.getvalue()


def _letter() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as package:
        package.writestr("content.xml", "<a/>")
        about = '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>V. N.</dc:creator></m>'
        package.writestr("meta.xml", about)
    return raw.getvalue()


def _text(body: str = "Text.", head: str = HEAD, **changed: str) -> bytes:
    for old, new in changed.items():
        head = "".join(f"{new}\n" if line.startswith(f"{old}:") else line for line in head.splitlines(keepends=True))
    return f"---\n{head}---\n\n{body}\n".encode()


def _easy(body: str) -> bytes:
    return _text(body, HEAD + "lang: de-simple\n")


def _of_site(kind: str, codes: dict[str, bytes], ending: str) -> dict[str, tuple[str, bytes]]:
    return {code: (f"{kind}/{code}{ending}", data) for code, data in codes.items()}


_ARTICLES = {
    "encoding": _text("Grüße").decode().encode("cp1252"),
    "control-character": _text("Ein \x07 Zeichen"),
    "invisible-sign": _text("Ein\u200b Wort"),
    "direction-sign": _text("Frist bis \u202e7102 iaM\u202c"),
    "empty-file": b"",
    "no-front-matter": b"Nur Text.\n",
    "unclosed-front-matter": f"---\n{HEAD}\nText.\n".encode(),
    "tab": _text(head=HEAD + "tags:\n\t- Ehrenamt\n"),
    "no-space": _text(title="title:Ein Titel"),
    "loose-line": _text(head=HEAD.replace("date", "und noch mehr\ndate")),
    "backslash": _text(title='title: "C:\\Bilder"'),
    "unclosed-quote": _text(title='title: "Ein Titel'),
    "unclosed-bracket": _text(head=HEAD + "tags: [Ehrenamt, Clip\n"),
    "unquoted-colon": _text(title="title: Rückblick: So war es"),
    "indentation": _text(head=HEAD + "image:\n  src: /media/bild.jpg\n   alt: Haus\n"),
    "list-sign": _text(head=HEAD + "tags:\n  - Ehrenamt\n  • Clip\n"),
    "unreadable-line": _text(title="title: [Neu] Ein Titel"),
    "hidden-comment": _text(title="title: Ein #Titel"),
    "yaml-sign": _text(title="title: *Neu"),
    "duplicate-key": _text(head=HEAD + "title: Noch einer\n"),
    "second-part": _text(head=HEAD + "--- Anhang\n"),
    "not-named-values": _text(head="- Ein Titel\n- Worum es geht.\n"),
    "too-deep": _text("- " * 500 + "tief"),
    "accepted-unneeded": _text(head=HEAD + "accepted: [Worum es geht]\n"),
    "required-key": _text(head=HEAD.replace("summary: Worum es geht.\n", "")),
    "unknown-key": _text(title="titel: Ein Titel"),
    "empty-value": _text(summary="summary:"),
    "not-one-value": _text(title="title: [Ein, Titel]"),
    "not-a-list": _text(head=HEAD + "tags: Ehrenamt, Clip\n"),
    "not-a-group": _text(head=HEAD + "image: /media/bild.jpg\n"),
    "unknown-choice": _text(head=HEAD + "status: entwurf\n"),
    "date-form": _text(date="date: 26.10.2016"),
    "correction-day": _text(head=HEAD + f"{_CORRECTED}  - {{day: 2016-10-20, text: Hier fehlte eine Zahl.}}\n"),
    "updated-before-correction": _text(
        head=HEAD + f"{_CORRECTED}  - day: 2016-10-28\n    text: Hier fehlte eine Zahl.\nupdated: 2016-10-27\n"
    ),
    "withdrawn-day": _text(head=HEAD + "withdrawn: {day: 2017-05-14, text: Der Name war falsch.}\n"),
    "withdrawn-target": _text("Mehr [zum Haus](zurueckgezogen.md)."),
    "withdrawn-original": _text(head=_ENGLISH + "translates: zurueckgezogen.md\n"),
    "review-due": _text(head=HEAD + "review: 2016-12-01\n"),
    "slug-form": _text(head=HEAD + "slug: Mein Artikel\n"),
    "old-path": _text(head=HEAD + "aliases: [www.beispiel.de/frueher]\n"),
    "no-slug": _text(head=HEAD + "tags: [»»»]\n"),
    "long-tag": _text(head=HEAD + f"tags: [{'Beteiligung' * 12}]\n"),
    "empty-alt": _text(head=HEAD + 'image: {src: /media/bild.jpg, alt: ""}\n'),
    "remote-file": _text(head=HEAD + "image: {src: https://bilder.example/haus.jpg, alt: Ein Haus}\n"),
    "not-a-picture": _text(head=HEAD + "image: {src: /media/clip/film.mp4, alt: Ein Haus}\n"),
    "focus-form": _text(head=HEAD + "image: {src: /media/bild.jpg, alt: Ein Haus, focus: links oben}\n"),
    "picture-class": _text("![Ein Haus](/media/bild.jpg){.links}"),
    "poster-shape": _text("https://vimeo.com/1084537", head=HEAD + _POSTER),
    "missing-file": _text(head=HEAD + "image: {src: /media/blid.jpg, alt: Ein Haus}\n"),
    "lost-original": _text(head=_ENGLISH + "translates: der-prozes.md\n"),
    "lost-event": _text(head=HEAD + "event: ../../events/2016/trefen.md\n"),
    "subject-spelling": _text(head=HEAD + "tags: [EHRENAMT]\n"),
    "duplicate-alias": _text(head=HEAD + "aliases: [/aktuelles/]\n"),
    "dead-link": _text("Mehr zum [Prozess](/der-prozes/)."),
    "unpublished-target": _text("Siehe [Entwurf](entwurf.md)."),
    "not-yet-due": _text(date="date: 2027-01-01"),
    "foreign-frame": _text('<iframe src="https://karten.example/"></iframe>'),
    "foreign-script": _text('<script src="https://zaehler.example/z.js"></script>'),
    "foreign-widget": _text('<div class="fb-like"></div>'),
    "own-placeholder": _text('<consent-embed service="youtube" src="https://a.example/"></consent-embed>'),
    "dropped-choice": _text(
        '<iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ?mute=1"></iframe>',
        f"{HEAD}embeds: [{{url: https://youtu.be/aqz-KE-bpKQ, alternative: Ein Hase wehrt sich.}}]\n",
    ),
    "style-dropped": _text('<p style="color:red">Wichtig</p>'),
    "stray-sign": _text("Das ist **wichtig ** und neu."),
    "list-blank": _text("Bitte mitbringen:\n-Ausweis\n-Anmeldung"),
    "empty-heading": _text("##\n\nText."),
    "heading-blank": _text("##Anfahrt\n\nText."),
    "foreign-syntax": _text("!!! info\n    Der Saal ist klein."),
    "unclosed-fence": _text("```\n<b>"),
    "directive": _text("/// hinwies | Gut zu wissen\nDer Saal ist klein.\n///"),
    "lost-line-break": _text("Ministerium\nHauptstraße 4\n40213 Düsseldorf"),
    "tabs-as-table": _text("Tag\tOrt\n5. Mai\tDuisburg"),
    "table-cells": _text("| Tag | Ort |\n|---|---|\n| 5. Mai | Duisburg | 10 Uhr |"),
    "table-head": _text("| Tag | Ort |\n| 5. Mai | Duisburg |"),
    "table-caption": _text("| Tag | Ort |\n|---|---|\n| 5. Mai | Duisburg |\n\nTabelle: Orte"),
    "empty-link": _text("Mehr über den [Prozess]()."),
    "link-scheme": _text("Mehr beim [Land](https:/www.beispiel.de/)."),
    "link-trace": _text("Mehr beim [Land](https://www.beispiel.de/?utm_source=brief)."),
    "link-title": _text("Mehr über den [Prozess](/der-prozess/ „So läuft er ab“)."),
    "undefined-reference": _text("Mehr dazu unten[^1]."),
    "unused-footnote": _text("Text.\n\n[^1]: Mehr dazu."),
    "duplicate-footnote": _text("Text[^1].\n\n[^1]: Mehr.\n\n[^1]: Noch mehr."),
    "markup-in-summary": _text(summary="summary: Worum es **wirklich** geht."),
    "long-paragraph": _text("Ein Wort. " * 5_001),
    "unknown-tag": _text("Liebe Frau <Name>, wir laden Sie ein."),
    "unclosed-tag": _text("<b>Wichtig: Bitte anmelden."),
    "raw-html": _text("<![CDATA[Bitte anmelden.]]>"),
    "markdown-in-html": _text("<p>Siehe [Der Prozess](/der-prozess/).</p>"),
    "comment": _text("<!-- noch nicht einverstanden -->"),
    "unlisted-service": _text("https://social.bund.de/@bfdi/112233445566778899"),
    "unmatched-embed": _text(head=HEAD + "embeds:\n  - url: https://vimeo.com/1084537\n    title: Film\n"),
    "missing-equivalent": _text("https://vimeo.com/1084537"),
    "link-text": _text("Mehr steht [hier](/der-prozess/)."),
    "link-address": _text("Mehr unter https://www.beispiel.de/digital."),
    "network-address": _text("- https://www.youtube.com/@beispiel"),
    "link-file-kind": _text("Mehr steht im [Bild vom Rathaus (JPG, 2 MB)](/media/bild.jpg)."),
    "link-same-text": _text("[Programm](/media/clip/film.mp4) und [Programm](/media/bild.jpg)"),
    "alt-missing": _text("![](/media/bild.jpg)"),
    "alt-file-name": _text("![IMG_2041.jpg](/media/bild.jpg)"),
    "alt-beginning": _text("![Bild von einem Rathaus](/media/bild.jpg)"),
    "alt-long": _text(f"![{LONG}](/media/bild.jpg)"),
    "heading-order": _text("## Anlass\n\n#### Ort\n\nText."),
    "heading-bold": _text("## Anlass\n\nText.\n\n**Was wir vorhaben**\n\nText."),
    "law-name": _text("Angaben nach § 5 TMG"),
    "spelling": _text("Die Wahlbeteiligung steigt.\n\nMehr Wahlbeteilgung im Land."),
    "text-language": _text(
        "The ministry asks for ideas, and all of them are read by the people who work on the law.",
        title="title: Ideas for the law",
        summary="summary: What it is about.",
    ),
    "hard-to-read": _text(_HARD),
    "easy-one-sentence": _easy("Das Amt hilft Ihnen. Sie rufen an."),
    "easy-length": _easy("Das Amt hilft Ihnen und den anderen Menschen in Ihrer Stadt jeden Tag."),
    "easy-passive": _easy("Der Text wird geprüft."),
    "easy-genitive": _easy("Das ist die Arbeit des Amtes."),
    "easy-subjunctive": _easy("Sie könnten anrufen."),
    "easy-negation": _easy("Das ist nicht schwer."),
    "easy-abbreviation": _easy("Es gibt Obst, z. B. Äpfel."),
    "easy-sign": _easy("80 % sind dabei."),
    "weight": _text(NOTHING_TWICE),
    "inline": _text('<p onclick="zeigen()">Text</p>'),
    "links": _text("Siehe [weiter unten](#gibt-es-nicht)."),
    "third-party": _text('<img src="https://bilder.example/haus.jpg" alt="Ein Haus">'),
    "leftovers": _text("Das Bild liegt unter {static}/bild.jpg im Ordner."),
}
_CLIPS = {
    "duration-form": _text(head=_CLIP, duration="duration: 0:02"),
    "unknown-film": _text(head=_CLIP, video="video: https://filme.example/1"),
    "film-lacks": _text(head=_CLIP),
    "film-duration": _text(head=_CLIP, duration="duration: PT1M"),
    "time-mark": _text("[0.01 Uhr] Das Haus\n", head=_CLIP),
    "captions-kind": _text(head=_CLIP + "captions: /media/bild.jpg\n"),
}
_EVENTS = {
    "web-address": _text(head=_EVENT + "online: beispiel.de/raum\n"),
    "registration-form": _text(head=_EVENT + "register: 0211 12345\n"),
    "register-after-end": _text(head=_EVENT + "register: /kontakt/\nregister_until: 2016-10-13\n"),
    "end-before-start": _text(head=_EVENT + "end: 2016-10-11\n"),
    "end-is-start": _text(head=_EVENT + "end: 2016-10-12\n"),
    "repeat-twice": _text(head=_EVENT + "repeat:\n  - start: 2016-10-19\n  - start: 2016-10-12\n"),
    "repeat-before-start": _text(head=_EVENT + "repeat:\n  - start: 2016-10-05\n"),
    "repeat-too-many": _text(head=_EVENT + "repeat:\n" + "".join(map(_DATE.format, range(2017, 2118)))),
    "event-mismatch": _text(head=_EVENT + "event_status: postponed\nprevious_start: 2016-10-05\n"),
    "online-missing": _text(head=_EVENT + "event_status: moved-online\n"),
    "postponed-open": _text(head=_EVENT + "event_status: postponed\n"),
    "previous-is-start": _text(head=_EVENT + "previous_start: 2016-10-12\n"),
    "event-report": _text(head=_EVENT),
}
_CAPTIONS = {
    "captions-header": f"{_CUE}Text",
    "captions-none": "WEBVTT",
    "captions-timing": f"{_VTT}00:01,500 --> 00:02,500\nText",
    "captions-lost-text": f"{_VTT}{_CUE}Text\n\nnoch Text",
    "captions-blank-line": f"{_VTT}{_CUE}Text\n00:00:02.000 --> 00:00:03.000\nText",
    "captions-end": f"{_VTT}00:00:02.000 --> 00:00:01.000\nText",
    "captions-empty": f"{_VTT}{_CUE}\n00:00:02.000 --> 00:00:03.000\nText",
    "captions-tag": f"{_VTT}{_CUE}3 <4",
    "captions-speed": f"{_VTT}{_CUE}Das sind viel zu viele\nWörter für nur eine Sekunde.",
    "captions-length": f"{_VTT}00:00:00.000 --> 00:00:09.000\nEine Zeile, die für den Rand des Bildes viel zu lang ist",
    "captions-order": f"{_VTT}00:00:02.000 --> 00:00:03.000\nZwei\n\n{_CUE}Eins",
    "captions-overlap": f"{_VTT}{_CUE}Eins\n\n00:00:01.000 --> 00:00:02.000\nZwei",
}
_MEDIA = {
    "withdrawn-by-law": (
        "pages/gebaerdensprache.md",
        _text(head=_COMMON + "withdrawn: {day: 2016-11-30, text: Alt.}\n"),
    ),
    "media-kind": ("media/programm.doc", b"\xd0\xcf\x11\xe0"),
    "document-unsafe": ("media/formular.pdf", _pdf("/OpenAction<</S/JavaScript/JS(app.print\\(\\))>>")),
    "document-locked": ("media/geschuetzt.pdf", _locked_pdf()),
    "document-broken": ("media/halb.pdf", b"%PDF-1.7\n"),
    "document-encoding": ("media/zahlen.csv", "Straße;1\n".encode("cp1252")),
    "document-author": ("media/brief.odt", _letter()),
    "pdf-barriers": ("media/barrieren.pdf", _pdf()),
    "pdf-remarks": ("media/anmerkungen.pdf", _pdf(page="/Annots[<</Subtype/Text/Rect[0 0 9 9]/Contents(?)>>]")),
    "pdf-signed": ("media/unterschrieben.pdf", _pdf("/Sign<</Type/Sig/ByteRange[0 1 2 3]>>")),
    "media-name": ("media/haus#1.jpg", _PICTURE),
    "media-name-plain": ("media/Großes Haus.svg", f"{_SVG}</svg>".encode()),
    "media-content": ("media/rathaus.png", _PICTURE),
    "media-svg": ("media/haus.svg", f"{_SVG}<script/></svg>".encode()),
    "picture-broken": ("media/kaputt.jpg", b"\xff\xd8\xff\xe0" + b"x" * 50),
    "misplaced-file": ("beispiel.md", _text()),
    "file-ending": ("articles/2016/bericht.docx", b"PK\x03\x04"),
}

MISTAKES: dict[str, tuple[str, bytes]] = {
    **_of_site("articles/2016", _ARTICLES, ".md"),
    **_of_site("clips", _CLIPS, ".md"),
    **_of_site("events/2016", _EVENTS, ".md"),
    **_of_site("media/clip", {code: f"{text}\n".encode() for code, text in _CAPTIONS.items()}, ".vtt"),
    **_MEDIA,
    **dict.fromkeys(("own-tokens", "contrast"), ("theme/tokens.css", _TOKENS)),
    "own-texts": ("theme/texts/de.yaml", b"frame:\n  menue: Inhalt\n"),
    "template-override": ("theme/templates/404.html", b'{% extends "!theme/404.html" %}\n'),
    "own-service": ("services/netzwerk.yaml", b"name: Netzwerk\n"),
    "equal-title": ("articles/2016/gleicher-titel.md", _text(title="title: Der erste Artikel")),
    "duplicate-address": ("articles/2016/zweite-adresse.md", _text(head=HEAD + "slug: erster\n")),
    "captions-after-end": (
        "media/clip/captions-after-end.vtt",
        f"{_VTT}00:10:00.000 --> 00:10:02.000\nZu spät\n".encode(),
    ),
}
BESIDE = {
    "articles/2016/zurueckgezogen.md": _text(head=HEAD + "withdrawn: {day: 2016-11-14, text: Der Name war falsch.}\n"),
    "clips/mit-untertiteln.md": _text(head=_CLIP + "captions: /media/clip/captions-after-end.vtt\n"),
}

_SEVEN = "facebook, twitter, youtube, pinterest, instagram, flickr, vimeo"

# What to write in site.yaml instead, and which code that brings up
HINTS_OF_SITE = {
    "https://vimeo.com/showcase/1234567": "https://vimeo.com/probe",  # account-link-only
    "  facebook: {url": '  mastodon: {url: "https://social.bund.de/@amt"}\n  facebook: {url',  # unlisted-setting
    "state: now": "state: next",  # stages-now
    # no-section, no-section-page, dead-navigation
    "licence: CC0\n": "licence: CC0\nsections: {process: {address: /ablauf/}, clips: none}\n",
    "expires: 2099-01-01": "expires: 2016-01-01",  # security-txt-expiry
    'date: "2016-10-01"': 'date: "2015-10-01"',  # statement-age
}
ERRORS_OF_SITE = {
    "https://www.instagram.com/probe.stadt/": "https://www.bilder.example/probe/",  # account-address
    "- {title: Kontakt, address: /kontakt/}": "- {title: Kontakt}",  # incomplete-entry
    "mail: probe@probe.example": "mail: probe(at)probe.example",  # mail-address
    "law: probe\n": "law: prob\n",  # unknown-law
    "  gaps: [": "  monitoring: Amt\n  gaps: [",  # moved-setting
    "accounts:\n": f"services: [{_SEVEN}, studivz]\naccounts:\n",  # unknown-service
    "legal_navigation:\n": "sections: {articles: {address: Neues}, events: nein}\nlegal_navigation:\n",  # section-*
    "licence: CC0\n": "licence: CC0\nform: {branch: mein zweig}\ntargets: {probe: {kind: ftp}}\n",  # site-setting
}
