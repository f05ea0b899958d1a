"""Child: the process that reads one PDF file, within limits.

It is asked for by ``run``. What a library does with a hostile file ends here: in an answer, or with this process.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable, Mapping

import pikepdf

from plugins.documents.pdf.dangers import find_dangers
from plugins.documents.pdf.limits import COMPUTING_SECONDS, MEMORY, OUT_OF_MEMORY
from plugins.documents.pdf.metadata import clean_metadata
from plugins.documents.pdf.properties import read_properties


def main() -> None:
    """Read the PDF file of the first argument, write it to the second, the answer to stdout."""
    limits = {resource.RLIMIT_AS: MEMORY, resource.RLIMIT_CPU: COMPUTING_SECONDS, resource.RLIMIT_CORE: 0}
    for limit, most in limits.items():
        _limit(limit, most)
    try:
        print(json.dumps(read_pdf(sys.argv[1], sys.argv[2])))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


def _limit(limit: int, most: int) -> None:
    hard = resource.getrlimit(limit)[1]
    resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _save(pdf: pikepdf.Pdf, cleaned: str) -> None:
    """Write *pdf* for the web; what pages show stays byte for byte, and nothing is unpacked."""
    level = pikepdf.StreamDecodeLevel.none
    pdf.save(cleaned, linearize=True, deterministic_id=True, compress_streams=False, stream_decode_level=level)


def _is_damaged(warnings: Iterable[object]) -> bool:
    """Return whether the library had to guess at parts of a file; pages may be missing then."""
    return any("file is damaged" in str(one) or "reconstruct" in str(one) for one in warnings)


def read_pdf(path: str, cleaned: str) -> Mapping[str, object]:
    """Return the properties of the PDF file *path*, and write it to *cleaned* for the site.

    The answer has ``refused``, a danger, "locked" or "broken", or the properties.
    """
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                return {"refused": "locked"}
            found = find_dangers(pdf)
            if found.danger:
                return {"refused": found.danger}
            properties = read_properties(pdf)
            if not properties["pages"] or _is_damaged(pdf.get_warnings()):
                return {"refused": "broken"}
            title = clean_metadata(pdf)
            if not found.is_signed:  # another byte, and the signature counts no more
                _save(pdf, cleaned)
            return {**properties, "title": bool(title), "remarks": found.remarks, "signed": found.is_signed}
    except pikepdf.PasswordError:
        return {"refused": "locked"}
    except MemoryError:
        raise
    except Exception:  # a library may raise anything over a damaged file
        return {"refused": "broken"}


if __name__ == "__main__":
    main()
