"""Schema: every content type and every key that editors may write."""
