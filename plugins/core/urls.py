"""Addresses on the site, written from its root and without the base path."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote

PUBLISHED_FILES = frozenset({"release.json", "_headers", "_redirects", ".htaccess"})
"""The files that publishing adds to a site, below its base path; a test compares them with what it writes."""


def path_of(address: str) -> str:
    """Return the output file that answers at *address*: "/clip/" is "clip/index.html"."""
    inside = address.removeprefix("/")
    return f"{inside}index.html" if address.endswith("/") else inside


def address_of(path: str) -> str:
    """Return the address at which the output file *path* answers."""
    if path == "index.html" or path.endswith("/index.html"):
        return f"/{path.removesuffix('index.html')}"
    return f"/{path}"


def folders_of(path: str) -> list[str]:
    """Return the folders of the output file *path*, innermost first.

    None of them can be a file as well.
    """
    parts = path.split("/")[:-1]
    return ["/".join(parts[:depth]) for depth in range(len(parts), 0, -1)]


def json_address(address: str) -> str:
    """Return where the content of the page at *address* stands as JSON."""
    return f"{address}index.json"


def split_suffix(target: str) -> tuple[str, str]:
    """Return *target* without query and fragment, and these two."""
    if "?" not in target and "#" not in target:  # nearly always
        return target, ""
    cut = min(position for sign in "?#" if (position := target.find(sign)) >= 0)
    return target[:cut], target[cut:]


def resolve(target: str, source: str, sources: Mapping[str, str]) -> str | None:
    """Return the final address of an internal *target*, or None if no file stands behind it.

    Args:
        target: A final address, or a path relative to the file that names it.
        source: That file, within the project.
        sources: Source file to address, for everything that was read.
    """
    path, suffix = split_suffix(target)
    if path.startswith("/"):
        return target
    content = source.split("/", 1)[0]
    file = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path)))
    if file.startswith(f"{content}/media/"):
        return file.removeprefix(content) + suffix
    address = sources.get(file)
    return None if address is None else address + suffix


_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe"})


# Signs that make another word of a letter: C, C++ and C# are three
_SIGNS_OF_NAMES = (("+", " plus "), ("#", " sharp "))


def subject_slug(tag: str) -> str:
    """Return the last part of the address of the subject *tag*.

    Two subjects with the same one are the same, spelled in two ways.
    """
    name = tag.strip().lstrip("#")
    for sign, word in _SIGNS_OF_NAMES:
        name = name.replace(sign, word)
    return slugify(name)


def slugify(text: str) -> str:
    """Return *text* in lower-case ASCII letters, digits and single hyphens, or "".

    Umlauts are spelled out, other accents dropped: „Schöne Grüße“ becomes "schoene-gruesse".
    """
    composed = unicodedata.normalize("NFC", text).lower().translate(_SPELLED_OUT)
    plain = unicodedata.normalize("NFKD", composed).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
