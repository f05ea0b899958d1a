"""The command of an installed engine: does what `python3 tasks.py` does in a checkout."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Run tasks.py with this folder first on the path, as if it were the root of a checkout."""
    sys.path.insert(0, str(HERE))
    runpy.run_path(str(HERE / "tasks.py"), run_name="__main__")


if __name__ == "__main__":
    main()
