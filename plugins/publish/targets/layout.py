"""Layout: releases side by side in a folder, and a link that names the one that readers see.

::

    PATH/releases/20261126T231500Z-22acabe/site/         the document root
                                           server/       for nginx and Apache
                                           release.json  the manifest
    PATH/current -> releases/20261126T231500Z-22acabe    what servers are told to show: PATH/current/site

To rename a link over another is one step, see rename(2): whoever opens a file finds the one or the other release.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from plugins.publish.manifest import ManifestError, Release, is_name, read_manifest
from plugins.publish.target import PublishingError
from plugins.publish.targets.errors import explain_failure
from plugins.publish.targets.shell import Shell, ShellError, copy_files, run_script

_READ = """\
cd "$1"
if [ -e current ] && [ ! -L current ]; then exit 74; fi
readlink current || :
printf '\\0'
for file in releases/*/release.json; do
  if [ -f "$file" ]; then printf '%s\\0' "$file"; cat "$file"; printf '\\0'; fi
done
"""
_LEFT = 'cd "$1"; for left in incoming-*; do if [ -d "$left" ]; then echo "$left"; fi; done'
_BEGIN = 'cd "$1"; mkdir -p releases "$2"'
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
_SWITCH = """\
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
    """Such a folder, open to one publisher alone."""

    def __init__(self, shell: Shell, folder: str) -> None:
        self._shell, self._folder = shell, folder.rstrip("/")
        self._known: tuple[str, dict[str, Release]] | None = None

    def clock(self) -> float:
        """Return the seconds since 1970 by the clock of the machine with the folder."""
        return float(self._run("date +%s"))

    def releases(self) -> list[Release]:
        """Return the releases that are there, oldest first; what is none of ours is left out."""
        _, found = self._read()
        return [found[name] for name in sorted(found)]

    def live(self) -> Release | None:
        """Return the release that readers see, or None if none was ever published."""
        name, found = self._read()
        if name and name not in found:
            raise PublishingError(
                f"Auf {self._shell.name} zeigt „{self._folder}/current“ auf etwas, das keine Veröffentlichung ist.",
                f"Bitte dort prüfen, was in „{self._folder}/releases“ liegt, und den Verweis berichtigen.",
            )
        return found.get(name)

    def _read(self) -> tuple[str, dict[str, Release]]:
        """Return the name of the release that is shown, and those that there are; it is asked for once."""
        if self._known is None:
            link, *parts = self._run(_READ).split(b"\0")[:-1]
            found = {}
            for path, data in zip(parts[::2], parts[1::2], strict=True):
                with suppress(ManifestError):
                    release = read_manifest(data)
                    if path == f"releases/{release.name}/release.json".encode():
                        found[release.name] = release
            self._known = link.decode(errors="replace").strip().removeprefix("releases/"), found
        return self._known

    def upload(self, staged: Path, release: Release) -> None:
        """Bring *release*, as ``Place`` says; what an interrupted call has brought is linked."""
        incoming = f"incoming-{release.name}"
        left = [name for name in self._run(_LEFT).decode().split() if is_name(name.removeprefix("incoming-"))]
        there = self.releases()
        like = [f"../releases/{one.name}" for one in there[-3:]] + [f"../{name}" for name in left if name != incoming]
        before = there[-1].files if there else {}
        count = sum(before.get(path) != digest for path, digest in release.own.items())
        self._run(_BEGIN, incoming)
        try:
            copy_files(self._shell, staged, f"{self._folder}/{incoming}", like[:20], count)  # rsync takes 20 at most
        except ShellError as failure:
            raise explain_failure(failure, self._shell.name, self._folder) from None
        self._run(_CARRY, incoming, given=_carried(release, there))
        sums = "".join(f"{digest}  {path}\n" for path, digest in release.files.items())
        self._run(_COMPARE, incoming, str(len(release.files) + 1), given=sums.encode())  # and release.json
        self._change(_FINISH, incoming, release.name)

    def activate(self, release: Release, former: Release | None) -> None:
        """Show *release*, in one step, if it is still *former* that readers see."""
        self._change(_SWITCH, release.name, f"releases/{former.name}" if former else "")

    def prune(self, keep: int) -> list[str]:
        """Remove releases, as ``Place`` says."""
        live = self.live()
        names = [release.name for release in self.releases()]
        gone = [name for name in names[: -keep or None] if live is None or name != live.name]
        self._change(_REMOVE, *gone)
        return gone

    def _change(self, script: str, *words: str) -> None:
        """Run a script after which something else may be there."""
        self._known = None
        self._run(script, *words)

    def _run(self, script: str, *words: str, given: bytes = b"") -> bytes:
        try:
            return run_script(self._shell, script, self._folder, *words, given=given)
        except ShellError as failure:
            raise explain_failure(failure, self._shell.name, self._folder) from None


def _carried(release: Release, there: Sequence[Release]) -> bytes:
    """Return for each carried file a line with the newest release that has it, and its path."""
    holders = {path: one.name for one in there for path in release.carried & one.files.keys()}
    return "".join(f"{name} {path}\n" for path, name in sorted(holders.items())).encode()
