"""The pipeline: the stages in their order, from the folder content/ to the plan of the site.

This is the only module that knows all stages; it knows nothing of Pelican.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from plugins.build.cache.item_cache import ItemCache
from plugins.build.plan_checks import age_warnings, body_problems, cross_problems, poster_warnings
from plugins.build.plan_documents import place_at_links, plan_documents
from plugins.content import crosschecks, library, life, texts
from plugins.content.markdown.converter import Converter
from plugins.content.media import media_files
from plugins.content.media.media_files import MediaFile, MediaFiles
from plugins.content.schema.languages import DEFAULT, LANGUAGE_OF
from plugins.content.settings import site_settings
from plugins.content.settings.sections import read_sections
from plugins.content.settings.site_settings import SiteSettings
from plugins.core import progress
from plugins.core.dates import day_of
from plugins.core.hashing import hash_value
from plugins.core.model import Body, ContentItem
from plugins.core.output import Context, Output
from plugins.core.problem import Problem, Severity
from plugins.core.project import CACHE
from plugins.core.site_part import PartRules, SitePart
from plugins.core.urls import address_of, folders_of
from plugins.embeds.attach import EmbedAttacher
from plugins.embeds.markdown.extension import EmbedExtension
from plugins.embeds.services import Service, load_for, load_own
from plugins.embeds.services.service import find_shared
from plugins.embeds.site_services import SITE, find_service_problems, find_services
from plugins.embeds.unlisted import find_unlisted
from plugins.images.cache import ImageCache
from plugins.images.process import ProcessedImages, SourceImage, process_images
from plugins.site import images, open_data, views
from plugins.site.assets import bundle as assets
from plugins.site.assets.bundle import Bundle
from plugins.site.assets.look import FACE, read_look
from plugins.site.body_store import BodyStore
from plugins.site.feeds import machine_files
from plugins.site.frame_texts import read_site_texts
from plugins.site.head.linked_data import data_block
from plugins.site.search.shards import Shard, split_shards
from plugins.site.site import Site, UrlFilter
from plugins.site.template_filters import FILTERS
from plugins.site.withdrawn import entitle, find_withheld

_IMAGES = CACHE / "pictures"
_UNREAD = Body()


@dataclass(frozen=True)
class Plan:
    """The whole site before anything is written.

    ``globals`` and ``filters`` are what every template may use beside what its
    page shows. ``copies`` are files of content/media with their output paths.
    ``claimed`` are addresses of files that could not be read, or not be shown. ``base_path`` is where
    the site begins on its host; it ends with a slash. ``site`` is the published site as data.
    """

    outputs: tuple[Output, ...]
    copies: tuple[tuple[Path, str], ...]
    bundle: Bundle
    globals: Mapping[str, object]
    filters: Mapping[str, Callable[..., str]]
    problems: tuple[Problem, ...]
    claimed: frozenset[str]
    base_path: str = "/"
    site: Site | None = None
    parts: tuple[PartRules, ...] = ()

    def context_of(self, output: Output) -> Context:
        """Return the context of *output*. Raises UndeclaredError if it reads a body not declared."""
        if self.site is None:
            return output.context()
        with self.site.bodies.only(output.bodies):
            return output.context()

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses at which the outputs answer, and those that something unreadable claims."""
        return frozenset(address_of(output.path) for output in self.outputs) | self.claimed

    @cached_property
    def lists_hash(self) -> bytes:
        """The fingerprint of which lists and feeds there are: they come and go with the texts."""
        return hash_value((self.globals["sections"], self.globals["feeds"]))

    @property
    def shards(self) -> tuple[Shard, ...]:
        """The output files that the search finds, in the parts that have an index of their own."""
        metas = ((output.path, output.meta()) for output in self.outputs if output.meta is not None)
        return split_shards((path, meta.language, meta.year) for path, meta in metas if meta.language)


