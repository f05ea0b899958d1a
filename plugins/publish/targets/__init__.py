"""Targets: one module for each kind of place that the site is published to."""
