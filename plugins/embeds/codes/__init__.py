"""Codes: pasted HTML of a network becomes an embed; all other foreign HTML is refused."""
