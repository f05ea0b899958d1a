"""PDF files go out without what runs, sends or tells of their making, and links say what they are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from plugins.documents import cache
from plugins.documents.cache import DocumentCache
from plugins.documents.pdf import run
from plugins.documents.pdf.child import read_pdf
from plugins.documents.pdf.limits import LARGEST, OUT_OF_MEMORY
from plugins.documents.process import DocumentFile, ProcessedDocuments, process_documents
from tests.documents import samples
from tests.documents.samples import action, with_annotation
from tools.environment import ROOT

Edit = samples.Edit


def read(folder: Path, data: bytes) -> tuple[Mapping[str, object], bytes]:
    """Return what the reader says of *data*, and the bytes that go out."""
    file, cleaned = folder / "a.pdf", folder / "b.pdf"
    file.write_bytes(data)
    cleaned.unlink(missing_ok=True)
    answer = read_pdf(str(file), str(cleaned))
    return answer, cleaned.read_bytes() if cleaned.exists() else b""


def opened_with(what: Dictionary) -> Edit:
    return lambda made: made.Root.__setitem__("/OpenAction", what)


def link(address: str) -> Dictionary:
    return action("URI", URI=String(address))


def named_program(made: pikepdf.Pdf) -> None:
    made.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), action("JavaScript", JS=String("b"))]))
    )


def closing_program(made: pikepdf.Pdf) -> None:
    made.pages[0].obj.AA = Dictionary(C=action("JavaScript", JS=String("x")))


def deep_program(made: pikepdf.Pdf) -> None:
    made.Root.Private = Array([Array([Dictionary(A=Array([action("JavaScript", JS=String("x"))]))])])


def attached(made: pikepdf.Pdf) -> None:
    made.attachments["a.txt"] = b"x"


def drawn_form(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=made.make_stream(b"<xdp/>"))


DANGERS: dict[str, tuple[str, Edit]] = {
    "a program at the opening": ("program", opened_with(action("JavaScript", JS=String("app.alert(1)")))),
    "a program with a name": ("program", named_program),
    "a program at the end of a page": ("program", closing_program),
    "a program deep within": ("program", deep_program),
    "a second action": ("launch", opened_with(action("GoTo", Next=action("Launch", F=String("cmd.exe"))))),
    "a form that sends": ("form", with_annotation("Widget", A=action("SubmitForm", F=String("https://x.example/")))),
    "a form that a program draws": ("form", drawn_form),
    "an attached file": ("attachment", attached),
    "a file behind a pin": ("attachment", with_annotation("FileAttachment")),
    "a film": ("media", with_annotation("RichMedia")),
    "a link that is a program": ("link", with_annotation("Link", A=link("javascript:app.alert(1)"))),
    "a link that is one for those who skip signs": ("link", with_annotation("Link", A=link(" Java\nScript\t:x"))),
    "a link to a file of a machine": ("link", with_annotation("Link", A=link("file:///C:/Daten/plan.pdf"))),
    "a link at the opening": ("link", opened_with(link("vbscript:x"))),
}
HARMLESS: dict[str, Edit] = {
    "a first view": opened_with(action("GoTo", D=Array([0, Name.Fit]))),
    "a link": with_annotation("Link", A=link("https://www.beispiel.de/")),
    "a link to a mail address": with_annotation("Link", A=link("MAILTO:post@beispiel.de?subject=a:b")),
    "a link to a telephone": with_annotation("Link", A=link("tel:0211 12345")),
    "a link beside it": with_annotation("Link", A=link("/media/b.pdf?a=b:c")),
    "the base of links": lambda made: made.Root.__setitem__(
        "/URI", Dictionary(Base=String("https://www.beispiel.de/"))
    ),
    "a form to print": lambda made: made.Root.__setitem__("/AcroForm", Dictionary(Fields=Array([]))),
}


@pytest.mark.parametrize("case", DANGERS)
def test_what_runs_or_sends_does_not_go_out(case: str, tmp_path: Path) -> None:
    """Wherever in the file it stands."""
    danger, edit = DANGERS[case]

    assert read(tmp_path, samples.pdf(edit)) == ({"refused": danger}, b"")


@pytest.mark.parametrize("case", HARMLESS)
def test_what_does_nothing_goes_out(case: str, tmp_path: Path) -> None:
    """Links, views and fields to print are what PDF files are for."""
    answer, cleaned = read(tmp_path, samples.pdf(HARMLESS[case]))

    assert "refused" not in answer
    assert cleaned


@pytest.mark.parametrize("user", ["", "geheim"])
def test_a_locked_file_does_not_go_out(user: str, tmp_path: Path) -> None:
    """Not even one that everybody can open: it keeps programs from reading it aloud."""
    locked = samples.pdf(encryption=pikepdf.Encryption(owner="x", user=user))

    assert read(tmp_path, locked) == ({"refused": "locked"}, b"")


def test_nothing_tells_of_the_making(tmp_path: Path) -> None:
    """No author, program, day or path, and no former version; title, language and PDF/UA stay."""
    answer, cleaned = read(tmp_path, samples.pdf(samples.tagged, samples.written_by_somebody))

    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        told = b"".join(one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream))
        assert dict(pdf.docinfo) == {"/Title": "Der Bericht"}
        assert str(pdf.Root.Lang) == "de-DE"
    assert not [word for word in (b"Vorname", b"Amt 7", b"Benutzer", b"Textprogramm") if word in cleaned + told]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in told
    assert b"Der Bericht" in told
    assert answer["title"] is True


def test_the_same_file_goes_out_every_time(tmp_path: Path) -> None:
    """So that a site is the same on every machine."""
    data = samples.pdf(samples.tagged, samples.written_by_somebody)

    assert read(tmp_path, data) == read(tmp_path, data)


def test_a_signed_file_stays_as_it_is(tmp_path: Path) -> None:
    """Another byte, and the signature would count no more."""
    signed = samples.pdf(lambda made: made.Root.__setitem__("/Sig", Dictionary(ByteRange=Array([0, 1, 2, 3]))))

    answer, cleaned = read(tmp_path, signed)

    assert (answer["signed"], cleaned) == (True, b"")


@pytest.mark.parametrize(
    ("edits", "pages", "expected"),
    [
        ((samples.tagged,), 14, {"pages": 14, "is_tagged": True, "lang": "de-DE", "title": True}),
        ((), 1, {"pages": 1, "is_tagged": False, "lang": "", "title": False}),
        ((lambda made: made.Root.__setitem__("/MarkInfo", Dictionary(Marked=True)),), 1, {"is_tagged": False}),
        ((samples.tagged, lambda made: made.Root.__setitem__("/Lang", String('"><b>'))), 1, {"lang": ""}),
        ((with_annotation("Highlight", T=String("Vorname")),), 1, {"remarks": 1}),
    ],
)
def test_the_properties_are_those_of_the_file(
    edits: tuple[Edit, ...], pages: int, expected: Mapping[str, object], tmp_path: Path
) -> None:
    """Pages, tags, language, title, remarks of people."""
    answer, _ = read(tmp_path, samples.pdf(*edits, pages=pages))

    assert {key: answer[key] for key in expected} == expected


NESTED = b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000 + b"]" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n"
CIRCLE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>endobj
trailer<</Root 1 0 R>>
"""


