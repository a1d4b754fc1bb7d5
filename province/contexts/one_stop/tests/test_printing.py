import pytest
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import trans_real

from province.contexts.one_stop.tests.conftest import Office
from province.contexts.one_stop.tests.walking import accept, pdf_text, see
from province.kernel.attachments import public as attachments

pytestmark = pytest.mark.django_db


def test_a_receipt_is_vietnamese_when_the_officer_reads_english(office: Office) -> None:
    call_command("compile_translations")
    trans_real._translations.pop("en", None)  # type: ignore[attr-defined]  # noqa: SLF001 -- nothing public forgets a catalogue
    filed = office.file()

    with translation.override("en"):
        accept(office, filed.dossier_id)

    (receipt,) = see(office, filed.dossier_id).forms
    text = pdf_text(attachments.read_whole(version_id=receipt.version_id))
    assert "10 ngày làm việc" in text
    assert "working day" not in text
