"""Page: how I want to be told."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from province.foundation.ui.contracts import Crumb
from province.foundation.ui.fields import errors_of
from province.foundation.ui.forms import AskingForm
from province.foundation.web.desk import SignedInMixin
from province.foundation.web.menus import page_url
from province.kernel.notices import public
from province.kernel.notices.contracts import Preference

UNFIT = 422
ACCOUNT = "org:my_account"
EMAIL, SMS = "thu", "tin-nhan"


class PreferenceForm(AskingForm):
    """Channels and language."""

    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Ngoài trang này, báo thêm cho tôi bằng"),
        choices=((EMAIL, gettext_lazy("Thư điện tử")), (SMS, gettext_lazy("Tin nhắn"))),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Ngôn ngữ của thư và tin nhắn"),
        choices=(("vi", gettext_lazy("Tiếng Việt")), ("en", gettext_lazy("Tiếng Anh"))),
        widget=forms.RadioSelect,
    )


@method_decorator(never_cache, name="dispatch")
class Preferences(SignedInMixin, FormView[PreferenceForm]):
    """Which channels reach me, in which language; what the law wants told stays on."""

    template_name = "notices/preferences.html"
    form_class = PreferenceForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find what was chosen.

        :raises ReadersOnlyError: the account stands for nobody.
        """
        super().setup(request, *args, **kwargs)
        self.wish = public.my_preference(actor=self.actor)

    def get_initial(self) -> dict[str, Any]:
        """Start from what was chosen."""
        wish = self.wish
        chosen = ((EMAIL, wish.by_email), (SMS, wish.by_sms))
        return {
            "channels": [channel for channel, is_on in chosen if is_on],
            "language": wish.language or "vi",
        }

    def form_valid(self, form: PreferenceForm) -> HttpResponse:
        """Keep it."""
        channels = form.cleaned_data["channels"]
        wish = Preference(
            by_email=EMAIL in channels,
            by_sms=SMS in channels,
            language=form.cleaned_data["language"],
        )
        public.set_preference(actor=self.actor, wish=wish, now=timezone.now())
        messages.success(self.request, _("Đã lưu cách nhận thông báo."))
        return redirect(self.request.path)

    def form_invalid(self, form: PreferenceForm) -> HttpResponse:
        """Show what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where one is reached."""
        found = super().get_context_data(**kwargs)
        form = found["form"]
        return {
            **found,
            "shell": "ui/desk.html" if self.actor.official_id is not None else "ui/portal.html",
            "reached_at": public.reached_at(actor=self.actor),
            "errors": errors_of(form=form) if form.is_bound else (),
            "crumbs": (
                Crumb(label=_("Tài khoản của tôi"), url=page_url(ACCOUNT)),
                Crumb(label=_("Cách nhận thông báo")),
            ),
        }
