"""Birth registration from filing to the sealed certificate, as its data file describes it."""

from typing import Any

import pytest

from province.contexts.one_stop.contracts.states import ProcessingState
from province.contexts.one_stop.errors import IncompleteFilingError, ProposalFaultyError
from province.contexts.one_stop.models import Dossier, DossierResult
from province.contexts.one_stop.tests import describing
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.walking import pdf_text, see
from province.kernel.numbering.models import IssuedNumber
from province.kernel.signing import public as signing

pytestmark = pytest.mark.django_db
BIRTH = "1.001193"
FACTS = {
    "child_name": "Trần Lấp Lánh Ẩn",
    "child_number": "000226000019",
    "birth_place": "Bệnh viện Sản – Nhi An Giang, phường Long Xuyên, tỉnh An Giang",
    "home": "Phường Long Xuyên, tỉnh An Giang",
}
CERTIFICATE = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc GIẤY KHAI SINH Số: "
    "Họ, chữ đệm, tên: TRẦN LẤP LÁNH ẨN Ngày, tháng, năm sinh: 05/11/2026 "
    "Ghi bằng chữ: Ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu "
    "Giới tính: Nữ Dân tộc: Kinh Quốc tịch: Việt Nam "
    "Nơi sinh: Bệnh viện Sản – Nhi An Giang, phường Long Xuyên, tỉnh An Giang "
    "Quê quán: Phường Long Xuyên, tỉnh An Giang Số định danh cá nhân: 000226000019 "
    "Họ, chữ đệm, tên người mẹ: NGUYỄN THỊ LẤP LÁNH ÁNH "
    "Năm sinh: 1990 Dân tộc: Kinh Quốc tịch: Việt Nam "
    "Nơi cư trú: Khóm Bình Thới 3, phường Long Xuyên, tỉnh An Giang "
    "Họ, chữ đệm, tên người cha: TRẦN VĂN ẨN "
    "Năm sinh: 1989 Dân tộc: Kinh Quốc tịch: Việt Nam "
    "Nơi cư trú: Khóm Bình Thới 3, phường Long Xuyên, tỉnh An Giang "
    "Họ, chữ đệm, tên người đi khai sinh: NGUYỄN THỊ LẤP LÁNH ÁNH "
    "Giấy tờ tùy thân: Số định danh cá nhân 000190000017 "
    "Nơi đăng ký khai sinh: Ủy ban nhân dân phường Long Xuyên Ngày, tháng, năm đăng ký: "
    "Mã hồ sơ: {code} CHỦ TỊCH (Ký, ghi rõ họ, chữ đệm, tên, chức vụ và đóng dấu) "
    "Phan Thị Linh"
)


def payload(**more: Any) -> dict[str, Any]:
    return {
        "relation": "mother",
        "child_name": "Trần Lấp Lánh Ẩn",
        "child_birth_date": "2026-11-05",
        "child_sex": "female",
        "child_ethnic_group": "Kinh",
        "child_nationality": "Việt Nam",
        "child_home": FACTS["home"],
        "born_at": "facility",
        "birth_place": FACTS["birth_place"],
        "mother_who": "applicant",
        "mother_birth_date": "1990-04-30",
        "mother_ethnic_group": "Kinh",
        "mother_nationality": "Việt Nam",
        "mother_address": "Khóm Bình Thới 3, phường Long Xuyên, tỉnh An Giang",
        "father_who": "other",
        "father_name": "Trần Văn Ẩn",
        "father_number": "000089000011",
        "father_birth_date": "1989-01-02",
        "father_ethnic_group": "Kinh",
        "father_nationality": "Việt Nam",
        "father_address": "Khóm Bình Thới 3, phường Long Xuyên, tỉnh An Giang",
        **more,
    }


def file(office: Office, **more: Any) -> int:
    return describing.file(office, BIRTH, payload(**more), ["paper_birth"])


def walk(office: Office, **more: Any) -> int:
    dossier_id = file(office, **more)
    describing.take_up(office, dossier_id)
    describing.propose(office, dossier_id, FACTS)
    describing.sign_and_seal(office, dossier_id)
    return dossier_id


def test_a_birth_goes_from_filing_to_the_sealed_certificate(office: Office) -> None:
    dossier_id = walk(office)

    view = see(office, dossier_id)
    assert view.processing is ProcessingState.RETURNED
    assert view.result is not None
    assert view.result.number == "1/2026"
    pdf = describing.paper_of(office, dossier_id)
    findings = signing.verify_paper(pdf=pdf, now=NOW)
    assert [line.is_good for line in findings.signatures] == [True, True]
    assert pdf_text(pdf) == CERTIFICATE.format(code=view.code)


def test_births_of_a_year_are_numbered_one_after_the_other(office: Office) -> None:
    numbers = [DossierResult.objects.get(dossier_id=walk(office)).number for _ in range(2)]

    assert numbers == ["1/2026", "2/2026"]
    given = IssuedNumber.objects.filter(scheme="book:birth").values_list("agency_id", "period")
    assert list(given) == [(office.agency.pk, "2026")] * 2


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        (
            {"father_who": "applicant"},
            "father_who",
            "Người đi khai sinh không thể vừa là mẹ vừa là cha của trẻ. Chọn lại.",
        ),
        (
            {"father_number": "000190000017"},
            "father_number",
            (
                "Đây là số của người đi khai sinh. Nếu người đi khai sinh là cha, hãy chọn như vậy "
                "ở câu trên."
            ),
        ),
        (
            {"mother_birth_date": "2026-11-06"},
            "mother_birth_date",
            "Ngày sinh của người mẹ (06/11/2026) sau ngày sinh của trẻ (05/11/2026). Xem lại.",
        ),
    ],
)
def test_what_cannot_be_is_said_at_the_field(
    office: Office, more: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(IncompleteFilingError) as refused:
        file(office, **more)

    assert [(fault.field, str(fault.sentence)) for fault in refused.value.faults] == [
        (field, sentence)
    ]
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Ghi mục này."),
        ("0002260000", "Mục này gồm đúng 12 chữ số."),
        ("000190000017", "Đây là số của người đi khai sinh. Ghi số định danh cấp cho trẻ."),
    ],
)
def test_a_wrong_number_of_the_child_proposes_nothing(
    office: Office, number: str, sentence: str
) -> None:
    dossier_id = file(office)
    describing.take_up(office, dossier_id)

    with pytest.raises(ProposalFaultyError) as refused:
        describing.propose(office, dossier_id, {**FACTS, "child_number": number})

    assert [(fault.field, str(fault.sentence)) for fault in refused.value.faults] == [
        ("child_number", sentence)
    ]
    assert not DossierResult.objects.exists()
