"""What readers load for the consent and the search, in bytes after gzip: `python -m tools.weight`."""

import gzip
from pathlib import Path

from plugins.site.assets import bundle as assets
from plugins.site.assets import styles
from tools.environment import ROOT

STATIC = ROOT / "theme" / "static"
BLOCKS = STATIC / "css" / "blocks"


def gzipped(data: bytes) -> int:
    """Return the size of *data* as the strongest gzip sends it, in bytes."""
    return len(gzip.compress(data, 9, mtime=0))


def scripts(static: Path = STATIC) -> dict[str, int]:
    """Return the size of each script that pages load, by the name templates use, in bytes."""
    bundle = assets.bundle(static)
    files = {name: address.removeprefix("/") for name, address in bundle.addresses.items()}
    return {name: gzipped(bundle.files[file]) for name, file in files.items() if file.endswith(".js")}


def style(name: str) -> int:
    """Return what the style sheet of the block *name* adds, in bytes."""
    return gzipped(styles.minify_css((BLOCKS / f"{name}.css").read_text(encoding="utf-8")).encode())


def with_embeds() -> int:
    """Return what a page with placeholders needs for them, script and style together, in bytes."""
    return scripts()["consent"] + style("consent-embed")


def main() -> None:
    """Print what is loaded where."""
    sizes = scripts()
    print(f"Seite mit Platzhaltern   {with_embeds():5} B   (Skript {sizes['consent']}, Stil {style('consent-embed')})")
    print(f"dazu für die Schalter    {sizes['consent_panel'] + style('consent-panel'):5} B   nur auf zwei Seiten")
    print(f"Seite mit eigenem Film   {sizes['film']:5} B   Skript")
    print(f"Veranstaltung            {sizes['event']:5} B   Skript")
    print(f"Seite ohne Platzhalter   {sizes['share']:5} B   Skript zum Weitersagen")
    print(f"Seite mit der Suche      {sizes['search']:5} B   bevor jemand sucht")


if __name__ == "__main__":
    main()
