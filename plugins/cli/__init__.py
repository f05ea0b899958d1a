"""Command line: the commands behind ``tasks.py``.

Each returns an exit code and prints for people, in German.

    commands            build, check, links
    editing_commands    serve, new
    publish_commands    publish, rollback, releases
    console             printing of problems, counts and refused calls
    new                 a new text, begun with its editor's answers
    reports             problems in formats that other programs read

No other room imports this one.
"""

__all__ = ["commands", "editing_commands", "publish_commands"]
