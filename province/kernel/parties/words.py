"""What about a personal number contradicts the rest, as sentences; they never block anybody."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.kernel.parties import rules
from province.kernel.parties.contracts import NumberWarning, Sex
from province.kernel.parties.fact_sheets import birth_provinces

SEX_WORDS = {Sex.MALE: gettext_lazy("nam"), Sex.FEMALE: gettext_lazy("nữ")}


def number_remarks(
    *, number: str, birth_date: date | None = None, sex: Sex | None = None
) -> tuple[str, ...]:
    """Return a sentence for each contradiction of a personal number; none when it is not one.

    In a demonstration everybody is invented, and nothing is said of it.
    """
    digits = rules.digits_of(number)
    found = rules.warnings_of(
        number=digits, birth_date=birth_date, sex=sex, provinces=birth_provinces()
    )
    return tuple(_sentence(one, digits, birth_date, sex) for one in found if one not in _quiet())


def _quiet() -> frozenset[NumberWarning]:
    return frozenset({NumberWarning.DEMONSTRATION} if settings.MODE == "demo" else ())


def birth_province(*, number: str) -> str:
    """Return the province, as it was until July 2025, that a personal number names, or nothing."""
    return birth_provinces().get(rules.digits_of(number)[:3], "")


def _sentence(warning: NumberWarning, number: str, birth_date: date | None, sex: Sex | None) -> str:
    said = rules.read_number(number)
    if warning is NumberWarning.DEMONSTRATION:
        return _("Số định danh bắt đầu bằng 000: đây là người minh họa, không có thật.")
    if warning is NumberWarning.UNKNOWN_PROVINCE:
        return _(
            "Ba số đầu %(code)s không phải mã tỉnh nào. Đúng nếu khai sinh ở nước ngoài; nếu "
            "không, đối chiếu lại với thẻ căn cước."
        ) % {"code": said.province}
    if warning is NumberWarning.SEX:
        return _(
            "Số định danh là của người giới tính %(said)s, nhưng đã ghi %(given)s. Đối chiếu lại "
            "với thẻ căn cước."
        ) % {"said": SEX_WORDS[said.sex], "given": SEX_WORDS[sex or said.sex]}
    return _(
        "Số định danh là của người sinh năm %(said)s, nhưng đã ghi năm sinh %(given)s. Đối chiếu "
        "lại với thẻ căn cước."
    ) % {"said": said.year, "given": birth_date.year if birth_date else ""}
