"""Limits: what a file of the registry may not ask for, since a frame would follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from plugins.embeds.services.patterns import value_names
from plugins.embeds.services.service import AddressForm, Service

_FEATURES = {"", "encrypted-media", "fullscreen", "picture-in-picture", "web-share"}
_POLICIES = {"no-referrer", "origin", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
_CHOICE = re.compile(r"([\[(])([^\[\]()]*)[\])]")
_NAME = re.compile(r"\{\w+\}")
_HOST = re.compile(r"https://([^/?#]+)")
# What would leave the folder that an address names; as long as a value may have to be
_LEAVING = ("..", *(part * times for part in ("/", "a/", "../", "%2F", "a%2F", "..%2F") for times in range(1, 65)))


def find_unsafe(service: Service, data: Mapping[str, Any], values: Mapping[str, str]) -> Iterator[str]:
    """Yield the keys in *data*, from which *service* was made, that ask for too much.

    „src“ is an address of a frame at none of its hosts, values.name a value that could lead a frame elsewhere.
    """
    if not {feature.strip() for feature in service.allow.split(";")} <= _FEATURES:
        yield "allow"
    if service.referrerpolicy not in _POLICIES:
        yield "referrerpolicy"
    if service.share and not service.share.head.startswith("https://"):
        yield "share"
    sites = {site: list(spell_out(hosts, service.instances)) for site, hosts in data["sites"].items()}
    ours = {_owner(host) for host in (*service.hosts, *(host for hosts in sites.values() for host in hosts))}
    loaders = [host for text in data.get("loaders", ()) for host in _HOST.findall(text)]
    if not {_owner(host) for host in spell_out(loaders, service.instances)} <= ours:
        yield "loaders"
    for form in service.forms:
        yield from _find_unsafe_frame(
            service, form, values, [host for one in form.patterns for host in sites[one.site]]
        )


def _find_unsafe_frame(
    service: Service, form: AddressForm, values: Mapping[str, str], sites: Sequence[str]
) -> Iterator[str]:
    if form.src is None:
        return
    for name in sorted(value_names(form.src.head) & values.keys()):
        leaving = _LEAVING if f"/{{{name}}}" in form.src.head else _LEAVING[1:]
        if any(re.fullmatch(values[name], text, re.ASCII) for text in leaving):
            yield f"values.{name}"
    [host] = _HOST.findall(form.src.head)[:1] or [""]
    if not all(map(service.is_frame_host, sites if host == "{host}" else spell_out([host], service.instances))):
        yield "src"


def _owner(host: str) -> str:
    """Return what facebook.com and connect.facebook.net have in common of *host*."""
    return host.split(".")[-2] if "." in host else host


def find_shared_site(service: Service, hosts: Iterable[str], others: Iterable[Service]) -> Service | None:
    """Return the first of *others* with a site of *service*, whose file names *hosts*."""
    spelled = list(spell_out(hosts, service.instances))
    for other in others:
        tried = [host for example in other.examples for host in _HOST.findall(example.input)]
        if any(map(other.site_of, spelled)) or any(map(service.site_of, tried)):
            return other
    return None


def spell_out(hosts: Iterable[str], instances: Sequence[str]) -> Iterator[str]:
    """Yield *hosts* with each of their choices; a value in them counts as the letter x."""
    for host in hosts:
        if choice := _CHOICE.search(host):
            words = (*choice[2].split("|"), *([""] if choice[1] == "[" else []))
            yield from spell_out((host[: choice.start()] + word + host[choice.end() :] for word in words), instances)
        elif "{instance}" in host:
            yield from spell_out((host.replace("{instance}", one) for one in instances), instances)
        else:
            yield _NAME.sub("x", host)
