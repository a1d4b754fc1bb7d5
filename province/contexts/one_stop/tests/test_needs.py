import pytest

from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.procedures.registries import NEEDS
from province.contexts.procedures.rules.publishing import local_day

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "standing"),
    [
        ("1.001776", ["form", "process"]),
        ("1.001193", ["form", "process"]),
        ("1.012783", ["process"]),
    ],
)
def test_only_a_procedure_with_form_and_process_can_be_taken_in(
    office: Office, code: str, standing: list[str]
) -> None:
    del office
    day = local_day(NOW)

    assert [need.key for need in NEEDS if need.stands(procedure_code=code, on=day)] == standing
    assert [need.key for need in NEEDS if code in need.had_by(codes=[code], on=day)] == standing
