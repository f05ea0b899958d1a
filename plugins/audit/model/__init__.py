"""Model: the files of a built site, their dependencies and the result, as plain data."""
