"""Download sizes of consent and search, in bytes after gzip: `python -m tools.weight`."""

import gzip
from pathlib import Path

from plugins.site.assets import bundle as assets
from plugins.site.assets import styles
from tools.environment import ROOT

STATIC = ROOT / "theme" / "static"
CSS = STATIC / "css"


def gzip_size(data: bytes) -> int:
    """Return the size of *data* as the strongest gzip sends it, in bytes."""
    return len(gzip.compress(data, 9, mtime=0))


def script_sizes(static: Path = STATIC) -> dict[str, int]:
    """Return the size of each script that pages load, by the name templates use, in bytes."""
    bundle = assets.bundle(static)
    files = {name: address.removeprefix("/") for name, address in bundle.addresses.items()}
    return {name: gzip_size(bundle.files[file]) for name, file in files.items() if file.endswith(".js")}


def style_size(name: str, folder: str = "blocks") -> int:
    """Return the size of the style sheet *name* in a *folder*, in bytes."""
    return gzip_size(styles.minify_css((CSS / folder / f"{name}.css").read_text(encoding="utf-8")).encode())


def embed_page_size() -> int:
    """Return the size of script and style that a page with placeholders loads, in bytes."""
    return script_sizes()["consent"] + style_size("consent-embed")


def main() -> None:
    """Print the sizes by kind of page."""
    sizes = script_sizes()
    parts = f"(Skript {sizes['consent']}, Stil {style_size('consent-embed')})"
    print(f"Seite mit Platzhaltern   {embed_page_size():5} B   {parts}")
    panel = sizes["consent_panel"] + style_size("consent-panel", "pages")
    print(f"dazu für die Schalter    {panel:5} B   nur auf zwei Seiten")
    print(f"Seite mit eigenem Film   {sizes['film']:5} B   Skript")
    print(f"Veranstaltung            {sizes['event']:5} B   Skript")
    print(f"dieselbe mit Bildern     {sizes['gallery']:5} B   Skript")
    print(f"Seite ohne Platzhalter   {sizes['share']:5} B   Skript zum Weitersagen")
    print(f"Seite mit der Suche      {sizes['search']:5} B   bevor jemand sucht")


if __name__ == "__main__":
    main()
