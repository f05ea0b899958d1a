"""Documents made for tests: PDF files with what they may hold, and packages of office programs."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Edit = Callable[[pikepdf.Pdf], object]


def pdf(*edits: Edit, pages: int = 2, encryption: pikepdf.Encryption | None = None) -> bytes:
    """Return a PDF file of empty *pages* after *edits*."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    for edit in edits:
        edit(made)
    raw = io.BytesIO()
    with warnings.catch_warnings(action="ignore"):  # of forms that have no place in the file
        made.save(raw, deterministic_id=encryption is None, encryption=encryption)
    return raw.getvalue()


def tagged(made: pikepdf.Pdf) -> None:
    """Give the file all that it takes to be read aloud."""
    made.Root.MarkInfo = Dictionary(Marked=True)
    made.Root.StructTreeRoot = made.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([])))
    made.Root.Lang = String("de-DE")
    with made.open_metadata() as about:
        about["dc:title"] = "Der Bericht"
        about["pdfuaid:part"] = "1"


def written_by_somebody(made: pikepdf.Pdf) -> None:
    """Let the file say who made it, in every place there is."""
    with made.open_metadata() as about:
        about["dc:creator"] = ["Vorname Name"]
        about["xmp:CreatorTool"] = "Textprogramm 3"
    made.docinfo["/Author"] = "Vorname Name"
    made.docinfo["/Company"] = "Amt 7"
    made.pages[0].obj.PieceInfo = Dictionary(Programm=Dictionary(Private=String("C:\\Benutzer\\name")))
    made.pages[0].obj.Metadata = made.make_stream(b"Vorname Name")


def action(kind: str, **more: Any) -> Dictionary:
    """Return an action as PDF files have them."""
    return Dictionary(S=Name(f"/{kind}"), **more)


def with_annotation(kind: str, **more: Any) -> Edit:
    """Return an edit that puts an annotation of a *kind* on the first page."""

    def edit(made: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9]), **more)
        made.pages[0].obj.Annots = Array([made.make_indirect(note)])

    return edit


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of *parts*."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return raw.getvalue()
