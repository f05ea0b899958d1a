"""Loader: reads a file of the registry strictly, including its keys for embed codes.

    codes:             # elements to paste; the address of the content, and only these kinds
      - {code: blockquote.twitter-tweet, address: last link, kinds: [post]}
      - {code: "div#chart-*", address: program}  # any id that begins so; the address of a script inside
      - {code: b.post, address: data-id, before: "https://x.example/"}  # put before what is no web address
    wrapped:           # frames whose address carries that of the content
      - {from: "https://{main}/plugins/post.php", address: href, start: t}
    loaders: [...]     # programs that belong to a code; dropped with it, refused without
    programs: [...]    # words by which one is known that stands in the code itself
    shells: [...]      # empty elements that belong to a code; dropped with it
    widgets: [...]     # elements of the service that show no content: buttons, comments; refused
    credit: ...        # address to which the last link of a line below the code leads
    generic_titles: [] # titles of frames that say nothing

All of these keys may be missing. An iframe whose address is one of the service's forms always counts.

    instances: [...]   # hosts of a service that many run, unless a site names others: each is an {instance}
                       # in hosts, privacy and patterns; {instances} in a text for citizens names them all
    dropped: {...}     # choices that no frame of ours follows, by what is lost: {of: [parameters], instead: what to do}
    links: {...}       # addresses of the service that stay links, by what they are: a channel, an event
    reaches: ...       # countries outside the EU to which the data go, as behind „in“: die USA
    may_reach: ...     # those to which they can go, where that is not certain; only one of the two, none where unknown
    sets: ...          # what can be stored in the browser after the click: Cookies; none where unknown
    joint: ...         # address of the agreement (Art. 26 GDPR) that the provider publishes for websites, if it does
    within: {...}      # how paths begin at a site that holds other things as well: {main: /maps}
    simple: [...]      # what is transferred, in the words of Leichte Sprache and in the same order
    english: {...}     # the texts for citizens on pages in English, and label, article and note of each kind
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from plugins.embeds.services.changes import read_changes
from plugins.embeds.services.english import read_english
from plugins.embeds.services.limits import find_unsafe
from plugins.embeds.services.patterns import Pattern, Template, drop_optional, to_regex, value_names
from plugins.embeds.services.service import (
    AddressForm,
    DroppedChoice,
    EmbedKind,
    Example,
    PastedCode,
    Selector,
    Service,
    Wrapping,
)

HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)")  # of an instance, which is no number
_HOST_RULE = re.compile(rf"(?:\*\.)?{HOST.pattern}")  # all hosts below one, too
CODE_KEYS = frozenset({"codes", "wrapped", "loaders", "programs", "shells", "widgets", "credit", "generic_titles"})

_SELECTOR = re.compile(
    r"(?P<element>[a-z]+)?"
    r"(?:\.(?P<class_name>[a-z][a-z-]*)|#(?P<id>[a-z-]+\*?)|\[(?P<attribute>[a-z-]+)(?:=(?P<value>[A-Za-z]+))?\])"
)

_BEFORE = re.compile(rf"(?:https://{HOST.pattern}/(?:[A-Za-z0-9._-]+/)*)?")


class ServiceError(ValueError):
    """A mistake in a file of the registry, and its key; "" if it is the file as a whole."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(text)
        self.key = key


@contextmanager
def _about(key: str) -> Iterator[None]:
    """Give every mistake within the place *key*."""
    try:
        yield
    except ServiceError:
        raise
    except (ValueError, TypeError, AttributeError, LookupError, re.error) as error:
        raise ServiceError(key, str(error)) from error


