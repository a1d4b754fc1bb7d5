"""What a result holds and what its paper says: both kinds of refusal, the decision, the forms."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import which

import pytest
from django.test import Client

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.allowance import CODE
from province.contexts.one_stop.contracts.states import Delivery, FormIssued, ProcessingState
from province.contexts.one_stop.errors import NoProcedureKindError
from province.contexts.one_stop.kinds import PROCEDURE_KINDS
from province.contexts.one_stop.models import Dossier, DossierResult, IssuedForm
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office
from province.contexts.one_stop.tests.test_path import walk_to_sealed
from province.contexts.one_stop.tests.walking import REFUSE, accept, appraise, ask, pdf_text, see
from province.kernel.attachments import public as attachments
from province.kernel.attachments.models import AttachmentVersion
from province.kernel.cases.models.journal import Act
from province.kernel.org.models import Account
from province.kernel.parties.models import Party

pytestmark = pytest.mark.django_db


def text_of(version_id: int) -> str:
    return " ".join(pdf_text(attachments.read_whole(version_id=version_id)).split())


def refuse(office: Office, *, delivery: Delivery = Delivery.ELECTRONIC) -> int:
    """Take a dossier to its signed refusal."""
    dossier_id = office.file(delivery=delivery).dossier_id
    accept(office, dossier_id)
    appraise(office, dossier_id, REFUSE)
    one_stop.review(
        actor=office.head, dossier_id=dossier_id, note="", revision=None, key="", now=NOW
    )
    one_stop.sign(
        actor=office.leader, dossier_id=dossier_id, pin=PIN, revision=None, key="", now=NOW
    )
    return dossier_id


@pytest.fixture
def _no_kind() -> Iterator[None]:
    """The allowance as a procedure that nobody has registered."""
    kind = PROCEDURE_KINDS.get(CODE)
    PROCEDURE_KINDS.withdraw(CODE)
    yield
    PROCEDURE_KINDS.register(kind)


@pytest.mark.usefixtures("_no_kind")
def test_a_grant_without_a_registered_kind_is_refused_and_nothing_is_stored(
    office: Office,
) -> None:
    dossier_id = office.file().dossier_id
    accept(office, dossier_id)
    before = (Act.objects.count(), AttachmentVersion.objects.count())

    with pytest.raises(NoProcedureKindError) as refusal:
        appraise(office, dossier_id)

    assert str(refusal.value) == (
        "Hệ thống chưa có mẫu kết quả của thủ tục 1.001776, nên chưa soạn được dự thảo. "
        "Hãy báo quản trị tỉnh."
    )
    assert (Act.objects.count(), AttachmentVersion.objects.count()) == before
    assert Dossier.objects.get().proposal == {}
    assert not DossierResult.objects.exists()


@pytest.mark.usefixtures("_no_kind")
def test_a_refusal_needs_no_registered_kind(office: Office) -> None:
    view = see(office, refuse(office))

    assert view.processing is ProcessingState.REFUSED
    assert view.result is not None
    assert view.result.number == "01/PTC-UBND"


def test_a_final_refusal_has_one_number_and_is_no_refusal_of_reception(office: Office) -> None:
    dossier_id = refuse(office)

    row, view = DossierResult.objects.get(), see(office, dossier_id)
    assert (row.number, row.issued_on, row.sealed_at, row.sealed_version_id) == (
        "01/PTC-UBND",
        date(2026, 11, 19),
        None,
        None,
    )
    assert view.result is not None
    assert (view.result.number, view.result.version_id) == (row.number, row.signed_version_id)
    text = text_of(view.result.version_id)
    assert text.count("01/PTC-UBND") == 1
    assert "PTC-UBND/" not in text
    assert REFUSE.reason in text
    assert REFUSE.law in text
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" not in text.upper()
    assert "không tiếp nhận" not in text.lower()


def test_the_applicant_is_shown_the_number_of_the_refusal_and_no_seal(office: Office) -> None:
    dossier_id = refuse(office)
    client = Client()
    client.force_login(
        Account.objects.get(username="congdan"),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    page = client.get(f"/ho-so-cua-toi/{dossier_id}/").content.decode()

    assert "01/PTC-UBND" in page
    assert "đóng dấu" not in page


def test_the_draft_of_a_refusal_leaves_its_number_open(office: Office) -> None:
    dossier_id = office.file().dossier_id
    accept(office, dossier_id)
    appraise(office, dossier_id, REFUSE)

    text = text_of(DossierResult.objects.get().draft_version_id)
    assert "....../PTC-UBND" in text
    assert "01/PTC-UBND" not in text


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler is not installed here")
def test_the_sealed_decision_holds_its_number_with_the_symbol_once(
    office: Office, tmp_path: Path
) -> None:
    walk_to_sealed(office)

    row = DossierResult.objects.get()
    assert (row.number, row.issued_on, row.sealed_at) == ("01/QĐ-UBND", date(2026, 11, 19), NOW)
    assert row.sealed_version_id is not None
    path = tmp_path / "sealed.pdf"
    path.write_bytes(attachments.read_whole(version_id=row.sealed_version_id))
    done = subprocess.run(  # noqa: S603 -- a fixed program on our own file
        [str(which("pdftotext")), "-layout", str(path), "-"], capture_output=True, check=True
    )
    text = "".join(done.stdout.decode().split())
    assert "Số:01/QĐ-UBND" in text
    assert "QĐ-UBND/QĐ-UBND" not in text


def form_text(form: FormIssued) -> str:
    return text_of(IssuedForm.objects.get(form=form).attachment_version_id)


def test_a_request_for_a_supplement_prints_its_ground_in_law(office: Office) -> None:
    ask(office, office.file().dossier_id)

    assert "Điều 17 Nghị định 61/2018/NĐ-CP" in form_text(FormIssued.SUPPLEMENT)


@pytest.mark.parametrize("form", [FormIssued.SUPPLEMENT, FormIssued.REFUSAL])
def test_forms_print_the_address_and_the_telephone_that_were_filed(
    office: Office, form: FormIssued
) -> None:
    Party.objects.filter(pk=office.citizen.party_id or 0).update(
        address="Nơi khai của tài khoản", phone="0911111111"
    )
    dossier_id = office.file(applicant_phone="0987654321", address="Khóm Đông Thịnh 9").dossier_id

    if form is FormIssued.SUPPLEMENT:
        ask(office, dossier_id)
    else:
        one_stop.refuse_reception(
            actor=office.officer,
            dossier_id=dossier_id,
            reason="Không thuộc thẩm quyền",
            law="Điều 5",
            revision=None,
            key="",
            now=NOW,
        )

    text = form_text(form)
    assert "Khóm Đông Thịnh 9, Phường Long Xuyên" in text
    assert "0987654321" in text
    assert "Nơi khai của tài khoản" not in text
    assert "0911111111" not in text
