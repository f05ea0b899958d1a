"""Editorial: content in, checked records out."""
