"""Small files of every type, made by hand."""

import io
import struct
import zipfile
import zlib

from province.foundation.files.contracts import DOCX, XLSX
from province.foundation.files.pages import png_of

# In two parts, so that no scanner takes this source for a virus.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STAN" + b"DARD-ANTIVIRUS-TEST-FILE!$H+H*"
_NS = "http://schemas.openxmlformats.org"
_W, _S = f"{_NS}/wordprocessingml/2006/main", f"{_NS}/spreadsheetml/2006/main"
_R, _RELATIONS = f"{_NS}/officeDocument/2006/relationships", f"{_NS}/package/2006/relationships"
_SORTS = f"{_R}/"
_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/>'
    b'<Override PartName="/%s" ContentType="%s.main+xml"/></Types>'
)
_WORDS = (
    f'<w:document xmlns:w="{_W}"><w:body>'
    "<w:p><w:r><w:t>Đơn đề nghị</w:t></w:r></w:p></w:body></w:document>"
).encode()
_BOOK = (
    f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>'
    '<sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>'
).encode()
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] %s >>"


def assembled(objects: list[bytes], *, trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        table,
    )
    return bytes(out)


def pdf(
    *,
    pages: int = 1,
    catalogue: bytes = b"",
    page: bytes = b"",
    more: tuple[bytes, ...] = (),
    trailer: bytes = b"",
) -> bytes:
    """Return a PDF; objects 1 and 2 are catalogue and page tree, then the pages, then ``more``."""
    kids = b" ".join(b"%d 0 R" % (3 + index) for index in range(pages))
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
            *([_PAGE % page] * pages),
            *more,
        ],
        trailer=trailer,
    )


def jpeg(*, width: int = 8, height: int = 8, before: bytes = b"") -> bytes:
    """Return a grey JPEG; only 8 × 8 has all its pixels."""
    quantum = b"\xff\xdb\x00\x43\x00" + b"\x01" * 64
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    table = b"\x01" + b"\x00" * 15 + b"\x00"
    tables = b"\xff\xc4\x00\x14\x00" + table + b"\xff\xc4\x00\x14\x10" + table
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x3f"
    return b"\xff\xd8" + before + quantum + frame + tables + scan + b"\xff\xd9"


def exif(orientation: int) -> bytes:
    """Return the part of a JPEG that says how the camera was held."""
    entry = struct.pack("<HHIHH", 274, 3, 1, orientation, 0)
    body = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + b"\0\0\0\0"
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def png(*, width: int = 4, height: int = 3) -> bytes:
    """Return a red PNG."""
    return png_of(b"\xff\x00\x00" * width * height, width, height, width * 3)


def png_chunks(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of these parts."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def png_with_alpha(pixel: bytes) -> bytes:
    """Return a PNG of 2 × 2 equal pixels, red green blue and cover."""
    head = struct.pack(">IIBBBBB", 2, 2, 8, 6, 0, 0, 0)
    rows = (b"\0" + pixel * 2) * 2
    return png_chunks((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))


def heic(*, width: int = 4032, height: int = 3024) -> bytes:
    """Return the head of a HEIC picture."""
    brand = b"ftypheic\0\0\0\0mif1heic"
    size = b"ispe\0\0\0\0" + struct.pack(">II", width, height)
    return (
        struct.pack(">I", len(brand) + 4)
        + brand
        + struct.pack(">I", len(size) + 4)
        + size
        + b"\0" * 64
    )


def tiff(*, width: int = 100, height: int = 50, pages: int = 1) -> bytes:
    """Return a TIFF of tables without pixels."""
    out = bytearray(b"II*\0" + struct.pack("<I", 8))
    for page in range(pages):
        following = 0 if page == pages - 1 else len(out) + 2 + 24 + 4
        out += struct.pack("<H", 2)
        out += struct.pack("<HHII", 256, 4, 1, width) + struct.pack("<HHII", 257, 4, 1, height)
        out += struct.pack("<I", following)
    return bytes(out)


def office(*, main: str = "word/document.xml", more: dict[str, bytes] | None = None) -> bytes:
    """Return a DOCX (or, with another main part, an XLSX); ``more`` adds parts or replaces them."""
    kind = DOCX if main.startswith("word/") else XLSX
    parts = {
        "[Content_Types].xml": _TYPES % (main.encode(), kind.mime.encode()),
        "_rels/.rels": relations(("officeDocument", main, "")),
        main: _WORDS if kind is DOCX else _BOOK,
    }
    return packed({**parts, **(more or {})})


def relations(*entries: tuple[str, str, str]) -> bytes:
    """Return a part of relations: sort, target and mode of each; they are called rId1, rId2 …"""
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{_SORTS}{sort}" Target="{target}"'
        f"{f' TargetMode={mode!r}' if mode else ''}/>"
        for n, (sort, target, mode) in enumerate(entries, start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'.encode()


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def document(body: str) -> bytes:
    """Return the main part of a DOCX."""
    return (
        f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'.encode()
    )


def paragraph(text: str) -> str:
    """Return a paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, more: dict[str, bytes] | None = None) -> bytes:
    """Return a DOCX with this body."""
    return office(more={"word/document.xml": document(body), **(more or {})})


def xlsx(rows: str, more: dict[str, bytes] | None = None) -> bytes:
    """Return an XLSX with one sheet of these rows."""
    sheet = f'<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData></worksheet>'
    parts = {
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml", "")),
        "xl/worksheets/sheet1.xml": sheet.encode(),
    }
    return office(main="xl/workbook.xml", more={**parts, **(more or {})})
