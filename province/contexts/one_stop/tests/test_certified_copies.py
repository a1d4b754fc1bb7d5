"""Certified copies: no appointment slip, a number of the book, a fee as a recorded fact."""

from typing import Any

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.errors import ProposalFaultyError
from province.contexts.one_stop.models import Dossier, DossierResult, IssuedForm
from province.contexts.one_stop.rules.copy_fees import CopyFee, fee_of
from province.contexts.one_stop.tests import describing
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.walking import pdf_text
from province.kernel.attachments import public as attachments

COPIES = "2.000815"
FEE = CopyFee(first_pages=2, first_fee=2_000, more_fee=1_000, most=200_000)
FILED = {
    "documents": [
        {"name": "Bằng tốt nghiệp đại học", "pages": 1, "copies": 3},
        {"name": "Sổ hộ khẩu cũ", "pages": 4, "copies": 1},
    ],
    "copies_match": ["true"],
}


@pytest.mark.parametrize(
    ("pages", "copies", "fee"),
    [(1, 1, 2_000), (2, 1, 4_000), (3, 1, 5_000), (4, 2, 12_000), (500, 1, 200_000), (0, 9, 0)],
)
def test_the_fee_falls_after_the_first_pages_and_ends(pages: int, copies: int, fee: int) -> None:
    assert fee_of(FEE, {"documents": [{"pages": pages, "copies": copies}]}) == fee


@pytest.mark.parametrize("payload", [{}, {"documents": "x"}, {"documents": [{"pages": "x"}]}])
def test_what_cannot_be_read_costs_nothing(payload: dict[str, Any]) -> None:
    assert fee_of(FEE, payload) == 0


@pytest.mark.django_db
def test_copies_are_taken_in_without_a_slip_and_numbered_in_the_book(office: Office) -> None:
    accepted = describing.at_the_counter(office, COPIES, FILED)

    assert accepted.receipt_version_id is None
    assert not IssuedForm.objects.exists()
    dossier_id = accepted.dossier_id
    one_stop.take_up(actor=office.registrar, dossier_id=dossier_id, now=NOW)
    facts = describing.proposed(dossier_id)
    assert facts == {"count": "4", "fee": 12_000}
    describing.propose(office, dossier_id, {**facts, "receipt": "BL 0012"})
    number = describing.sign_and_seal(office, dossier_id)

    assert number == "1, quyển số 01/2026-SCT/BS"
    assert Dossier.objects.get(pk=dossier_id).proposal["facts"]["fee"] == 12_000
    version = DossierResult.objects.get(dossier_id=dossier_id).sealed_version_id
    text = pdf_text(attachments.read_whole(version_id=version or 0))
    assert text == PAPER.format(code=accepted.code)


PAPER = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc CHỨNG THỰC BẢN SAO ĐÚNG "
    "VỚI BẢN CHÍNH Số chứng thực: Người yêu cầu chứng thực: Nguyễn Thị Lấp Lánh Ánh Giấy tờ "
    "tùy thân: Số định danh cá nhân 000190000017 Giấy tờ Số trang mỗi bản Số bản sao Bằng tốt "
    "nghiệp đại học 1 3 Sổ hộ khẩu cũ 4 1 Chứng thực 4 bản sao nêu trên đúng với bản chính. "
    "Nơi chứng thực: Ủy ban nhân dân phường Long Xuyên Ngày chứng thực: Mã hồ sơ: {code} CHỦ "
    "TỊCH (Ký, ghi rõ họ, chữ đệm, tên, chức vụ và đóng dấu) Phan Thị Linh"
)


@pytest.mark.django_db
def test_a_proof_of_payment_may_wait_but_the_number_of_copies_not(office: Office) -> None:
    accepted = describing.at_the_counter(office, COPIES, FILED)
    one_stop.take_up(actor=office.registrar, dossier_id=accepted.dossier_id, now=NOW)

    with pytest.raises(ProposalFaultyError) as refused:
        describing.propose(office, accepted.dossier_id, {"count": "", "fee": 30_000_000})

    assert [(one.field, str(one.sentence)) for one in refused.value.faults] == [
        ("count", "Ghi mục này."),
        ("fee", "Số này không quá 20.000.000."),
    ]
    assert not DossierResult.objects.exists()
