"""Documents: the files that citizens download, checked and cleaned.

    process.process_documents   all documents of the site, each read once
    cache                       what was found and cleaned, kept between builds
    pdf/                        runs in a process of its own with limits: a PDF file may be made to do harm
    office                      packages of office programs; office_links: what they embed and fetch
    plain_files                 text and tables

It never knows which page links to a document.
"""

__all__ = ["cache", "process"]
