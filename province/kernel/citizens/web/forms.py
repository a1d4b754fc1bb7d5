"""The shapes of what citizens send when they sign in or up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from province.foundation.ui.fields import DateBoxesField
from province.foundation.ui.forms import AskingForm


class ContactForm(AskingForm):
    """Where the code goes."""

    contact = forms.CharField(
        label=_("Số điện thoại hoặc thư điện tử"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class CodeForm(AskingForm):
    """The code that came."""

    code = forms.CharField(
        label=_("Mã 6 chữ số"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class SignUpForm(AskingForm):
    """Who the person says they are."""

    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=160,
        help_text=_("Ghi đủ như trên thẻ căn cước."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    personal_number = forms.CharField(
        label=_("Số định danh cá nhân"),
        max_length=30,
        help_text=_("12 chữ số trên thẻ căn cước."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    birth_date = DateBoxesField(label=_("Ngày sinh"))

    def clean_personal_number(self) -> str:
        """Return the number without the spaces and dots that people write into it."""
        given = str(self.cleaned_data["personal_number"])
        return "".join(sign for sign in given if sign not in " .-\u00a0")
