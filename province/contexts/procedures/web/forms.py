"""Shapes of what a browser may send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from province.foundation.ui.forms import AskingForm


class ResolveForm(AskingForm):
    """What a curator says about one doubt."""

    decision = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Số, ngày và cơ quan của quyết định công bố, hoặc văn bản trả lời."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    value = forms.CharField(
        label=_("Giá trị đúng"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PublishForm(AskingForm):
    """The decision on which a procedure comes into force or leaves it."""

    decision = forms.CharField(
        label=_("Quyết định"),
        help_text=_("Số, ngày, cơ quan ban hành quyết định."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
