"""Service: a registry file as frozen data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from hashlib import sha256

from plugins.embeds.services.changes import Change
from plugins.embeds.services.nouns import name_alone, name_received
from plugins.embeds.services.patterns import Pattern, Template


@dataclass(frozen=True, slots=True)
class EmbedKind:
    """A sort of content a service has: how to call it, and the space it takes.

    Either ``ratio`` or ``height`` (in pixels) is set where there is a frame.
    ``note`` is a sentence for citizens, where there is something to explain.
    Where the frame reports its own height, ``height_from`` is the way to the number
    within its message ({ref} is that of the content), ``height_ask`` the message (JSON) that asks for it, and
    ``frame_query`` what the frame's address needs for that beside the content.
    """

    label: str
    article: str
    ratio: str = ""
    height: int | None = None
    note: str = ""
    height_from: str = ""
    height_ask: str = ""
    frame_query: Template | None = None


@dataclass(frozen=True, slots=True)
class AddressForm:
    """Addresses that mean the same thing, and the templates that write them anew.

    ``begun`` writes ``url`` for a ``start``, where the service has such an address.
    A form ``code_only`` counts in a pasted embed code, but not as a bare address; one
    ``account_only`` only as the address of an account of ours, whose newest it shows.
    """

    kind: str
    patterns: tuple[Pattern, ...]
    ref: Template
    url: Template
    src: Template | None = None
    begun: Template | None = None
    code_only: bool = False
    account_only: bool = False


@dataclass(frozen=True, slots=True)
class Selector:
    """Selector of HTML elements by name, and by class, id or attribute; empty means any.

    ``text`` is its spelling in the file.
    """

    text: str
    element: str = ""
    class_name: str = ""
    id: str = ""  # of any that begins so, if it ends in *
    attribute: str = ""
    value: str = ""

    def matches(self, tag: str, attributes: Mapping[str, str | None]) -> bool:
        """Return whether an element called *tag* with *attributes* is meant."""
        if self.element not in ("", tag):
            return False
        if self.class_name:
            return self.class_name in (attributes.get("class") or "").split()
        if self.id:
            return fnmatchcase(attributes.get("id") or "", self.id)
        return self.attribute in attributes and self.value in ("", attributes[self.attribute])


@dataclass(frozen=True, slots=True)
class PastedCode:
    """An element that a service lets people paste, and the place of the content's address in it.

    ``address`` names attributes in the order in which to look, or „first link“,
    „last link“ or „program“ inside. Only the ``kinds`` count, where there are any.
    ``before`` is put before a value that is no web address.
    """

    selector: Selector
    address: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Frame addresses with the address of the content in a parameter, and perhaps a start."""

    pattern: Pattern
    address: str
    start: str = ""


