"""Head: the metadata of every page for browsers, search engines and networks."""
