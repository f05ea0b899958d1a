"""Editor form: a form in the browser, made of Sveltia CMS, that writes the same files an editor would.

    form     the one module that other rooms may use: which files the form adds, which hosts it may ask,
             which page is exempt from which rule

It never writes content itself: the browser does.
"""

__all__ = ["form"]
