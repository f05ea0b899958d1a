"""The form in a browser without a person, with a folder in place of the dialogue's.

No browser lets a program press a button in the dialogue for folders. What it would give is stood in for by the
folder that every origin has to itself (https://fs.spec.whatwg.org/#sandboxed-filesystem): the same interface, the
same calls, but nothing on the disk. Files are copied in before and out after.
"""

from __future__ import annotations

import base64
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from plugins.editor_form import EditorForm
from plugins.preview.routes import Route
from plugins.preview.server import listen
from plugins.preview.state import Preview

if TYPE_CHECKING:
    from playwright.sync_api import Page

_PICK = "window.showDirectoryPicker = () => navigator.storage.getDirectory();"
_PUT = """
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
_GET = """
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


@contextmanager
def serve_form(content: Path, program: Path, folder: str = "content") -> Iterator[str]:
    """Serve the form for *content*, named *folder*, as `redaktion` does; yield the address."""
    preview = Preview(program)  # no site is shown beside it
    form = EditorForm(lambda: program)
    with TemporaryDirectory() as project:
        (Path(project) / ".git").mkdir()
        site = shutil.copytree(content, Path(project) / folder, dirs_exist_ok=True)
        preview.routes = (Route(form.name, f"/{form.prefix}", form.preview_route(site)),)
        server = listen(preview, 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


def read_files(folder: Path) -> dict[str, bytes]:
    """Return every file of *folder*, by its path in the project if *folder* were content/."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {f"content/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}


def fill_folder(page: Page, files: Mapping[str, bytes]) -> None:
    """Make the folder dialogue of *page* give a folder with *files*."""
    page.evaluate(_PICK)
    page.evaluate(_PUT, {path: base64.b64encode(content).decode() for path, content in files.items()})


def read_folder(page: Page) -> dict[str, bytes]:
    """Return everything in that folder, by its path."""
    return {path: base64.b64decode(text) for path, text in page.evaluate(_GET).items()}
