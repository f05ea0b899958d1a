"""Make the display face: Bricolage Grotesque, German characters, weights 400 to 800.

Run it with the project's Python: ``.venv/bin/python tools/fonts/subset.py``. It asks npm for one pinned
package, writes theme/static/fonts/ and prints the ``@font-face`` of the fallback for base.css.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

PACKAGE = "@fontsource-variable/bricolage-grotesque@5.3.0"
INTEGRITY = "sha512-TLi9Q4hJjS2UvoTMRSS2nHu6c4R56lAw60NR9QYtVRCHn0XtsFpiEhNffZ8Glsoxu6wEEwLKBP8lb94J52PNBA=="
FILES = "package/files/bricolage-grotesque-{}-opsz-normal.woff2"
FONTS = Path(__file__).resolve().parents[2] / "theme/static/fonts"
WEIGHTS = (400, 400, 800)  # lowest, default, highest
OPTICAL_SIZE = 60  # for large type, still open enough at 20 pixels; as an axis it would double the file
GERMAN = [*range(0x20, 0x7F), *map(ord, "ÄÖÜäöüßéèáàçñ„“‚‘’”»«–—…·§€©×\xa0")]
CAPITAL_SHARP_S = 0x1E9E  # lies in the package's latin-ext file only
LIMIT = 40 * 1024
SAMPLE = "Was macht die Digitalisierung mit uns? Was machen wir mit der Digitalisierung? Veranstaltungen 2016"
ARIAL_BOLD = {  # advance widths per 2048 units: Arial and Liberation Sans share them by design
    " ": 569, "0": 1139, "1": 1139, "2": 1139, "6": 1139, "?": 1251, "D": 1479, "V": 1366, "W": 1933,
    "a": 1139, "c": 1139, "d": 1251, "e": 1139, "g": 1251, "h": 1251, "i": 569, "l": 569, "m": 1821,
    "n": 1251, "r": 797, "s": 1139, "t": 682, "u": 1251, "w": 1593,
}  # fmt: skip


def fetch(folder: Path) -> Path:
    """Return the unpacked, verified npm package in *folder*."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = next(folder.glob("*.tgz"))
    digest = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != INTEGRITY:
        sys.exit(f"{archive.name} is not the file we know: {digest}")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder


def reduce(path: Path, characters: list[int]) -> TTFont:
    """Return the face of *path* with *characters* only, weight limited, optical size fixed."""
    font = TTFont(path, recalcTimestamp=False)
    options = Options()
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]  # with copyright and licence
    options.layout_features = ["kern", "liga", "ccmp", "locl", "mark", "tnum", "lnum"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return instantiateVariableFont(font, {"wght": WEIGHTS, "opsz": OPTICAL_SIZE})


def add_glyph(font: TTFont, other: TTFont, character: int) -> None:
    """Copy one simple glyph from *other*, an extract of the same face, with its variations."""
    name = other.getBestCmap()[character]
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = copy.deepcopy(other["glyf"][name])
    font["hmtx"][name] = other["hmtx"][name]
    font["gvar"].variations[name] = copy.deepcopy(other["gvar"].variations[name])
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[character] = name
    if "HVAR" in font:  # it has no row for the newcomer; the widths are in gvar as well
        del font["HVAR"]


def fallback(font: TTFont) -> str:
    """Return the descriptors that make Arial Bold take the room of the face at weight 700."""
    bold = instantiateVariableFont(copy.deepcopy(font), {"wght": 700})
    units, cmap, widths = bold["head"].unitsPerEm, bold.getBestCmap(), bold["hmtx"]
    ours = sum(widths[cmap[ord(letter)]][0] for letter in SAMPLE) / units
    theirs = sum(ARIAL_BOLD[letter] for letter in SAMPLE) / 2048
    adjust, line = ours / theirs, bold["hhea"]
    ascent, descent, gap = (value / units / adjust for value in (line.ascent, -line.descent, line.lineGap))
    return (
        f"size-adjust: {adjust:.2%}; ascent-override: {ascent:.2%}; "
        f"descent-override: {descent:.2%}; line-gap-override: {gap:.2%};"
    )


def main() -> None:
    """Write the face and its licence, and refuse a file that is too heavy."""
    with tempfile.TemporaryDirectory() as name:
        package = fetch(Path(name))
        font = reduce(package / FILES.format("latin"), GERMAN)
        extra = reduce(package / FILES.format("latin-ext"), [CAPITAL_SHARP_S])
        add_glyph(font, extra, CAPITAL_SHARP_S)
        target = FONTS / "bricolage.woff2"
        font.flavor = "woff2"
        FONTS.mkdir(parents=True, exist_ok=True)
        font.save(target)
        shutil.copyfile(package / "package/LICENSE", FONTS / "bricolage-OFL.txt")
    size = target.stat().st_size
    print(f"{target.name}: {size} bytes\n{fallback(font)}")
    if size > LIMIT:
        sys.exit(f"More than {LIMIT} bytes.")


if __name__ == "__main__":
    main()
