"""Wheel: what makes this project the package `dialogseite`.

dialogseite  its command, beside plugins/ and tasks.py in the one folder of the package
metadata     which packages the wheel asks for, read from requirements/ while it is built
packages     adds the packages that its lock names and the environment lacks
"""
