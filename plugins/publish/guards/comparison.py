"""Guards that compare with the previous release and the target: clock, size, lost addresses."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from plugins.core.urls import address_of, path_of
from plugins.publish.guards.context import GuardContext, Refusal
from plugins.publish.manifest import hash_path
from plugins.publish.withdrawn_addresses import TRANSCRIPT

CLOCK_TOLERANCE = 300  # seconds between our clock and that of the target
SMALLEST_SHARE = (
    0.8  # of the pages of the previous release; a site that loses more has more likely lost them by mistake
)
_SHOWN_ADDRESSES = 20
_LIST_FILES = ("", "index.json", "feed.xml", "kalender.ics")
_CLOCK = "Bitte die Uhr dieses Rechners stellen, am besten über NTP, und noch einmal aufrufen."
_ALIAS = "Bitte bei dem Text, der an die Stelle tritt, die frühere Adresse unter „aliases“ eintragen. "
_FILE = "Bitte die Datei wieder an ihren Platz legen. "
_ALLOW = "Soll sie wegfallen, ergänzen Sie: --allow-gone {}"


def check_clock(context: GuardContext) -> Iterator[Refusal]:
    """Yield a refusal if our clock is wrong.

    It is wrong if that of the target differs, or if the previous release is not earlier than this one. The name of a
    release, and which one is the newest, depend on it.
    """
    here, there = context.clocks
    if there is not None and abs(here - there) > CLOCK_TOLERANCE:
        yield Refusal(
            f"Die Uhr dieses Rechners geht gegenüber der des Ziels um {abs(here - there) / 60:.0f} Minuten "
            f"{'vor' if here > there else 'nach'}.",
            _CLOCK,
        )
    elif context.previous is not None and context.release.time <= context.previous.time:
        yield Refusal(
            f"Die letzte Veröffentlichung trägt die Zeit {context.previous.time}; nach der Uhr dieses Rechners "
            "liegt sie in der Zukunft.",
            _CLOCK,
        )


def check_size(context: GuardContext) -> Iterator[Refusal]:
    """Yield a refusal if there are far fewer pages than before."""
    before = context.previous.pages if context.previous else 0
    if context.release.pages < SMALLEST_SHARE * before and not context.may_shrink:
        yield Refusal(
            f"Die Website hat nur noch {context.release.pages} Seiten statt {before}.",
            "Bitte prüfen, ob Texte fehlen. Ist das so gewollt, ergänzen Sie: --allow-shrink",
        )


def check_addresses(context: GuardContext) -> Iterator[Refusal]:
    """Yield each address of the previous release that is lost, the first few by name.

    An address that redirects is not lost.
    """
    gone = sorted(_find_gone(context))
    for address in [one for one in gone if one in context.moved_texts]:
        gone.remove(address)
        moved = context.moved_texts[address]
        yield Refusal(f"Unter {address} stand bisher, was jetzt in {moved.file} steht.", moved.say_remedy())
    for address in gone[:_SHOWN_ADDRESSES]:
        remedy = (_ALIAS if address.endswith("/") else _FILE) + _ALLOW.format(address)
        yield Refusal(f"Unter {address} stand bisher etwas, jetzt nicht mehr.", remedy)
    if len(gone) > _SHOWN_ADDRESSES:
        yield Refusal(
            f"Noch {len(gone) - _SHOWN_ADDRESSES} weitere Adressen würden wegfallen.",
            "Bitte prüfen, ob das stimmt; jede braucht einen Eintrag unter „aliases“ oder --allow-gone.",
        )


def _find_gone(context: GuardContext) -> set[str]:
    previous = context.previous
    if previous is None:
        return set()
    excused = context.release.moved | context.allowed_gone
    following = context.withdrawn_files.union(*map(_companions, context.moved_texts))
    files = {address_of(path) for path in context.release.files}
    answering = files | excused | following | set(_find_emptied(excused - files, files, context))
    if not previous.has_hashed_paths:
        return {address for address in previous.addresses - answering if _page_of(address) not in excused}
    companions = {other for address in excused if address.endswith("/") for other in _companions(address)}
    known = {hash_path(path_of(address)) for address in answering | companions}
    marks = {hash_path(path_of(address)): address for address in context.moved_texts}
    gone = previous.files.keys() - known
    return {marks.get(mark, f"einer Adresse mit der Kennung {mark[:16]}") for mark in gone}


def _find_emptied(gone: AbstractSet[str], files: AbstractSet[str], context: GuardContext) -> Iterator[str]:
    """Yield the addresses of lists that may go with the last of their texts, which are *gone*.

    Nobody writes a list: it is there because its texts are, and each of these is asked for itself.
    """
    before = context.previous.addresses if context.previous else frozenset[str]()
    for folder in {address.rstrip("/").rpartition("/")[0] + "/" for address in gone}:
        if not any(address.startswith(folder) for address in files):
            yield from (f"{folder}{name}" for name in _LIST_FILES)
    if context.subjects and gone & before:
        subjects = f"{context.release.base_path}{context.subjects.lstrip('/')}"
        yield from (address for address in before if address.startswith(subjects))


def _page_of(address: str) -> str:
    """Return the page that the file at *address* belongs to: it moves and disappears with it."""
    if address.endswith(".ics"):
        return f"{address.removesuffix('.ics')}/"
    return address.removesuffix("index.json").removesuffix(TRANSCRIPT)


def _companions(address: str) -> tuple[str, str, str]:
    """Return the addresses of the page's JSON copy, an event's calendar and a film's text."""
    return f"{address}index.json", f"{address.removesuffix('/')}.ics", f"{address}{TRANSCRIPT}"
