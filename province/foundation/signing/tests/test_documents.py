# mypy: allow-untyped-calls
# pyHanko's PDF objects carry no types.

import io
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import which

import httpx
import pypdfium2
import pytest
from asn1crypto import tsp
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from province.foundation.printing.pdfa import check_pdfa
from province.foundation.signing.authority import is_for_tests, make_authority, make_revocation_list
from province.foundation.signing.contracts import (
    TEST_LABEL,
    Coverage,
    Face,
    Modification,
    Place,
    Revocation,
    SignatureFinding,
    TimeStampError,
    UnfitPaperError,
    UnreadablePaperError,
    Verdict,
)
from province.foundation.signing.documents import (
    certify,
    countersign,
    fill_and_seal,
    open_places,
    to_archive,
)
from province.foundation.signing.tests.paper import ISSUED, LATER, NOW, TEXTS, Signers
from province.foundation.signing.time_stamps import http_time_stamper
from province.foundation.signing.verifying import verify

LISTED_UNTIL = LATER + timedelta(days=7)


def findings(signers: Signers, pdf: bytes, *, at: datetime = LATER) -> tuple[SignatureFinding, ...]:
    return verify(pdf=pdf, roots=signers.roots, revocation_lists=signers.revocation_lists, at=at)


def archived(signers: Signers, pdf: bytes) -> bytes:
    return to_archive(
        pdf=pdf,
        roots=signers.roots,
        revocation_lists=signers.revocation_lists,
        at=LATER,
        time_stamper=signers.stamper(LATER),
    )


def text_with_fields(pdf: bytes) -> str:
    """Return the words of a page as a viewer shows them, form fields flattened into it."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    page = document[0]
    pypdfium2.raw.FPDFPage_Flatten(page, pypdfium2.raw.FLAT_PRINT)
    page = document[0]
    text = page.get_textpage().get_text_range()
    document.close()
    return " ".join(str(text).split())


def edited(pdf: bytes, name: str, value: str) -> bytes:
    """Return the file with a later revision that changes a form field without signing."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    fields = [raw.get_object() for raw in writer.prev.root["/AcroForm"]["/Fields"]]
    (field,) = [field for field in fields if field["/T"] == name]
    field[pdf_name("/V")] = generic.TextStringObject(value)
    writer.update_container(field)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_certify_leaves_the_other_fields_open(signers: Signers, signed: bytes) -> None:
    (finding,) = findings(signers, signed)

    assert finding == SignatureFinding(
        field="signature",
        name="Danh Thị Sóc Kha",
        title="Phó Chủ tịch",
        organisation="Ủy ban nhân dân xã An Châu",
        reference="official:7",
        signed_at=NOW,
        is_time_stamped=True,
        archived_at=None,
        is_intact=True,
        verdict=Verdict.PASSED,
        why="ok",
        coverage=Coverage.FILE,
        modification=Modification.NONE,
        respects_policy=True,
        is_for_tests=True,
    )
    assert finding.is_good
    assert finding.label == TEST_LABEL
    assert open_places(pdf=signed) == ("number", "date", "seal")


def test_the_certification_allows_filling_and_signing_only(signed: bytes) -> None:
    signature = PdfFileReader(io.BytesIO(signed)).embedded_signatures[0]

    assert signature.docmdp_level.value == 2


def test_the_seal_fills_number_and_date_and_both_signatures_stand(
    signers: Signers, sealed: bytes
) -> None:
    leader, seal = findings(signers, sealed)

    assert (leader.is_good, leader.modification, leader.coverage) == (
        True,
        Modification.FORM_FILLING,
        Coverage.REVISION,
    )
    assert (seal.is_good, seal.modification, seal.coverage) == (
        True,
        Modification.NONE,
        Coverage.FILE,
    )
    assert (seal.field, seal.name, seal.signed_at) == (
        "seal",
        "Ủy ban nhân dân xã An Châu",
        NOW + timedelta(minutes=5),
    )
    assert open_places(pdf=sealed) == ()


def test_every_revision_keeps_the_structure_of_pdfa(
    signers: Signers, unsigned: bytes, signed: bytes, sealed: bytes
) -> None:
    for pdf in (unsigned, signed, sealed, archived(signers, sealed)):
        assert check_pdfa(pdf=pdf).problems == ()


