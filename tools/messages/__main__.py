"""Write docs/meldungen.md anew: `python -m tools.messages`, for developers."""

from __future__ import annotations

from tools.messages.examples import examples
from tools.messages.page import FILE, page

if __name__ == "__main__":
    FILE.write_text(page(examples()), encoding="utf-8")
