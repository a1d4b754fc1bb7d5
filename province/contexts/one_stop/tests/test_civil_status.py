"""Death, marriage and marital status: each from filing to the words on its sealed paper."""

from typing import Any

import pytest

from province.contexts.one_stop.errors import IncompleteFilingError, ProposalFaultyError
from province.contexts.one_stop.models import Dossier, DossierResult
from province.contexts.one_stop.tests import describing
from province.contexts.one_stop.tests.conftest import Office

pytestmark = pytest.mark.django_db
DEATH, MARRIAGE, STATUS = "1.000656", "1.000894", "1.004873"
DEAD = {
    "relation": "child",
    "dead_name": "Néang Sóc Thia",
    "dead_number": "000158000025",
    "dead_birth_date": "1940-09-02",
    "dead_sex": "female",
    "dead_ethnic_group": "Khmer",
    "dead_nationality": "Việt Nam",
    "last_address": "Khóm Bình Thới 3, phường Long Xuyên, tỉnh An Giang",
    "died_on": "2026-11-15",
    "died_at": "05 giờ 30 phút",
    "death_place": "Bệnh viện Đa khoa An Giang, phường Long Xuyên, tỉnh An Giang",
    "notice_kind": "notice",
    "notice_number": "12/GBT",
    "notice_by": "Bệnh viện Đa khoa An Giang",
    "notice_on": "2026-11-15",
}
COUPLE = {
    "applicant_side": "bride",
    "bride_birth_date": "1990-04-30",
    "bride_ethnic_group": "Kinh",
    "bride_nationality": "Việt Nam",
    "bride_address": "Phường Long Xuyên, tỉnh An Giang",
    "bride_state": "never",
    "groom_name": "Danh Sóc Kha",
    "groom_number": "000089000011",
    "groom_birth_date": "1989-01-02",
    "groom_ethnic_group": "Khmer",
    "groom_nationality": "Việt Nam",
    "groom_address": "Xã Ô Lâm, tỉnh An Giang",
    "groom_state": "never",
    "result_way": "counter",
}
SINGLE = {
    "filed_for": "self",
    "birth_date": "1990-04-30",
    "sex": "female",
    "ethnic_group": "Kinh",
    "nationality": "Việt Nam",
    "address": "Khóm Bình Thới 3",
    "lived_from": "2008-05-01",
    "lived_here": "yes",
    "marital_state": "never",
    "purpose": "other",
    "purpose_words": "Vay vốn ngân hàng",
}
EXTRACT = (
    "ỦY BAN NHÂN DÂN PHƯỜNG LONG XUYÊN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - "
    "Hạnh phúc Số: /TLKT Long Xuyên, TRÍCH LỤC KHAI TỬ Họ, chữ đệm, tên: NÉANG SÓC THIA Ngày, "
    "tháng, năm sinh: 02/09/1940 Giới tính: Nữ Dân tộc: Khmer Quốc tịch: Việt Nam Số định "
    "danh cá nhân: 000158000025 Nơi cư trú cuối cùng: Khóm Bình Thới 3, phường Long Xuyên, "
    "tỉnh An Giang Đã chết vào lúc: 05 giờ 30 phút ngày 15 tháng 11 năm 2026 Ghi bằng chữ: "
    "Ngày mười lăm tháng mười một năm hai nghìn không trăm hai mươi sáu Nơi chết: Bệnh viện "
    "Đa khoa An Giang, phường Long Xuyên, tỉnh An Giang Giấy tờ về việc chết: Giấy báo tử số "
    "12/GBT do Bệnh viện Đa khoa An Giang cấp ngày 15 tháng 11 năm 2026 Họ, chữ đệm, tên "
    "người đi khai tử: NGUYỄN THỊ LẤP LÁNH ÁNH Giấy tờ tùy thân: Số định danh cá nhân "
    "000190000017 Nơi đăng ký khai tử: Ủy ban nhân dân phường Long Xuyên Mã hồ sơ: MÃ CHỦ "
    "TỊCH (Ký, ghi rõ họ, chữ đệm, tên, chức vụ và đóng dấu) Phan Thị Linh"
)
CERTIFICATE = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc GIẤY CHỨNG NHẬN KẾT HÔN "
    "Số: Họ, chữ đệm, tên vợ: NGUYỄN THỊ LẤP LÁNH ÁNH Họ, chữ đệm, tên chồng: DANH SÓC KHA "
    "Ngày, tháng, năm sinh: 30/04/1990 Ngày, tháng, năm sinh: 02/01/1989 Dân tộc: Kinh Dân "
    "tộc: Khmer Quốc tịch: Việt Nam Quốc tịch: Việt Nam Nơi cư trú: Phường Long Xuyên, tỉnh "
    "An Giang Nơi cư trú: Xã Ô Lâm, tỉnh An Giang Số định danh cá nhân vợ: 000190000017 Số "
    "định danh cá nhân chồng: 000089000011 Nơi đăng ký kết hôn: Ủy ban nhân dân phường Long "
    "Xuyên Ngày, tháng, năm đăng ký: Vợ (ký, ghi rõ họ, chữ đệm, tên): .......... Chồng (ký, "
    "ghi rõ họ, chữ đệm, tên): ...... Mã hồ sơ: MÃ CHỦ TỊCH (Ký, ghi rõ họ, chữ đệm, tên, "
    "chức vụ và đóng dấu) Phan Thị Linh"
)
CONFIRMATION = (
    "ỦY BAN NHÂN DÂN PHƯỜNG LONG XUYÊN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - "
    "Hạnh phúc Số: /UBND-XNTTHN Long Xuyên, GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN ỦY BAN NHÂN DÂN "
    "PHƯỜNG LONG XUYÊN Xét đề nghị của ông/bà: Nguyễn Thị Lấp Lánh Ánh, về việc cấp Giấy xác "
    "nhận tình trạng hôn nhân cho chính mình, XÁC NHẬN: Họ, chữ đệm, tên: NGUYỄN THỊ LẤP LÁNH "
    "ÁNH Ngày, tháng, năm sinh: 30/04/1990 Giới tính: Nữ Dân tộc: Kinh Quốc tịch: Việt Nam "
    "Giấy tờ tùy thân: Số định danh cá nhân 000190000017 Nơi cư trú: Khóm Bình Thới 3, Phường "
    "Long Xuyên Trong thời gian cư trú tại Phường Long Xuyên từ ngày 01 tháng 5 năm 2008 đến "
    "nay, Tình trạng hôn nhân: Hiện tại chưa đăng ký kết hôn với ai. Giấy xác nhận tình trạng "
    "hôn nhân này có giá trị sử dụng trong thời hạn 6 tháng kể từ ngày cấp, được sử dụng để: "
    "Vay vốn ngân hàng. Mã hồ sơ: MÃ CHỦ TỊCH Phan Thị Linh"
)


