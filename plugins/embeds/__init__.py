"""Embeds: a pasted address or code becomes an embed, so that no third party is asked before a click.

    services                      the registry, one YAML file a network
    recognise                     which content of which service an address stands for
    markdown.extension            finds embeds in a text and leaves a placeholder for each
    attach                        titles, alternatives, films at a service, accounts

It never writes the placeholder's HTML (the theme does) and never asks a network.
"""

__all__ = ["attach", "markdown", "recognise", "services"]
