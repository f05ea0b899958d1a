"""Reports: problems in forms that other programs read, one module per form.

Each has ``report(problems: Iterable[Problem]) -> str``, which returns the whole file; problems come in their order.
"""
