"""Audit rules: the policy of the form's page, written apart from the code that makes it.

``page.policy`` makes the policy, the audit compares it with this one. Neither may be worked out from the other.
"""

from __future__ import annotations

# Beyond other pages: style elements, which Sveltia writes itself, pictures out of memory, and no Trusted Types.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' blob: data:; media-src 'self' blob:; manifest-src blob:; connect-src 'self' blob: data:; "
    "form-action 'none'; frame-src 'none'; base-uri 'none'"
)
# Its program is another's: it knows many addresses and holds signs of its own, and its page has the policy above.
EXEMPT = ("leftovers", "policy", "scripts", "weight")
TO_PUBLISH = "Bitte unter „form“ in content/site.yaml „published: true“ angeben oder den Ordner redaktion/ entfernen."
