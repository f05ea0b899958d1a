"""Tracking parameters: parts of an address that tell who copied it, and the address without.

Mail programs and networks lead links over themselves and add who has sent them, and to whom. Sources of the names:
Mozilla's query stripping list, the documentation of Matomo, etracker, Mapp, HubSpot and Mailchimp.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote, unquote_plus

_ADDRESS = re.compile(
    r"(?P<base>[Hh][Tt][Tt][Pp][Ss]?://(?P<host>[A-Za-z0-9.-]+)(?::[0-9]+)?(?P<path>/[^?#]*)?)"
    r"(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_INNER = re.compile(r"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+(?::[0-9]+)?(?:[/?#].*)?", re.IGNORECASE)
_SAFE = "%/:?#@!$&+;=~"
_DEEPEST = 20  # detours within each other

_PREFIXES = ("utm_", "hsa_", "mtm_", "etcc_", "__cft__", "__hs", "pk_campaign", "pk_kwd", "pk_keyword")
_EVERYWHERE = (
    "fbclid gclid dclid gclsrc gbraid wbraid srsltid msclkid twclid ttclid yclid ysclid li_fat_id epik "
    "wickedid irclickid mc_cid mc_eid mc_tc _hsenc _hsmi mkt_tok vero_id vero_conv oly_anon_id oly_enc_id "
    "rb_clickid s_cid sc_cid s_kwcid ef_id _ga _gl _gac igh igsh ighid igshid ref_src ref_url embed_source "
    "wt_mc wt_zmc wt.mc xtor at_medium at_campaign pk_source pk_medium pk_content pk_cid piwik_campaign "
    "piwik_kwd ml_subscriber ml_subscriber_hash dm_i sfmc_id mibextid share_id"
)
_NAMES = frozenset(_EVERYWHERE.split())
_NAMES_AT = {
    "facebook.com": "__tn__ __xts__ rdid share_url fref eav paipv _rdr",
    "google.com": "ved ei sca_esv gs_lcp gs_lcrp aqs sxsrf usg",
    "google.de": "ved ei sca_esv gs_lcp gs_lcrp aqs sxsrf usg",
    "linkedin.com": "trk lipi rcm trackingid midtoken midsig",
    "reddit.com": "ref ref_source",
    "soundcloud.com": "si",
    "spotify.com": "si",
    "tiktok.com": "_t _r refer is_copy_url is_from_webapp sender_device sender_web_id share_app_id share_link_id",
    "twitter.com": "s t cxt",
    "x.com": "s t cxt",
    "youtu.be": "si feature pp",
    "youtube.com": "si feature pp",
}
_TRACKING_AT = {host: frozenset(names.split()) for host, names in _NAMES_AT.items()}
# Below these names a mail address is a reader's: newsletters call it „e“, mail filters „data“. Below any other, such as
# „q“, „to“ or „resource“, it is what the page is about.
_OF_READERS = (
    "e em email e-mail e_mail mail email_address emailaddress user username user_email useremail login login_hint "
    "recipient subscriber subscriber_email contact data"
)
_NAMES_OF_READERS = frozenset(_OF_READERS.split())
_MAIL = re.compile(r"(?:\A|[|,;:<\s])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\Z|[|,;>\s])")


@dataclass(frozen=True, slots=True)
class _Detour:
    """A page that leads on to the address in one of its parameters."""

    host: re.Pattern[str]
    path: re.Pattern[str]
    parameters: tuple[str, ...]


def _detour(host: str, path: str, *parameters: str) -> _Detour:
    return _Detour(re.compile(host), re.compile(path), parameters)


_DETOURS = (
    _detour(r"(?:.+\.)?safelinks\.protection\.outlook\.com", ".*", "url"),
    _detour(r"statics\.teams\.cdn\.(?:office\.net|live\.net)", r"/evergreen-assets/safelinks/.*", "url"),
    _detour(r"(?:www\.)?google\.[a-z.]{2,6}", "/url", "q", "url"),
    _detour(r"lm?\.(?:facebook|instagram|messenger|threads)\.(?:com|net)", "/(?:l\\.php)?", "u"),
    _detour(r"(?:www\.|m\.)?facebook\.com", r"/l\.php|/flx/warn/?", "u"),
    _detour(r"(?:www\.|m\.)?youtube\.com", "/redirect", "q"),
    _detour(r"(?:www\.)?linkedin\.com", "/redir/redirect/?|/safety/go/?", "url"),
    _detour(r"out\.reddit\.com", ".*", "url"),
    _detour(r"(?:t|href)\.(?:umblr\.com|li)", "/redirect/?", "z"),
    _detour(r"deref-(?:gmx|web|1und1|mail)\.(?:net|de|com)", ".*", "redirectUrl"),
    _detour(r"(?:www\.)?duckduckgo\.com", "/l/", "uddg"),
    _detour(r"slack-redir\.net", "/link", "url"),
    _detour(r"linkprotect\.cudasvc\.com", "/url", "a"),
    _detour(r"exit\.sc", "/?", "url"),
    _detour(r"vk\.com", r"/away\.php", "to"),
)
_DEFENSE = re.compile(r"https://urldefense\.(?:com|us)/v3/__")


@dataclass(frozen=True, slots=True)
class CleanAddress:
    """An address without tracking; names of parameters and hosts of detours that it lost."""

    address: str
    parameters: tuple[str, ...] = ()
    detours: tuple[str, ...] = ()


def clean_address(address: str) -> CleanAddress:
    """Return *address* without tracking; one that has none stays as it is, sign by sign."""
    parameters: list[str] = []
    detours: list[str] = []
    for _ in range(_DEEPEST):
        inner, host = _unwrap(address)
        if not inner:
            break
        address = inner
        detours.append(host)
    found = _ADDRESS.fullmatch(address)
    if found is not None and (found["query"] or found["fragment"]):
        query, fragment = (_keep(found, part, parameters) for part in ("query", "fragment"))
        if parameters:
            address = found["base"] + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    return CleanAddress(address, tuple(dict.fromkeys(parameters)), tuple(dict.fromkeys(detours)))


def is_tracking(parameter: str, host: str, *, in_fragment: bool = False) -> bool:
    """Return whether the *parameter* „name=value“ at *host* tells of who copied it.

    A name alone is a place on the page where it stands *in_fragment*.
    """
    name, equals, value = parameter.partition("=")
    if in_fragment and not equals:
        return False
    name = unquote_plus(name).lower()
    if name in _NAMES or name.startswith(_PREFIXES):
        return True
    if any(name in names and (host == site or host.endswith(f".{site}")) for site, names in _TRACKING_AT.items()):
        return True
    may_name_mail = name in _NAMES_OF_READERS and ("@" in value or "%40" in value or "%25" in value)
    return may_name_mail and _MAIL.search(unquote_plus(unquote_plus(value))) is not None


def _keep(address: re.Match[str], part: str, dropped: list[str]) -> str:
    """Return that *part* of *address* without tracking, whose names are added to *dropped*."""
    parameters = (address[part] or "").split("&")
    host, in_fragment = address["host"].lower(), part == "fragment"
    dropping = [one for one in parameters if is_tracking(one, host, in_fragment=in_fragment)]
    dropped += (unquote_plus(one.partition("=")[0]) for one in dropping)
    return "&".join(one for one in parameters if one not in dropping)


def _unwrap(address: str) -> tuple[str, str]:
    """Return the address to which the detour *address* leads, and its host; "" if it is none."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return "", ""
    host = found["host"].lower()
    if (defence := _DEFENSE.match(address)) and "*" not in address:  # a star stands for a sign in what follows
        return _read_inner([address[defence.end() :].partition("__;")[0]]), host
    for detour in _DETOURS:
        if detour.host.fullmatch(host) and detour.path.fullmatch(found["path"] or "/"):
            parts = [part.partition("=") for part in (found["query"] or "").split("&")]
            values = (unquote(value) for wanted in detour.parameters for name, _, value in parts if name == wanted)
            return _read_inner(values), host
    return "", ""


def _read_inner(values: Iterable[str]) -> str:
    """Return the first web address among *values* as one may type it, or ""."""
    for value in values:
        if _INNER.fullmatch(value) and value.isprintable() and " " not in value:
            return quote(value, safe=_SAFE)
    return ""
