"""Widgets: the fields that Sveltia knows, and patterns as browsers want them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from plugins.embeds.services import Pattern, Service

_NAMED = re.compile(r"\(\?P<\w+>")
_NEEDLESS = re.compile(r"\\([\"'&#~=:@%!,;<> ])")  # escapes that Python writes and a strict browser refuses
_SPELLED_OTHERWISE = r"/[^\s?#]*(?:%|[^\x00-\x7f])\S*"  # umlauts, or percent signs for them: the build will read it
_HYPHEN = re.compile(r"\\-(?![^\[]*\])")


def for_browsers(pattern: str) -> str:
    """Return *pattern* in the words of ECMAScript; groups lose their names."""
    return _HYPHEN.sub("-", _NEEDLESS.sub(r"\1", _NAMED.sub("(?:", pattern)))


def embed_pattern(services: Iterable[Service]) -> str:
    """Return a pattern for the addresses that alone in a line become an embed.

    Capitals do not matter. It is a little wider than what the build recognises, never narrower: it is there to
    say at once that something else was pasted, and the build has the last word.
    """
    return "|".join(_service(service) for service in services).replace("[^/]", r"[^/\s]")  # it ends with its line


def _service(service: Service) -> str:
    forms = [form for form in service.forms if not form.code_only and not form.account_only]
    ways = [_way(pattern) for form in forms for pattern in form.patterns]
    return (
        f"https?://(?:{for_browsers(service.sites.pattern)})(?:{'|'.join(dict.fromkeys([*ways, _SPELLED_OTHERWISE]))})"
    )


def _way(pattern: Pattern) -> str:
    query = "".join(
        rf"(?=[^?#\s]*\?(?:[^#\s]*[&;])?{re.escape(parameter.key)}={for_browsers(parameter.value.pattern)}(?:[&#]|$))"
        for parameter in pattern.query
        if parameter.is_required
    )
    fragment = f"#(?:{for_browsers(pattern.fragment.pattern)})" if pattern.fragment else "(?:#.*)?"
    return rf"{query}{for_browsers(pattern.path.pattern)}(?:\?[^#\s]*)?{fragment}"


Widget = dict[str, object]

# „suggested“ and „moment“ are ours; see fields.js.
SUGGESTED, MOMENT = "suggested", "moment"


def text(*, lines: bool = False) -> Widget:
    """Return the widget for a text on one line, or on several."""
    return {"widget": "text" if lines else "string", "use_emoji_autocomplete": False}


def inner_text(*more: str) -> Widget:
    """Return the widget for a text within another, with *more* buttons beside a few."""
    return {
        "widget": "richtext",
        "buttons": ["bold", "italic", "link", *(more or ("bulleted-list", "numbered-list"))],
        "editor_components": [],
        "modes": ["rich_text"],
        "minimal": True,
        "linked_images": False,
        "use_emoji_autocomplete": False,
    }


def pattern_text(pattern: str, expected: str, *, optional: bool) -> Widget:
    """Return the widget for a text that has to match *pattern*, else *expected* is shown.

    Sveltia compares an empty field as well, so the pattern of an *optional* one lets nothing through too.
    """
    return {**text(), "pattern": [f"^(?:{for_browsers(pattern)}){'?' if optional else ''}$", expected]}


def text_with_suggestions(known: Sequence[str]) -> Widget:
    """Return the widget for a text on one line, with values already *known* as suggestions."""
    return {"widget": SUGGESTED, "suggestions": list(known)}


def moment(words: Mapping[str, str], expected: str) -> Widget:
    """Return the widget for a day, perhaps with a time; *words* are the labels of its inputs."""
    return {"widget": MOMENT, "words": dict(words), "expected": expected}


def choice(options: Mapping[str, str], default: str = "") -> Widget:
    """Return the widget for one of a few words, shown by their German meanings."""
    found: Widget = {
        "widget": "select",
        "options": [{"label": label, "value": value} for value, label in options.items()],
    }
    return {**found, "default": default} if default else found


def flag() -> Widget:
    """Return the widget for yes or no."""
    return {"widget": "boolean", "default": False}


def picture() -> Widget:
    """Return the widget for a picture below /media/, of a type that the site can show."""
    return {
        "widget": "image",
        "choose_url": False,
        "accept": ".jpg,.jpeg,.png,.webp,.avif,.svg",
    }


def file(accept: str, *, address_too: bool = False) -> Widget:
    """Return the widget for a file below /media/; with *address_too* it takes addresses as well."""
    return {"widget": "file", "choose_url": address_too, "accept": accept}


def group(fields: Sequence[Widget], summary: str = "") -> Widget:
    """Return the widget for several fields below one key; *summary* is its line when folded."""
    found: Widget = {"widget": "object", "fields": list(fields), "collapsed": False}
    return {**found, "summary": summary} if summary else found


def each(entry: Widget, singular: str) -> Widget:
    """Return the widget for a list of *entry*; *singular* is the name of one of them."""
    found: Widget = {"widget": "list", "label_singular": singular}
    if entry["widget"] == "object":
        shown = {"summary": entry["summary"]} if "summary" in entry else {}
        return {**found, **shown, "fields": entry["fields"], "collapsed": False}
    return {**found, "field": {"name": "entry", "label": singular, **entry}}


def name_widget(widget: Widget, name: str, label: str, hint: str, *, required: bool) -> Widget:
    """Return *widget* as the field *name*."""
    return {"name": name, "label": label, "hint": hint, "required": required, **widget}
