"""A form that comes too late is not lost: its reader finds it on a page and sends it again."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_portal.conftest import START, sign_in
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import DraftValue
from province.kernel.org.models import Account

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]
TYPED = {"filed_for": "self", "applicant_name": 'Ánh "Lấp Lánh"', "applicant_phone": "0900000001"}
OWN, OTHER = {"origin": "http://testserver"}, {"origin": "http://elsewhere.example"}


@pytest.fixture
def draft(citizen: Client, office: Office) -> DraftValue:
    citizen.post(START)
    return forms.drafts(actor=office.citizen, now=NOW)[0]


def step(draft: DraftValue) -> str:
    return f"/nop-ho-so/nhap/{draft.id}/applicant/"


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found if not name.startswith("csrf")}


def token(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(csrfmiddlewaretoken)" value="([^"]+)"', page))


def strict(*, username: str = "") -> Client:
    """Return a browser whose forms need a good token."""
    client = Client(enforce_csrf_checks=True)
    if username:
        account = Account.objects.get(username=username)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_without_any_cookie_the_form_is_kept_and_sent_again_after_sign_in(
    draft: DraftValue, office: Office
) -> None:
    late = strict()

    kept = late.post(step(draft), TYPED, headers=OWN)
    page = kept.content.decode()
    account = Account.objects.get(username="congdan")
    late.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    sent = late.post(step(draft), hidden(page) | token(page), headers=OWN)

    assert kept.status_code == 403
    assert kept["Cache-Control"] == "private, no-store"
    assert f'action="{step(draft)}"' in page
    assert "Đăng nhập ở thẻ mới" in page
    assert {name: hidden(page)[name] for name in TYPED} == TYPED
    assert sent.status_code in {200, 302, 422}
    values = forms.draft(actor=office.citizen, draft_id=draft.id, now=NOW).values
    assert values["applicant_phone"] == TYPED["applicant_phone"]


def test_an_old_token_asks_for_one_click_more(draft: DraftValue, office: Office) -> None:
    late = strict(username="congdan")

    kept = late.post(step(draft), {**TYPED, "csrfmiddlewaretoken": "x" * 64}, headers=OWN)

    assert kept.status_code == 403
    assert "Đăng nhập ở thẻ mới" not in kept.content.decode()
    page = kept.content.decode()
    late.post(step(draft), hidden(page) | token(page), headers=OWN)
    values = forms.draft(actor=office.citizen, draft_id=draft.id, now=NOW).values
    assert values["applicant_phone"] == TYPED["applicant_phone"]


def test_whoever_is_signed_out_finds_what_was_typed(draft: DraftValue) -> None:
    answer = Client().post(step(draft), TYPED)

    assert answer.status_code == 403
    assert {name: hidden(answer.content.decode())[name] for name in TYPED} == TYPED


@pytest.mark.parametrize("headers", [OTHER, {}])
def test_nothing_of_a_form_of_another_site_is_shown(
    draft: DraftValue, headers: dict[str, str]
) -> None:
    answer = strict(username="congdan").post(step(draft), TYPED, headers=headers)

    assert answer.status_code == 403
    assert "Lấp Lánh" not in unescape(answer.content.decode())
    assert hidden(answer.content.decode()) == {}


@pytest.mark.parametrize("secret", ["password", "new_password1", "pin"])
def test_no_page_holds_a_secret(draft: DraftValue, secret: str) -> None:
    answer = strict(username="congdan").post(step(draft), {**TYPED, secret: "260726"}, headers=OWN)

    assert answer.status_code == 403
    assert "260726" not in answer.content.decode()
    assert "Trang đã mở quá lâu" in answer.content.decode()


def test_files_are_asked_for_again(draft: DraftValue) -> None:
    file = SimpleUploadedFile("giấy.png", b"\x89PNG", content_type="image/png")

    answer = strict(username="congdan").post(step(draft), {**TYPED, "paper": file}, headers=OWN)

    page = answer.content.decode()
    assert ("Phải đính kèm lại." in page, "giấy.png" in page) == (True, True)


def test_a_form_of_a_book_is_not_kept(draft: DraftValue) -> None:
    answer = sign_in("congdan")  # a good session, so that only the size decides
    answer.logout()

    refused = answer.post(step(draft), {"applicant_name": "x" * 200_001})

    assert (refused.status_code, refused["Location"]) == (302, "/dang-nhap/")
