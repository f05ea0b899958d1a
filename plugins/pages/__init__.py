"""Pages: what each page shows."""
