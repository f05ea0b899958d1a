"""Writing in the form as an editor would, in a browser whose folder dialogue gives a folder of its own.

No browser lets a program press a button in the dialogue for folders. What it would give is stood in for by the
folder that every page has to itself (https://fs.spec.whatwg.org/#sandboxed-filesystem): the same interface, the
same calls, but nothing on the disk. Files are copied in before and out after.
"""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from plugins import form_site
from plugins.preview.mounts import Mount
from plugins.preview.server import Preview, listen
from tests.browser.visiting import Visits

PICK = "window.showDirectoryPicker = () => navigator.storage.getDirectory();"
PUT = """
async files => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle(".git", { create: true });
  for (const [path, bytes] of Object.entries(files)) {
    const parts = path.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
    const file = await folder.getFileHandle(parts.at(-1), { create: true });
    const writing = await file.createWritable();
    await writing.write(Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0)));
    await writing.close();
  }
}
"""
GET = """
async () => {
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === "directory") await walk(entry, `${path}${name}/`);
      else {
        const bytes = new Uint8Array(await (await entry.getFile()).arrayBuffer());
        found[path + name] = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
      }
    }
  };
  await walk(await navigator.storage.getDirectory(), "");
  return found;
}
"""


class Form:
    """The form, open at the list of articles."""

    def __init__(self, page: Page, foreign: list[str], visits: Visits) -> None:
        self.page = page
        self.foreign = foreign
        self.visits = visits

    def button(self, name: str) -> Locator:
        """The button of that name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def field(self, label: str) -> Locator:
        """The text field of that label."""
        return self.page.get_by_role("textbox", name=label, exact=True).first

    def add(self, what: str) -> None:
        """Add one more *what* to its list."""
        # Sveltia sets names apart by invisible signs.
        self.page.get_by_role("button", name=re.compile(f"{re.escape(what)}\\W+hinzufügen")).click()

    def section(self, label: str) -> Locator:
        """The part of the form that asks for *label*."""
        return self.page.get_by_role("group", name=re.compile(f"^Feld „\\W*{re.escape(label)}\\W*“$"))

    def choose(self, label: str, option: str) -> None:
        """Choose *option* of those below *label*."""
        self.section(label).get_by_role("radio", name=option, exact=True).check()

    def new(self) -> None:
        """Begin a new entry."""
        self.button("Neuen Eintrag anlegen").click()
        self.field("Titel").wait_for()

    def open(self, collection: str, name: str) -> None:
        """Open the entry *name*, a path below the folder of *collection*, without its ending."""
        self.page.evaluate("address => { location.hash = address; }", f"#/collections/{collection}/entries/{name}")
        self.field("Titel").wait_for()

    def save(self) -> None:
        """Save, and wait until the form says that it did."""
        self.button("Speichern").click()
        self.page.get_by_text("Eintrag gespeichert.").wait_for()

    def files(self) -> dict[str, bytes]:
        """Everything in the folder, by its path."""
        return {path: base64.b64decode(text) for path, text in self.page.evaluate(GET).items()}

    def copy_to(self, folder: Path) -> None:
        """Make *folder* hold what the folder of the form holds in content/."""
        for path, content in self.files().items():
            if path.startswith("content/"):
                file = folder / path.removeprefix("content/")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)


@contextmanager
def form_served(content: Path, program: Path) -> Iterator[str]:
    """Serve the form as `redaktion` does; yield the address of the server."""
    preview = Preview()
    preview.mounts = (Mount("Formular", f"/{form_site.PREFIX}", form_site.on_this_machine(content, program)),)
    server = listen(preview, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def opened(visits: Visits, files: Mapping[str, bytes], **profile: Any) -> Form:
    """Open the form on a folder that holds *files*."""
    page, foreign = visits("/redaktion/", **profile)
    page.evaluate(PICK)
    page.evaluate(PUT, {path: base64.b64encode(content).decode() for path, content in files.items()})
    page.get_by_role("button", name="Formular öffnen").click()
    page.get_by_role("button", name="Projektordner wählen").click()
    page.get_by_role("button", name="Neuen Eintrag anlegen").wait_for()
    return Form(page, foreign, visits)


def below(folder: Path) -> dict[str, bytes]:
    """Return every file of *folder* as it lies in the project."""
    return {
        f"content/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
