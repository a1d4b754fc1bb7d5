import pytest
from django.utils import translation

from province.contexts.one_stop.contracts.states import Channel
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import Office
from province.contexts.one_stop.tests.walking import accept, ask, pdf_text, see
from province.kernel.attachments import public as attachments
from province.kernel.org.models import Official

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("english")
def test_a_receipt_is_vietnamese_when_the_officer_reads_english(office: Office) -> None:
    filed = office.file()

    with translation.override("en"):
        accept(office, filed.dossier_id)

    (receipt,) = see(office, filed.dossier_id).forms
    text = pdf_text(attachments.read_whole(version_id=receipt.version_id))
    assert "10 ngày làm việc" in text
    assert "working day" not in text


@pytest.mark.parametrize(
    ("phone", "printed"), [("0296 3841 234", "0296 3841 234"), ("", "1022 (tổng đài)")]
)
def test_a_supplement_request_always_says_whom_to_call(
    office: Office, phone: str, printed: str
) -> None:
    assert office.officer.official_id is not None
    Official.objects.filter(pk=office.officer.official_id).update(phone=phone)
    filed = office.file()

    ask(office, filed.dossier_id)

    (paper,) = see(office, filed.dossier_id).forms
    text = " ".join(pdf_text(attachments.read_whole(version_id=paper.version_id)).split())
    assert f"số điện thoại {printed}, để được hướng dẫn" in text


UNSIGNED = "chưa có chữ ký số của cán bộ"


def test_an_electronic_form_says_that_nobody_has_signed_it(office: Office) -> None:
    filed = office.file()
    accept(office, filed.dossier_id)
    ask(office, filed.dossier_id, after=True)

    for form in see(office, filed.dossier_id).forms:
        text = " ".join(pdf_text(attachments.read_whole(version_id=form.version_id)).split())
        assert (UNSIGNED in text, "(Chưa có chữ ký số)" in text) == (True, True)
        # as the applicant above, and nowhere as a signature below
        assert text.count("Nguyễn Thị Lấp Lánh Ánh") == 1


def test_a_form_of_the_counter_is_signed_by_hand(office: Office) -> None:
    filed = office.file()
    Dossier.objects.update(channel=Channel.DIRECT)

    accept(office, filed.dossier_id)

    (form,) = see(office, filed.dossier_id).forms
    text = " ".join(pdf_text(attachments.read_whole(version_id=form.version_id)).split())
    assert (UNSIGNED in text, text.count("Nguyễn Thị Lấp Lánh Ánh")) == (False, 2)
