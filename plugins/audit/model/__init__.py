"""Model: what was read from the output folder, as plain data."""
