"""Build: plan, render, write, audit, keep. The one room that knows Pelican.

    options          BuildOptions: one frozen value that every step reads
    build            a site from nothing, into a folder
    incremental      the same beside a former output: only files that have changed
    run_pelican      one run of Pelican, which calls our generator in pelican_host
    plan             the whole site before anything is written; plan_checks are its problems
    render, write    one output becomes bytes; a plan becomes files
    locate_findings  findings of the audit become problems in sources
    cache            what a build keeps for the next one
    explain          why one file was made again
    proving          the proof of what was written, of nothing that has not changed
    project_settings publishconf.py without Pelican: parts of the site, folders of templates
    output_folder    a checked folder takes the place of the former one

It never decides what a page shows: that is ``site``.
"""

__all__ = [
    "build",
    "cache",
    "explain",
    "incremental",
    "lock",
    "options",
    "output_folder",
    "pelican_host",
    "plan",
    "project_settings",
    "proving",
    "render",
    "run_pelican",
    "write",
]
