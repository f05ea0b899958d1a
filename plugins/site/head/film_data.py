"""Film data: a film's page for machines, as a VideoObject.

In the words of https://schema.org/.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import cast

from plugins.core.dates import BERLIN, seconds
from plugins.core.model import ContentItem, Embed
from plugins.site.bodies import FilmPosition
from plugins.site.head.linked_values import Data, corrections, language, ministry, without_gaps
from plugins.site.plain_text import plain_text
from plugins.site.site import Site
from plugins.site.template_filters import iso

_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}


def film_data(item: ContentItem, site: Site, chapters: Iterable[FilmPosition] = ()) -> Data | None:
    """Return the VideoObject of the clip *item*, or None if it has no picture.

    Every VideoObject needs one.
    """
    values = item.fields
    home = site.home
    picture = str(values.get("poster", "")) or (item.image.src if item.image else "")
    if not picture:
        return None
    address = home + item.address
    return without_gaps(
        {
            "@type": "VideoObject",
            "@id": f"{address}#film",
            "name": item.title,
            "description": item.summary,
            "thumbnailUrl": home + picture,
            "uploadDate": _moment(cast("dt.date | dt.datetime", item.date)),
            "dateModified": _moment(item.updated) if item.updated else None,
            "correction": corrections(item),
            "duration": values.get("duration"),
            **_source(item, home),
            "url": address,
            "inLanguage": language(item),
            "isFamilyFriendly": True,
            "isAccessibleForFree": True,
            "accessibilityFeature": _features(item),
            "transcript": plain_text(item.body, site.words(item.lang).say("frame.picture")),
            "hasPart": _clips(tuple(chapters), seconds(str(values.get("duration", ""))), address),
            "publisher": ministry(site),
        }
    )


def _moment(value: dt.date | dt.datetime) -> str:
    """Return *value* as a moment; a whole day begins at midnight in Germany."""
    is_day = not isinstance(value, dt.datetime)
    return iso(dt.datetime.combine(value, dt.time(), BERLIN) if is_day else value)


def _source(item: ContentItem, home: str) -> dict[str, object]:
    """Return where the film itself is, and its captions."""
    video, embed = str(item.fields["video"]), cast("Embed | None", item.fields.get("embed"))
    if embed is not None:
        return {"embedUrl": embed.src} if embed.src else {"contentUrl": embed.place}
    captions = str(item.fields.get("captions", ""))
    about = {
        "@type": "MediaObject",
        "contentUrl": home + captions,
        "encodingFormat": "text/vtt",
        "inLanguage": language(item),
    }
    return {
        "contentUrl": home + video,
        "encodingFormat": _TYPES.get(video.rpartition(".")[2].lower()),
        "caption": about if captions else None,
    }


def _features(item: ContentItem) -> list[str]:
    names = {"captions": "captions", "audio_description": "audioDescription"}
    found = [name for key, name in names.items() if item.fields.get(key)]
    return [*found, "transcript"] if item.body.html.strip() else found


def _clips(chapters: tuple[FilmPosition, ...], length: int | None, address: str) -> list[Data]:
    """Return the chapters as parts that search engines can lead to.

    The last one ends with the film.
    """
    ends = [int(chapter.second) for chapter in chapters[1:]] + [length or 0]
    return [
        {
            "@type": "Clip",
            "name": chapter.text,
            "startOffset": int(chapter.second),
            **({"endOffset": end} if end > int(chapter.second) else {}),
            "url": f"{address}#t={chapter.second}",
        }
        for chapter, end in zip(chapters, ends, strict=False)
    ]
