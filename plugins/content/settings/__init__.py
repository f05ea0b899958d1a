"""Settings: site.yaml, read and checked."""
