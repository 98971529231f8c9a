"""Small PDF and DOCX files, made while the tests run."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

import docx


def pdf(*pages: Sequence[str], title: str | None = None, font: bytes = b"", width: int = 600) -> bytes:
    """A PDF with the given lines on each page, 14 points apart; an empty line leaves a gap."""
    streams = []
    for lines in pages:
        shown = b"".join(b"(%s) Tj T* " % line.encode("latin-1") for line in lines)
        streams.append(zlib.compress(b"BT /F1 11 Tf 14 TL 50 760 Td " + shown + b"ET"))
    kids = b" ".join(b"%d 0 R" % (5 + 2 * index) for index in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s>>" % font,
        b"<</Title(%s)>>" % (title or "").encode("latin-1"),
    ]
    for index, stream in enumerate(streams):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 800]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (width, 6 + 2 * index)
        )
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    )


def word(*paragraphs: str, title: str = "") -> bytes:
    """A DOCX with the given paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = title
    return saved(document)


def word_body(xml: str) -> bytes:
    """A DOCX whose body is the given WordprocessingML."""
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{xml}<w:sectPr/></w:body></w:document>"
    )
    return replaced(word("x"), {"word/document.xml": document.encode()})


def saved(document: "docx.document.Document") -> bytes:
    """The bytes of a python-docx document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def replaced(archive: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A zip archive with some parts replaced or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of the given parts."""
    return replaced(b"PK\x05\x06" + bytes(18), parts)
