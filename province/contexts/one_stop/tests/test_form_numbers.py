"""The number of a form: printed, kept, recorded and searched as one text."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.commands.previewing import preview_supplement
from province.contexts.one_stop.contracts.states import FormIssued
from province.contexts.one_stop.models import IssuedForm
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.walking import ITEMS, accept, ask, pdf_text, see
from province.foundation.db.roles import SERVING_ROLE
from province.kernel.attachments import public as attachments
from province.kernel.numbering import public as numbering

pytestmark = pytest.mark.django_db


def printed_number(version_id: int) -> str:
    return pdf_text(attachments.read_whole(version_id=version_id)).split("Số: ")[1].split()[0]


def refuse(office: Office, dossier_id: int) -> None:
    one_stop.refuse_reception(
        actor=office.officer,
        dossier_id=dossier_id,
        reason="Không thuộc thẩm quyền",
        law="Điều 5",
        revision=None,
        key="",
        now=NOW,
    )


def test_the_kept_number_is_the_printed_one(office: Office) -> None:
    received, refused = office.file().dossier_id, office.file().dossier_id

    accept(office, received)
    ask(office, received, after=True)
    refuse(office, refused)

    forms = (*see(office, received).forms, *see(office, refused).forms)
    kept = [(form.form, form.number) for form in forms]
    assert kept == [
        (FormIssued.RECEIPT, "01/TTPVHCC"),
        (FormIssued.SUPPLEMENT, "01/PBS-TTPVHCC"),
        (FormIssued.REFUSAL, "01/PTC-TTPVHCC"),
    ]
    assert [printed_number(form.version_id) for form in forms] == [text for _, text in kept]
    given = numbering.issued_for(for_what=f"dossier:{received}")
    assert [one.text for one in given] == ["01/TTPVHCC", "01/PBS-TTPVHCC"]


def test_refused_and_unanswered_dossiers_share_the_register_of_mau_03(office: Office) -> None:
    refused, unanswered = office.file().dossier_id, office.file().dossier_id
    refuse(office, refused)
    ask(office, unanswered)

    one_stop.end_unanswered(
        actor=office.officer,
        dossier_id=unanswered,
        reason="Quá hạn",
        law="Điều 5",
        key="",
        now=NOW + timedelta(days=35),
    )

    form = see(office, unanswered).forms[-1]
    assert (form.form, form.number) == (FormIssued.REFUSAL, "02/PTC-TTPVHCC")
    assert printed_number(form.version_id) == "02/PTC-TTPVHCC"


def test_a_preview_takes_no_number(office: Office) -> None:
    dossier = office.file().dossier_id

    pdf = preview_supplement(
        actor=office.officer, dossier_id=dossier, items=ITEMS, reason="Mờ", law="Điều 5", now=NOW
    )

    assert "Số: ....../PBS-TTPVHCC" in pdf_text(pdf)
    assert numbering.issued_for(for_what=f"dossier:{dossier}") == ()


def test_numbers_of_before_get_their_symbol(office: Office) -> None:
    dossier = office.file().dossier_id
    accept(office, dossier)
    step = import_module("province.contexts.one_stop.migrations.0007_form_numbers_whole")
    editor = SimpleNamespace(connection=connection)

    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        step.take_symbols_off(apps, editor)
        before = IssuedForm.objects.get(dossier=dossier).number
        step.add_symbols(apps, editor)
        step.add_symbols(apps, editor)
        cursor.execute(f"SET ROLE {SERVING_ROLE}")

    assert (before, IssuedForm.objects.get(dossier=dossier).number) == ("01", "01/TTPVHCC")
