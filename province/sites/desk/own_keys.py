"""Pages: the signing keys that the actor keeps; another PIN; one more keeper of a seal."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from province.foundation.errors import DomainError, NotAllowedError
from province.foundation.ui.contracts import Crumb
from province.foundation.ui.fields import errors_of
from province.foundation.ui.forms import AskingForm
from province.foundation.web.desk import DeskMixin
from province.foundation.web.menus import page_url
from province.kernel.org import public as org
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import Keeper, KeptCredential
from province.kernel.signing.errors import (
    FirstPinError,
    LockedError,
    NoCredentialError,
    WeakPinError,
    WrongPinError,
)

CLERK = "clerk"
UNFIT = 422
PIN_HINT = gettext_lazy("Từ 6 đến 12 chữ số, không toàn một chữ số và không là dãy liền.")


def _pin(label: Any, *, hint: Any = "") -> forms.CharField:
    """Return a PIN's field: hidden signs, the phone's number keys, nothing remembered."""
    attrs = {"autocomplete": "off", "inputmode": "numeric"}
    widget = forms.PasswordInput(attrs=attrs)
    return forms.CharField(label=label, help_text=hint, max_length=12, widget=widget)


def _same(form: AskingForm, *, first: str, second: str) -> None:
    """Refuse two different PINs."""
    one, other = form.cleaned_data.get(first), form.cleaned_data.get(second)
    if one and other and one != other:
        form.add_error(second, ValidationError(_("Hai lần ghi không giống nhau.")))


class PinForm(AskingForm):
    """The present PIN and a new one, written twice."""

    old_pin = _pin(gettext_lazy("Mã PIN đang dùng"))
    new_pin = _pin(gettext_lazy("Mã PIN mới"), hint=PIN_HINT)
    repeat = _pin(gettext_lazy("Ghi lại mã PIN mới"))

    def clean(self) -> dict[str, Any]:
        """Refuse two different PINs, and the old one."""
        super().clean()
        _same(self, first="new_pin", second="repeat")
        given = self.cleaned_data
        if given.get("new_pin") and given.get("new_pin") == given.get("old_pin"):
            fault = ValidationError(_("Mã PIN mới phải khác mã PIN đang dùng."))
            self.add_error("new_pin", fault)
        return given


class EntrustForm(AskingForm):
    """To whom, one's own PIN, and the PIN that the other one types."""

    clerk = forms.ChoiceField(
        label=gettext_lazy("Giao cho văn thư"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Chọn một văn thư."),
            "invalid_choice": gettext_lazy("Chọn một văn thư trong danh sách."),
        },
    )
    pin = _pin(gettext_lazy("Mã PIN của bạn"))
    to_pin = _pin(gettext_lazy("Mã PIN của người nhận"), hint=PIN_HINT)
    repeat = _pin(gettext_lazy("Ghi lại mã PIN của người nhận"))

    def __init__(
        self, *args: Any, offered: tuple[tuple[str, str], ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        clerk = self.fields["clerk"]
        assert isinstance(clerk, forms.ChoiceField)  # noqa: S101 -- for the type checker
        clerk.choices = offered

    def clean(self) -> dict[str, Any]:
        """Refuse two different PINs."""
        super().clean()
        _same(self, first="to_pin", second="repeat")
        return self.cleaned_data


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class OwnKeysPage(DeskMixin):
    """A page about the keys that the actor keeps."""

    kept: tuple[KeptCredential, ...]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the keys."""
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.kept = signing.credentials_of_official(
            actor=self.actor, official_id=self.actor.official_id or 0
        )

    def tries_left(self, one: KeptCredential) -> int:
        """Return how many wrong PINs the actor has left."""
        share = self.share_of(one)
        return share.tries_left if share is not None else 0

    def share_of(self, one: KeptCredential) -> Keeper | None:
        """Return the actor's own share of a key."""
        own = self.actor.official_id
        return next((keeper for keeper in one.keepers if keeper.official_id == own), None)

    def must_change(self, one: KeptCredential) -> bool:
        """Tell whether the actor's PIN was made by somebody else."""
        share = self.share_of(one)
        return share is not None and share.must_change_pin


class OwnKeys(OwnKeysPage, TemplateView):
    """The certificates in one's own name, and the seals that one keeps."""

    template_name = "desk/own_keys.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return each key with its keepers by name."""
        ids = {keeper.official_id for one in self.kept for keeper in one.keepers}
        names = org.official_names(ids=ids) if ids else {}
        keys = tuple(
            {
                "kept": one,
                "credential": one.credential,
                "tries_left": self.tries_left(one),
                "must_change": self.must_change(one),
                "is_over": one.credential.valid_until <= self.now,
                "keepers": ", ".join(names.get(keeper.official_id, "?") for keeper in one.keepers),
            }
            for one in self.kept
        )
        return super().get_context_data(keys=keys, crumbs=_crumbs(), **kwargs)


class OwnKeyAct(OwnKeysPage, FormView[AskingForm], ABC):
    """An act on one key that the actor keeps."""

    template_name = "desk/own_key_act.html"
    title: Any = ""
    lead: Any = ""
    submit: Any = ""
    at_fields: ClassVar[Mapping[str, str]] = {}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the key.

        :raises NoCredentialError: the actor keeps no such key.
        """
        super().setup(request, *args, **kwargs)
        wanted = self.kwargs["credential_id"]
        found = (one for one in self.kept if one.credential.credential_id == wanted)
        key = next(found, None)
        if key is None:
            raise NoCredentialError
        self.key = key

    @abstractmethod
    def perform(self, form: AskingForm) -> str:
        """Do it and return what to say."""

    def form_valid(self, form: AskingForm) -> HttpResponse:
        """Do it; a refusal stands at its field. No PIN is sent back to the browser."""
        try:
            said = self.perform(form)
        except NotAllowedError:
            raise
        except DomainError as refusal:
            form.add_error(self.at_fields.get(refusal.code), str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, said)
        return redirect("own_keys:list")

    def form_invalid(self, form: AskingForm) -> HttpResponse:
        """Show what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the key, the form and its faults."""
        found = super().get_context_data(**kwargs)
        form: AskingForm = found["form"]
        fault = " ".join(str(one) for one in form.non_field_errors()) if form.is_bound else ""
        return {
            **found,
            "key": self.key,
            "title": self.title,
            "lead": self.lead,
            "submit": self.submit,
            "tries_left": self.tries_left(self.key),
            "crumbs": (*_crumbs(reverse("own_keys:list")), Crumb(label=self.title)),
            "errors": errors_of(form=form) if form.is_bound else (),
            "fault": fault,
        }


class ChangePin(OwnKeyAct):
    """Another PIN for one's own key."""

    form_class = PinForm
    title = gettext_lazy("Đổi mã PIN")
    lead = gettext_lazy("Mã PIN mở khóa ký. Không cho ai biết, không dùng lại mã của nơi khác.")
    submit = gettext_lazy("Đổi mã PIN")
    at_fields: ClassVar[Mapping[str, str]] = {
        WrongPinError.code: "old_pin",
        LockedError.code: "old_pin",
        WeakPinError.code: "new_pin",
    }

    def perform(self, form: AskingForm) -> str:
        """Change it."""
        signing.change_pin(
            actor=self.actor,
            credential_id=self.key.credential.credential_id,
            old_pin=form.cleaned_data["old_pin"],
            new_pin=form.cleaned_data["new_pin"],
            now=self.now,
        )
        return _("Đã đổi mã PIN.")


class EntrustSeal(OwnKeyAct):
    """One more clerk of the agency may use its seal, with a PIN of their own."""

    form_class = EntrustForm
    title = gettext_lazy("Giao con dấu cho thêm người")
    lead = gettext_lazy(
        "Người nhận ngồi cùng bạn và tự gõ mã PIN của mình. Bạn vẫn giữ con dấu như trước."
    )
    submit = gettext_lazy("Giao con dấu")
    at_fields: ClassVar[Mapping[str, str]] = {
        WrongPinError.code: "pin",
        LockedError.code: "pin",
        FirstPinError.code: "pin",
        WeakPinError.code: "to_pin",
    }

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the other clerks of the agency.

        :raises NoCredentialError: the key is no seal.
        """
        super().setup(request, *args, **kwargs)
        if self.key.agency_id is None:
            raise NoCredentialError
        keepers = {keeper.official_id for keeper in self.key.keepers}
        clerks = org.posts_with_role(role=CLERK, agency_id=self.key.agency_id, at=self.now)
        self.offered = tuple(
            (str(post.holder_official_id), f"{post.holder_name}, {post.title}")
            for post in clerks
            if post.holder_official_id is not None and post.holder_official_id not in keepers
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer those who do not keep it yet."""
        return {**super().get_form_kwargs(), "offered": self.offered}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say when there is nobody to give it to."""
        return super().get_context_data(is_alone=not self.offered, **kwargs)

    def perform(self, form: AskingForm) -> str:
        """Entrust the seal."""
        signing.entrust_seal(
            actor=self.actor,
            agency_id=self.key.agency_id or 0,
            pin=form.cleaned_data["pin"],
            to_official_id=int(form.cleaned_data["clerk"]),
            to_pin=form.cleaned_data["to_pin"],
            now=self.now,
        )
        return _("Đã giao con dấu cho thêm một người giữ.")


def _crumbs(keys_url: str = "") -> tuple[Crumb, ...]:
    return (
        Crumb(label=_("Tài khoản của tôi"), url=page_url("org:my_account")),
        Crumb(label=_("Khóa ký số của tôi"), url=keys_url),
    )
