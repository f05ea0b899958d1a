"""Media: the files of content/media/ that are published, and problems of the others."""
