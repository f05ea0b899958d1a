"""Publish: bring a built and audited site to a target as a release.

On any failure readers see the previous release.

    publish          publish, roll back, list
    targets          one kind of target a module: folder, ssh, s3, pages
    guards           one reason not to publish a function
    web_servers      configuration for nginx, Apache and others: one table of headers

It never builds and never changes output/.
"""

__all__ = ["publish", "staged_release", "target", "target_settings", "web_servers"]