@pytest.mark.parametrize("data", [b"%PDF-", samples.pdf()[:300], NESTED, CIRCLE, samples.pdf(pages=0)])
def test_a_broken_file_is_told(data: bytes, tmp_path: Path) -> None:
    """Cut off, nested without end, going round in circles, or without a page."""
    assert read(tmp_path, data) == ({"refused": "broken"}, b"")


@settings(max_examples=40)
@given(st.data())
def test_no_damage_stops_the_reader(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever bytes are there, there is an answer."""
    whole = bytearray(samples.pdf(samples.tagged, samples.written_by_somebody))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(9, len(whole) - 1))] = data.draw(st.integers(0, 255))

    answer, _ = read(tmp_path_factory.getbasetemp(), bytes(whole))

    assert "refused" in answer or answer["pages"]


def test_what_pages_show_is_not_unpacked(tmp_path: Path) -> None:
    """It stays byte for byte, and a few bytes that unpack to gigabytes cost nothing."""
    packed = zlib.compress(zlib.compress(b"\0" * 50_000_000))
    file, made = tmp_path / "source.pdf", pikepdf.new()
    made.add_blank_page()
    made.pages[0].obj.Contents = made.make_stream(b"")
    made.pages[0].obj.Contents.write(packed, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    made.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    _, cleaned = read(tmp_path, file.read_bytes())

    assert packed in cleaned
    assert len(cleaned) < len(packed) + 3_000


def processed(folder: Path, data: bytes, kept: Path) -> ProcessedDocuments:
    (folder / "bericht.pdf").write_bytes(data)
    return process_documents([DocumentFile(folder / "bericht.pdf", "media/bericht.pdf")], DocumentCache(kept))


def test_a_file_that_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build goes on, says so, and asks again the next time."""
    monkeypatch.setattr(run, "WAITING_SECONDS", 0.001)

    found = processed(tmp_path, samples.pdf(), tmp_path / "kept")

    (problem,) = found.problems
    assert (problem.code, problem.file, found.downloads, found.copies) == (
        "document-broken",
        "content/media/bericht.pdf",
        {},
        (),
    )
    assert "vernünftiger Zeit" in problem.message
    assert found.refused == {"/media/bericht.pdf"}
    assert not (tmp_path / "kept").exists()


def ending_with(line: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the reader be a shell that runs *line*, and return a PDF file."""
    reader = folder / "reader"
    reader.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    reader.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(reader))
    (folder / "a.pdf").write_bytes(samples.pdf())
    return folder / "a.pdf"


@pytest.mark.parametrize("line", ["kill -9 $$", "kill -XCPU $$", f"exit {OUT_OF_MEMORY}"])
def test_a_reader_that_is_stopped_is_no_answer(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the file nothing is known then, so it does not go out."""
    file = ending_with(line, tmp_path, monkeypatch)

    assert run.read_isolated(file) == ({"refused": run.TOO_LONG}, b"")


@pytest.mark.parametrize("end", ["exit 1", "exit 0", "echo []"])
def test_a_fault_of_the_reader_is_no_fault_of_the_file(
    end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing library would otherwise be told to the editor, for every file; developers read what it said."""
    file = ending_with(f"echo 'ImportError: pikepdf' >&2; {end}", tmp_path, monkeypatch)

    with pytest.raises(RuntimeError, match=r"a\.pdf(?s:.*)ImportError: pikepdf"):
        run.read_isolated(file)


def test_a_file_that_takes_too_much_memory_has_a_code(tmp_path: Path) -> None:
    """The process says so itself, within limits of its own."""
    (tmp_path / "a.pdf").write_bytes(samples.pdf())
    command = "from plugins.documents.pdf import child\ndef no_room(*_): raise MemoryError\nchild.read_pdf = no_room"

    done = subprocess.run([sys.executable, "-c", f"{command}\nchild.main()", "a", "b"], cwd=ROOT, check=False)

    assert done.returncode == OUT_OF_MEMORY


@pytest.mark.parametrize("suffix", [".pdf", ".ods", ".csv"])
def test_a_file_that_is_too_large_is_not_read(suffix: str, tmp_path: Path) -> None:
    """Its size is asked for first, and nothing is kept of it."""
    file = tmp_path / f"a{suffix}"
    file.touch()
    os.truncate(file, LARGEST + 1)

    found = process_documents([DocumentFile(file, f"media/a{suffix}")], DocumentCache(tmp_path / "kept"))

    (problem,) = found.problems
    assert "größer als 300 MB" in problem.message
    assert found.refused == {f"/media/a{suffix}"}
    assert not (tmp_path / "kept").exists()


def test_any_change_of_the_reader_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that other code gave is asked for again, whichever module it was."""
    (tmp_path / "a.pdf").write_bytes(samples.pdf())
    modules = sorted(Path(run.__file__).parent.glob("*.py"))
    keys = set()
    for changed in (None, *modules):
        reader = tmp_path / f"{changed and changed.stem}"
        shutil.copytree(modules[0].parent, reader)
        if changed:
            (reader / changed.name).write_text("# another", encoding="utf-8")
        monkeypatch.setattr(cache, "_READER", reader)
        keys.add(DocumentCache(tmp_path / "kept").key(tmp_path / "a.pdf"))

    assert len(keys) == len(modules) + 1


def test_a_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless what is kept of it is damaged."""
    data, kept = samples.pdf(samples.tagged, pages=3), tmp_path / "kept"
    first = processed(tmp_path, data, kept)
    ((cleaned, _),) = first.copies
    with monkeypatch.context() as without:
        without.setattr("plugins.documents.process.read_isolated", None)
        assert processed(tmp_path, data, kept) == first
    cleaned.write_bytes(b"damaged")

    assert processed(tmp_path, data, kept) == first
    assert cleaned.read_bytes().startswith(b"%PDF-")
    download = first.downloads["/media/bericht.pdf"]
    assert (download.pages, download.is_accessible, download.lang) == (3, True, "de-DE")
    assert download.size == cleaned.stat().st_size
