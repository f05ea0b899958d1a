"""Law: the duties of a site by Land, one YAML file each; ``alle.yaml`` explains the keys."""
