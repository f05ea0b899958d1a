"""Build cache: values that a build keeps for the next one of the same output.

It never says how a page looks, only whether a file can stay.
"""
