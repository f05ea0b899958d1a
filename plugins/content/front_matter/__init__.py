"""Front matter: YAML as a tree of texts with line numbers, so that nothing is guessed."""
