"""Forty broken files, each wrong in its own way, and what has to be said about each of them."""

from __future__ import annotations

from pathlib import Path

HEAD = "title: Ein Titel\nsummary: Worum es geht.\ndate: 2016-10-26\n"
EVENT = "title: Ein Treffen\nsummary: Worum es geht.\nstart: 2017-01-10\nplace: {name: Rathaus, city: Musterstadt}\n"
CLIP = "title: Ein Film\nsummary: Worum es geht.\ndate: 2016-10-26\n"


def article(body: str, head: str = HEAD) -> bytes:
    """Return an article with this *body*."""
    return f"---\n{head}---\n\n{body}\n".encode()


A = "articles/2016"
# File to bytes and the code that has to be told about it
BROKEN: dict[str, tuple[bytes, str]] = {
    f"{A}/k01-windows.md": (article("Grüße").decode().encode("cp1252"), "encoding"),
    f"{A}/k02-utf16.md": (article("Text").decode().encode("utf-16"), "encoding"),
    f"{A}/k03-leer.md": (b"", "empty-file"),
    f"{A}/k04-nur-text.md": (b"Nur Text.\n", "no-front-matter"),
    f"{A}/k05-offen.md": (b"---\ntitle: x\n\nText\n", "unclosed-front-matter"),
    f"{A}/k06-steuerzeichen.md": (article("Ein \x00 Zeichen"), "control-character"),
    f"{A}/k07-doppelpunkt.md": (article("", HEAD.replace("Ein Titel", "Ein: Titel")), "unquoted-colon"),
    f"{A}/k08-tabulator.md": (article("", HEAD + "tags:\n\t- a\n"), "tab"),
    f"{A}/k09-anfuehrung.md": (article("", HEAD.replace("Ein Titel", '"Ein Titel')), "unclosed-quote"),
    f"{A}/k10-klammer.md": (article("", HEAD + "tags: [a, b\n"), "unclosed-bracket"),
    f"{A}/k11-raute.md": (article("", HEAD.replace("Ein Titel", "Ein #Titel")), "hidden-comment"),
    f"{A}/k12-kein-leerzeichen.md": (article("", HEAD.replace("title: ", "title:")), "no-space"),
    f"{A}/k13-zweimal.md": (article("", HEAD + "title: Noch einer\n"), "duplicate-key"),
    f"{A}/k14-stern.md": (article("", HEAD.replace("Ein Titel", "*Titel")), "yaml-sign"),
    f"{A}/k15-datum.md": (article("", HEAD.replace("2016-10-26", "26.10.2016")), "date-form"),
    f"{A}/k16-kein-tag.md": (article("", HEAD.replace("2016-10-26", "2016-02-31")), "date-form"),
    f"{A}/k17-kein-titel.md": (article("", HEAD.replace("title: Ein Titel\n", "")), "required-key"),
    f"{A}/k18-unbekannt.md": (article("", HEAD + "titel: Ein Titel\n"), "unknown-key"),
    f"{A}/k19-leerer-wert.md": (article("", HEAD.replace("Worum es geht.", "")), "empty-value"),
    f"{A}/k20-keine-liste.md": (article("", HEAD + "tags: Ehrenamt\n"), "not-a-list"),
    f"{A}/k21-status.md": (article("", HEAD + "status: fertig\n"), "unknown-choice"),
    f"{A}/k22-kein-alt.md": (article("", HEAD + 'image: {src: /media/bild.jpg, alt: ""}\n'), "empty-alt"),
    f"{A}/k23-fremdes-bild.md": (article("", HEAD + "image: {src: https://a.de/b.jpg, alt: b}\n"), "remote-file"),
    f"{A}/k24-toter-link.md": (article("Siehe [Nirgendwo](/nirgendwo/)."), "dead-link"),
    f"{A}/k25-fehlende-datei.md": (article("![Haus](/media/nirgends.jpg)"), "missing-file"),
    f"{A}/k26-skript.md": (article("<script>alert(1)</script>"), "foreign-script"),
    f"{A}/k27-ereignis.md": (article('<p onclick="x()">Text</p>'), "inline"),
    f"{A}/k28-rahmen.md": (article('<iframe src="https://boese.example/"></iframe>'), "foreign-frame"),
    f"{A}/k29-javascript.md": (article("[x](javascript:alert(1))"), "third-party"),
    f"{A}/k30-adresse.md": (article("", HEAD + "slug: Groß Geschrieben\n"), "slug-form"),
    f"{A}/k31-original.md": (article("", HEAD + "lang: en\ntranslates: nirgends.md\n"), "lost-original"),
    f"{A}/k32-verschachtelt.md": (article("- " * 500 + "tief"), "too-deep"),
    f"{A}/k33-word.docx": (b"PK\x03\x04", "file-ending"),
    "liegt-falsch.md": (article("Text"), "misplaced-file"),
    "events/2016/k35-ende.md": (article("", EVENT + "end: 2016-01-01\n"), "end-before-start"),
    "events/2016/k36-ohne-ort.md": (
        article("", EVENT.replace("place: {name: Rathaus, city: Musterstadt}\n", "")),
        "required-key",
    ),
    "clips/k37-dauer.md": (article("", CLIP + "video: /media/nirgends.mp4\nduration: zwölf\n"), "duration-form"),
    "media/k38-bild.jpg": (b"kein Bild", "media-content"),
    "media/k39-zeichnung.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>', "media-svg"),
    "pages/k40-hinweise.md": (
        article(
            "### Zu tief\n\n[hier](https://www.beispiel.de/) ![IMG_1.jpg](/media/x.jpg)\n\n**Nur fett**\n\n§ 5 TMG",
            HEAD,
        ),
        "link-text",
    ),
}


def write(content: Path) -> None:
    """Write all of them into *content*."""
    for name, (data, _) in BROKEN.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (content / A / "ordner.md").mkdir()
    (content / A / "verknuepfung.md").symlink_to("nirgendwo.md")
