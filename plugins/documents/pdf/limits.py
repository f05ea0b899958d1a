"""Limits: how large a PDF file may be, and what its reading may cost."""

from __future__ import annotations

LARGEST = 300_000_000  # bytes; no citizen downloads more
MEMORY = 2_000_000_000  # bytes of address space; a scanned book of LARGEST takes half
COMPUTING_SECONDS = 30
WAITING_SECONDS = 60  # on a machine that has other things to do
OUT_OF_MEMORY = 3  # the exit code of a reader to whom MEMORY was not enough
