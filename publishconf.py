"""Settings when shipping: drafts and what is not yet due are left out."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the pelican script does not look beside its settings

from pelicanconf import *  # noqa: F403

OUTPUT_PATH = str(WORKSPACE / "output")  # noqa: F405
WITH_DRAFTS = False
