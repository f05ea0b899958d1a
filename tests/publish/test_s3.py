"""Publishing to a store that speaks S3: the order of writes, and the state after a kill.

The store is moto's server: none of the registries that this project installs from has MinIO, Garage or SeaweedFS. It
checks no keys; what a store says that does is answered by a stub.
"""

from __future__ import annotations

import gzip
import itertools
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from plugins.cli import publish_commands
from plugins.core.dates import now
from plugins.publish import manifest, read_back, staged_release
from plugins.publish.target import PublishingError
from plugins.publish.targets import s3, s3_lock
from plugins.publish.targets.s3_store import S3Client
from tests.publish.test_publishing import ERSTER, _an_article_goes
from tests.servers import free_port
from tools.environment import ROOT

BUCKET = "beispiel"
KILLED = 15
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Where the store is."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=free_port(), verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@dataclass
class Bucket:
    """The store as anybody sees it, and all requests of the publisher since a test began."""

    client: Any
    content: Path
    url: str
    asked: list[tuple[str, str]] = field(default_factory=list)

    def publish(self, *gone: str, **switches: bool) -> int:
        """Publish, and return the exit code."""
        self.asked.clear()
        return publish_commands.publish(
            "speicher", self.content, self.content.parent / "output", allow_gone=gone, **switches
        )

    def shown(self) -> set[str]:
        """Return every key that readers may ask for."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        return {
            one["Key"] for page in pages for one in page.get("Contents", ()) if not one["Key"].startswith(s3.FOLDER)
        }

    def get(self, key: str) -> dict[str, Any]:
        """Return the answer to a request for *key*, with its body."""
        answer = self.client.get_object(Bucket=BUCKET, Key=key)
        return {**answer, "Body": answer["Body"].read()}

    def written(self) -> list[str]:
        """Return the live keys in the order in which they were copied or removed."""
        return [
            f"{what} {key}"
            for what, key in self.asked
            if what in ("CopyObject", "DeleteObject") and s3.FOLDER not in key
        ]


@pytest.fixture
def bucket(content: Path, endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """An empty store, read back through a small server like those in front of stores."""
    monkeypatch.setattr(publish_commands, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(read_back, "PATIENCE", 1.0)
    steps = itertools.count(1)
    monkeypatch.setattr(staged_release, "now", lambda: now() + timedelta(seconds=next(steps) / 2))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "probe")
    client = boto3.client("s3", endpoint_url=endpoint, region_name="eu-central-1")
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    with in_front(client) as url:
        made = Bucket(client, content, url)
        record(made, monkeypatch)
        describe(content, endpoint, url)
        yield made
    empty(client)


def empty(client: Any) -> None:
    """Remove the bucket with all that is in it."""
    while found := client.list_objects_v2(Bucket=BUCKET).get("Contents"):
        client.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": one["Key"]} for one in found]})
    client.delete_bucket(Bucket=BUCKET)


def describe(content: Path, endpoint: str, url: str) -> None:
    """Name the store in site.yaml."""
    told = {"kind": "s3", "bucket": BUCKET, "endpoint": endpoint, "url": f"{url}/"}
    with (content / "site.yaml").open("a", encoding="utf-8") as facts:
        facts.write("targets:\n  speicher:\n" + "".join(f"    {key}: {value}\n" for key, value in told.items()))


def record(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write down every request of the publisher."""
    begin = S3Client.__init__

    def listening(self: S3Client, *args: Any) -> None:
        begin(self, *args)

        def asked(params: dict[str, Any], model: Any, **_more: Any) -> None:
            bucket.asked.append((model.name, str(params.get("Key", ""))))

        self._client.meta.events.register("provide-client-params.s3", asked)

    monkeypatch.setattr(S3Client, "__init__", listening)