def test_a_viewer_shows_number_date_and_the_label(sealed: bytes) -> None:
    text = text_with_fields(sealed)

    assert f"12 {TEXTS['date']}" in text
    assert "Nguyễn Thị Lấp Lánh Ánh" in text
    assert text.count("Chứng thư thử") == 2


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler is not installed here")
def test_pdftotext_reads_number_and_date(sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealed)

    read = subprocess.run(  # noqa: S603 -- a fixed program on our own file
        [str(which("pdftotext")), "-layout", str(path), "-"], capture_output=True, check=True
    )

    words = " ".join(read.stdout.decode("utf-8").split())
    assert "Số: 12/QĐ-UBND" in words
    assert TEXTS["date"] in words


def test_a_long_date_is_squeezed_into_its_field(signers: Signers, signed: bytes) -> None:
    long = "ngày hai mươi tháng mười một năm hai nghìn không trăm hai mươi sáu"

    pdf = fill_and_seal(
        pdf=signed,
        texts={"date": long},
        request=signers.request(signers.agency, Place("seal"), face=Face.SEAL),
    )

    assert long in text_with_fields(pdf)


@pytest.mark.parametrize("position", [0.1, 0.3, 0.5])
def test_a_changed_byte_is_found(signers: Signers, signed: bytes, position: float) -> None:
    index = signed.rindex(b"stream", 0, int(len(signed) * position)) + 40
    broken = signed[:index] + bytes([signed[index] ^ 1]) + signed[index + 1 :]

    (finding,) = findings(signers, broken)

    assert not finding.is_good
    assert (finding.is_intact, finding.verdict) == (False, Verdict.FAILED)


def test_a_broken_signature_value_is_found(signers: Signers, signed: bytes) -> None:
    start = signed.index(b"/Contents <") + 11
    broken = signed[:start] + b"00" + signed[start + 2 :]

    with pytest.raises(UnreadablePaperError):
        findings(signers, broken)


def test_a_later_edit_of_a_sealed_paper_is_found(signers: Signers, sealed: bytes) -> None:
    leader, seal = findings(signers, edited(sealed, "number", "13"))

    assert (seal.is_good, seal.is_intact, seal.respects_policy) == (False, True, False)
    assert leader.is_intact


def test_a_page_turned_after_the_signature_is_found(signers: Signers, signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page = writer.prev.root["/Pages"]["/Kids"][0].get_object()
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)

    (finding,) = findings(signers, out.getvalue())

    assert (finding.is_good, finding.modification) == (False, Modification.OTHER)


def test_a_signature_of_another_authority_is_not_trusted(signed: bytes) -> None:
    stranger = make_authority(name="CA khác", now=ISSUED)

    (finding,) = verify(
        pdf=signed, roots=(stranger.root.certificate,), revocation_lists=(), at=LATER
    )

    assert (finding.is_intact, finding.is_trusted, finding.verdict) == (
        True,
        False,
        Verdict.INDETERMINATE,
    )


def test_without_revocation_list_the_answer_is_open(signers: Signers, signed: bytes) -> None:
    (finding,) = verify(pdf=signed, roots=signers.roots, revocation_lists=(), at=LATER)

    assert finding.verdict is Verdict.INDETERMINATE


@pytest.mark.parametrize(
    ("revoked_at", "verdict"),
    [
        (NOW - timedelta(days=1), Verdict.INDETERMINATE),
        (NOW + timedelta(minutes=5), Verdict.PASSED),
    ],
)
def test_revocation_counts_from_its_moment(
    signers: Signers, signed: bytes, revoked_at: datetime, verdict: Verdict
) -> None:
    serial = PdfFileReader(io.BytesIO(signed)).embedded_signatures[0].signer_cert.serial_number
    listed = make_revocation_list(
        root=signers.authority.root,
        revoked=[Revocation(serial, revoked_at)],
        number=2,
        now=LATER,
    )

    (finding,) = verify(pdf=signed, roots=signers.roots, revocation_lists=(listed,), at=LATER)

    assert finding.verdict is verdict


@pytest.mark.parametrize("years", [0, 1, 5])
def test_an_archived_paper_is_conclusive_offline_for_years(
    signers: Signers, sealed: bytes, years: int
) -> None:
    pdf = archived(signers, sealed)

    found = verify(
        pdf=pdf,
        roots=signers.roots,
        revocation_lists=(),
        at=LATER + timedelta(days=365 * years, hours=1),
    )

    assert [(finding.is_good, finding.archived_at) for finding in found] == [(True, LATER)] * 2
    assert [finding.modification for finding in found] == [
        Modification.FORM_FILLING,
        Modification.ARCHIVING,
    ]


