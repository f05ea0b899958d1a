"""Outbound: asks the servers of others whether what we link to is still there. Only the task `links` does."""
