"""Pages: sign in, sign out."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, View

from province.foundation.identity.actors import Actor
from province.foundation.identity.second_step import second_step
from province.foundation.identity.source import actor_source
from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import format_time
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.desk import ActorMixin, actor_of
from province.foundation.web.entering import HELD_TO, begin_entering, take_entering
from province.foundation.web.menus import page_url
from province.foundation.web.remarks import forget_session
from province.foundation.web.resending import remember_who
from province.kernel.org import rules
from province.kernel.org.commands import sessions
from province.kernel.org.queries.demo import demo_accounts
from province.kernel.org.queries.lockouts import locked_until
from province.kernel.org.queries.people import get_account
from province.kernel.org.web.forms import SignInForm
from province.kernel.org.web.presence import MUST_CHANGE

TOO_MANY = 429
CITIZENS = "citizens:sign_in"  # a page of the storeys above; without it there is no link
PASSKEY = "factors:passkey_sign_in"  # likewise


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class SignInView(ActorMixin, FormView[SignInForm]):
    """A name and a password; five failures close the door for a quarter of an hour."""

    form_class = SignInForm
    template_name = "org/sign_in.html"
    refusal = ""
    status = 200

    def get_initial(self) -> dict[str, Any]:
        """Keep where the person wanted to go."""
        return {"next": self.request.GET.get("next", "")}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or send on who has signed in already."""
        if not self.actor.is_anonymous:
            return redirect(_safe(request, request.GET.get("next", "")))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Sign the person in, or say why not, with the same words for an unknown name."""
        now = timezone.now()
        username = form.cleaned_data["username"]
        account = authenticate(
            self.request, username=username, password=form.cleaned_data["password"]
        )
        if getattr(self.request, "axes_locked_out", False):
            self.request.axes_locked_out = False  # type: ignore[attr-defined]  # our page answers, not the one of axes
            return self._refuse(form, self._locked(username, now=now), status=TOO_MANY)
        if account is None or _actor(account.pk, now=now).is_anonymous:
            wrong = _("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra và nhập lại.")
            return self._refuse(form, wrong, status=200)
        wanted = form.cleaned_data["next"]
        asked = page_url(second_step().asked_at(account_id=account.pk))
        if asked:
            begin_entering(request=self.request, account_id=account.pk, wanted=wanted, now=now)
            return redirect(asked)
        return _enter(self.request, account_id=account.pk, wanted=wanted, how="", now=now)

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """Show the form again with what is missing."""
        return self.render_to_response(self.get_context_data(form=form), status=self.status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the faults, and in a demonstration the accounts."""
        context = super().get_context_data(**kwargs)
        context["errors"] = errors_of(form=context["form"])
        context["refusal"] = self.refusal
        context["citizens_url"] = self._door_url(CITIZENS)
        context["passkey_url"] = self._door_url(PASSKEY)
        if settings.MODE == "demo":
            context["demo_table"] = _demo_table(now=timezone.now())
            context["demo_password"] = getattr(settings, "DEMO_PASSWORD", "")
            context["demo_pin"] = settings.DEMO_PIN
        return context

    def _door_url(self, name: str) -> str:
        """Return another page of signing in, with where the person wanted to go."""
        page, wanted = page_url(name), self.request.GET.get("next", "")
        return f"{page}?{urlencode({'next': wanted})}" if page and wanted else page

    def _refuse(self, form: SignInForm, sentence: str, *, status: int) -> HttpResponse:
        self.refusal, self.status = sentence, status
        return self.form_invalid(form)

    def _locked(self, username: str, *, now: datetime) -> str:
        address = get_client_ip_address(self.request) or ""
        until = locked_until(username=username, address=address, now=now)
        return _(
            "Đã nhập sai quá 5 lần nên tạm khóa đăng nhập bằng tên này. Hãy thử lại sau %(time)s."
        ) % {"time": format_time(timezone.localtime(until))}


@method_decorator(never_cache, name="dispatch")
class EnterView(View):
    """Lets in who has proved everything on the page of another module; once, and within minutes."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Sign the person in, or begin anew."""
        now = timezone.now()
        proved = take_entering(request=request, now=now)
        if proved is None:
            return redirect("org:sign_in")
        return _enter(
            request, account_id=proved.account_id, wanted=proved.wanted, how=proved.how, now=now
        )


class SignOutView(View):
    """Signs out; only by POST, so that no picture or link can do it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Sign out and go to the first page."""
        actor = actor_of(request)
        if not actor.is_anonymous:
            sessions.note_sign_out(actor=actor, session_key=request.session.session_key or "")
        forget_session(request=request)
        logout(request)
        return redirect(settings.LOGOUT_REDIRECT_URL or "org:sign_in")


def _enter(
    request: HttpRequest, *, account_id: int, wanted: str, how: str, now: datetime
) -> HttpResponse:
    """Open the session of an account that has proved everything; a closed one begins anew."""
    actor = _actor(account_id, now=now)
    account = get_user_model().objects.filter(pk=account_id).first()
    if account is None or actor.is_anonymous:
        return redirect("org:sign_in")
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    sessions.note_sign_in(
        actor=actor,
        session_key=request.session.session_key or "",
        browser=rules.browser_label(request.headers.get("User-Agent", "")),
        address=get_client_ip_address(request) or "",
        now=now,
        how=how,
    )
    held_to = page_url(second_step().held_to(account_id=account_id, now=now))
    if held_to:
        request.session[HELD_TO] = held_to
    home = settings.LOGIN_REDIRECT_URL
    if actor.official_id is not None:
        home = page_url(settings.DESK_REDIRECT_URL) or home
    goes_to = held_to or _safe(request, wanted, home=home)
    if get_account(account_id=account_id).must_change_password:
        request.session[MUST_CHANGE] = True
        goes_to = reverse("org:change_password")
    response = HttpResponseRedirect(goes_to)
    remember_who(response=response, account_id=account_id)
    return response


def _actor(account_id: int, *, now: datetime) -> Actor:
    """Return who the account is now; a closed one is nobody."""
    return actor_source().actor_for(
        account_id=account_id, acting_post=None, staff_session=False, now=now
    )


def _safe(request: HttpRequest, wanted: str, *, home: str = "") -> str:
    """Return the wanted address if it is one of ours, else the home."""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else home or settings.LOGIN_REDIRECT_URL


def _demo_table(*, now: datetime) -> Table:
    columns = (_("Tên đăng nhập"), _("Người"), _("Vai trò"), _("Cơ quan"))
    return Table(
        caption=_("Tài khoản minh họa"),
        columns=tuple(Column(label=label) for label in columns),
        rows=tuple(
            TableRow(
                cells=(
                    Cell(words=account.username),
                    Cell(words=account.who),
                    Cell(words=account.role),
                    Cell(words=account.agency),
                )
            )
            for account in demo_accounts(now=now)
        ),
    )