def test_a_changed_byte_in_an_archived_paper_is_found(signers: Signers, sealed: bytes) -> None:
    pdf = archived(signers, sealed).replace(b"/Filter", b"/Filteq", 1)

    assert [finding.is_good for finding in findings(signers, pdf)] == [False, False]


def test_certify_refuses_a_paper_that_was_signed(signers: Signers, signed: bytes) -> None:
    with pytest.raises(UnfitPaperError, match="signed before"):
        certify(pdf=signed, request=signers.request(signers.leader, Place("seal")))


@pytest.mark.parametrize(
    ("field", "words"), [("signature", "signature is taken"), ("nowhere", "nowhere is unknown")]
)
def test_a_place_that_is_not_open_is_refused(
    signers: Signers, signed: bytes, field: str, words: str
) -> None:
    with pytest.raises(UnfitPaperError, match=words):
        countersign(pdf=signed, request=signers.request(signers.agency, Place(field)))


@pytest.mark.parametrize(("name", "words"), [("number", "taken"), ("seal", "unknown")])
def test_a_field_that_is_not_open_is_not_filled(
    signers: Signers, signed: bytes, name: str, words: str
) -> None:
    filled = edited(signed, "number", "7")

    with pytest.raises(UnfitPaperError, match=words):
        fill_and_seal(
            pdf=filled,
            texts={name: "8"},
            request=signers.request(signers.agency, Place("seal")),
        )


def test_a_second_person_may_sign_before_the_seal(signers: Signers, signed: bytes) -> None:
    pdf = countersign(pdf=signed, request=signers.request(signers.agency, Place("seal")))

    assert [finding.is_good for finding in findings(signers, pdf)] == [True, True]


def test_a_paper_without_open_places_is_signed_in_a_box(signers: Signers, unsigned: bytes) -> None:
    place = Place("extra", page=1, box=(20, 20, 150, 60))

    (finding,) = findings(
        signers, certify(pdf=unsigned, request=signers.request(signers.leader, place))
    )

    assert (finding.field, finding.is_good) == ("extra", True)


@pytest.mark.parametrize("pdf", [b"", b"not a pdf"])
def test_what_is_no_pdf_is_unreadable(signers: Signers, pdf: bytes) -> None:
    with pytest.raises(UnreadablePaperError):
        findings(signers, pdf)


def test_a_paper_without_signatures_has_no_findings(signers: Signers, unsigned: bytes) -> None:
    assert findings(signers, unsigned) == ()


def test_all_certificates_of_the_local_authority_are_marked(signers: Signers) -> None:
    for pair in (signers.authority.root, signers.authority.time_stamper, signers.leader):
        assert is_for_tests(certificate=pair.certificate)


def test_time_stamps_can_come_over_http(signers: Signers, unsigned: bytes) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        asked = tsp.TimeStampReq.load(request.content)
        given = signers.stamper(NOW).request_tsa_response(asked)  # type: ignore[attr-defined]  # the local one has it
        return httpx.Response(
            200, content=given.dump(), headers={"Content-Type": "application/timestamp-reply"}
        )

    client = httpx.Client(transport=httpx.MockTransport(answer))
    request = signers.request(signers.leader, Place("signature"))
    stamper = http_time_stamper(url="https://tsa.example/", client=client)

    (finding,) = findings(
        signers, certify(pdf=unsigned, request=replace(request, time_stamper=stamper))
    )

    assert (finding.is_good, finding.signed_at) == (True, NOW)


def test_a_silent_time_stamping_authority_is_told(signers: Signers, unsigned: bytes) -> None:
    client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(503)))
    request = signers.request(signers.leader, Place("signature"))

    with pytest.raises(TimeStampError, match="503"):
        certify(
            pdf=unsigned,
            request=replace(
                request, time_stamper=http_time_stamper(url="https://tsa.example/", client=client)
            ),
        )


def test_an_old_clock_is_no_trouble_for_the_stamps(signers: Signers, unsigned: bytes) -> None:
    at = datetime(2026, 11, 1, tzinfo=UTC)

    pdf = certify(pdf=unsigned, request=signers.request(signers.leader, Place("signature"), at=at))

    assert findings(signers, pdf)[0].signed_at == at
