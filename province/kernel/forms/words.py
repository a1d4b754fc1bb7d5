"""The faults of answers as sentences: what is wrong, and what was probably meant."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from province.foundation.errors import FieldFault
from province.kernel.forms.contracts import Fault, FormDefinition
from province.kernel.forms.rules.wording import FORM_WORDS, reworded

SENTENCES: dict[str, str | Promise] = {
    "required": _("Bạn chưa điền chỗ này."),
    "not_chosen": _("Bạn chưa chọn mục nào."),
    "asked_now": _("Hãy điền tiếp chỗ này."),
    "too_long": _("Dài %(length)s ký tự, nhiều nhất là %(most)s. Hãy viết ngắn lại."),
    "name_sign": _("Họ tên không có dấu “%(sign)s”: chỉ chữ cái, dấu cách, gạch nối, dấu nháy."),
    "name_letter": _(
        "Giấy tờ không in được chữ “%(sign)s”. Ghi họ tên bằng chữ Việt, như trên giấy tờ tùy thân."
    ),
    "not_printable": _("Giấy tờ không in được ký tự “%(sign)s”. Hãy bỏ hoặc thay ký tự này."),
    "name_short": _("Ghi đủ họ và tên, bằng chữ."),
    "unknown_choice": _("Hãy chọn một mục có trong danh sách."),
    "unknown_commune": _("Hãy chọn xã, phường, đặc khu có trong danh sách."),
    "unknown_step": _("Biểu mẫu không có bước này."),
    "date_incomplete": _("Ghi đủ ngày, tháng và năm."),
    "date_not_digits": _("Ngày, tháng, năm chỉ ghi bằng chữ số."),
    "date_short_year": _("Ghi năm đủ 4 chữ số. Có phải năm %(meant)s?"),
    "date_no_such_time": _("Năm phải từ %(first)s đến %(last)s."),
    "date_no_such_year": _("Ghi năm đủ 4 chữ số, ví dụ 1956."),
    "date_no_such_month": _("Tháng phải từ 1 đến 12."),
    "date_month_swapped": _(
        "Tháng phải từ 1 đến 12. Có phải bạn muốn ghi ngày %(day)s tháng %(month)s?"
    ),
    "date_no_such_day": _("Tháng %(month)s chỉ có %(last)s ngày."),
    "date_february": _("Tháng 2 năm %(year)s chỉ có %(last)s ngày."),
    "date_in_future": _("Ngày này chưa đến (hôm nay là %(today)s). Hãy xem lại năm."),
    "date_in_past": _("Ngày này đã qua (hôm nay là %(today)s)."),
    "date_too_early": _("Ngày phải từ %(least)s trở đi."),
    "date_too_late": _("Ngày phải từ %(most)s trở về trước."),
    "number_not_digits": _("Chỉ ghi bằng chữ số, ví dụ 1.250 hoặc 1,5."),
    "number_english": _("Dấu phẩy ở đây dùng cho phần lẻ. Có phải %(meant)s?"),
    "number_not_whole": _("Ghi số nguyên, không có phần lẻ."),
    "number_too_exact": _("Phần lẻ nhiều nhất %(decimals)s chữ số."),
    "number_too_small": _("Số này phải từ %(least)s trở lên."),
    "number_too_large": _("Số này không quá %(most)s."),
    "money_not_digits": _("Ghi số tiền bằng chữ số, ví dụ 500.000 hoặc 1,5 triệu."),
    "money_not_whole": _("Số tiền tính đến đồng, không có phần lẻ."),
    "personal_number_letters": _("Số định danh chỉ có chữ số. Có phải %(meant)s?"),
    "personal_number_not_digits": _("Số định danh cá nhân chỉ có chữ số, gồm 12 số."),
    "personal_number_old": _(
        "Đây là số chứng minh nhân dân cũ (9 số). Hãy ghi số định danh 12 số trên thẻ căn cước."
    ),
    "personal_number_length": _("Số định danh cá nhân có 12 chữ số, bạn ghi %(count)s."),
    "phone_not_digits": _("Số điện thoại chỉ ghi bằng chữ số, ví dụ 0912 345 678."),
    "phone_old_head": _("Đầu số này đã đổi từ năm 2018. Có phải %(meant)s?"),
    "phone_no_zero": _("Số điện thoại bắt đầu bằng số 0, ví dụ 0912 345 678."),
    "phone_length": _("Số di động có 10 chữ số (số bàn 11), bạn ghi %(count)s."),
    "phone_no_such_head": _("Không có đầu số %(head)s. Hãy xem lại số điện thoại."),
    "bank_account": _("Số tài khoản có từ 6 đến 19 chữ số, không có dấu."),
    "email": _("Thư điện tử có dạng ten@vidu.vn."),
    "email_slip": _("Có phải %(meant)s?"),
    "too_many_rows": _("Nhiều nhất %(most)s dòng."),
    "too_few_rows": _("Ít nhất %(least)s dòng."),
}


def in_language(definition: FormDefinition) -> FormDefinition:
    """Return the form in the language of whoever reads it now; what nobody has translated stays."""
    return reworded(definition, lambda text: pgettext(FORM_WORDS, text) if text else "")


def fault_sentence(fault: Fault) -> str:
    """Return the fault in words, in the language of whoever reads it now."""
    return str(SENTENCES[fault.code]) % fault.params


def in_words(faults: tuple[Fault, ...]) -> tuple[FieldFault, ...]:
    """Return faults as the doors show them."""
    return tuple(
        FieldFault(field=fault.field, code=f"forms.{fault.code}", sentence=fault_sentence(fault))
        for fault in faults
    )
