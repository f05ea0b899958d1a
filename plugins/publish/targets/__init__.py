"""Targets: one module for each kind, with a ``create_target`` (``target.TargetFactory``)."""
