"""Papers on both sides: a small real PDF to hand in, and what a received PDF says."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.journeys.install import ROOT, Install, clean_environment

CHECK = """
from pathlib import Path
from django.utils import timezone
from province.kernel.signing import public as signing
found = signing.verify_paper(pdf=Path({path!r}).read_bytes(), now=timezone.now())
print("SIGNATURES", found.is_good, *(line.is_good for line in found.signatures))
"""


def small_pdf(words: str) -> bytes:
    """Return a PDF of one page that says these words (letters of ASCII)."""
    drawing = f"BT /F1 18 Tf 72 760 Td ({words}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    out, places = BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def number_of(pdf: bytes) -> str:
    """Return the number of a decision: what the clerk filled in, and every symbol behind it."""
    root = PdfFileReader(BytesIO(pdf)).root
    fields = [field.get_object() for field in root["/AcroForm"]["/Fields"]]
    filled = {str(field["/T"]): str(field["/V"]) for field in fields if field["/FT"] == "/Tx"}
    with pypdfium2.PdfDocument(pdf) as document:
        symbols = re.findall(r"/[A-ZĐ]+-UBND", document[0].get_textpage().get_text_bounded())
    return "".join([filled["number"], *symbols])


def words_of(pdf: bytes) -> str:
    """Return the text of a PDF with what is filled into its fields, by single spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [
            document[number].get_textpage().get_text_bounded() for number in range(len(document))
        ]
    root = PdfFileReader(BytesIO(pdf)).root
    try:
        fields = [field.get_object() for field in root["/AcroForm"]["/Fields"]]
    except KeyError:
        fields = []
    filled = [str(field["/V"]) for field in fields if field["/FT"] == "/Tx"]
    return " ".join(" ".join([*pages, *filled]).split())


def signatures_of(install: Install, pdf: bytes, folder: Path) -> list[bool]:
    """Return what the install's own check says: of the paper as a whole, then of each signature."""
    paper = folder / "paper.pdf"
    paper.write_bytes(pdf)
    done = subprocess.run(  # noqa: S603 -- our own launcher
        [str(ROOT / "tinhso"), "shell", "--data", str(install.data)],
        input=CHECK.format(path=str(paper)),
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    found = [line for line in done.stdout.splitlines() if line.startswith("SIGNATURES ")]
    assert len(found) == 1, done.stdout + done.stderr
    return [word == "True" for word in found[0].split()[1:]]
