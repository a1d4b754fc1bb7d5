"""At the door: whose signatures stand on a paper, said where it is sent and before filing."""

from collections.abc import Callable

import pytest
from django.test import Client

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.rules.signatures import is_strangers
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office
from province.contexts.one_stop.tests.web_portal.conftest import FillDraft, store_png
from province.foundation.files.tests import samples
from province.kernel.attachments import public as attachments
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import DraftValue
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import SigningPlace

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]
DISABLED = {"category": "disabled_severe"}
ENOUGH = (20, 20, 180, 80)


def signed_paper(office: Office) -> bytes:
    """Return a paper that the chairman has signed in the agency's name."""
    return signing.sign_as_official(
        actor=office.leader,
        official_id=office.leader.official_id or 0,
        pin=PIN,
        pdf=samples.pdf(),
        reason="Xác nhận",
        place=SigningPlace("sig", page=1, box=ENOUGH),
        now=NOW,
    ).pdf


@pytest.fixture
def send(office: Office, fill_draft: FillDraft) -> Callable[[bytes], DraftValue]:
    def sent(content: bytes) -> DraftValue:
        draft = fill_draft(**DISABLED)
        version = attachments.take_in(
            actor=office.citizen, name="giấy.pdf", stream=[content], now=NOW
        )
        return forms.attach(
            actor=office.citizen,
            draft_id=draft.id,
            field="paper_disability",
            version_id=version.id,
            now=NOW,
        )

    return sent


def review(client: Client, draft: DraftValue) -> str:
    return client.get(f"/nop-ho-so/nhap/{draft.id}/xem-lai/").content.decode()


def test_an_office_signature_is_named_at_the_field_and_before_filing(
    citizen: Client, office: Office, send: Callable[[bytes], DraftValue]
) -> None:
    draft = send(signed_paper(office))
    form = forms.form_version(key=draft.form_key, version=draft.form_version)
    step = next(
        one.key for one in form.steps if any(f.key == "paper_disability" for f in one.fields)
    )

    at_field = citizen.get(f"/nop-ho-so/nhap/{draft.id}/{step}/").content.decode()
    before = review(citizen, draft)

    for page in (at_field, before):
        assert "Chữ ký số: " in page
        assert "Chữ ký còn nguyên vẹn." in page
        assert "Người ký không phải người nộp" not in page


def test_a_broken_signature_is_said_and_does_not_block(
    citizen: Client, office: Office, send: Callable[[bytes], DraftValue]
) -> None:
    whole = signed_paper(office)
    spoiled = whole.replace(b"/MediaBox [0 0 200 100]", b"/MediaBox [0 0 300 100]", 1)
    assert spoiled != whole

    page = review(citizen, send(spoiled))

    assert "Nội dung đã bị thay đổi sau khi ký." in page
    assert "Gửi hồ sơ" in page


def test_papers_without_signatures_are_silent(
    citizen: Client, office: Office, send: Callable[[bytes], DraftValue]
) -> None:
    page = review(citizen, send(samples.pdf()))

    picture = attachments.version(version_id=store_png(office.citizen))
    assert "Chữ ký số" not in page
    assert one_stop.signature_words(version=picture, payload={}, now=NOW) == ()


@pytest.mark.parametrize(
    ("name", "organisation", "strange"),
    [
        ("Nguyễn Thị Lấp Lánh Ánh", "", False),
        ("NGUYỄN THỊ LẤP LÁNH ÁNH", "", False),
        ("Trần Văn Lạ", "", True),
        ("Trần Văn Lạ", "Ủy ban nhân dân phường", False),
        ("", "", False),
    ],
)
def test_whose_signature_is_strange(name: str, organisation: str, *, strange: bool) -> None:
    expected = ["Nguyễn Thị Lấp Lánh Ánh", ""]

    assert is_strangers(name=name, organisation=organisation, expected=expected) is strange
