"""Reading in general: what a document holds, how formats are told, and one plain sentence for each bad input."""

import hashlib
import importlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import readers
from kg.errors import KgError
from kg.readers import content, extras, formats, reading
from tests.readers_files import archive, pdf, replaced, word

KHMER = "ភ្នំពេញ៖ អាល្លឺម៉ង់\u200bផ្តល់ជំនួយ។\r\n\r\nបន្ទាត់ទីពីរ\u200c\r\u200dបី \n"
SHEET = archive(
    {"[Content_Types].xml": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"}
)
SLIDES = archive({"[Content_Types].xml": b"application/vnd.openxmlformats-officedocument.presentationml"})
LOCKED_PDF = pdf(["secret"]).replace(
    b"/Info 4 0 R",
    b"/Info 4 0 R/ID[(a)(a)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
    + b"00" * 32
    + b">/U<"
    + b"11" * 32
    + b">>>",
)


def test_a_text_is_read_character_for_character(tmp_path: Path) -> None:
    file = tmp_path / "release.txt"
    file.write_bytes(KHMER.encode())
    document = readers.read(str(file))
    assert document.text == KHMER
    assert document.sha256 == hashlib.sha256(KHMER.encode()).hexdigest()
    assert (document.path, document.media_type, document.language) == (str(file), "text/plain", "und")
    assert (document.published, document.url, document.warnings) == (None, None, ())
    assert document.title == "ភ្នំពេញ៖ អាល្លឺម៉ង់\u200bផ្តល់ជំនួយ។"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n \u200b\n  The heading \nMore.", "The heading"),
        ("x" * 200 + "\nMore.", "x" * 200),
        ("x" * 201 + "\nMore.", None),
    ],
)
def test_the_first_line_is_the_title_unless_it_is_long(tmp_path: Path, text: str, title: str | None) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text)
    assert readers.read(str(file)).title == title


PAGE = b"<!DOCTYPE html><html><body><p>Germany supports Cambodia.</p></body></html>"


@pytest.mark.parametrize(
    ("name", "written", "media_type"),
    [
        ("a.txt", pdf(["Germany supports Cambodia."]), "application/pdf"),
        ("a.pdf", pdf(["Germany supports Cambodia."]), "application/pdf"),
        ("a", word("Germany"), formats.FORMATS[1].media_type),
        ("a.html", b"<p>Germany supports Cambodia.</p>", "text/html"),
        ("a.HTM", PAGE, "text/html"),
        ("a.txt", PAGE, "text/html"),
        ("a.txt", b"\xef\xbb\xbf \n" + PAGE, "text/html"),
        ("a.txt", PAGE.decode().encode("utf-16"), "text/html"),
        ("a.txt", b"<p>Germany supports Cambodia.</p>", "text/plain"),
        ("a.txt", b"<htmlx>", "text/plain"),
        ("a.md", b"# Germany", "text/markdown"),
        ("a.rst", b"Germany", "text/plain"),
        ("README", b"Germany", "text/plain"),
        ("a.csv", b"provider,amount\nGermany,5", "text/plain"),
    ],
)
def test_content_tells_the_format_before_the_ending(
    tmp_path: Path, name: str, written: bytes, media_type: str
) -> None:
    file = tmp_path / name
    file.write_bytes(written)
    assert readers.read(str(file)).media_type == media_type