class in_front:  # noqa: N801 - reads as what it does
    """A server that shows a bucket as stores do: an address with a slash is its index.html."""

    def __init__(self, client: Any) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                key = self.path.lstrip("/")
                try:
                    answer = client.get_object(Bucket=BUCKET, Key=f"{key}index.html" if key[-1:] in ("", "/") else key)
                except client.exceptions.NoSuchKey:
                    self.send_error(404)
                    return
                body = answer["Body"].read()
                self.send_response(200)
                if answer.get("ContentEncoding"):
                    self.send_header("Content-Encoding", answer["ContentEncoding"])
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_trouble: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def own_keys(cache: Path) -> dict[str, bytes]:
    """Return the keys that readers should find after the latest publishing."""
    [root] = (cache / "releases").glob("speicher@*/site")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix not in (".br", ".gz") and path.name not in s3._LEFT_OUT
    }


def test_readers_find_the_site(bucket: Bucket, tmp_path: Path) -> None:
    """Every file has its path, type and lifetime; files for servers alone are not there."""
    assert bucket.publish() == 0

    expected = own_keys(tmp_path / "cache")
    assert bucket.shown() == expected.keys()
    for key, data in expected.items():
        assert bucket.get(key)["Body"] == data, key
    page, style = bucket.get("index.html"), next(key for key in expected if key.endswith(".css"))
    assert page["ContentType"] == "text/html; charset=utf-8"
    assert page["CacheControl"] == "public, max-age=60, must-revalidate"
    assert bucket.get(style)["CacheControl"] == "public, max-age=31536000, immutable"
    assert bucket.get("veranstaltungen/treffen.ics")["ContentType"] == "text/calendar; charset=utf-8"
    assert bucket.get("alt/index.html")["WebsiteRedirectLocation"] == "/aktuelles/erster/"
    assert "release.json" in expected


def test_a_page_comes_after_its_parts_and_what_is_gone_goes_last(bucket: Bucket) -> None:
    """First contents that nobody sees, then hashed names, files, pages, and lists of pages."""
    assert bucket.publish() == 0
    _an_article_goes(bucket)  # type: ignore[arg-type]
    image = "\n---\n![Ein Bild](/media/bild.jpg)\n\n"
    file = bucket.content / "pages/kontakt.md"
    file.write_text(file.read_text("utf-8").replace("\n---\n", image, 1), "utf-8")
    assert bucket.publish("/aktuelles/erster/", "/alt/") == 0

    written = bucket.written()
    ranks = [s3._rank(line.split(" ", 1)[1]) for line in written if line.startswith("CopyObject")]
    assert ranks == sorted(ranks)
    assert set(ranks) >= {0, 2, 3}
    assert [line.split()[0] for line in written] == ["CopyObject"] * len(ranks) + ["DeleteObject"] * (
        len(written) - len(ranks)
    )
    assert "DeleteObject aktuelles/erster/index.html" in written
    first_copy = next(n for n, (what, _) in enumerate(bucket.asked) if what == "CopyObject")
    assert all(key.startswith(s3.FOLDER) for what, key in bucket.asked[:first_copy] if what == "PutObject")
    assert not any(key.startswith(s3._BLOBS) for what, key in bucket.asked[first_copy:] if what == "PutObject")


def test_only_what_is_new_is_sent_and_copied(bucket: Bucket) -> None:
    """A release costs its changes alone."""
    assert bucket.publish() == 0
    file = bucket.content / ERSTER
    file.write_text(file.read_text("utf-8").replace("- Eins", "- Drei"), "utf-8")
    assert bucket.publish() == 0

    assert "CopyObject aktuelles/erster/index.html" in bucket.written()
    assert "CopyObject aktuelles/zweiter/index.html" not in bucket.written()
    assert sum(what == "PutObject" and key.startswith(s3._BLOBS) for what, key in bucket.asked) < 40


def test_the_previous_release_comes_back(bucket: Bucket) -> None:
    """With every file that it had."""
    assert bucket.publish() == 0
    before = {key: bucket.get(key)["Body"] for key in bucket.shown()}
    _an_article_goes(bucket)  # type: ignore[arg-type]
    assert bucket.publish("/aktuelles/erster/", "/alt/") == 0
    assert "aktuelles/erster/index.html" not in bucket.shown()

    assert publish_commands.rollback("speicher", bucket.content) == 0

    assert {key: bucket.get(key)["Body"] for key in before} == before


