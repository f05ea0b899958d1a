"""Messages: docs/meldungen.md, which explains every message that editors can get, with an example of each."""
