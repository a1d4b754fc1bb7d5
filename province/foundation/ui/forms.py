"""The base of every form: what is missing is said by the name of its field, with what to do."""

from django import forms
from django.utils.translation import gettext as _

from province.foundation.ui.fields import DateBoxes

BY_DJANGO = forms.Field.default_error_messages["required"]


class AskingForm(forms.Form):  # noqa: TID251 -- the one place that derives from Django's
    """A form whose empty fields say what to do; a field with a sentence of its own keeps it."""

    def full_clean(self) -> None:
        """Give each field its sentence, then check as ever."""
        for name, field in self.fields.items():
            if field.error_messages["required"] is BY_DJANGO:
                field.error_messages["required"] = what_to_do(field, label=str(self[name].label))
        super().full_clean()


def what_to_do(field: forms.Field, *, label: str) -> str:
    """Say what to do with an empty field, by its label."""
    words = {"label": label}
    match field.widget:
        case forms.CheckboxInput():
            return _("Hãy đánh dấu “%(label)s”.") % words
        case forms.Select() | forms.RadioSelect() | forms.CheckboxSelectMultiple():
            return _("Hãy chọn “%(label)s”.") % words
        case forms.FileInput():
            return _("Hãy chọn tệp cho “%(label)s”.") % words
        case DateBoxes():
            return _("Hãy ghi ngày, tháng, năm ở “%(label)s”.") % words
        case _:
            return _("Hãy ghi “%(label)s”.") % words