def make_plan(
    content: Path,
    theme: Path,
    day: dt.date,
    *,
    base_path: str = "/",
    drafts: bool = False,
    search: bool = True,
    is_preview_build: bool = False,
    item_cache: ItemCache | None = None,
    parts: Sequence[SitePart] = (),
) -> Plan:
    """Return the plan of the site made of the folders *content* and *theme* on *day*.

    Problems of the content are in the plan, never raised. Without the facts of
    site.yaml nothing can be shown, and the plan is empty but for problems.

    Args:
        content: The folder that editors write in.
        theme: The folder with ``templates`` and ``static``.
        day: Nothing dated later is shown.
        base_path: Where the site begins on its host; without one it is the path in the site's address.
        drafts: Whether to show drafts and what is not yet due.
        search: Whether there will be an index to search in.
        is_preview_build: Whether each page is to say that it only shows what would be published, and not to be found.
        item_cache: What was read for the plan before; without one everything is read.
        parts: The parts that are added to the site; no text can stand where one does.
    """
    registry, unreadable = load_for(content), load_own(content)[1]
    values = site_settings.read_settings(content / "site.yaml", SITE)[0].values
    lang = str(values.get("lang", DEFAULT))
    services, sections = find_services(values, registry), read_sections(values)
    unlisted = find_unlisted(services, registry)
    progress.begin("Texte lesen")
    read = library.read_library(
        content,
        make_converter(services, unlisted, lang),
        read_texts=item_cache.for_services((services, unlisted, lang, sections)) if item_cache else texts.read_items,
    )
    problems = [*unreadable, *read.problems, *find_service_problems(read.settings, registry)]
    embedding = EmbedAttacher(services, read.settings, unlisted)
    items = tuple(map(embedding.attach, read.items))
    accounts = embedding.find_accounts()
    problems += embedding.problems
    due = tuple(item for item in items if drafts or _is_due(item, day))
    shown = tuple(item for item in due if item.withdrawn is None)
    problems += body_problems(shown, read.settings)
    sources = {**read.reserved, **{item.source: item.address for item in items}}
    static, store = theme / "static", ImageCache.below(_IMAGES)
    look, look_problems = read_look(static, content, str(read.settings.values.get("name", "")), store)
    problems += look_problems
    words, text_problems = read_site_texts(content)
    problems += text_problems
    bundle = assets.bundle(static, look.tokens.css, look.files)
    bundle = replace(bundle, addresses={**bundle.addresses, **look.logo_size})
    found = _without_withheld(media_files.find_media(content / "media"), content, items, shown, read.settings, sources)
    progress.begin("Bilder")
    processed = _pictures(found.files, images.find_used_images(shown, sources), store)
    documents = plan_documents(found.files, processed.copies)
    problems += [*found.problems, *processed.problems, *place_at_links(documents.problems, shown, sources)]
    shown = tuple(images.attach_images(item, processed.renditions) for item in shown)
    problems += poster_warnings(shown, services, processed.renditions)
    claimed = frozenset(read.reserved.values()) | processed.refused | documents.refused
    claimed |= found.refused
    is_sound = isinstance(read.settings.values.get("law"), Mapping)  # else its file is missing or wrong
    if not is_sound or any(p.file == "content/site.yaml" and p.severity is Severity.ERROR for p in problems):
        return Plan((), (), bundle, {}, {}, tuple(problems), claimed)

    base = (base_path or urlsplit(str(read.settings.values["address"])).path).rstrip("/")
    site = Site(
        tuple(replace(item, body=_UNREAD) for item in shown),
        read.settings.values,
        services,
        day,
        UrlFilter(base),
        sources,
        accounts,
        processed.renditions,
        search and sections["search"] is not None,
        is_preview_build,
        BodyStore({item.source: item.body for item in shown}),
        unlisted=unlisted,
        texts=words,
        downloads=documents.downloads,
        withdrawn=tuple(
            entitle(item, words.get(item.lang, words[DEFAULT])) for item in due if item.withdrawn is not None
        ),
    )
    problems += age_warnings(read, services, day)
    problems += life.find_due(due, day)
    outputs = plan_outputs(site)
    cards = images.make_share_cards(outputs, site, processed.copies, static / FACE, look.tokens.colours(), store)
    problems += cross_problems(read, items, site, outputs, parts)
    copies = (*_plain(found.files, documents.refused), *processed.copies, *documents.copies, *cards)
    files = frozenset([*(output.path for output in outputs), *(path for _, path in copies), *bundle.files])
    problems += crosschecks.find_aliases_of_files(items, files)
    return Plan(
        outputs=tuple(_first_of_each(outputs, files)),
        copies=copies,
        bundle=bundle,
        globals=template_globals(site, bundle.addresses, drafts=drafts),
        filters=template_filters(site),
        problems=tuple(problems),
        claimed=claimed,
        base_path=f"{base}/",
        site=site,
        parts=tuple(part.rules(site.settings) for part in parts),
    )


