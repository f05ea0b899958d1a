"""Transcripts as files: the text of a film, to keep, print or send on."""

from __future__ import annotations


def transcript_txt(title: str, address: str, text: str) -> bytes:
    """Return *text* as a plain text file that says what it belongs to."""
    lines = "\n\n".join(text.split("\n"))
    return f"{title}\n{address}\n\n{lines}\n".encode()
