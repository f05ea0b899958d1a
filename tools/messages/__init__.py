"""Messages: write docs/meldungen.md, which explains every message to editors by an example."""
