"""Write docs/meldungen.md anew: `python -m tools.messages`, for developers."""

from __future__ import annotations

from tools.messages.examples import find_examples
from tools.messages.page import FILE, render_page

if __name__ == "__main__":
    FILE.write_text(render_page(find_examples()), encoding="utf-8")
