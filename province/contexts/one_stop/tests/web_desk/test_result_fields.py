"""Facts of a grant as people type them, and what is said when they cannot be read."""

import pytest
from django.core.exceptions import ValidationError

from province.contexts.one_stop.kinds import ResultField, ResultFieldKind
from province.contexts.one_stop.web.desk.result_fields import form_field_of, typed

DAY = ResultField(key="died_on", label="Ngày chết", kind=ResultFieldKind.DATE)


@pytest.mark.parametrize(
    ("given", "stored"),
    [("5/11/2026", "2026-11-05"), ("05-11-2026", "2026-11-05"), ("5.11.2026", "2026-11-05")],
)
def test_a_day_is_read_as_people_write_it_and_written_back(given: str, stored: str) -> None:
    assert form_field_of(DAY).clean(given) == stored
    assert typed(DAY, stored) == "05/11/2026"


@pytest.mark.parametrize("given", ["31/02/2026", "2026", "mai", "1/1/1/1"])
def test_what_is_no_day_is_said(given: str) -> None:
    with pytest.raises(ValidationError, match=r"^.*Ghi ngày, tháng, năm, ví dụ 05/11/2026"):
        form_field_of(DAY).clean(given)


def test_a_day_that_nobody_typed_is_empty() -> None:
    assert (form_field_of(DAY).clean(""), typed(DAY, "")) == ("", "")