@dataclass(frozen=True, slots=True)
class DroppedChoice:
    """What an address chooses by *parameters*, but no frame of ours shows.

    *instead* says what is possible, perhaps with the public ``{url}``.
    """

    what: str
    parameters: tuple[str, ...]
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """An address and the embed it must become: the registry's own test."""

    input: str
    kind: str
    ref: str
    url: str
    src: str | None = None
    start: int | None = None
    end: int | None = None
    begun: str = ""
    code_only: bool = False
    account_only: bool = False
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """One service, as its file describes it; the texts are in ``lang`` and meant for citizens.

    ``share`` writes the address at which a reader can share a page there; ``feed`` is an
    example of an account's address whose newest content the service still shows in a frame.
    ``reaches`` are the countries outside the EU to which the data go, ``may_reach`` those to
    which they can go, ``sets`` is what can be stored in the browser after a click, ``joint`` the
    address of the agreement under Art. 26 GDPR that the provider publishes for sites.
    ``default`` says whether a site has it that names no services, ``instances`` are the hosts
    of a service that many run, each with its own ``privacy``. ``links`` are the addresses that
    stay links, by what they are, ``dropped`` the choices that frames do not follow; ``within`` says
    how paths begin at a site that holds other things as well. ``file`` is what it was read from,
    ``english`` the same in English, if it says so, ``simple`` what is transferred in Leichte Sprache.
    """

    id: str
    file: str = field(compare=False, repr=False)
    order: int
    name: str
    panel: str
    provider: str
    address: str
    privacy: str
    transferred: tuple[str, ...]
    purpose: str
    storage: str
    third_country: str
    legal_basis: str
    changes: tuple[Change, ...]
    source: str
    checked: dt.date | None
    hosts: tuple[str, ...]
    frame_hosts: tuple[str, ...]
    allow: str
    sandbox: str
    referrerpolicy: str
    kinds: Mapping[str, EmbedKind] = field(hash=False)
    forms: tuple[AddressForm, ...] = field(hash=False, repr=False)
    sites: re.Pattern[str] = field(hash=False, repr=False)
    reaches: str = ""
    may_reach: str = ""
    sets: str = ""
    joint: str = ""
    start: tuple[str, ...] = ()
    examples: tuple[Example, ...] = field(default=(), hash=False, repr=False)
    rejects: tuple[str, ...] = field(default=(), hash=False, repr=False)
    codes: tuple[PastedCode, ...] = field(default=(), repr=False)
    wrappings: tuple[Wrapping, ...] = field(default=(), hash=False, repr=False)
    loaders: tuple[re.Pattern[str], ...] = field(default=(), repr=False)
    programs: tuple[str, ...] = field(default=(), repr=False)
    shells: tuple[Selector, ...] = field(default=(), repr=False)
    widgets: tuple[Selector, ...] = field(default=(), repr=False)
    credit: str = ""
    default: bool = False
    instances: tuple[str, ...] = ()
    share: Template | None = field(default=None, repr=False)
    feed: str = ""
    generic_titles: tuple[str, ...] = field(default=(), repr=False)
    dropped: tuple[DroppedChoice, ...] = field(default=(), repr=False)
    links: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict, hash=False, repr=False)
    within: Mapping[str, str] = field(default_factory=dict, hash=False, repr=False)
    simple: tuple[str, ...] = ()
    lang: str = "de"
    english: Service | None = field(default=None, hash=False, repr=False)

    def in_language(self, lang: str) -> Service:
        """Return the service as a page in *lang* speaks of it, in German if it cannot."""
        if lang == "de-simple" and self.simple:
            return replace(self, transferred=self.simple)
        return self.english if self.english and lang.partition("-")[0] == "en" else self

    def site_of(self, host: str) -> str | None:
        """Return the name of the site that *host*, in lower case, belongs to."""
        match = self.sites.fullmatch(host)
        return match.lastgroup if match else None

    def holds(self, host: str, path: str) -> bool:
        """Return whether addresses at *host* with this *path* are the service's."""
        site = self.site_of(host)
        return site is not None and f"{path}/".startswith(f"{self.within.get(site, '')}/")

    def is_frame_host(self, host: str) -> bool:
        """Return whether a frame of this service may come from *host*."""
        return any(fnmatchcase(host, rule) for rule in self.frame_hosts)

    def is_loader(self, address: str) -> bool:
        """Return whether *address* is that of a program of its codes.

        It comes without scheme, parameters and fragment.
        """
        return any(loader.fullmatch(address) for loader in self.loaders)

    @property
    def listed(self) -> tuple[str, ...]:
        """What is transferred, each for a list."""
        return tuple(map(name_alone, self.transferred))

    @property
    def received(self) -> str:
        """What is transferred, as what the provider receives in a sentence."""
        return name_received(self.transferred, self.lang)

    def besides(self, shared: Service | None) -> Service:
        """Return the service with what is still to be said of it where *shared* was told."""
        if shared is None:
            return self
        own = tuple(noun for noun in self.transferred if noun not in shared.transferred)
        return replace(self, transferred=own, may_reach="" if shared.may_reach else self.may_reach)

    @property
    def name_with_instances(self) -> str:
        """The name, and behind it the servers of a service that many run."""
        return f"{self.name} ({', '.join(self.instances)})" if self.instances else self.name

    @property
    def notices(self) -> tuple[tuple[str, str], ...]:
        """Who gives notice of what becomes of the data, and the address where it stands."""
        if not self.instances:
            return ((self.name, self.privacy),)
        return tuple((instance, self.privacy.replace("{instance}", instance)) for instance in self.instances)

    @property
    def text_day(self) -> dt.date:
        """The day of the newest text: the version as citizens read it."""
        return self.changes[0].day

    @property
    def text_version(self) -> str:
        """The short hash of the facts that a citizen agrees to: another text, another hash."""
        agreed = (
            *(self.name, self.panel, self.provider, self.address, self.privacy, self.purpose),
            *(self.storage, self.third_country, self.legal_basis, self.reaches, self.may_reach, self.sets),
            *("", *self.transferred, "", *self.hosts),
        )
        return sha256("\n".join(agreed).encode()).hexdigest()[:8]


def find_shared(services: Sequence[Service], lang: str) -> Service | None:
    """Return a service with what is true of all *services* on a page in *lang*, if anything is.

    It is what they receive and where that can go. Of a single one nothing is shared.
    """
    if len(services) < 2:
        return None
    first, *others = [service.in_language(lang) for service in services]
    nouns = tuple(noun for noun in first.transferred if all(noun in other.transferred for other in others))
    countries = {service.reaches or service.may_reach for service in (first, *others)}
    may_reach = first.reaches or first.may_reach if len(countries) == 1 else ""
    return replace(first, transferred=nouns, reaches="", may_reach=may_reach) if nouns else None
