"""A person sees their data, who looked at them, and asks; the head of the unit answers."""

from datetime import date

from tests.journeys import office_pages as office
from tests.journeys.browser import DESK, PHONE
from tests.journeys.office_pages import Enter


def test_a_person_asks_for_a_correction_and_the_leader_answers(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    citizen.open("/du-lieu-cua-toi/luot-xem/?ky=tat-ca")
    citizen.look("own-looks")
    citizen.open("/du-lieu-cua-toi/yeu-cau/moi/?loai=correct")
    citizen.look("own-ask")
    citizen.main.get_by_label("Cơ quan trả lời").select_option(
        label="Ủy ban nhân dân phường Long Xuyên"
    )
    citizen.main.get_by_label("Địa chỉ đúng").fill("Khóm Bình Thới 9")
    citizen.press("Gửi yêu cầu")
    citizen.page.wait_for_url(lambda url: "/moi/" not in url)
    citizen.look("own-request")

    leader = office.official(enter, "chutich")
    leader.open("/du-lieu-ca-nhan/yeu-cau/")
    leader.look("requests")
    leader.press("Sửa dữ liệu sai")
    leader.look("request")
    leader.main.get_by_label("Đã thực hiện đúng yêu cầu").check()
    leader.main.get_by_label("Trả lời người dân").fill("Đã sửa địa chỉ.")
    leader.press("Gửi trả lời")
    leader.page.wait_for_url("**/du-lieu-ca-nhan/yeu-cau/")
    leader.open("/du-lieu-ca-nhan/luot-xem/")
    leader.look("unit-looks")
    leader.open("/du-lieu-ca-nhan/vi-pham/ghi/")
    leader.look("breach-new")

    citizen.open("/du-lieu-cua-toi/")
    citizen.look("own-data")
    assert "Khóm Bình Thới 9" in citizen.text()
    assert str(date.today().year) in citizen.text()  # noqa: DTZ011 -- the year of the machine
    reader = enter(DESK)
    reader.open("/quyen-rieng-tu/du-lieu-ca-nhan/")
    reader.look("processing")
    reader.open("/xa-cu-xa-moi/?q=my+phuoc")
    reader.look("places")
    assert "Phường Mỹ Phước" in reader.text()
