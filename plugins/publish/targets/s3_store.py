"""S3 client: the calls that publishing needs, by boto3.

Its errors become German sentences without secrets.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError
from urllib3.exceptions import HTTPError

from plugins.publish.connection_errors import explain_connection_error
from plugins.publish.target import PublishingError

P = ParamSpec("P")
R = TypeVar("R")
# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
_REFUSALS = {
    "NoSuchBucket": (
        "Den Speicher „{bucket}“ gibt es dort nicht.",
        "Bitte „bucket“ und „endpoint“ unter „targets“ prüfen.",
    ),
    "RequestTimeTooSkewed": (
        "Die Uhr dieses Rechners geht anders als die des Speicherdienstes.",
        "Bitte die Uhr stellen, am besten über NTP, und noch einmal aufrufen.",
    ),
    "SlowDown": ("Der Speicherdienst nimmt gerade nichts mehr an.", "Bitte in einigen Minuten noch einmal aufrufen."),
    "ServiceUnavailable": ("Der Speicherdienst ist gerade nicht da.", "Bitte in einigen Minuten noch einmal aufrufen."),
    "XMinioStorageFull": ("Im Speicher ist kein Platz mehr.", "Bitte dort Platz schaffen und noch einmal aufrufen."),
    "InsufficientStorage": ("Im Speicher ist kein Platz mehr.", "Bitte dort Platz schaffen und noch einmal aufrufen."),
    "507": ("Im Speicher ist kein Platz mehr.", "Bitte dort Platz schaffen und noch einmal aufrufen."),
}
_KEY = (
    "Der Speicherdienst nimmt den Schlüssel nicht an, oder er darf dort nicht lesen und schreiben.",
    "Bitte AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY und die Rechte des Schlüssels prüfen.",
)
_KEYS = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "403", "ExpiredToken", "InvalidToken"}


class KeyTakenError(Exception):
    """The key exists already, or no longer has the expected content."""


def translate_errors(work: Callable[P, R]) -> Callable[P, R]:
    """Decorate *work* so that errors of boto3 become PublishingError or KeyTakenError."""

    @wraps(work)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return work(*args, **kwargs)
        except NoCredentialsError:
            raise PublishingError("Für den Speicher fehlt der Schlüssel.", _KEY[1]) from None
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code in ("PreconditionFailed", "ConditionalRequestConflict"):
                raise KeyTakenError from None
            bucket = getattr(args[0], "bucket", "")
            message, remedy = _KEY if code in _KEYS else _REFUSALS.get(code, ("", ""))
            raise PublishingError(
                message.format(bucket=bucket) or f"Der Speicherdienst hat abgelehnt (Kennzahl {code[:40]}).",
                remedy or "Bitte noch einmal aufrufen; was schon dort ist, wird nicht noch einmal geschickt.",
            ) from None
        except (BotoCoreError, HTTPError) as error:
            raise PublishingError(
                f"Der Speicherdienst ist nicht zu erreichen: {explain_connection_error(error)}.",
                "Bitte „endpoint“ unter „targets“ und die Verbindung prüfen; was schon dort ist, wird nicht noch "
                "einmal geschickt.",
            ) from None

    return wrapper


class S3Client:
    """Client for one bucket."""

    @translate_errors
    def __init__(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self.bucket = settings["bucket"]
        config = Config(
            connect_timeout=10,
            read_timeout=60,
            retries={"mode": "standard", "total_max_attempts": 3},
            max_pool_connections=16,
            s3={"addressing_style": "path"} if settings.get("endpoint") else {},
        )
        try:
            self._client: Any = boto3.client(
                "s3",
                endpoint_url=settings.get("endpoint"),
                region_name=settings.get("region", "eu-central-1"),
                aws_access_key_id=secrets.get("access_key"),
                aws_secret_access_key=secrets.get("secret_key"),
                aws_session_token=secrets.get("session_token"),
                config=config,
            )
        except ValueError:  # what only the library finds wrong with a host
            raise PublishingError(
                f"Unter „{settings.get('endpoint')}“ kann kein Speicherdienst antworten.",
                "Bitte „endpoint“ unter „targets“ so schreiben: endpoint: https://s3.beispiel.de",
            ) from None

    @translate_errors
    def read_clock(self) -> float | None:
        """Return the seconds since 1970 by the store's clock."""
        answer = self._client.head_bucket(Bucket=self.bucket)
        date = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
        return parsedate_to_datetime(date).timestamp() if date else None

    @translate_errors
    def list_folders(self, prefix: str) -> list[str]:
        """Return the folders right below *prefix*."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix, Delimiter="/")
        return sorted(one["Prefix"] for page in pages for one in page.get("CommonPrefixes", ()))

    @translate_errors
    def list_sizes(self, prefix: str) -> dict[str, int]:
        """Return every key that begins with *prefix*, with its size in bytes."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        return {one["Key"]: one["Size"] for page in pages for one in page.get("Contents", ())}

    @translate_errors
    def read(self, key: str) -> bytes | None:
        """Return the content of *key*, or None if there is none."""
        try:
            return bytes(self._client.get_object(Bucket=self.bucket, Key=key)["Body"].read())
        except self._client.exceptions.NoSuchKey:
            return None

    @translate_errors
    def write(self, key: str, data: bytes, **condition: str) -> str:
        """Write *data* to *key*; return the ETag. Raises KeyTakenError if *condition* fails."""
        return str(self._client.put_object(Bucket=self.bucket, Key=key, Body=data, **condition)["ETag"])

    @translate_errors
    def upload(self, key: str, file: Path, digest: str) -> None:
        """Upload *file* to *key*; the store refuses it unless its SHA-256 is *digest*."""
        checksum = base64.b64encode(bytes.fromhex(digest)).decode()
        with file.open("rb") as body:
            self._client.put_object(Bucket=self.bucket, Key=key, Body=body, ChecksumSHA256=checksum)

    @translate_errors
    def copy(self, source: str, key: str, sent: Mapping[str, str]) -> None:
        """Copy the content of *source* to *key*, with the headers *sent*."""
        self._client.copy_object(
            Bucket=self.bucket,
            Key=key,
            CopySource={"Bucket": self.bucket, "Key": source},
            MetadataDirective="REPLACE",
            **sent,
        )

    @translate_errors
    def remove(self, key: str) -> None:
        """Remove *key*."""
        self._client.delete_object(Bucket=self.bucket, Key=key)

    @translate_errors
    def read_etag(self, key: str) -> tuple[str, float] | None:
        """Return the ETag of *key* and the seconds since it was written, or None if there is none."""
        try:
            answer = self._client.head_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in ("404", "NoSuchKey"):
                return None
            raise
        date = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
        now = parsedate_to_datetime(date) if date else answer["LastModified"]
        return str(answer["ETag"]), (now - answer["LastModified"]).total_seconds()