@pytest.mark.parametrize(
    ("name", "written", "says"),
    [
        ("a.txt", b"", "is empty; save or download the document again"),
        ("a.txt", b" \r\n\t\xe2\x80\x8b\n", "there is no text in it"),
        ("a.md", b"\xef\xbb\xbf", "there is no text in it"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "there is no text in it"),
        ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(99), "is a program or a database: name a document"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "is a picture: read its text with OCR first"),
        ("a.mp3", b"ID3\x03\0\0\0" + bytes(99), "is a sound or a film: write its words down first"),
        ("a.mp4", b"\0\0\0\x18ftypmp42" + bytes(99), "is a sound or a film"),
        ("a.txt.gz", b"\x1f\x8b\x08" + bytes(99), "is a packed archive: unpack it first"),
        ("a.rtf", b"{\\rtf1 Germany}", "is an RTF document: save it as .docx or .txt"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "save it as .docx without one"),
        (
            "a.zip",
            archive({"a.txt": b"Germany"}),
            "is a zip archive without a Word document: unpack it first",
        ),
        (
            "a.odt",
            archive({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            "is an OpenDocument file",
        ),
        ("a.xlsx", SHEET, "is an Excel workbook: save the text that matters"),
        ("a.pptx", SLIDES, "is a PowerPoint presentation: save its text"),
        (
            "a.bin",
            bytes(range(1, 32)) * 9,
            "is a binary file, not a document; name a text, HTML, PDF or DOCX file",
        ),
        ("a.txt", b"Germany\0Japan", "is a binary file"),
        ("a.txt", bytes(range(128, 256)) * 9, "is not text in any known encoding; save it again as UTF-8"),
        ("a.txt", "\ufffd".encode() * 9 + b"abc", "most of its characters are lost"),
        ("a.pdf", b"junk", "is a damaged PDF; download or export it again"),
        ("a.pdf", pdf(["Germany"])[:200], "is a damaged PDF"),
        ("a.pdf", LOCKED_PDF, "is locked with a password; save it without one"),
        ("a.pdf", pdf([]), "has no text layer (it may be a scan); read its text with OCR first"),
        ("a.docx", b"junk", "is a damaged DOCX; open it in an office program and save it again"),
        ("a.docx", word("Germany")[:3000], "is a damaged DOCX"),
        ("a.docx", replaced(word("Germany"), {"word/document.xml": b"<w:doc"}), "is a damaged DOCX"),
        ("a.docx", word(""), "there is no text in it"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path, name: str, written: bytes, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(written)
    with pytest.raises(KgError) as raised:
        readers.read(str(file))
    message = str(raised.value)
    assert message.startswith(f"{file}: ")
    assert says in message
    assert message.endswith(".")
    assert "\n" not in message


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "a.txt").write_text("Germany")
    for path, says in [
        (tmp_path / "none.txt", "there is no such file; check its name"),
        (tmp_path / "a.txt" / "b.txt", "cannot be read (Not a directory)"),
        (tmp_path, "is a folder; name a file in it"),
        (empty, "holds no documents of the kinds that are read (.docx, .htm, .html, .markdown, .md, .pdf"),
    ]:
        with pytest.raises(KgError, match=r"^.*: ") as raised:
            readers.read(str(path))
        assert f"{path}: " in str(raised.value)
        assert says in str(raised.value)


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_an_impossible_name_is_said(path: str) -> None:
    with pytest.raises(KgError, match="cannot be read"):
        readers.read(path)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(13, "Permission denied"), "may not be read by you"),
        (
            OSError(5, "Input/output error"),
            r"cannot be read \(Input/output error\); check the name and the disk",
        ),
    ],
)
def test_an_unreadable_file_is_said(monkeypatch: pytest.MonkeyPatch, error: OSError, says: str) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(KgError, match=f"^a.txt: {says}"):
        readers.read("a.txt")


def test_a_file_over_the_limits_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(content.MAX_BYTES + 1)
    with pytest.raises(KgError, match="is larger than 50 MB; split it"):
        readers.read(str(file))
    file.write_text("Germany")
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 6)
    with pytest.raises(KgError, match=r"a\.txt: holds more than 0 million characters of text; split it"):
        readers.read(str(file))


@pytest.mark.parametrize(
    ("name", "written", "module", "extra"),
    [
        ("a.html", PAGE, "trafilatura", "html"),
        ("a.pdf", pdf(["x"]), "pypdfium2", "pdf"),
        ("a.docx", word("x"), "docx", "docx"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, written: bytes, module: str, extra: str
) -> None:
    def absent(wanted: str) -> None:
        assert wanted == module
        raise ModuleNotFoundError(wanted)

    reader = importlib.import_module(f"kg.readers.{extra}")
    monkeypatch.setattr(extras.importlib, "import_module", absent)
    file = tmp_path / name
    file.write_bytes(written)
    with pytest.raises(KgError) as raised:
        reader.read(written, str(file))
    assert f"pip install 'devcoop-kg[{extra}]'" in str(raised.value)
    assert str(file) in str(raised.value)


class _Input(io.BytesIO):
    """A standard input that holds bytes."""

    @property
    def buffer(self) -> io.BytesIO:
        return self


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Input(KHMER.encode()))
    document = readers.read("-")
    assert (document.path, document.text, document.media_type) == ("-", KHMER, "text/plain")
    monkeypatch.setattr(sys, "stdin", _Input(pdf(["Germany supports Cambodia."])))
    assert readers.read("-").media_type == "application/pdf"


def test_an_empty_or_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Input(b""))
    with pytest.raises(KgError, match=r"^standard input: is empty; pipe a document into it"):
        readers.read("-")
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(KgError, match=r"^standard input: is closed"):
        readers.read("-")


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[str]:
    reading_end, writing_end = os.pipe()
    os.write(writing_end, b"Germany supports Cambodia.")
    os.close(writing_end)
    yield f"/dev/fd/{reading_end}"
    os.close(reading_end)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="the shell's <(command) needs /dev/fd")
def test_a_pipe_is_read_like_a_file(pipe: str) -> None:
    assert readers.read(pipe).text == "Germany supports Cambodia."


def test_warnings_name_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("ភ្នំពេញ៖ អាល្លឺម៉ង់ផ្តល់ជំនួយ។".encode()[:-1])
    (warning,) = readers.read(str(file)).warnings
    assert warning.startswith(f"{file}: characters are lost in 1 places (U+FFFD)")
