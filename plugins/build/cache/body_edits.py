"""Body edits: the outputs that change if only the bodies of some texts do.

Other pages show of a text what its front matter says. Its body stands on its own page, and wherever an output declares
it (see ``plan``). So if only bodies differ, nothing is planned again and everything else stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from plugins.build.cache.item_cache import ItemCache
from plugins.build.plan import Plan, make_converter
from plugins.build.plan_checks import body_problems, not_yet_due, poster_warnings
from plugins.build.plan_documents import move_places
from plugins.build.withdrawal_checks import find_links
from plugins.content import crosschecks, life
from plugins.content.settings.site_settings import SiteSettings
from plugins.content.texts import SourceFile
from plugins.core.model import Body, ContentItem
from plugins.core.output import Output
from plugins.core.problem import Problem, has_errors
from plugins.embeds.attach import EmbedAttacher
from plugins.site import images
from plugins.site.site import Site
from plugins.site.withdrawn import find_used_files

_UNREAD = Body()
_FROM_FILES = "video"  # the text of a film comes from captions as well, and with it whether there is a file of it


@dataclass(frozen=True, slots=True)
class BodyEdit:
    """The plan after an edit with its problems, and the outputs that may differ."""

    plan: Plan
    outputs: tuple[Output, ...]


def plan_body_edit(
    plan: Plan, item_cache: ItemCache, edited_texts: Iterable[tuple[SourceFile, bytes]], media: frozenset[str]
) -> BodyEdit | None:
    """Return the changes in *plan* by texts with other bytes, None if it takes another plan.

    Args:
        plan: The plan before the edit; its site has the new bodies afterwards.
        item_cache: The items of the plan; afterwards, those of the edited texts as well.
        edited_texts: The texts that have changed, with their bytes.
        media: The addresses of the files that texts may name.
    """
    site = plan.site
    if site is None:
        return None
    converter = make_converter(site.services, site.unlisted, site.lang)
    embedding = EmbedAttacher(site.services, SiteSettings(site.settings, {}), site.unlisted)
    known = {item.source: item for item in site.items}
    files: set[str] = set()
    problems: list[Problem] = []
    edited: list[ContentItem] = []
    # Before anything is read again: the bodies of the site may come from that same cache.
    former = {text.file: site.with_body(known[text.file]) for text, _ in edited_texts if text.file in known}
    for named, raw in edited_texts:
        text = replace(named, content_type=site.type_of[named.content_type.id])
        before = item_cache.item(text.file)
        item, found_problems = item_cache.reread((text, raw), converter, media)
        if before is None or item is None or _FROM_FILES in item.fields or not _have_same_front_matter(before, item):
            return None
        if item.withdrawn is not None:
            return None  # its text, which nobody reads, may name other files than before
        files.add(text.file)
        problems += found_problems
        whole = embedding.attach(item)
        if item.source in known:
            edited.append(replace(known[item.source], body=whole.body))
        elif item.status != "draft":
            problems.append(not_yet_due(item))
    problems += [*embedding.problems, *body_problems(edited, embedding.settings)]
    problems += poster_warnings(edited, site.services, site.pictures)
    problems += [*life.find_due(edited, site.day), *find_links(site, edited)]
    if has_errors(problems) or _has_dead_links(edited, plan, media) or _needs_other_images(edited, former, site):
        return None
    if site.withdrawn and _names_other_files(edited, former, site):
        return None
    kept = move_places([problem for problem in plan.problems if problem.file not in files], edited, site.sources)
    if kept is None:
        return None
    site.bodies.update({item.source: item.body for item in edited})
    sources = {item.source for item in edited}
    outputs = tuple(output for output in plan.outputs if not sources.isdisjoint(output.bodies))
    return BodyEdit(replace(plan, problems=(*kept, *problems)), outputs)


def _have_same_front_matter(one: ContentItem, other: ContentItem) -> bool:
    """Return whether the two differ in their bodies only."""
    return replace(one, body=_UNREAD) == replace(other, body=_UNREAD) and one.lines == other.lines


def _has_dead_links(edited: Iterable[ContentItem], plan: Plan, media: frozenset[str]) -> bool:
    if plan.site is None or not any(item.body.links for item in edited):
        return False
    answered = plan.addresses | media
    return any(True for _ in crosschecks.find_dead_links(edited, plan.site.sources, answered, {}))


def _names_other_files(edited: Iterable[ContentItem], former: Mapping[str, ContentItem], site: Site) -> bool:
    """Return whether a file is named that only withdrawn texts named, or the other way round."""
    return any(
        find_used_files([item], site.sources) != find_used_files([former[item.source]], site.sources) for item in edited
    )


def _needs_other_images(edited: Iterable[ContentItem], former: Mapping[str, ContentItem], site: Site) -> bool:
    """Return whether pictures would have to be made, or are not needed any more."""
    return any(
        images.find_used_images([item], site.sources) != images.find_used_images([former[item.source]], site.sources)
        or images.find_lead_poster(item) != images.find_lead_poster(former[item.source])
        for item in edited
    )
