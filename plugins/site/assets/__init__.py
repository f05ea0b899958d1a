"""Assets: the theme's static files under names that change if and only if their bytes do."""
