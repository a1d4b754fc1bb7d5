import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from province.contexts.one_stop.models import LegalWording
from province.sites.console.tests.conftest import Enter, Town

pytestmark = pytest.mark.django_db
PAGE = reverse("console:wording", kwargs={"procedure": "chung", "what": "law.supplement_after"})
GOOD = {
    "lines": "khoản 5 Điều 19 Nghị định 118/2025/NĐ-CP\n\nĐiều 12 Nghị định 45/2020/NĐ-CP",
    "valid_from_day": "1",
    "valid_from_month": "1",
    "valid_from_year": "2099",
    "source": "Đã đọc Công báo",
    "is_checked": "on",
}


def test_the_list_says_what_nobody_has_checked(signed_in: Client) -> None:
    page = signed_in.get(reverse("console:wordings")).content.decode()

    assert "Căn cứ yêu cầu bổ sung, sau khi tiếp nhận" in page
    assert page.index("khoản 4 Điều 19") < page.index("Trung tâm Phục vụ hành chính công")
    assert "khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP" not in page


def test_the_administrator_sets_words_and_withdraws_them(signed_in: Client) -> None:
    signed_in.post(PAGE, GOOD)

    (row,) = LegalWording.objects.all()
    assert (row.lines, row.is_recalled) == (
        ["khoản 5 Điều 19 Nghị định 118/2025/NĐ-CP", "Điều 12 Nghị định 45/2020/NĐ-CP"],
        False,
    )
    away = f"{PAGE}2099-01-01/rut/"
    assert signed_in.get(away).status_code == 200
    signed_in.post(away, {"reason": "Chưa ban hành"})

    page = signed_in.get(PAGE).content.decode()
    assert ("Chưa ban hành" in page, "đã rút" in page, away in page) == (True, True, False)
    assert signed_in.get(away).status_code == 404


def test_a_day_that_has_begun_is_confirmed_first(signed_in: Client) -> None:
    past = {**GOOD, "valid_from_year": "2026"}

    asked = signed_in.post(PAGE, past)
    assert (asked.status_code, LegalWording.objects.count()) == (422, 0)
    (box,) = re.findall(r'name="sure" value="([^"]+)"', asked.content.decode())
    signed_in.post(PAGE, {**past, "sure": unescape(box)})

    assert LegalWording.objects.count() == 1


def test_unfit_words_come_back_as_typed(signed_in: Client) -> None:
    page = reverse("console:wording", kwargs={"procedure": "chung", "what": "centre"})

    answer = signed_in.post(page, GOOD)

    assert (answer.status_code, LegalWording.objects.count()) == (422, 0)
    assert "Đã đọc Công báo" in answer.content.decode()
    assert signed_in.get(f"{PAGE}hom-nay/rut/").status_code == 404
    assert signed_in.get(PAGE.replace("law.", "no.")).status_code == 404


def test_a_mistyped_symbol_is_said_at_its_field(signed_in: Client) -> None:
    page = reverse("console:wording", kwargs={"procedure": "chung", "what": "form.receipt"})

    answer = signed_in.post(page, {**GOOD, "lines": "TT PVHCC"})

    assert (answer.status_code, LegalWording.objects.count()) == (422, 0)
    text = answer.content.decode()
    assert "“TT PVHCC” không dùng làm ký hiệu trong số của giấy được." in text
    assert re.findall(r'href="#(\w+)">[^<]*</a>: “TT PVHCC”', text) == ["id_lines"]


def test_a_specialist_sets_no_words(town: Town, enter: Enter) -> None:
    signed_in = enter(town.specialist)

    found = [
        signed_in.get(reverse("console:wordings")).status_code,
        signed_in.post(PAGE, GOOD).status_code,
        signed_in.post(f"{PAGE}2099-01-01/rut/").status_code,
    ]

    assert (found, LegalWording.objects.count()) == ([403, 403, 403], 0)
