"""Schema words: content types, sections and languages in the words of the frame.

Their German words stand in tables of their own, so that a new one is an entry there; theme/texts/ has the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from plugins.content.schema.content_types import TYPES, ContentType
from plugins.content.schema.languages import LANGUAGES, Language
from plugins.content.settings.sections import SECTIONS, Section, Sections

_OF_TYPES = ("label", "plural", "summary", "card_label")
_USUAL = {section.id: section.title for section in SECTIONS}


def german_words() -> dict[str, str]:
    """Return the German words of all tables by their keys in the frame's."""
    words = {f"types.{kind.id}.{word}": str(getattr(kind, word)) for kind in TYPES for word in _OF_TYPES}
    words |= {f"sections.{name}": title for name, title in _USUAL.items()}
    words |= {key_of_language(language): language.label for language in LANGUAGES}
    return {key: text for key, text in words.items() if text}


def key_of_language(language: Language) -> str:
    """Return the key of the name of *language*."""
    return f"languages.{language.code.replace('-', '_')}"


def name_sections(sections: Sections, words: Mapping[str, str]) -> dict[str, Section | None]:
    """Return *sections*, those that have their usual title with the one in *words*."""
    return {name: one and _name(one, words) for name, one in sections.items()}


def _name(section: Section, words: Mapping[str, str]) -> Section:
    if not section.title or section.title != _USUAL[section.id]:
        return section
    return replace(section, title=words[f"sections.{section.id}"])


def name_type(kind: ContentType, words: Mapping[str, str]) -> ContentType:
    """Return *kind* with its words in *words*."""
    return replace(kind, **{word: words.get(f"types.{kind.id}.{word}", "") for word in _OF_TYPES})  # type: ignore[arg-type]
