"""Editor form: Sveltia CMS in the browser, which writes the files that an editor would.

    EditorForm     the form as a part of the site (``core.site_part``): its files, the hosts it may ask,
                   the policy of its page and the rules it is exempt from

No other room imports this one: pelicanconf.py names the form, and without the line there is none.
It never writes content itself: the browser does.
"""

from plugins.editor_form.part import EditorForm

__all__ = ["EditorForm"]
