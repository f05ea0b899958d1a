"""Tools: set up a machine for building and testing; environment.py runs on Python alone."""
