"""S3 lock: one publisher at a time; the lock of a killed one expires after two minutes."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from plugins.publish.target import PublishingError
from plugins.publish.targets.s3_store import KeyTakenError, S3Client

_EXPIRES_AFTER = 120.0  # seconds
_RENEWAL_INTERVAL = 30.0  # seconds


@contextmanager
def hold_lock(store: S3Client, key: str) -> Iterator[None]:
    """Hold the lock at *key* until the block ends. Raises PublishingError if somebody else does.

    The store decides who was first: see ``If-None-Match`` in
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html.
    """
    token = secrets.token_hex(16).encode()
    _acquire(store, key, token)
    over = threading.Event()
    renewing = threading.Thread(target=_renew, args=(store, key, token, over), daemon=True)
    renewing.start()
    try:
        yield
    finally:
        over.set()
        renewing.join()
        if store.read(key) == token:
            store.remove(key)


def _acquire(store: S3Client, key: str, token: bytes) -> None:
    try:
        store.write(key, token, IfNoneMatch="*")
    except KeyTakenError:
        current = store.read_etag(key)
        if current is not None and current[1] > _EXPIRES_AFTER:
            with suppress(KeyTakenError):
                store.write(key, token, IfMatch=current[0])
    if store.read(key) != token:
        raise PublishingError(
            "In diesen Speicher veröffentlicht gerade jemand anderes.",
            "Bitte warten, bis das fertig ist. Wurde ein Aufruf abgebrochen, geht es nach zwei Minuten wieder.",
        ) from None


def _renew(store: S3Client, key: str, token: bytes, over: threading.Event) -> None:
    while not over.wait(_RENEWAL_INTERVAL):
        with suppress(PublishingError):
            store.write(key, token)