def walk(
    office: Office,
    code: str,
    payload: dict[str, Any],
    papers: list[str],
    *,
    reviewed: bool = False,
    **more: Any,
) -> tuple[str, str]:
    """Return the number and the words of the sealed paper."""
    dossier_id = describing.file(office, code, payload, papers)
    describing.take_up(office, dossier_id)
    describing.propose(office, dossier_id, {**describing.proposed(dossier_id), **more})
    if reviewed:
        describing.review(dossier_id)
    number = describing.sign_and_seal(office, dossier_id)
    code_of = Dossier.objects.get(pk=dossier_id).code or ""
    return number, describing.text_of(office, dossier_id).replace(code_of, "MÃ")


def test_a_death_becomes_an_extract(office: Office) -> None:
    assert walk(office, DEATH, DEAD, ["paper_notice"]) == ("1/TLKT", EXTRACT)


def test_a_marriage_becomes_a_certificate(office: Office) -> None:
    facts: dict[str, Any] = {
        "checked": "Cả hai bên hiện chưa có vợ, có chồng",
        "present_on": "2026-11-19",
    }

    assert walk(office, MARRIAGE, COUPLE, [], **facts) == ("1/2026", CERTIFICATE)


def test_a_marital_status_is_confirmed_in_the_words_of_the_circular(office: Office) -> None:
    assert walk(office, STATUS, SINGLE, [], reviewed=True) == ("1/UBND-XNTTHN", CONFIRMATION)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            {"marital_state": "married"},
            "Hiện tại đang có vợ/chồng là Danh Sóc Kha (GCN 1/2015)",
        ),
        (
            {"marital_state": "divorced"},
            (
                "Đã đăng ký kết hôn nhưng đã ly hôn (GCN 1/2015); hiện tại chưa đăng ký kết hôn "
                "với ai"
            ),
        ),
    ],
)
def test_each_state_has_its_own_words(office: Office, state: dict[str, str], words: str) -> None:
    spouse = {"spouse_name": "Danh Sóc Kha", "state_paper": "GCN 1/2015"}
    dossier_id = describing.file(office, STATUS, {**SINGLE, **state, **spouse})

    assert describing.proposed(dossier_id) == {"state": words, "purpose": "Vay vốn ngân hàng"}


@pytest.mark.parametrize(
    ("code", "payload", "field", "sentence"),
    [
        (
            DEATH,
            {**DEAD, "notice_on": "2026-11-14"},
            "notice_on",
            "Giấy tờ về việc chết (14/11/2026) cấp trước ngày chết (15/11/2026). Xem lại.",
        ),
        (
            MARRIAGE,
            {**COUPLE, "groom_birth_date": "2006-11-20"},
            "groom_birth_date",
            (
                "Nam kết hôn từ đủ 20 tuổi (Điều 8 Luật Hôn nhân và gia đình 2014); người này mới "
                "19 tuổi."
            ),
        ),
        (
            STATUS,
            {**SINGLE, "lived_from": "1990-04-29"},
            "lived_from",
            "Ngày này (29/04/1990) trước ngày sinh (30/04/1990). Xem lại.",
        ),
    ],
)
def test_what_cannot_be_is_not_taken_in(
    office: Office, code: str, payload: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(IncompleteFilingError) as refused:
        describing.file(office, code, payload, ["paper_notice"] if code == DEATH else [])

    assert [(one.field, str(one.sentence)) for one in refused.value.faults] == [(field, sentence)]
    assert not Dossier.objects.exists()


def test_nobody_signs_the_book_of_marriages_before_the_dossier_came(office: Office) -> None:
    dossier_id = describing.file(office, MARRIAGE, COUPLE)
    describing.take_up(office, dossier_id)

    with pytest.raises(ProposalFaultyError) as refused:
        describing.propose(office, dossier_id, {"checked": "", "present_on": "2026-11-18"})

    assert [(one.field, str(one.sentence)) for one in refused.value.faults] == [
        ("checked", "Ghi mục này."),
        (
            "present_on",
            "Hai bên ký (18/11/2026) trước ngày tiếp nhận hồ sơ (19/11/2026). Xem lại.",
        ),
    ]
    assert not DossierResult.objects.exists()
