"""Pages: rate a result by the link of a notice, or from one's own dossier."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from province.contexts.ratings import public
from province.contexts.ratings.contracts import RatingView, UnsolvedState, UnsolvedView
from province.contexts.ratings.errors import RatingNotFoundError
from province.contexts.ratings.web.forms import DONE, RatingForm
from province.foundation.errors import ConflictError, InvalidInputError
from province.foundation.identity.actors import ANONYMOUS, Actor
from province.foundation.throttling.counting import note_visit
from province.foundation.ui.contracts import Crumb, KeyValue, Tag, TagKind
from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import format_date, format_datetime
from province.foundation.web.desk import ActorMixin, SignedInMixin
from province.kernel.org import public as org

UNFIT = 422
STATES = {
    UnsolvedState.OPEN: TagKind.NEED,
    UnsolvedState.SOLVED: TagKind.HELD,
    UnsolvedState.EXPLAINED: TagKind.MAYBE,
}


def state_tag(state: UnsolvedState) -> Tag:
    """Return where an unsolved result stands as a tag."""
    words = {
        UnsolvedState.OPEN: _("Chờ trả lời"),
        UnsolvedState.SOLVED: _("Đã giải quyết"),
        UnsolvedState.EXPLAINED: _("Đã giải thích"),
    }
    return Tag(words=words[state], kind=STATES[state])


def unsolved_facts(unsolved: UnsolvedView) -> tuple[KeyValue, ...]:
    """Return what was called unsolved and what was answered."""
    lines = [
        (_("Bạn viết"), unsolved.words),
        (_("Gửi lúc"), format_datetime(localtime(unsolved.told_at))),
    ]
    if unsolved.answered_at is None:
        lines.append((_("Trả lời trước"), format_datetime(localtime(unsolved.due_at))))
    else:
        lines += [
            (_("Trả lời"), unsolved.answer),
            (_("Trả lời lúc"), format_datetime(localtime(unsolved.answered_at))),
        ]
    return tuple(KeyValue(term=term, value=value) for term, value in lines)


class RatingPage(FormView[RatingForm]):
    """The rating of one result: a form while it may be given or changed, then what was said."""

    template_name = "ratings/rate.html"
    form_class = RatingForm
    speaker: Actor
    token = ""

    def find(self, *, dossier_id: int) -> None:
        """Find the result.

        :raises RatingNotFoundError: there is none for this actor.
        """
        self.now = timezone.now()
        self.on = localtime(self.now).date()
        self.rating: RatingView = public.get_rating(
            actor=self.speaker, dossier_id=dossier_id, token=self.token, now=self.now
        )

    def get_initial(self) -> dict[str, Any]:
        """Start from what was said before."""
        said = {f"q_{key}": str(points) for key, points in self.rating.answers.items()}
        return {"level": self.rating.level, "solved": DONE, "words": self.rating.words, **said}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the scale of today."""
        return {
            **super().get_form_kwargs(),
            "levels": public.levels_on(on=self.on),
            "questions": public.questions_on(on=self.on),
            "is_open": self.rating.unsolved is not None,
        }

    def form_valid(self, form: RatingForm) -> HttpResponse:
        """Keep it; what is refused comes back with everything that was typed."""
        try:
            public.rate(
                actor=self.speaker,
                dossier_id=self.rating.dossier_id,
                given=form.given(),
                token=self.token,
                now=self.now,
            )
        except InvalidInputError as refusal:
            for fault in refusal.faults:
                at = fault.field if fault.field in form.fields else f"q_{fault.field}"
                form.add_error(at if at in form.fields else None, str(fault.sentence))
            return self.form_invalid(form)
        except ConflictError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Cảm ơn bạn. Đánh giá đã được ghi nhận."))
        return redirect(self.next_page())

    def next_page(self) -> str:
        """Return where a rating that was kept leads."""
        return self.request.path

    def form_invalid(self, form: RatingForm) -> HttpResponse:
        """Show what is wrong, with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the result, the form, and what became of something unsolved."""
        found = super().get_context_data(**kwargs)
        form, rating = found["form"], self.rating
        unsolved = rating.unsolved
        level = next((one for one in public.levels_on(on=self.on) if one.key == rating.level), None)
        return {
            **found,
            "rating": rating,
            "facts": (
                KeyValue(term=_("Thủ tục"), value=rating.procedure),
                KeyValue(term=_("Mã hồ sơ"), value=rating.dossier_code),
                KeyValue(term=_("Cơ quan giải quyết"), value=self.unit_name()),
                KeyValue(
                    term=_("Trả kết quả ngày"),
                    value=format_date(localtime(rating.returned_at).date()),
                ),
            ),
            "level": public.said(words=level.words) if level else rating.level,
            "until": format_date(localtime(rating.open_until).date()),
            "unsolved_tag": state_tag(unsolved.state) if unsolved else None,
            "unsolved_facts": unsolved_facts(unsolved) if unsolved else (),
            "errors": errors_of(form=form) if form.is_bound else (),
            "fault": " ".join(str(one) for one in form.non_field_errors()) if form.is_bound else "",
            "crumbs": self.crumbs(),
        }

    def unit_name(self) -> str:
        """Return the name of the unit whose result it is."""
        return org.agency(agency_id=self.rating.unit_id).name

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path of the page."""
        return (Crumb(label=_("Trang chủ"), url="/"), Crumb(label=_("Đánh giá kết quả")))

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Answer; no machine keeps or lists the page, no other site learns its address."""
        response = super().render_to_response(context, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class ByLink(ActorMixin, RatingPage):
    """The rating by the link of a notice, without signing in."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the result of the link; an official of the house speaks here for nobody.

        :raises RatingNotFoundError: the link is not ours, or was cut.
        :raises TooManyError: this address has tried too many links.
        """
        super().setup(request, *args, **kwargs)
        note_visit(request=request, name="tracking")
        self.token = kwargs["token"]
        dossier_id = public.dossier_of_token(token=self.token)
        if dossier_id is None:
            raise RatingNotFoundError
        self.speaker = ANONYMOUS
        self.find(dossier_id=dossier_id)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class OwnRating(SignedInMixin, RatingPage):
    """The rating of a dossier of one's own."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the result of one's own dossier.

        :raises RatingNotFoundError: it is not the person's own.
        """
        super().setup(request, *args, **kwargs)
        self.speaker = Actor(
            account_id=self.actor.account_id, party_id=self.actor.party_id, name=self.actor.name
        )
        self.find(dossier_id=kwargs["dossier_id"])

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path of the page, by way of the dossier."""
        url = reverse("one_stop:my_dossier", kwargs={"dossier_id": self.rating.dossier_id})
        return (
            Crumb(label=_("Trang chủ"), url="/"),
            Crumb(label=_("Hồ sơ của tôi"), url=reverse("one_stop:my_dossiers")),
            Crumb(label=self.rating.dossier_code, url=url),
            Crumb(label=_("Đánh giá kết quả")),
        )
