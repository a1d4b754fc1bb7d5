"""Fields that several forms of the console share."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from province.foundation.ui.fields import DateBoxesField
from province.foundation.ui.forms import AskingForm

FIRST_DAY, LAST_DAY = date(1975, 1, 1), date(2100, 12, 31)
LONGEST_WORD = 40


def day_field(
    label: StrOrPromise, *, required: bool = True, hint: StrOrPromise = ""
) -> DateBoxesField:
    """Return the field of a day within a century that offices live in."""
    sentence = _("Ghi một ngày từ năm 1975 đến năm 2100.")
    return DateBoxesField(
        label=label,
        required=required,
        help_text=hint,
        validators=[
            MinValueValidator(FIRST_DAY, sentence),
            MaxValueValidator(LAST_DAY, sentence),
        ],
    )


def decision_field(*, required: bool = False) -> forms.CharField:
    """Return the field of the decision on which something rests."""
    return forms.CharField(
        label=_("Quyết định"),
        help_text=_("Số, ký hiệu và ngày, ví dụ 12/QĐ-UBND ngày 03/11/2026."),
        max_length=200,
        required=required,
    )


def reason_field() -> forms.CharField:
    """Return the field in which one says why; the audit keeps it."""
    return forms.CharField(
        label=_("Lý do"),
        help_text=_("Ghi vào nhật ký thay đổi, cùng tên người làm."),
        max_length=300,
    )


def one_of(
    label: StrOrPromise,
    choices: tuple[tuple[str, StrOrPromise], ...],
    *,
    hint: StrOrPromise = "",
    missing: StrOrPromise = "",
) -> forms.ChoiceField:
    """Return radio buttons; what was not offered is refused."""
    sentences = {"required": missing, "invalid_choice": missing} if missing else {}
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        help_text=hint,
        error_messages=sentences,
    )


def short_words(text: str) -> None:
    """Refuse a name with a word that no name has.

    :raises ValidationError: a word is longer than forty letters.
    """
    if any(len(word) > LONGEST_WORD for word in text.split()):
        raise ValidationError(_("Họ và tên có một từ quá dài. Hãy kiểm tra lại."))


class OnceForm(AskingForm):
    """A form that makes a secret; its key lets a repetition be known."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ConfirmForm(AskingForm):
    """A question that is answered by its button."""


def chosen(form: AskingForm, name: str) -> int:
    """Return the id that was chosen in a field."""
    given: Any = form.cleaned_data[name]
    return int(given)
