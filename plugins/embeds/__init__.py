"""Embeds: what editors paste becomes a placeholder, so that no third party is asked before a click.

`address` takes an address apart, `recognise` says which service it belongs to, `markdown`
finds those that stand alone in a text, `titles` joins them with what the front matter says.
"""
