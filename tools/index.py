"""The Python package index of pip's settings: for uv, and for pip's own wheel."""

import configparser
import hashlib
import os
import re
import ssl
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

DEFAULT = "https://pypi.org/simple"
PIP = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"

FOR_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "no-index": "UV_NO_INDEX",
    "cert": "SSL_CERT_FILE",
}
SEPARATED_BY_COMMAS = {"UV_FIND_LINKS"}


def read_settings() -> dict[str, str]:
    """Return pip's settings, from its files and then from PIP_*; pip itself may be missing."""
    config_home = os.environ.get("XDG_CONFIG_HOME", "~/.config")
    files = [
        "/etc/pip.conf",
        "~/.pip/pip.conf",
        f"{config_home}/pip/pip.conf",
        os.environ.get("PIP_CONFIG_FILE", ""),
    ]
    config = configparser.RawConfigParser()
    config.read([Path(file).expanduser() for file in files if file])
    found: dict[str, str] = {}
    for section in ("global", "install"):
        found.update(config[section] if config.has_section(section) else {})
    for name, value in os.environ.items():
        if name.startswith("PIP_") and value:
            found[name[4:].lower().replace("_", "-")] = value
    return found


def uv_variables() -> dict[str, str]:
    """Return pip's settings as variables for uv, which does not read them; uv's own come first."""
    found = read_settings()
    variables = {theirs: " ".join(found[ours].split()) for ours, theirs in FOR_UV.items() if ours in found}
    for name in SEPARATED_BY_COMMAS & variables.keys():
        variables[name] = variables[name].replace(" ", ",")
    return {name: value for name, value in variables.items() if name not in os.environ}


def pip_wheel(folder: Path) -> Path:
    """Return pip's own wheel in *folder*, downloaded unless it is there; it runs as it is."""
    wheel = folder / PIP
    if wheel.exists() and _is_ours(wheel.read_bytes()):
        return wheel
    folder.mkdir(parents=True, exist_ok=True)
    try:
        content = download(read_settings().get("index-url", DEFAULT))
    except (OSError, LookupError) as reason:
        sys.exit(
            f"Das Installationsprogramm pip war nicht zu bekommen: {reason}\n"
            "  → Bitte die Verbindung prüfen; ein eigenes Paketverzeichnis nennen PIP_INDEX_URL und PIP_CERT."
        )
    if not _is_ours(content):
        sys.exit(
            f"Die Datei {PIP} aus dem Paketverzeichnis ist nicht die erwartete (andere SHA-256).\n"
            "  → Bitte nichts davon verwenden und denen Bescheid geben, die das Paketverzeichnis betreiben."
        )
    wheel.write_bytes(content)
    return wheel


def download(index: str) -> bytes:
    """Return the file PIP as *index* has it, whatever it holds."""
    page = f"{index.rstrip('/')}/pip/"
    link = re.search(rf'href="([^"#]*{re.escape(PIP)})', read(page).decode())
    if link is None:
        raise LookupError(f"{page} nennt keine Datei {PIP}.")
    return read(urljoin(page, link[1]))


def read(address: str, seconds: float = 60) -> bytes:
    """Return the content of *address*. Raises OSError that names the address."""
    request = urllib.request.Request(address, headers={"Accept": "text/html"})
    try:
        with urllib.request.urlopen(request, timeout=seconds, context=make_ssl_context()) as answer:
            content: bytes = answer.read()
    except urllib.error.URLError as reason:
        raise OSError(f"{address}: {reason.reason}") from reason
    return content


def make_ssl_context() -> ssl.SSLContext:
    """Return the TLS settings for downloads.

    Without certificates on this machine nothing is verified, but every download is compared with its hash.
    """
    own = read_settings().get("cert") or os.environ.get("SSL_CERT_FILE")
    if own or system_has_certificates():
        return ssl.create_default_context(cafile=own)
    # A bare Debian has no certificates to compare with. What we fetch is compared with its hash instead.
    return ssl._create_unverified_context()  # noqa: S323


def system_has_certificates() -> bool:
    """Return whether this machine has certificates of its own, a company's among them perhaps."""
    paths = ssl.get_default_verify_paths()
    return bool(paths.cafile or (paths.capath and any(Path(paths.capath).iterdir())))


def _is_ours(content: bytes) -> bool:
    return hashlib.sha256(content).hexdigest() == PIP_SHA256
