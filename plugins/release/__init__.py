"""Release: a checked output takes the place of the former one."""
