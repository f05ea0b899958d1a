"""Ending: how every dialogue ends that was broken off, or could not write."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from plugins.cli.console import refuse


def finish(create: Callable[[], int], subject: str, folder: Path) -> int:
    """Return what *create* returns, or 1 after saying why there is no *subject* in *folder*."""
    try:
        return create()
    except (EOFError, KeyboardInterrupt):
        print("\nAbgebrochen. Es wurde nichts angelegt.", file=sys.stderr)
        return 1
    except OSError as error:
        return refuse(
            f"Die {subject} ließ sich nicht schreiben: {error.strerror or error}.",
            f"Bitte prüfen, ob auf dem Datenträger Platz ist und der Ordner „{folder}“ Ihnen gehört.",
        )
