"""A publisher in a process of its own, which a test may kill: CONTENT OUTPUT CACHE TARGET, and switches."""

from __future__ import annotations

import sys
from pathlib import Path

from plugins import commands, publish_commands
from plugins.increments.receipt import Receipts
from plugins.release import reading_back
from plugins.release.targets import s3_lock

content, output, cache, target, *switches = sys.argv[1:]
publish_commands.CACHE = Path(cache)
setattr(commands, "Receipts", lambda project, _folder: Receipts(project, Path(cache) / "builds"))  # noqa: B010
reading_back.PATIENCE = 3.0
s3_lock._LASTS = -1.0 if "impatient" in switches else s3_lock._LASTS
sys.exit(
    publish_commands.publish(
        target,
        Path(content),
        Path(output),
        allow_shrink="allow_shrink" in switches,
        allow_gone=[one for one in switches if one.startswith("/")],
        dry_run="dry_run" in switches,
    )
)
