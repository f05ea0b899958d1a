"""Firefox, driven by scripts for Node with puppeteer-core."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tools import node
from tools.environment import CACHE
from tools.firefox import find_firefox

HERE = Path(__file__).parent
_PATIENCE = 900  # seconds


def run_in_firefox(script: str, site: str, order: object = None) -> Any:
    """Return what *script* of this folder prints about *site* as JSON; *order* says more of what it is to do."""
    modules = node.install(node.FIREFOX, CACHE / "npm")
    done = subprocess.run(
        [str(node.NODE), str(HERE / script), str(modules), str(find_firefox()), site],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
        env=node.make_variables(),
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
