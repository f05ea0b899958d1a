"""Preview: the site with its drafts on this machine, renewed whenever a file is saved.

    serve    a server on 127.0.0.1, and a worker process that builds
    routes   extra parts of the preview, each below an address of its own

It never writes output/ and answers only to pages of this machine.
"""

__all__ = ["routes", "serve"]
