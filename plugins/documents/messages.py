"""Messages: problems of documents by size, and of PDF files, in German."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plugins.core.problem import Problem, Severity
from plugins.documents.pdf.limits import LARGEST

_ANEW = "Bitte aus dem Programm, in dem das Dokument entstand, neu als PDF speichern"
_UNSAFE = {
    "program": "ein Programm (JavaScript), das beim Öffnen oder Ausfüllen laufen kann",
    "launch": "einen Befehl, der andere Programme startet",
    "form": "ein Formular, das Eingaben verschickt oder von einem Programm gezeichnet wird",
    "attachment": "eine angehängte Datei",
    "media": "einen Film, einen Ton oder ein bewegtes Modell",
    "link": "einen Link, der nicht mit http://, https://, mailto: oder tel: beginnt; er kann ein Programm oder eine "
    "Datei auf dem Rechner meinen",
}
_REMEDIES = {
    "form": f"{_ANEW}, ohne die Schaltfläche zum Absenden; ausfüllen und drucken darf man es.",
    "attachment": f"{_ANEW}, ohne Anhang. Die angehängte Datei legen Sie bitte für sich nach content/media/.",
    "link": f"{_ANEW}, und nehmen Sie den Link dort vorher heraus oder geben Sie ihm eine Adresse mit https://.",
}
_BROKEN = {
    "broken": "Das PDF ist beschädigt oder unvollständig und lässt sich nicht lesen.",
    "long": "Das PDF ist so gebaut, dass es sich hier nicht in vernünftiger Zeit lesen lässt.",
}
_WORD = "In Word: Datei, Speichern unter, PDF, Optionen, „Dokumentstrukturtags für Barrierefreiheit“"
_MISSING = {
    "tags": "die Gliederung (Tags), nach der Programme vorlesen",
    "lang": "die Sprache",
    "title": "der Titel",
}


def find_pdf_problems(answer: Mapping[str, object], file: str) -> Iterator[Problem]:
    """Yield the problems of the PDF *file* that *answer* brings up."""
    if reason := answer.get("refused"):
        yield _refusal(str(reason), file)
        return
    if missing := [_MISSING[part] for part in find_missing(answer)]:
        listed = f"{', '.join(missing[:-1])} und {missing[-1]}" if len(missing) > 1 else missing[0]
        verb = "fehlen" if len(missing) > 1 else "fehlt"
        message = f"Das PDF ist nicht barrierefrei: Es {verb} {listed}. Am Link steht deshalb „nicht barrierefrei“."
        remedy = f"Bitte ergänzen und neu speichern. {_WORD}; Titel und Sprache unter Datei, Informationen."
        yield Problem(file, 1, message, remedy, "pdf-barriers", Severity.WARNING)
    if count := answer.get("remarks"):
        message = f"Im PDF stehen Anmerkungen, die jemand am Text gemacht hat ({count}); sie gehen mit hinaus."
        yield Problem(file, 1, message, f"{_ANEW}, ohne Kommentare.", "pdf-remarks", Severity.WARNING)
    if answer.get("signed"):
        message = "Das PDF ist elektronisch unterschrieben und bleibt, wie es ist, auch mit Namen und Programmen darin."
        remedy = "Soll das niemand lesen, speichern Sie es bitte ohne Unterschrift neu als PDF."
        yield Problem(file, 1, message, remedy, "pdf-signed", Severity.WARNING)


def find_size_problem(size: int, file: str) -> Iterator[Problem]:
    """Yield the problem of a *file* of too many bytes; it need not be read for that."""
    if size > LARGEST:
        message = f"Die Datei ist größer als {LARGEST // 1_000_000} MB; so etwas lädt niemand herunter."
        remedy = "Bitte Bilder darin verkleinern, oder auf mehrere Dateien verteilen."
        yield Problem(file, 1, message, remedy, "document-broken")


def find_missing(answer: Mapping[str, object]) -> list[str]:
    """Return the parts that a screen reader needs and a PDF file lacks."""
    has = {"tags": answer.get("is_tagged"), "lang": answer.get("lang"), "title": answer.get("title")}
    return [part for part, is_there in has.items() if not is_there]


def _refusal(reason: str, file: str) -> Problem:
    if reason in _UNSAFE:
        message = f"Das PDF enthält {_UNSAFE[reason]}; so geht es nicht auf die Website."
        return Problem(file, 1, message, _REMEDIES.get(reason, f"{_ANEW}."), "document-unsafe")
    if reason == "locked":
        message = "Das PDF ist verschlüsselt: Es verlangt ein Kennwort oder verbietet Vorlesen, Kopieren oder Drucken."
        return Problem(file, 1, message, f"{_ANEW}, ohne Kennwort und ohne Einschränkungen.", "document-locked")
    message = _BROKEN.get(reason, _BROKEN["broken"])
    return Problem(file, 1, message, f"{_ANEW}, am besten als PDF/A.", "document-broken")