def _after(monkeypatch: pytest.MonkeyPatch, name: str, count: int) -> None:
    """Let the *count*-th call of a method of the store fail, as if somebody had pulled the plug."""
    real, calls = getattr(S3Client, name), itertools.count(1)

    def broken(self: S3Client, *args: Any, **more: Any) -> Any:
        if next(calls) >= count:
            raise PublishingError("Leitung weg.", "Bitte noch einmal.")
        return real(self, *args, **more)

    monkeypatch.setattr(S3Client, name, broken)


@pytest.mark.parametrize(
    ("name", "count"), [("upload", 20), ("write", 3), ("write", 4), ("copy", 1), ("copy", 5), ("remove", 1)]
)
def test_what_was_broken_off_is_finished_by_the_next_one(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, count: int
) -> None:
    """Whether contents or an activation were interrupted, readers find exactly the live release."""
    assert bucket.publish() == 0
    _an_article_goes(bucket)  # type: ignore[arg-type]
    facts = bucket.content / "site.yaml"
    facts.write_text(
        facts.read_text("utf-8").replace("lead: ", "lead: Neu: ", 1).replace("lead: Neu: ", "lead: Neu "), "utf-8"
    )
    with monkeypatch.context() as broken:
        _after(broken, name, count)
        assert bucket.publish("/aktuelles/erster/", "/alt/") == 1
    monkeypatch.setattr(s3_lock, "_EXPIRES_AFTER", -1.0)

    assert bucket.publish("/aktuelles/erster/", "/alt/") == 0

    expected = own_keys(tmp_path / "cache")
    assert {key: bucket.get(key)["Body"] for key in expected} == expected
    assert "aktuelles/erster/index.html" not in bucket.shown()
    assert all("assets/" in key or "pagefind/" in key for key in bucket.shown() - expected.keys())
    if name == "upload":
        sent = sum(what == "PutObject" and key.startswith(s3._BLOBS) for what, key in bucket.asked)
        assert sent < len(expected)


def test_killed_publishers_leave_no_page_without_its_parts(bucket: Bucket, tmp_path: Path) -> None:
    """At random moments, in an activation too; the next one that ends shows its own release."""
    assert bucket.publish() == 0
    chance = Random(3)
    for number in range(KILLED):
        facts = bucket.content / "site.yaml"
        facts.write_text(facts.read_text("utf-8").replace("lead: ", f"lead: {number} ", 1), "utf-8")
        with publisher(bucket.content, tmp_path) as running:
            try:
                running.wait(timeout=chance.uniform(1.0, 5.0))
            except subprocess.TimeoutExpired:
                running.kill()
        shown = bucket.shown()
        for key in sorted(shown):
            if key.endswith(".html"):
                parts = set(re.findall(rb'(?:href|src)="/(assets/[^"]+)"', bucket.get(key)["Body"]))
                assert {part.decode() for part in parts} <= shown, key
    with publisher(bucket.content, tmp_path) as running:
        assert running.wait() == 0

    expected = own_keys(tmp_path / "cache")
    assert {key: bucket.get(key)["Body"] for key in expected} == expected
    assert all("assets/" in key or "pagefind/" in key for key in bucket.shown() - expected.keys())


