"""A server that does not answer: every class of error has its German reason."""

from __future__ import annotations

import socket

import pytest
from botocore.exceptions import EndpointConnectionError, SSLError
from urllib3 import HTTPConnectionPool, PoolManager, Retry, Timeout, exceptions
from urllib3.connection import HTTPConnection

from plugins.publish.connection_errors import explain_connection_error
from plugins.publish.target import PublishingError
from plugins.publish.targets.pages import PagesTarget
from plugins.publish.targets.s3 import S3Target

POOL = HTTPConnectionPool("x")
NAME = "sein Name lässt sich nicht auflösen"
REFUSED = "er nimmt keine Verbindung an"
UNKNOWN = exceptions.NameResolutionError("x", HTTPConnection("x"), socket.gaierror())
CERTIFICATE = "sein Zertifikat stimmt nicht"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (exceptions.MaxRetryError(POOL, "/", exceptions.SSLError("x")), CERTIFICATE),
        (exceptions.MaxRetryError(POOL, "/", exceptions.ConnectTimeoutError()), "in angemessener Zeit"),
        (exceptions.MaxRetryError(POOL, "/", exceptions.ProxyError("x", OSError())), "der Proxy dazwischen"),
        (exceptions.ProtocolError("x"), "die Verbindung ist abgebrochen"),
        (exceptions.LocationParseError("x"), "die Adresse ist keine"),
        (SSLError(endpoint_url="x", error=exceptions.SSLError("x")), CERTIFICATE),
        (EndpointConnectionError(endpoint_url="x", error=UNKNOWN), NAME),
        (EndpointConnectionError(endpoint_url="x"), "die Verbindung kam nicht zustande"),
    ],
)
def test_each_error_has_its_reason(error: Exception, reason: str) -> None:
    """Whichever library wraps it."""
    assert reason in explain_connection_error(error)


@pytest.mark.parametrize(("server", "reason"), [("http://127.0.0.1:9", REFUSED), ("http://nirgends.invalid", NAME)])
def test_a_server_that_is_not_there_is_told_in_german(
    server: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the host of a finished folder and by a store of objects."""
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    store = S3Target({"bucket": "probe", "endpoint": server}, {"access_key": "a", "secret_key": "b"})
    with pytest.raises(PublishingError, match=reason):
        PagesTarget("public", server).live_release()
    with pytest.raises(PublishingError, match=reason), store.open_session(only_read=True) as session:
        session.live_release()


def test_an_error_by_urllib3_itself_is_known() -> None:
    """As reading back meets it."""
    with (
        PoolManager(timeout=Timeout(1), retries=Retry(0)) as pool,
        pytest.raises(exceptions.HTTPError) as caught,
    ):
        pool.request("GET", "http://127.0.0.1:9/")

    assert explain_connection_error(caught.value) == REFUSED