def read_pasted_codes(data: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a service that its embed codes fill, or raise ``ValueError``."""
    read: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
        "codes": ("codes", lambda given: _code(given, data["kinds"])),
        "wrapped": ("wrappings", lambda given: _wrapping(given, data, values)),
        "loaders": ("loaders", lambda given: _loader(given, values)),
        "programs": ("programs", str),
        "shells": ("shells", _selector),
        "widgets": ("widgets", _selector),
        "generic_titles": ("generic_titles", str.casefold),
    }
    found: dict[str, Any] = {"credit": data.get("credit", "")}
    for key, (name, make) in read.items():
        with _about(key):
            found[name] = tuple(map(make, data.get(key, ())))
    return found


def _selector(text: str) -> Selector:
    match = _SELECTOR.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is none of element.class, element#id and element[attribute=value]")
    return Selector(text, **{name: found or "" for name, found in match.groupdict().items()})


def _code(given: Mapping[str, Any], kinds: Iterable[str]) -> PastedCode:
    if given.keys() - {"kinds", "before"} != {"code", "address"}:
        raise ValueError(f"an embed code has the keys code and address, perhaps kinds and before, not {sorted(given)}")
    if not _BEFORE.fullmatch(before := given.get("before", "")):
        raise ValueError(f"{before!r} is no beginning of an address: https://, a host, and a slash at the end")
    if unknown := set(given.get("kinds", ())) - set(kinds):
        raise ValueError(f"the code {given['code']!r} speaks of {sorted(unknown)}, which are no kinds of this service")
    address = tuple(part.strip() for part in given["address"].split(","))
    return PastedCode(_selector(given["code"]), address, tuple(given.get("kinds", ())), before)


def _wrapping(given: Mapping[str, Any], data: Mapping[str, Any], values: Mapping[str, str]) -> Wrapping:
    if given.keys() - {"start"} != {"from", "address"}:
        raise ValueError(f"a wrapped address has the keys from and address, perhaps start, but not {sorted(given)}")
    pattern = Pattern.of(given["from"], values)
    if pattern.site not in data["sites"]:
        raise ValueError(f"{given['from']!r} is at no site of this service")
    return Wrapping(pattern, given["address"], given.get("start", ""))


def _choice(what: str, given: Mapping[str, Any]) -> DroppedChoice:
    _keys(f"the choice {what!r}", given, {"of"}, {"instead"})
    return DroppedChoice(what, _list(given, "of"), given.get("instead", ""))


def _loader(text: str, values: Mapping[str, str]) -> re.Pattern[str]:
    if not text.startswith("https://"):
        raise ValueError(f"the loader {text!r} does not begin with https://")
    return re.compile(to_regex(text.removeprefix("https://"), values, named=False), re.ASCII)


_TEXTS = ("name", "provider", "address", "privacy", "purpose", "storage", "third_country", "legal_basis")
_FRAME = ("sandbox", "referrerpolicy")
_LISTS = ("transferred", "hosts", "frame_hosts", "rejects")
_SHORT = ("reaches", "may_reach", "sets", "joint")
REQUIRED = frozenset(
    (*("order", "changes", "source", "checked", "sites", "values", "kinds", "examples"), *_TEXTS, *_LISTS, *_FRAME)
)
OPTIONAL = CODE_KEYS | {
    *_SHORT,
    "panel",
    "allow",
    "start",
    "extras",
    "reserved",
    "default",
    "instances",
    "share",
    "feed",
    "links",
    "dropped",
    "within",
    "english",
    "simple",
}
HEIGHTS = (166, 360, 500, 560, 600, 720)  # in pixels, those that the stylesheet knows
_HEIGHT_KEYS = {"height_from", "height_ask", "frame_query"}
_SANDBOX = {"allow-forms", "allow-scripts", "allow-same-origin", "allow-popups", "allow-popups-to-escape-sandbox"}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which a key written twice is a mistake and not a silent loss."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) != len(keys):
            raise ValueError(f"a key stands twice in {node.start_mark}")
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def _read_day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    """Return the day *node* names, and its text if there is none: its key will say so."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _read_day)


def read_service(path: Path, instances: Sequence[str] = ()) -> Service:
    """Return the service that the file at *path* describes, or raise ``ValueError``.

    *instances* are the hosts to have in the place of those in the file.
    """
    try:
        data = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506 - it is a safe one
        return _service(path, {**data, "instances": list(instances)} if instances else data)
    except (ValueError, TypeError, AttributeError, LookupError, re.error, yaml.YAMLError) as error:
        key = error.key if isinstance(error, ServiceError) else ""
        raise ServiceError(key, f"{path.name}: {error}") from error


def _service(path: Path, data: Any) -> Service:
    if not hasattr(data, "keys"):
        raise TypeError("the file holds no keys")
    _keys("the file", data, REQUIRED, OPTIONAL)
    if type(data["order"]) is not int:  # true is one for Python
        raise ServiceError("order", "`order` is no whole number")
    if not isinstance(data.get("default", False), bool):
        raise ServiceError("default", "`default` is neither true nor false")
    if not isinstance(data["checked"], dt.date | None):
        raise ServiceError("checked", "`checked` is neither a day nor empty")
    if not set(_text(data, "sandbox").split()) <= _SANDBOX:
        raise ServiceError("sandbox", "`sandbox` allows more than a frame may have")
    for key in ("privacy", "source"):
        if not _text(data, key).startswith("https://"):
            raise ServiceError(key, "`privacy` or `source` does not begin with https://")
    if not data.get("joint", "https://").startswith("https://"):
        raise ServiceError("joint", "`joint` does not begin with https://")
    if "reaches" in data and "may_reach" in data:
        raise ServiceError("may_reach", "either the data go to other countries or they can go there, not both")
    with _about("changes"):
        changes = read_changes(data["changes"])
    instances = _instances(data)
    with _about("values"):
        values = _values(data, instances)
    with _about("sites"):
        sites = _sites(data["sites"], values)
    with _about("kinds"):
        kinds = {kind: _kind(kind, given) for kind, given in data["kinds"].items()}
        forms = tuple(_forms(data, values))
    with _about("links"):
        links = {
            what: tuple(_pattern(text, data, values, ()) for text in texts)
            for what, texts in data.get("links", {}).items()
        }
    with _about("dropped"):
        dropped = tuple(_choice(what, given) for what, given in data.get("dropped", {}).items())
    with _about("examples"):
        examples = tuple(Example(**{**given, "dropped": tuple(given.get("dropped", ()))}) for given in data["examples"])
    named = " und ".join(filter(None, (", ".join(instances[:-1]), *instances[-1:])))
    plain: dict[str, Any] = {key: _text(data, key).replace("{instances}", named) for key in (*_TEXTS, *_FRAME)}
    plain |= {key: _text(data, key) for key in _SHORT if key in data}
    plain |= {"simple": _list(data, "simple")} if "simple" in data else {}
    plain |= {key: tuple(_name_instances(_list(data, key), instances)) for key in _LISTS}
    for key in ("hosts", "frame_hosts"):  # they stand in the page's policy, where a blank or ; would begin another rule
        if other := [host for host in plain[key] if not _HOST_RULE.fullmatch(host)]:
            raise ServiceError(key, f"`{key}` are hosts, which {other} are not")
    service = Service(
        id=path.stem,
        file=str(path),
        order=data["order"],
        panel=data.get("panel", data["name"]),
        changes=changes,
        source=_text(data, "source"),
        checked=data["checked"],
        allow=data.get("allow", ""),
        default=data.get("default", False),
        instances=instances,
        share=_read_template(data, "share", {"url", "title"}),
        feed=data.get("feed", ""),
        sites=sites,
        start=tuple(data.get("start", ())),
        kinds=kinds,
        forms=forms,
        links=links,
        dropped=dropped,
        within=data.get("within", {}),
        examples=examples,
        **read_pasted_codes(data, values),
        **plain,
    )
    for key in find_unsafe(service, data, values):
        raise ServiceError(key, f"`{key}` asks for more than a frame may have")
    with _about("transferred"):
        service.received  # noqa: B018 - its words are to be read once
    with _about("simple"):
        if "simple" in data and len(service.simple) != len(service.transferred):
            raise ValueError("`simple` does not say of all that is transferred what `transferred` does")
        service.in_language("de-simple").received  # noqa: B018 - as above
    with _about("english"):
        return replace(service, english=read_english(data, service))


def _keys(place: str, data: Mapping[str, Any], required: AbstractSet[str], optional: AbstractSet[str]) -> None:
    missing, unknown = required - data.keys(), data.keys() - required - optional
    if missing or unknown:
        raise ValueError(f"{place} lacks {sorted(missing)} and has the unknown {sorted(unknown)}")


def _text(data: Mapping[str, Any], key: str) -> str:
    text = data[key]
    if not isinstance(text, str) or not text.strip():
        raise ServiceError(key, f"`{key}` is no text")
    return text.strip()


def _list(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    if not isinstance(data[key], list) or not all(isinstance(text, str) for text in data[key]):
        raise ServiceError(key, f"`{key}` is no list of texts")
    return tuple(data[key])


def _instances(data: Mapping[str, Any]) -> tuple[str, ...]:
    instances = _list(data, "instances") if "instances" in data else ()
    if other := [host for host in instances if not HOST.fullmatch(host)]:
        raise ServiceError("instances", f"`instances` are hosts, which {other} are not")
    return instances


def _name_instances(texts: Iterable[str], instances: Sequence[str]) -> Iterator[str]:
    """Yield *texts*, those with {instance} once for each."""
    for text in texts:
        yield from (text.replace("{instance}", host) for host in instances) if "{instance}" in text else (text,)


def _values(data: Mapping[str, Any], instances: Sequence[str]) -> dict[str, str]:
    """Return the pattern of each value; one of its reserved words, as a whole segment, is none."""
    values: dict[str, str] = dict(data["values"])
    if instances:
        values["instance"] = f"(?:{'|'.join(map(re.escape, instances))})"
    for name, words in data.get("reserved", {}).items():
        listed = "|".join(map(re.escape, words))
        values[name] = f"(?!(?i:{listed})(?![^/]))(?:{values[name]})"
    for name, pattern in values.items():
        if re.compile(pattern).groups:
            raise ValueError(f"the value {name} captures something: (?:...) is meant")
    return values


def _sites(given: Mapping[str, list[str]], values: Mapping[str, str]) -> re.Pattern[str]:
    sites = {name: "|".join(to_regex(host, values, named=False) for host in hosts) for name, hosts in given.items()}
    return re.compile("|".join(f"(?P<{name}>{hosts})" for name, hosts in sites.items()), re.ASCII)


def _kind(name: str, given: Mapping[str, Any]) -> EmbedKind:
    _keys(f"the kind {name}", given, {"label", "article", "forms"}, {"ratio", "height", "note", *_HEIGHT_KEYS})
    has_frame = any("src" in form for form in given["forms"])
    if has_frame != ("ratio" in given) + ("height" in given):
        raise ValueError(f"the kind {name} needs a ratio or a height, exactly where it has a frame")
    if "height_from" not in given and not _HEIGHT_KEYS.isdisjoint(given):
        raise ValueError(f"the kind {name} asks for a height, but does not say where in the answer it stands")
    if given.get("height", HEIGHTS[0]) not in HEIGHTS:
        raise ValueError(f"the kind {name} has another height than {HEIGHTS}")
    if "height_from" in given and "height" not in given:
        raise ValueError(f"the kind {name} needs a height until the frame tells its own")
    plain = {key: value for key, value in given.items() if key not in {"forms", "frame_query"}}
    return EmbedKind(**plain, frame_query=_read_template(given, "frame_query", {"origin", "host"}))


def _read_template(data: Mapping[str, Any], key: str, allowed: set[str]) -> Template | None:
    """Return the template under *key*, which may use the values *allowed*, if there is one."""
    if key not in data:
        return None
    template = Template.of(_text(data, key))
    if unknown := template.names() - allowed:
        raise ServiceError(key, f"`{key}` speaks of {sorted(unknown)}, but only {sorted(allowed)} are known there")
    return template


def _forms(data: Mapping[str, Any], values: Mapping[str, str]) -> Iterable[AddressForm]:
    extras = tuple(data.get("extras", ()))
    for kind, about in data["kinds"].items():
        for given in about["forms"]:
            _keys(f"a form of {kind}", given, {"from", "ref", "url"}, {"src", "begun", "code_only", "account_only"})
            patterns = tuple(_pattern(text, data, values, extras) for text in given["from"])
            if not all(given[key].startswith("https://") for key in ("url", "src", "begun") if key in given):
                raise ValueError(f"`url`, `src` or `begun` of {kind} does not begin with https://")
            ref, url = Template.of(given["ref"]), Template.of(given["url"])
            src, begun = (Template.of(given[key]) if key in given else None for key in ("src", "begun"))
            if begun and not (src and "start" in src.names() & begun.names()):
                raise ValueError(f"`begun` of {kind} needs {{start}}, and a frame that can begin there")
            _check_templates(kind, given["from"], [ref, url, *([src] if src else [])])
            code_only, account_only = given.get("code_only", False), given.get("account_only", False)
            yield AddressForm(kind, patterns, ref, url, src, begun, code_only, account_only)


def _pattern(text: str, data: Mapping[str, Any], values: Mapping[str, str], extras: tuple[str, ...]) -> Pattern:
    pattern = Pattern.of(text, values, extras)
    if pattern.site not in data["sites"]:
        raise ValueError(f"{text!r} is at no site of this service")
    return pattern


def _check_templates(kind: str, sources: list[str], templates: list[Template]) -> None:
    """Raise ValueError if a template uses a value that an address of its form may lack."""
    for source in sources:
        given = value_names(drop_optional(source)) | {"url", "ref", "host"}
        for template in templates:
            if lacking := template.list_required() - given:
                raise ValueError(f"{source!r} of {kind} does not always give {sorted(lacking)}")
