"""A proxy that stands in for the whole internet: it writes down who is asked, and answers with a stub."""

from __future__ import annotations

import datetime as dt
import ssl
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class StubProxy(ThreadingHTTPServer):
    """A proxy on loopback; `asked` holds all addresses in their order, `reached` all hosts, asked or not."""

    def __init__(self, stub: Callable[[str], str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.stub = stub
        self.asked: list[str] = []
        self.reached: list[str] = []
        self.tls = _certified()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server_port


class _Handler(BaseHTTPRequestHandler):
    """One connection: first the name of a host, then as if it were that host."""

    server: StubProxy
    protocol_version = "HTTP/1.1"
    host = ""

    def do_CONNECT(self) -> None:
        """Be the host that is asked for."""
        self.host = self.path.removesuffix(":443")
        self.server.reached.append(self.host)
        self.send_response(200)
        self.end_headers()
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb")

    def do_GET(self) -> None:
        """Answer with a stub, or with an empty picture."""
        url = f"https://{self.host}{self.path}" if self.host else self.path
        self.server.asked.append(url)
        is_page = "text/html" in self.headers.get("Accept", "")
        body = self.server.stub(url).encode() if is_page else b""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8" if is_page else "image/gif")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def finish(self) -> None:
        """End the connection, whichever it has become."""
        super().finish()
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the output belongs to pytest."""


@contextmanager
def stub_proxy(stub: Callable[[str], str]) -> Iterator[StubProxy]:
    """Let a proxy answer with *stub* of each address."""
    with StubProxy(stub) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield proxy
        proxy.shutdown()


def _certified() -> ssl.SSLContext:
    """Return a TLS context with a certificate that nobody has reason to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stub.invalid")])
    now = dt.datetime.now(dt.UTC)
    ours = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    dated = ours.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
    pem = dated.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        both = Path(folder) / "both.pem"
        both.write_bytes(secret + pem)
        context.load_cert_chain(both)
    return context
