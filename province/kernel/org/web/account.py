"""Pages: my account, my password, my sessions, the post I work as."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView, View

from province.foundation.errors import InvalidInputError
from province.foundation.identity.actors import Actor
from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import format_datetime
from province.foundation.web.asked import id_in
from province.foundation.web.desk import ACTING_POST, SignedInMixin
from province.foundation.web.menus import page_url
from province.foundation.web.slots import links_at
from province.kernel.org import public, rules
from province.kernel.org.commands import accounts, sessions
from province.kernel.org.queries import people
from province.kernel.org.web.forms import ChangePasswordForm
from province.kernel.org.web.presence import MUST_CHANGE

FACTORS = "factors:list"  # likewise
PLACE = "org.my_account"
OWN_KEYS = "own_keys:list"  # a page of the storeys above; without it there is no link


@method_decorator(never_cache, name="dispatch")
class MyAccountView(SignedInMixin, TemplateView):
    """Who I am here, as which post I work, and where I am signed in."""

    template_name = "org/my_account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the account, its posts and its sessions."""
        context = super().get_context_data(**kwargs)
        account = people.get_account(account_id=self.actor.account_id or 0)
        here = self.request.session.session_key
        signed_in = people.sessions_of(account_id=account.id, now=timezone.now())
        context["account"] = account
        context["posts"] = _posts(self.actor)
        context["keys_url"] = page_url(OWN_KEYS) if self.actor.official_id is not None else ""
        context["has_other_sessions"] = any(item.session_key != here for item in signed_in)
        context["factors_url"] = page_url(FACTORS) if account.has_password else ""
        context["links"] = links_at(place=PLACE, actor=self.actor, about=self.actor.account_id or 0)
        context["sessions"] = [
            {
                "id": item.id,
                "browser": item.browser or _("Không rõ trình duyệt"),
                "address": rules.short_address(item.address),
                "started": format_datetime(timezone.localtime(item.started_at)),
                "seen": format_datetime(timezone.localtime(item.last_seen_at)),
                "is_here": item.session_key == here,
            }
            for item in signed_in
        ]
        return context


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class ChangePasswordView(SignedInMixin, FormView[ChangePasswordForm]):
    """A new password; every other session of the account ends."""

    form_class = ChangePasswordForm
    template_name = "org/change_password.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the faults, and whether the change is demanded."""
        context = super().get_context_data(**kwargs)
        context["errors"] = errors_of(form=context["form"])
        context["must_change"] = bool(self.request.session.get(MUST_CHANGE))
        return context

    def get_form(self, form_class: type[ChangePasswordForm] | None = None) -> ChangePasswordForm:
        """Ask for the present password only where there is one."""
        form = super().get_form(form_class)
        if not people.get_account(account_id=self.actor.account_id or 0).has_password:
            del form.fields["present"]
        return form

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        """Change it and stay signed in here."""
        was = self.request.session.session_key or ""
        try:
            accounts.change_own_password(
                actor=self.actor,
                present=form.cleaned_data.get("present", ""),
                password=form.cleaned_data["password"],
                session_key=was,
            )
        except InvalidInputError as refusal:
            for fault in refusal.faults:
                form.add_error(fault.field, str(fault.sentence))
            return self.form_invalid(form)
        user = cast("Any", self.request.user)
        user.refresh_from_db()
        update_session_auth_hash(self.request, user)
        sessions.move_session(was=was, becomes=self.request.session.session_key or "")
        self.request.session.pop(MUST_CHANGE, None)
        messages.success(self.request, _("Đã đổi mật khẩu. Các máy khác đã được đăng xuất."))
        return redirect("org:my_account")


class EndOtherSessionsView(SignedInMixin, View):
    """Signs out everywhere but here."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """End the sessions and say how many."""
        ended = sessions.end_other_sessions(
            actor=self.actor, session_key=request.session.session_key or ""
        )
        sentence = ngettext(
            "Đã đăng xuất khỏi %(count)s máy khác.",
            "Đã đăng xuất khỏi %(count)s máy khác.",
            ended,
        )
        messages.success(request, sentence % {"count": ended})
        return redirect("org:my_account")


class EndSessionView(SignedInMixin, View):
    """Signs out one other browser."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, session_id: int) -> HttpResponse:
        """End the session, if it is one's own and still there."""
        if sessions.end_session(actor=self.actor, session_id=session_id):
            messages.success(request, _("Đã đăng xuất khỏi máy ấy."))
        else:
            messages.info(request, _("Phiên đăng nhập ấy đã kết thúc từ trước."))
        return redirect("org:my_account")


class ChooseActingPostView(SignedInMixin, View):
    """Says as which of one's posts one works from now on."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Remember the post, if it is one of the actor's."""
        chosen = id_in(request.POST.get("post", ""))
        if chosen in self.actor.posts:
            request.session[ACTING_POST] = chosen
            messages.success(request, _("Đã đổi vị trí làm việc."))
        else:
            messages.error(request, _("Bạn không giữ vị trí này lúc này."))
        return redirect("org:my_account")


def _posts(actor: Actor) -> tuple[dict[str, Any], ...]:
    """Describe the actor's posts for the choice, the present one marked."""
    if not actor.posts:
        return ()
    now = timezone.now()
    posts = public.posts(ids=actor.posts, at=now)
    agencies = public.agencies(ids={post.agency_id for post in posts.values()})
    return tuple(
        {
            "id": post.id,
            "title": post.title,
            "division": post.division_name,
            "agency": agencies[post.agency_id].short_name,
            "is_lent": post.holder_official_id != actor.official_id,
            "is_acting": post.id == actor.acting_post,
        }
        for post in sorted(posts.values(), key=lambda post: post.id)
    )
