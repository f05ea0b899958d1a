"""Search: which pages are found, and the index that browsers search in."""
