"""Metadata of the wheel: it asks for the very versions that requirements/ has locked."""

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PINNED = re.compile(r"^(\S+==.+?) \\$", re.MULTILINE)


class LockedRequirements(MetadataHookInterface):
    """The dependencies for building, and the extra `browser` for `check --browser`."""

    def update(self, metadata: dict[str, object]) -> None:
        """Add them to the *metadata* of pyproject.toml."""
        needed, with_browser = (self._read(name) for name in ("build", "browser"))
        metadata["dependencies"] = needed
        metadata["optional-dependencies"] = {"browser": [line for line in with_browser if line not in needed]}

    def _read(self, name: str) -> list[str]:
        return _PINNED.findall((Path(self.root) / "requirements" / f"{name}.txt").read_text(encoding="utf-8"))
