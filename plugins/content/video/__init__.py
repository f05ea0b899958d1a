"""Video: captions and films, and their problems."""
