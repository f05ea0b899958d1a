"""Build: plan, render, write, audit, keep. The one room that knows Pelican.

    build            a site from nothing, into a folder
    incremental      the same beside a former output: only what has changed
    plan             the whole site before anything is written
    render, write    one output becomes bytes; a plan becomes files
    cache            what a build leaves for the next one
    output_folder    a checked folder takes the place of the former one

It never decides what a page shows: that is ``site``.
"""

__all__ = ["build", "cache", "incremental", "lock", "output_folder", "pelican_host", "plan", "render", "write"]
