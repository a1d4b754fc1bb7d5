"""A household business: lines of business and members repeat, and stand in tables of the paper."""

from typing import Any

import pytest

from province.contexts.one_stop.errors import IncompleteFilingError
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests import describing
from province.contexts.one_stop.tests.conftest import Office, actor_named

pytestmark = pytest.mark.django_db
BUSINESS = "1.001612"
FILED: dict[str, Any] = {
    "owner_birth_date": "1990-04-30",
    "owner_sex": "female",
    "owner_nationality": "Việt Nam",
    "owner_address": "Khóm Bình Thới 3, phường Long Xuyên, tỉnh An Giang",
    "business_name": "Hộ kinh doanh Tạp hóa Lấp Lánh",
    "business_address": "12 Nguyễn Huệ",
    "business_phone": "0900000000",
    "lines": [{"name": "Bán lẻ lương thực", "code": "4721"}, {"name": "Bán lẻ đồ uống"}],
    "capital": 50_000_000,
    "begins_on": "2026-12-01",
    "is_family": "yes",
    "members": [{"name": "Danh Sóc Kha", "number": "000089000011"}],
}


def test_a_business_goes_from_filing_to_its_certificate(office: Office) -> None:
    economist = actor_named("kinhte.longxuyen")
    dossier_id = describing.file(office, BUSINESS, FILED, ["paper_family"])
    describing.take_up(office, dossier_id, economist)
    facts = {**describing.proposed(dossier_id), "business_number": "000190000017"}
    describing.propose(office, dossier_id, facts, economist)
    describing.review(dossier_id, "truongkinhte")

    assert describing.sign_and_seal(office, dossier_id) == "1/GCN-HKD"
    code = Dossier.objects.get(pk=dossier_id).code
    assert describing.text_of(office, dossier_id) == PAPER.format(code=code)


PAPER = (
    "ỦY BAN NHÂN DÂN PHƯỜNG LONG XUYÊN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - "
    "Hạnh phúc Số: /GCN-HKD Long Xuyên, GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH Mã số hộ kinh "
    "doanh: 000190000017 1. Tên hộ kinh doanh: HỘ KINH DOANH TẠP HÓA LẤP LÁNH 2. Trụ sở hộ "
    "kinh doanh: 12 Nguyễn Huệ, Phường Long Xuyên Điện thoại: 0900000000 Thư điện tử: "
    ".................................. 3. Ngành, nghề kinh doanh: Tên ngành, nghề Mã ngành "
    "Bán lẻ lương thực 4721 Bán lẻ đồ uống 4. Vốn kinh doanh: 50.000.000 đồng 5. Chủ hộ kinh "
    "doanh: NGUYỄN THỊ LẤP LÁNH ÁNH Giới tính: Nữ Sinh ngày: 30/04/1990 Quốc tịch: Việt Nam "
    "Số định danh cá nhân: 000190000017 Nơi thường trú: Khóm Bình Thới 3, phường Long Xuyên, "
    "tỉnh An Giang 6. Thành viên hộ gia đình đăng ký hộ kinh doanh: Họ, chữ đệm, tên Số định "
    "danh cá nhân Danh Sóc Kha 000089000011 Nơi nhận: - Hộ kinh doanh; - Cơ quan thuế quản "
    "lý; - Lưu: VT. Mã hồ sơ: {code} CHỦ TỊCH Phan Thị Linh"
)


def test_a_child_runs_no_business(office: Office) -> None:
    with pytest.raises(IncompleteFilingError) as refused:
        describing.file(
            office, BUSINESS, {**FILED, "owner_birth_date": "2008-11-20"}, ["paper_family"]
        )

    assert [(one.field, str(one.sentence)) for one in refused.value.faults] == [
        (
            "owner_birth_date",
            "Chủ hộ kinh doanh phải từ đủ 18 tuổi; người này mới 17 tuổi.",
        )
    ]
    assert not Dossier.objects.exists()
