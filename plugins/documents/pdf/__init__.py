"""PDF: one file read, judged and written anew in a process of its own."""
