"""Folder layout: releases side by side, and a symbolic link to the one that readers see.

::

    PATH/releases/20261126T231500Z-22acabe/site/         the document root
                                           server/       for nginx and Apache
                                           release.json  the manifest
    PATH/current -> releases/20261126T231500Z-22acabe    for servers: PATH/current/site

To rename a link over another is one step, see rename(2): whoever opens a file finds the one or the other release.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from plugins.publish.manifest import ManifestError, Release, is_release_name, read_manifest
from plugins.publish.target import PublishingError
from plugins.publish.targets.errors import CONNECTION_CODES, explain_failure
from plugins.publish.targets.shell import Shell, ShellError, copy_files, run_script

_READ_RELEASES = """\
if [ ! -e "$1" ]; then printf '\\0'; exit 0; fi
cd "$1"
if [ -e current ] && [ ! -L current ]; then exit 74; fi
readlink current || :
printf '\\0'
for file in releases/*/release.json; do
  if [ -f "$file" ]; then printf '%s\\0' "$file"; cat "$file"; printf '\\0'; fi
done
"""
_LIST_INCOMING = 'cd "$1"; for left in incoming-*; do if [ -d "$left" ]; then echo "$left"; fi; done'
_CREATE_INCOMING = 'cd "$1"; mkdir -p releases "$2"'
_TRY_SPACE = """\
cd "$1"
trap 'rm -f "$2/.space"' EXIT
head -c "$3" /dev/zero >"$2/.space"
"""
_CARRY = """\
cd "$1"
while read -r from path; do
  folder="$2/site/${path%/*}"
  [ -d "$folder" ] || mkdir -p "$folder"
  ln -f "releases/$from/site/$path" "$2/site/$path"
done
"""
_COMPARE = """\
cd "$1/$2/site"
sha256sum --check --strict --quiet - >&2 || exit 76
[ "$(find . -type f | wc -l)" -eq "$3" ] && [ -z "$(find . ! -type f ! -type d)" ] || exit 76
"""
_FINISH = """\
cd "$1"
sync -f "$2" 2>/dev/null || :
mv -T "$2" "releases/$3"
"""
_ACTIVATE = """\
cd "$1"
[ "$(readlink current || :)" = "$3" ] || exit 75
[ -f "releases/$2/release.json" ] || exit 66
ln -sfn "releases/$2" ".current-$2"
mv -T ".current-$2" current
"""
_REMOVE = """\
cd "$1"; shift
for name in "$@"; do if [ -d "releases/$name" ]; then mv -T "releases/$name" ".gone-$name"; fi; done
rm -rf .gone-* incoming-* .current-*
"""


class FolderSession:
    """Session with a folder of releases, local or by ssh."""

    def __init__(self, shell: Shell, folder: str) -> None:
        self._shell, self._folder = shell, folder.rstrip("/")
        self._state: tuple[str, dict[str, Release]] | None = None

    def read_clock(self) -> float:
        """Return the seconds since 1970 by the clock of the machine with the folder."""
        return float(self._run("date +%s"))

    def list_releases(self) -> list[Release]:
        """Return the releases in the folder, oldest first, leaving out anything that is not ours."""
        _, found = self._read_state()
        return [found[name] for name in sorted(found)]

    def live_release(self) -> Release | None:
        """Return the release that readers see, or None if none was ever published."""
        name, found = self._read_state()
        if name and name not in found:
            raise PublishingError(
                f"Auf {self._shell.name} zeigt „{self._folder}/current“ auf etwas, das keine Veröffentlichung ist.",
                f"Bitte dort prüfen, was in „{self._folder}/releases“ liegt, und den Verweis berichtigen.",
            )
        return found.get(name)

    def _read_state(self) -> tuple[str, dict[str, Release]]:
        """Return the name of the live release and all releases by name.

        They are read once, until something changes.
        """
        if self._state is None:
            link, *parts = self._run(_READ_RELEASES).split(b"\0")[:-1]
            found = {}
            for path, data in zip(parts[::2], parts[1::2], strict=True):
                with suppress(ManifestError):
                    release = read_manifest(data)
                    if path == f"releases/{release.name}/release.json".encode():
                        found[release.name] = release
            self._state = link.decode(errors="replace").strip().removeprefix("releases/"), found
        return self._state

    def upload(self, staged: Path, release: Release) -> None:
        """Upload *release*; files from an interrupted call and from earlier releases are linked."""
        incoming = f"incoming-{release.name}"
        names = self._run(_LIST_INCOMING).decode().split()
        interrupted = [name for name in names if is_release_name(name.removeprefix("incoming-")) and name != incoming]
        releases = self.list_releases()
        like = [*(f"../releases/{one.name}" for one in releases[-3:]), *(f"../{name}" for name in interrupted)]
        before = releases[-1].files if releases else {}
        count = sum(before.get(path) != digest for path, digest in release.own.items())
        self._run(_CREATE_INCOMING, incoming)
        try:
            copy_files(self._shell, staged, f"{self._folder}/{incoming}", like[:20], count)  # rsync takes 20 at most
        except ShellError as failure:
            if failure.code in CONNECTION_CODES:  # a full disk may end rsync there before it can say so
                largest = max(path.stat().st_size for path in staged.rglob("*") if path.is_file())
                self._run(_TRY_SPACE, incoming, str(largest))
            raise explain_failure(failure, self._shell.name, self._folder) from None
        self._run(_CARRY, incoming, stdin=_list_carried(release, releases))
        sums = "".join(f"{digest}  {path}\n" for path, digest in release.files.items())
        self._run(_COMPARE, incoming, str(len(release.files) + 1), stdin=sums.encode())  # and release.json
        self._change(_FINISH, incoming, release.name)

    def activate(self, release: Release, previous: Release | None) -> None:
        """Point the link at *release* in one step if it still points at *previous*."""
        self._change(_ACTIVATE, release.name, f"releases/{previous.name}" if previous else "")

    def prune(self, keep: int) -> list[str]:
        """Remove all but the newest *keep* releases and the live one, and interrupted uploads."""
        live = self.live_release()
        names = [release.name for release in self.list_releases()]
        gone = [name for name in names[: -keep or None] if live is None or name != live.name]
        self._change(_REMOVE, *gone)
        return gone

    def _change(self, script: str, *words: str) -> None:
        """Run a script that changes the folder, and forget its state."""
        self._state = None
        self._run(script, *words)

    def _run(self, script: str, *words: str, stdin: bytes = b"") -> bytes:
        try:
            return run_script(self._shell, script, self._folder, *words, stdin=stdin)
        except ShellError as failure:
            raise explain_failure(failure, self._shell.name, self._folder) from None


def _list_carried(release: Release, releases: Sequence[Release]) -> bytes:
    """Return for each carried file a line with the newest release that has it, and its path."""
    names = {path: one.name for one in releases for path in release.carried & one.files.keys()}
    return "".join(f"{name} {path}\n" for path, name in sorted(names.items())).encode()
