"""Sveltia CMS from its npm package, without Node: fetched by hash, references renamed.

The main file of the package holds everything but two modules that it names as a bundler would find them, and its
style names three fonts at a host of others that lie in the package as well. All of them are renamed to files beside it,
so no bundler is needed, and nothing is left that would be fetched from anywhere else.
"""

import hashlib
import io
import re
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

from tools import node, npm_packages
from tools.file_lock import hold_lock

PACKAGE = "@sveltia/cms"
# Where each file of a package goes. The name of a package is that of its folder in the lock.
WANTED = {
    PACKAGE: (
        (r"npm/index\.js", "index.js"),
        (r"npm/(chunks/react(?:-dom)?-[\w-]+\.js)", r"\1"),
        (r"npm/(assets/(?:source-sans-3|noto-mono))-[\w-]+\.woff2", r"\1.woff2"),
        (r"npm/(assets)/material-symbols-outlined-[\w-]+\.woff2", r"\1/symbols.woff2"),
        (r"npm/assets/([\w-]+)\.LICENSE\.txt", r"licences/\1.txt"),
        (r"LICENSE\.txt", "licences/sveltia-cms.txt"),
        (r"locales/de\.json", "de.json"),
        (r"locales/en-US\.json", "en.json"),
    ),
    "immutable": (
        (r"dist/immutable\.es\.js", "immutable.js"),
        (r"LICENSE", "licences/immutable.txt"),
    ),
    "yaml": (
        (r"browser/dist/((?:[\w-]+(?:\.\d)?/)*[\w-]+\.js)", r"yaml/\1"),
        (r"LICENSE", "licences/yaml.txt"),
    ),
}
_FONTS = "https://cdn.jsdelivr.net/fontsource/fonts"
# In a style, an address is below that of the page; „program“ is where plugins/editor_form/form.py puts all this.
RENAMED = {
    "import(`../locales/de.json`)": "import(`./de.js`)",
    "import(`immutable`)": "import(`./immutable.js`)",
    f"{_FONTS}/source-sans-3:vf@5.3.0/latin-wght-normal.woff2": "program/assets/source-sans-3.woff2",
    f"{_FONTS}/noto-mono@5.3.0/latin-400-normal.woff2": "program/assets/noto-mono.woff2",
    f"{_FONTS}/material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2": "program/assets/symbols.woff2",
    # Its editor's reading and writing of Markdown go through plugins/editor_form/text.js. nO and rO are Lexical's
    # $convertFromMarkdownString and $convertToMarkdownString, due, fue and pue Sveltia's touches to them.
    "Rue=async(e,t,n)=>(await": "Rue=async(e,t,n)=>(window.ownText.close(e),await",
    "t=uue(t),t=due(t),t=fue(t),new Promise((r,i)=>{e.update(()=>{try{nO(t,n),": "new Promise((r,i)=>{e.update(()=>{"
    "try{window.ownText.open(e,t,{read:e=>nO(fue(due(e)),n,void 0,!1,!0),"
    "write:()=>pue(rO(n.filter(({tag:e})=>!lue.includes(e)))),create:gb}),",
    # format.js sees a file as it is, and a file ends as format.js has it end.
    "e=e.trim().replace(/\\r\\n?/g,`\n`);": "let own=e;e=e.trim().replace(/\\r\\n?/g,`\n`);",
    "if(c)return c(e);if(s===`raw`)": "if(c)return c(own);if(s===`raw`)",
    "if(i)return`${(await i(e)).trim()}\\n`": "if(i)return await i(e)",
    # A block takes the focus when somebody puts it in, not when a text with one is opened.
    'e.closest(`[role="textbox"][aria-readonly="false"]`)&&e.focus()': "window.ownText.isTouched(e)&&e.focus()",
    # The menu of components is called by its own word, not like a button of dialogues.
    "o=k(()=>Y(`_sui.insert`));Iu(e,": "o=k(()=>Y(`_sui.insert_component`));Iu(e,",
    # Between letters stars are no emphasis here, so typing them does not make any.
    "{format:[`italic`],tag:`*`,": "{format:[`italic`],intraword:!1,tag:`*`,",
    "{format:[`bold`],tag:`**`,": "{format:[`bold`],intraword:!1,tag:`**`,",
    # Nor does „12. “ at the beginning of a line begin a list: people type days there.
    "replace:wD(`number`)": "replace:(e,t,n,r)=>!(!r&&n[2]!=1)&&wD(`number`)(e,t,n,r)",
    # It would ask the operators of GitLab and GitHub how they are; for a page like ours that is nobody's business.
    "https://status-api.hostedstatus.com/1.0/status/5b36dc6502d06804c08349f7": "data:,",
    "https://www.githubstatus.com/api/v2/status.json": "data:,",
    "assets/source-sans-3-latin-wght-normal-BqRLTx4X.woff2": "assets/source-sans-3.woff2",
    "assets/noto-mono-latin-400-normal-DiC8lJru.woff2": "assets/noto-mono.woff2",
    "assets/material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2": "assets/symbols.woff2",
}
UNREACHABLE = """\
Das Formular war nicht zu bekommen: {reason}
  → Bitte die Verbindung prüfen; ein eigenes npm-Verzeichnis nennt NPM_CONFIG_REGISTRY."""
