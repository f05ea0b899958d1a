"""Properties: pages and language of a PDF file, and whether it is tagged."""

from __future__ import annotations

import re

import pikepdf

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def read_properties(pdf: pikepdf.Pdf) -> dict[str, object]:
    """Return ``pages``, ``is_tagged`` and ``lang`` of *pdf*.

    Tagged is a file that says so and has a tree of its parts with something in it (ISO 32000-2, 14.7 and 14.8).
    """
    root = pdf.Root
    marks, tree = root.get("/MarkInfo"), root.get("/StructTreeRoot")
    is_marked: object = marks.get("/Marked") if isinstance(marks, pikepdf.Dictionary) else False
    is_tagged = is_marked is True and isinstance(tree, pikepdf.Dictionary) and "/K" in tree
    lang = str(root.get("/Lang", ""))
    return {
        "pages": len(pdf.pages),
        "is_tagged": is_tagged,
        "lang": lang if _LANGUAGE.fullmatch(lang) else "",
    }
