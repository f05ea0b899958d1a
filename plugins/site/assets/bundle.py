"""Assets: the theme's static files under names that change if and only if their bytes do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from plugins.site.assets import scripts, styles

FOLDER = "assets"
_PREFIXES = {"fonts": "font_", "images": "image_"}
# Browsers ask for these at the root of a site, even if no page names them
_ROOT = frozenset({"favicon.svg", "favicon.ico", "apple-touch-icon.png"})


@dataclass(frozen=True, slots=True)
class Bundle:
    """The assets: their addresses for templates, and their files.

    ``addresses`` maps a name ("style", "consent", "font_display", "favicon") to its
    site-absolute address; ``files`` maps a path in the output to its bytes.
    """

    addresses: Mapping[str, str]
    files: Mapping[str, bytes]


def bundle(theme_static: Path, own_tokens: str = "", own_files: Mapping[str, bytes] = MappingProxyType({})) -> Bundle:
    """Return the assets of the folder *theme_static*, and *own_files* of a site.

    The site's *own_tokens* are laid over those of the theme.

    The style sheets become one file but for those of single pages, and so do the scripts of each
    folder below ``js``, in the order of their names; every other script and file stands for itself. What a script
    imports from ``"./NAME.js"`` is found under its final name; a script that it imports without
    taking names from it is drawn into it, so that a page loads one.
    """
    plain = {path.relative_to(theme_static).as_posix(): path.read_bytes() for path in _plain(theme_static)}
    plain |= own_files
    hashed = {name: _hashed_name(PurePosixPath(name).name, data) for name, data in plain.items()}
    # A url of no file of the theme is a KeyError; names alone, as all assets lie beside each other
    style = styles.join_styles(theme_static / "css", hashed.__getitem__, own_tokens)
    own_styles = styles.page_styles(theme_static / "css", hashed.__getitem__)
    joined = {"style.css": style, **own_styles, **_scripts(theme_static / "js")}
    named = [(_key(name), hashed[name], data) for name, data in plain.items()]
    named += [(_key(name), _hashed_name(name, data), data) for name, data in joined.items()]
    addresses = {key: f"/{FOLDER}/{file}" for key, file, _ in named}
    if len(addresses) < len(named):
        raise ValueError(f"two assets share a name: {sorted(key for key, _, _ in named)}")
    files = {f"{FOLDER}/{file}": data for _, file, data in named}
    files |= {name: data for name, data in plain.items() if name in _ROOT}
    return Bundle(dict(sorted(addresses.items())), dict(sorted(files.items())))


def _plain(folder: Path) -> Iterator[Path]:
    """Yield the files that go out as they are."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix not in {".css", ".js", ".md", ".txt"}:
            yield path


def _scripts(folder: Path) -> dict[str, bytes]:
    """Return each script to be written: its name, and its bytes."""
    parts = {path.name: [path] for path in sorted(folder.glob("*.js"))}
    for path in sorted(folder.glob("*/*.js")):
        parts.setdefault(f"{path.parent.name}.js", []).append(path)
    texts = {name: [path.read_text(encoding="utf-8") for path in paths] for name, paths in parts.items()}
    sources = {
        name: scripts.join_scripts(scripts.inline_imports(text, lambda other: texts[other]) for text in several)
        for name, several in texts.items()
    }
    finished: dict[str, bytes] = {}
    while waiting := {name: source for name, source in sources.items() if name not in finished}:
        ready = {name: source for name, source in waiting.items() if scripts.find_imports(source) <= finished.keys()}
        if not ready:
            raise ValueError(f"{sorted(waiting)} import each other, or what is not there")
        for name, source in ready.items():
            finished[name] = scripts.rename_imports(source, lambda other: _hashed_name(other, finished[other]))
    return finished


def _hashed_name(name: str, data: bytes) -> str:
    """Return *name* with ten digits of the hash of *data* before its suffix."""
    path = PurePosixPath(name)
    return f"{path.stem}.{hashlib.sha256(data).hexdigest()[:10]}{path.suffix}"


def _key(name: str) -> str:
    """Return the name templates use: fonts/display.woff2 is font_display."""
    path = PurePosixPath(name)
    return (_PREFIXES.get(path.parent.name, "") + path.stem).replace("-", "_")
