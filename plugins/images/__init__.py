"""Images: picture files, cleaned of metadata and encoded in several sizes and formats.

    process.process_images   all picture files of the site, each read once
    icons                    favicon and touch icon, painted from name and colours
    sizes                    in which widths and formats
    cache                    encoded images, kept between builds
    share_cards.make         the picture of a page where its link is shared

It never knows which page shows a picture.
"""

__all__ = ["cache", "icons", "process", "share_cards", "sizes"]
