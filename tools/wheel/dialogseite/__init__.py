"""An installed engine: this folder holds what the root of a checkout does."""
