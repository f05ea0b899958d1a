"""Video: captions and films, and what editors hear of them."""
