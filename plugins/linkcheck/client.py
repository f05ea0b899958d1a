"""Link client: ask one address, by HEAD and, where a server refuses that, by GET.

No body is read.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urldefrag, urljoin
from urllib.request import getproxies

from urllib3 import PoolManager, ProxyManager, Timeout
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as TooSlowError
from urllib3.util import parse_url

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_GONE = frozenset({404, 410})
_OUR_OWN = frozenset({"local", "localhost", "internal"})
_MOST_HOPS = 10  # browsers follow 20


class AnswerKind(StrEnum):
    """Kind of an answer."""

    FINE = "fine"
    MOVED = "moved"  # for good, says the server
    GONE = "gone"  # 404 or 410
    CLOSED = "closed"  # the server answers, but not to programs, or has error of its own
    LOOP = "loop"
    SILENT = "silent"  # no answer in time, no connection, no such host, no valid certificate
    PRIVATE = "private"  # not asked: it would be a machine in our own network


GOOD = frozenset({AnswerKind.FINE, AnswerKind.MOVED})


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer for *address*: the last ``status``, 0 without one.

    ``to`` is the new address if it has moved, ``why`` the reason in German.
    """

    address: str
    kind: AnswerKind
    status: int = 0
    to: str = ""
    why: str = ""


@dataclass(slots=True)
class LinkClient:
    """HTTP client that introduces itself as ``agent``.

    ``private`` is whether machines of our own network may be asked.
    """

    agent: str
    connect: float = 5.0
    read: float = 15.0
    private: bool = False
    _pool: PoolManager = field(init=False, repr=False)
    _proxied: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        timeout = Timeout(connect=self.connect, read=self.read)
        proxy = getproxies().get("https") or getproxies().get("http")
        self._proxied = proxy is not None
        headers = {"User-Agent": self.agent, "Accept": "*/*"}
        options = {"num_pools": 50, "maxsize": 1, "timeout": timeout, "retries": False, "headers": headers}
        self._pool = ProxyManager(proxy, **options) if proxy else PoolManager(**options)  # type: ignore[arg-type]

    def ask(self, address: str) -> Answer:
        """Return the answer for *address*; it never raises."""
        try:
            return self._follow(address)
        except (NewConnectionError, socket.gaierror):  # the first is also one of the next, says the library
            return Answer(address, AnswerKind.SILENT, why="Zu diesem Server kam keine Verbindung zustande.")
        except TooSlowError:
            return Answer(address, AnswerKind.SILENT, why="Der Server hat nicht rechtzeitig geantwortet.")
        except SSLError:
            return Answer(address, AnswerKind.SILENT, why="Das Zertifikat des Servers passt nicht oder ist abgelaufen.")
        except (HTTPError, OSError, ValueError) as error:
            return Answer(address, AnswerKind.SILENT, why=f"Die Verbindung brach ab ({type(_cause(error)).__name__}).")

    def _follow(self, address: str) -> Answer:
        """Follow redirections to their end."""
        at, _ = urldefrag(address)
        seen, for_good = {at}, True
        while True:
            if not self._may_ask(at):
                return Answer(address, AnswerKind.PRIVATE)
            status, to = self._status(at)
            if status not in _REDIRECTS or not to:
                break
            for_good &= status in _FOR_GOOD
            at, _ = urldefrag(urljoin(at, to))
            if at in seen or len(seen) > _MOST_HOPS:
                return Answer(address, AnswerKind.LOOP, status)
            seen.add(at)
        if status >= 400:
            return Answer(address, AnswerKind.GONE if status in _GONE else AnswerKind.CLOSED, status)
        moved = len(seen) > 1 and for_good
        return Answer(address, AnswerKind.MOVED if moved else AnswerKind.FINE, status, at if moved else "")

    def _status(self, address: str) -> tuple[int, str]:
        """Return the status of *address*, and where it redirects to."""
        found = self._once("HEAD", address)
        return found if found[0] < 400 else self._once("GET", address)

    def _once(self, method: str, address: str) -> tuple[int, str]:
        answer = self._pool.request(method, address, redirect=False, preload_content=False)
        try:
            return answer.status, answer.headers.get("Location", "")
        finally:
            answer.close()  # the body is nothing to us

    def _may_ask(self, address: str) -> bool:
        """Return whether *address* is one of the public internet, as far as its name tells now."""
        parts = parse_url(address)  # as the library that connects reads it: a backslash ends the host
        if parts.scheme not in ("http", "https") or not parts.host:
            return False
        if self.private:
            return True
        host = parts.host.strip("[]").rstrip(".")
        try:
            return ipaddress.ip_address(host).is_global
        except ValueError:
            pass
        if self._proxied:  # names are for the proxy to look up; one that ends in a number is an address
            _, dot, last = host.rpartition(".")
            return bool(dot) and not last[:1].isdigit() and last not in _OUR_OWN
        found = socket.getaddrinfo(host, parts.port or parts.scheme, type=socket.SOCK_STREAM)
        return all(ipaddress.ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found)


def _cause(error: Exception) -> BaseException:
    reason = error.reason if isinstance(error, MaxRetryError) else None
    return reason or error