def make_converter(services: Sequence[Service], unlisted: Sequence[Service] = (), lang: str = DEFAULT) -> Converter:
    """Return the converter of bodies into HTML, making embeds of *services*, not *unlisted*.

    *lang* is the language of texts that name none.
    """
    extension = EmbedExtension(services, unlisted)
    return Converter([extension], lambda: extension.embeds, lambda: extension.problems, lang)


def plan_outputs(site: Site) -> list[Output]:
    """Return every output file about *site*; of two at one path the first counts."""
    pages = views.plan_pages(site)
    return [*pages, *machine_files.plan_machine_files(site, pages), *open_data.plan_open_data(site)]


def template_filters(site: Site) -> dict[str, Callable[..., str]]:
    """Return the filters that templates may use."""
    return {**FILTERS, "data_block": data_block, "url": site.url}


def _pictures(files: Iterable[MediaFile], shown: frozenset[str], store: ImageCache) -> ProcessedImages:
    found = (SourceImage(file.source, file.output, f"/{file.output}" in shown) for file in files if file.is_picture)
    return process_images(found, store)


def _without_withheld(
    found: MediaFiles,
    content: Path,
    items: Iterable[ContentItem],
    shown: Iterable[ContentItem],
    settings: SiteSettings,
    sources: Mapping[str, str],
) -> MediaFiles:
    """Return the files that are *found*, without those that only withdrawn texts name."""
    withdrawn = [content / item.source.partition("/")[2] for item in items if item.withdrawn is not None]
    if not withdrawn:
        return found
    known = frozenset(f"/{file.output}" for file in found.files)
    withheld = find_withheld(withdrawn, known, shown, settings.values, sources)
    return replace(found, files=tuple(file for file in found.files if f"/{file.output}" not in withheld))


def _plain(files: Iterable[MediaFile], refused: frozenset[str]) -> Iterator[tuple[Path, str]]:
    """Yield the files that go out as they are."""
    whole = (file for file in files if not file.is_raster and not file.is_pdf)
    return ((file.source, file.output) for file in whole if f"/{file.output}" not in refused)


def template_globals(site: Site, assets: Mapping[str, str], *, drafts: bool) -> dict[str, object]:
    """Return the globals of all templates; *assets* are addresses by name."""
    return {
        "site": site.settings,
        "services": site.services,
        "service_of": site.service_of,
        "text_versions": {service.id: site.text_version(service) for service in site.services},
        "shared_by": {lang: find_shared(site.services, lang) for lang in LANGUAGE_OF},
        "assets": assets,
        "preview": drafts,
        "trial": site.is_preview_build,
        "linked": site.menu_addresses | {"/"},
        "sections": site.sections,
        "languages": LANGUAGE_OF,
        "main_lang": str(site.settings.get("lang", "de")),
        "feeds": tuple((address, title) for address, title, _ in machine_files.feeds(site)[1:]),
    }


def _is_due(item: ContentItem, day: dt.date) -> bool:
    return item.status != "draft" and (item.date is None or day_of(item.date) <= day)


def _first_of_each(outputs: Iterable[Output], files: frozenset[str]) -> Iterator[Output]:
    """Yield one output for each path, none within one of *files*.

    Those that are left out have been reported as problems.
    """
    seen = set()
    for output in outputs:
        if output.path not in seen and files.isdisjoint(folders_of(output.path)):
            seen.add(output.path)
            yield output
