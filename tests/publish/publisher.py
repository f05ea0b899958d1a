"""A publisher in a process that a test may kill: CONTENT OUTPUT CACHE TARGET, and switches."""

from __future__ import annotations

import sys
from pathlib import Path

from plugins.build.cache.up_to_date import UpToDateCheck
from plugins.cli import commands, publish_commands
from plugins.publish import read_back
from plugins.publish.targets import s3_lock

content, output, cache, target, *switches = sys.argv[1:]
setattr(publish_commands, "CACHE", Path(cache))  # noqa: B010
setattr(commands, "UpToDateCheck", lambda project, _folder: UpToDateCheck(project, Path(cache) / "builds"))  # noqa: B010
read_back.PATIENCE = 3.0
s3_lock._EXPIRES_AFTER = -1.0 if "impatient" in switches else s3_lock._EXPIRES_AFTER
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