ANOTHER = """\
{package} aus dem npm-Verzeichnis ist nicht das erwartete (andere SHA-512).
  → Bitte nichts davon verwenden und denen Bescheid geben, die das Verzeichnis betreiben."""


def fetch_sveltia(cache: Path) -> Path:
    """Return the program's folder below *cache*, fetched once per lock; exit if that fails."""
    lock = (node.REDAKTION / "package-lock.json").read_bytes()
    ready = cache / f"redaktion-{hashlib.sha256(lock + repr((WANTED, RENAMED)).encode()).hexdigest()[:16]}"
    with hold_lock(cache / "redaktion.lock"):
        if not ready.is_dir():
            _say("Das Formular wird eingerichtet. Das dauert beim ersten Mal einige Sekunden.")
            _make(ready)
    return ready


def _make(ready: Path) -> None:
    """Fill *ready*; it appears under its name when it is complete."""
    unfinished = Path(tempfile.mkdtemp(prefix="redaktion-", dir=ready.parent))
    for name in WANTED:
        _unpack(_fetch(name), name, unfinished)
    program = unfinished / "index.js"
    program.write_text(rename_references(program.read_text(encoding="utf-8")), encoding="utf-8")
    unfinished.chmod(0o755)
    unfinished.rename(ready)
    for former in ready.parent.glob("redaktion-*"):
        if former != ready:
            shutil.rmtree(former)


def rename_references(program: str) -> str:
    """Return *program* with foreign addresses replaced; ValueError if one is not there once."""
    for old, new in RENAMED.items():
        if program.count(old) != 1:
            raise ValueError(f"{PACKAGE} does not hold {old!r} once; compare RENAMED with the new version")
        program = program.replace(old, new)
    return re.sub(r"\n//# sourceMappingURL=\S+\s*\Z", "\n", program)


def _fetch(name: str) -> bytes:
    try:
        return npm_packages.fetch_archive(node.REDAKTION, name)
    except OSError as reason:
        sys.exit(UNREACHABLE.format(reason=reason))
    except npm_packages.UnexpectedFileError as package:
        sys.exit(ANOTHER.format(package=package))


def _unpack(archive: bytes, name: str, folder: Path) -> None:
    """Write the wanted files of *archive*; all names come from WANTED, none leaves *folder*."""
    found = set()
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as tar:
        for member in tar:
            for pattern, target in WANTED[name]:
                match = re.fullmatch(f"package/{pattern}", member.name)
                file = tar.extractfile(member) if match and member.isfile() else None
                if match and file:
                    path = folder / match.expand(target)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(file.read())
                    found.add(pattern)
    if missing := {pattern for pattern, _ in WANTED[name]} - found:
        raise LookupError(f"{name} no longer holds {sorted(missing)}")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