def publisher(content: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Return a publisher in a process of its own, which takes over a lock that was left behind."""
    words = [str(content), str(folder / "output"), str(folder / "cache"), "speicher", "impatient"]
    return subprocess.Popen(
        [sys.executable, str(ROOT / "tests/publish/publisher.py"), *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_five_releases_are_kept_and_no_content_without_one(bucket: Bucket) -> None:
    """The rest of the store is left alone."""
    bucket.client.put_object(Bucket=BUCKET, Key="anderes/datei.txt", Body=b"nicht von uns")
    for number in range(7):
        file = bucket.content / ERSTER
        file.write_text(file.read_text("utf-8").replace("- Eins", f"- Eins {number}"), "utf-8")
        assert bucket.publish() == 0

    store = S3Client({"bucket": BUCKET, "endpoint": bucket.client.meta.endpoint_url}, {})
    keys = s3.S3Session(store, serves_gzip=False)
    releases = keys.list_releases()
    needed = {digest for one in releases for digest in one.files.values()}
    kept = {key.removeprefix(s3._BLOBS) for key in store.list_sizes(s3._BLOBS)}
    assert len(releases) == 5
    assert len(kept - needed) == 5  # and their public manifests
    assert bucket.get("anderes/datei.txt")["Body"] == b"nicht von uns"


def test_texts_can_be_kept_packed(bucket: Bucket, endpoint: str, tmp_path: Path) -> None:
    """For stores behind which nobody packs; a browser unpacks them."""
    facts = bucket.content / "site.yaml"
    facts.write_text(facts.read_text("utf-8") + "    compression: gzip\n", "utf-8")
    assert bucket.publish() == 0

    page = bucket.get("index.html")
    assert page["ContentEncoding"] == "gzip"
    assert gzip.decompress(page["Body"]) == own_keys(tmp_path / "cache")["index.html"]
    assert "ContentEncoding" not in bucket.get("media/bild.jpg")
    assert endpoint


def test_only_one_publishes_at_a_time(bucket: Bucket, endpoint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The other one is told; a lock that was left behind ends by itself."""
    store = S3Client({"bucket": BUCKET, "endpoint": endpoint}, {})
    with s3_lock.hold_lock(store, f"{s3.FOLDER}lock"):
        assert bucket.publish() == 1
    assert "veröffentlicht gerade jemand anderes" in capsys.readouterr().err
    assert bucket.publish() == 0


def test_hidden_pages_are_named_nowhere_that_readers_may_look(bucket: Bucket) -> None:
    """Neither in the public manifest nor in a key that can be guessed."""
    assert bucket.publish() == 0

    hidden = b"versteckt"
    assert hidden not in bucket.get("release.json")["Body"]
    pages = bucket.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=s3.FOLDER)
    names = [one["Key"] for page in pages for one in page["Contents"]]
    told = [name for name in names if hidden in bucket.client.get_object(Bucket=BUCKET, Key=name)["Body"].read()]
    assert told
    assert all(len(name.split("/")[1].rsplit("-", 1)[-1]) in (16, 64) or "blobs/" in name for name in told)
    assert manifest.is_release_name(next(name for name in names if "manifest" in name).split("/")[1].rsplit("-", 1)[0])


class Refusing(BaseHTTPRequestHandler):
    """Answers every request with one refusal."""

    code, status = "", 403

    def _refuse(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = f"<?xml version='1.0'?><Error><Code>{self.code}</Code><Message>x</Message></Error>".encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_PUT = do_HEAD = do_DELETE = _refuse  # noqa: N815 - so the server calls them

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("code", "status", "sentence"),
    [
        ("SignatureDoesNotMatch", 403, "nimmt den Schlüssel nicht an"),
        ("InvalidAccessKeyId", 403, "nimmt den Schlüssel nicht an"),
        ("NoSuchBucket", 404, "Den Speicher „beispiel“ gibt es dort nicht."),
        ("RequestTimeTooSkewed", 403, "Die Uhr dieses Rechners geht anders"),
        ("SlowDown", 503, "nimmt gerade nichts mehr an"),
        ("XMinioStorageFull", 507, "ist kein Platz mehr"),
        ("EtwasAnderes", 400, "Kennzahl EtwasAnderes"),
    ],
)
def test_a_refusal_is_told(
    content: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: str,
    status: int,
    sentence: str,
) -> None:
    """In a sentence, without a traceback and without the key."""
    handler: type[BaseHTTPRequestHandler] = type("Handler", (Refusing,), {"code": code, "status": status})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        told = _told(content, tmp_path, monkeypatch, capsys, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()

    assert sentence in told


def test_a_store_that_has_vanished_is_told(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing listens there."""
    assert "ist nicht zu erreichen" in _told(content, tmp_path, monkeypatch, capsys, f"http://127.0.0.1:{free_port()}")


def _told(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], endpoint: str
) -> str:
    monkeypatch.setattr(publish_commands, "CACHE", tmp_path / "cache")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "GEHEIM1")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "GEHEIM2")
    describe(content, endpoint, "http://127.0.0.1:9")
    assert publish_commands.publish("speicher", content, content.parent / "output") == 1
    shown = capsys.readouterr()
    assert "GEHEIM" not in shown.out + shown.err
    assert "Traceback" not in shown.err
    assert "\n  → Bitte " in shown.err
    return shown.err
