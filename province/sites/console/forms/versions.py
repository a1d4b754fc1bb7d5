"""What the forms of dated legal data share: the reason of a correction, and what is confirmed."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop import public as one_stop
from province.foundation.ui.forms import AskingForm


class TokensField(forms.MultipleChoiceField):
    """Boxes whose values name what was confirmed; what is not asked for counts for nothing."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:  # noqa: ARG002 -- the view compares
        """Take any value."""
        return True


class VersionForm(AskingForm):
    """A new version of legal data; ``sure`` shows its boxes when something has to be confirmed."""

    reason = forms.CharField(
        label=_("Lý do sửa"),
        help_text=_("Chỉ cần khi sửa điều đã đặt cho cùng ngày ấy."),
        required=False,
        max_length=500,
    )
    sure = TokensField(label=_("Xác nhận"), required=False)

    def stamp(self) -> str:
        """Return what a confirmation holds for: another value or day asks again."""
        raise NotImplementedError

    def confirmed(self) -> frozenset[one_stop.DoubtKind]:
        """Return what was confirmed for these very values."""
        given = self.cleaned_data["sure"]
        return frozenset(kind for kind in one_stop.DoubtKind if self._token(kind) in given)

    def ask(self, sentences: Mapping[one_stop.DoubtKind, StrOrPromise]) -> None:
        """Offer a box for each thing to confirm."""
        field = self.fields["sure"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [(self._token(kind), words) for kind, words in sentences.items()]
        field.required = True

    @property
    def shown(self) -> tuple[forms.BoundField, ...]:
        """Return the fields to show: the boxes last, and only when something is asked."""
        field = self.fields["sure"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- for the type checker
        return tuple(bound for bound in self if bound.name != "sure" or field.choices)

    def _token(self, kind: one_stop.DoubtKind) -> str:
        return f"{kind.value}|{self.stamp()}"


class WithdrawVersionForm(AskingForm):
    """Why a version is withdrawn."""

    reason = forms.CharField(
        label=_("Lý do rút"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
