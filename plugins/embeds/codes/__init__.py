"""Codes: pasted HTML of a network becomes an embed; whatever else is foreign is refused."""
