"""Foreign names: our keys as other systems and people call them.

The systems are Hugo, Jekyll, Pelican and WordPress. The form's own labels stand at the fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from plugins.content.near_names import fold

_NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "": {
            "title": "Überschrift Headline Schlagzeile name post_title heading",
            "summary": "Beschreibung Kurztext Vorspann Anreißer Teaser description excerpt abstract lead intro "
            "post_excerpt subtitle",
            "date": "publishdate pubdate post_date created Veröffentlichungsdatum",
            "updated": "Aktualisiert Geändert Stand lastmod modified last_modified_at last_modified post_modified",
            "status": "Zustand post_status state",
            "tags": "Schlagworte Stichworte Thema tag keywords topics labels",
            "category": "Kategorie Kategorien Rubriken categories section",
            "lang": "language locale",
            "translates": "translation_of Original",
            "slug": "Adresse post_name basename",
            "aliases": "alias permalink url redirect_from redirects save_as Weiterleitungen Weiterleitung",
            "image": "Titelbild Foto Beitragsbild cover thumbnail featured_image featuredimage hero picture images",
            "embeds": "Einbettungen",
            "corrected": "Korrektur Berichtigung Richtigstellung correction corrections erratum",
            "withdrawn": "Zurückziehen Zurückgenommen Depubliziert retracted withdraw",
            "review": "Prüfen Wiedervorlegen reviewdate review_date",
            "event": "Termin",
            "start": "von Anfang begin startdate event_date",
            "end": "bis Schluss enddate until",
            "place": "Veranstaltungsort location venue Wo",
            "organiser": "Veranstalterin organizer host",
            "programme": "Ablauf Tagesordnung program agenda",
            "register": "registration signup",
            "register_until": "Anmeldeschluss Anmeldefrist registration_deadline deadline",
            "repeat": "Wiederholung Wiederholungen Folgetermine Termine dates recurrence",
            "online": "Livestream Stream Zoom Webex Videokonferenz Online-Adresse virtuallocation",
            "price": "Eintritt Preis Teilnahmegebühr cost fee offers",
            "event_language": "Veranstaltungssprache",
            "access": "accessibility Zugang",
            "event_status": "eventstatus Absage",
            "previous_start": "previousstartdate",
            "gallery": "Galerie Bilder photos",
            "video": "Datei movie clip",
            "poster": "Vorschaubild",
            "duration": "Länge length",
            "captions": "subtitles vtt",
            "audio_description": "Hörfassung Audiodeskription",
        },
        "image": {
            "src": "Datei Bild url path file href",
            "alt": "Bildbeschreibung Beschreibung description text alttext title",
            "credit": "Quelle Foto Fotograf Fotografin copyright author",
            "caption": "Unterschrift",
        },
        "place": {
            "name": "Haus Raum Ort venue building",
            "street": "Straße Adresse address",
            "postcode": "PLZ zip",
            "city": "town",
        },
        "programme": {
            "time": "Zeit start",
            "title": "Titel Thema Punkt",
            "speaker": "Redner Rednerin Referentin Referent",
        },
        "withdrawn": {"day": "Tag Datum date", "text": "Grund Begründung Satz reason note"},
        "corrected": {"day": "Tag Datum date", "text": "Satz Hinweis sentence note"},
        "embeds": {
            "url": "link href src",
            "alternative": "Beschreibung description alt Textalternative text",
            "poster": "Vorschaubild Bild image thumbnail preview cover",
        },
    }
)
_STATUS = MappingProxyType(
    {
        "draft": {True: "draft", False: "published"},
        "entwurf": {True: "draft", False: "published"},
        "published": {True: "published", False: "draft"},
        "publish": {True: "published", False: "draft"},
        "öffentlich": {True: "published", False: "draft"},
        "veröffentlicht": {True: "published", False: "draft"},
        "private": {True: "hidden", False: "published"},
        "hidden": {True: "hidden", False: "published"},
        "unlisted": {True: "hidden", False: "published"},
        "versteckt": {True: "hidden", False: "published"},
    }
)
_TRUE, _FALSE = ("true", "yes", "ja", "1", "on", "wahr"), ("false", "no", "nein", "0", "off", "falsch")

WITHOUT_MEANING = frozenset(
    (
        *("layout", "type", "weight", "toc", "math", "comments", "comment_status", "ping_status", "sticky", "menu"),
        *("author", "authors", "autor", "autorin", "author_id", "post_type", "post_format", "id", "guid", "parent"),
        *("expirydate", "unpublishdate", "series", "markup", "sitemap", "robots", "noindex", "outputs", "resources"),
        *("cascade", "headless", "build", "linktitle", "sidebar", "share", "featured", "mathjax"),
    )
)
"""Keys of other systems for which there is none here."""


@cache
def names_below(group: str) -> Mapping[str, str]:
    """Return our key for each foreign name below the key *group*, "" for the top."""
    group = "image" if group in ("gallery", "poster") else group
    return {fold(name): key for key, names in _NAMES.get(group, {}).items() for name in names.split()}


def find_pair(key: str, value: str) -> tuple[str, str]:
    """Return our key and value for a foreign *key* with *value*, or two empty texts."""
    meanings = _STATUS.get(fold(key.strip()))
    plain = value.casefold()
    if meanings is None or plain not in (*_TRUE, *_FALSE):
        return "", ""
    return "status", meanings[plain in _TRUE]
