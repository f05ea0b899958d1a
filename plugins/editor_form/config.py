"""Config: the configuration of Sveltia (https://sveltiacms.app/en/docs/config-basics)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from plugins.content.markdown.directives import KINDS
from plugins.editor_form.backend import Repository, backend
from plugins.editor_form.widgets import Widget

_MORE = "Kästen, Zitate, Galerien und mehr stehen unter „Baustein“. Alles auf einem Blatt: [Spickzettel](spickzettel/)"
FORMAT = "yaml-frontmatter"  # Sveltia's name for it, but format.js reads and writes it
EMBED = "embed"
_BUTTONS = (
    *("bold", "italic", "strikethrough", "link", "heading-two", "heading-three", "heading-four"),
    *("quote", "bulleted-list", "numbered-list"),
)


@dataclass(frozen=True, slots=True)
class Collection:
    """A type of content in the form: folder and names of its files, and their fields.

    ``year_of`` is the field whose year names the folder, and by which the newest come first, or "" if there is one
    folder for all. ``states`` are the values of „status“ that one can look for, by what they mean.
    """

    id: str
    label: str
    singular: str
    description: str
    icon: str
    folder: str
    year_of: str
    fields: tuple[Widget, ...]
    states: Mapping[str, str]


def config(
    collections: Sequence[Collection],
    *,
    title: str,
    address: str,
    repository: Repository | None,
    folder: str = "content",
) -> dict[str, object]:
    """Return the whole configuration.

    *address* is where the site can be seen, if not where the form is; *folder* is the site's in the repository.
    """
    return {
        "load_config_file": False,
        "backend": backend(repository),
        "app_title": title,
        **({"site_url": address, "display_url": address} if address else {}),
        "logo": {"src": "logo.svg"},
        "media_folder": _below(folder, "media"),
        "public_folder": "/media",
        "media_libraries": {
            "default": {"config": {"slugify_filename": True}},
            "stock_assets": {"providers": []},
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": 80, "timezone": "local"},
        "output": {"omit_empty_optional_fields": True},
        "editor": {"preview": False},
        "show_preview_links": False,
        "collections": [_collection(one, folder) for one in collections],
    }


def _below(folder: str, path: str) -> str:
    return (PurePosixPath(folder) / path).as_posix()


def _collection(one: Collection, folder: str) -> dict[str, object]:
    year = f"{{{{{one.year_of} | date('YYYY')}}}}/" if one.year_of else ""
    order = {"field": one.year_of, "direction": "Descending"} if one.year_of else {"field": "title"}
    return {
        "name": one.id,
        "label": one.label,
        "label_singular": one.singular,
        "description": one.description,
        "icon": one.icon,
        "folder": _below(folder, one.folder),
        "path": f"{year}{{{{slug}}}}",
        # With a slash before it: below the project, not below the entry.
        "media_folder": f"/{_below(folder, 'media')}",
        "public_folder": "/media",
        "slug": {"template": "{{title}}", "editable": False},
        "aliases_field": False,
        "extension": "md",
        "format": FORMAT,
        "create": True,
        "summary": f"{{{{title}}}} ({{{{{one.year_of} | date('DD.MM.YYYY')}}}})" if one.year_of else "{{title}}",
        "view_filters": [
            {"name": state, "label": label, "field": "status", "pattern": f"^{state}$"}
            for state, label in one.states.items()
        ],
        "sortable_fields": {
            "fields": list(dict.fromkeys(("title", one.year_of or "title"))),
            "default": order,
        },
        "fields": list(one.fields),
    }


def body(label: str, hint: str, *, embeds: bool) -> Widget:
    """Return the widget for the text below the front matter.

    It has a button for *embeds* if there are any, and none for markup that the site does not show; directives
    stand in the menu „Baustein“.
    """
    return {
        "name": "body",
        "label": label,
        "hint": f"{hint} {_MORE}",
        "widget": "richtext",
        "required": False,
        "buttons": list(_BUTTONS),
        "editor_components": ["image", *([EMBED] if embeds else []), *KINDS],
        "modes": ["rich_text", "raw"],
        "linked_images": False,
        "use_emoji_autocomplete": False,
    }
