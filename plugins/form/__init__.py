"""Form: what a browser needs to offer content/ as a form: a page, a configuration, and Sveltia CMS.

This stage knows nothing of our schema: it is given fields, and turns them into what Sveltia understands
(https://sveltiacms.app/en/docs). ``plugins/form_fields.py`` reads the schema for it.
"""
