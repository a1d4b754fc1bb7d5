"""The shape of the words of the law that an administrator sets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from province.sites.console.forms.fields import day_field
from province.sites.console.forms.versions import VersionForm


class WordingForm(VersionForm):
    """The words of one sort from a day on."""

    field_order = ("lines", "valid_from", "source", "is_checked", "reason", "sure")

    lines = forms.CharField(
        label=_("Nội dung in trên giấy"),
        help_text=_("Mỗi ý một dòng."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    valid_from = day_field(_("Áp dụng từ ngày"))
    source = forms.CharField(
        label=_("Nguồn"), help_text=_("Văn bản, điều, khoản đã đọc."), max_length=300
    )
    is_checked = forms.BooleanField(label=_("Đã đối chiếu với văn bản gốc"), required=False)

    def words(self) -> tuple[str, ...]:
        """Return the lines that were typed."""
        return tuple(
            line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()
        )

    def stamp(self) -> str:
        """Return the day."""
        return str(self.cleaned_data["valid_from"].isoformat())
