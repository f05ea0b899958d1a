"""Link checker: asks the servers of others whether what we link to is still there. Only the task ``links`` does.

    report    all links of content/, asked and reported

It never reads a body, never asks a social network, and never stops a build.
"""

__all__ = ["report"]
