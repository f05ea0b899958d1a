"""Embeds: a pasted address or code becomes an embed, silent towards others before a click.

    services                      the registry, one YAML file a network: load(), load_all()
    address                       split_address(text): the parts of a web address, where nobody reads it otherwise
    recognise                     recognise(line, services): the embed that an address stands for
    markdown.extension            EmbedExtension: finds the embeds of a text, leaves a placeholder for each
    site_services                 find_services(values, registry): those of them that a site has by its site.yaml
    unlisted                      find_unlisted(services, registry): those that it has not
    attach                        EmbedAttacher: titles, alternatives, films at a service, accounts

It never writes the HTML of an embed (the theme does), never asks a network, and carries nothing of a pasted code over
but the values of a recognised address. All other modules are private to this room.
"""

__all__ = ["address", "attach", "markdown", "recognise", "services", "site_services", "unlisted"]
