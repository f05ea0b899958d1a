"""CPU time of a piece of work, as little as possible of it that of the process around."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object], tries: int = 2) -> float:
    """Return how many seconds of the processor the fastest of *tries* takes.

    What earlier tests left in memory is kept from the garbage collector: looking through it again and again is time
    that grows with the square.
    """
    times = []
    gc.collect()
    gc.freeze()
    try:
        for _ in range(tries):
            began = time.process_time()
            work()
            times.append(time.process_time() - began)
    finally:
        gc.unfreeze()
    return min(times)
