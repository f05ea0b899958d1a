"""Media: which files of content/media/ go out, and what to tell the editor of the others."""
