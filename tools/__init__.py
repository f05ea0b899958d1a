"""What sets up a machine to build and to test; environment.py runs before anything is installed."""
