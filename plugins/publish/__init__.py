"""Publish: a built and audited site becomes a release at a target, or readers see what they saw.

    publish          publish, roll back, list
    targets          one kind of place a module: folder, ssh, s3, pages
    guards           one reason not to publish a module
    web_servers      what nginx, Apache and others are told: one table of headers

It never builds and never changes output/.
"""

__all__ = ["publish", "staged_release", "target", "target_settings", "web_servers"]
