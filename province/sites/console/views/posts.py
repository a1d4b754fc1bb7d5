"""Pages: one post with whoever held it, and giving it, ending it, standing in for its holder."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from province.foundation.ui.contracts import Crumb, KeyValue
from province.foundation.ui.formats import format_date
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.asked import id_in
from province.kernel.org import public as org
from province.kernel.org.contracts import Candidate, Placement
from province.kernel.org.errors import (
    HoldingNotFoundError,
    MayNotManagePostsError,
    OfficialElsewhereError,
    OfficialNotFoundError,
    PeriodError,
    PostEndedError,
    PostTakenError,
    SubstituteIsHolderError,
)
from province.sites.console import words
from province.sites.console.days import begins_at, ends_after, local_day
from province.sites.console.forms.fields import ConfirmForm, chosen
from province.sites.console.forms.people import (
    EndHoldingForm,
    HoldingForm,
    SubstituteForm,
)
from province.sites.console.views.acting import ActPage, ConsolePage, F
from province.sites.console.views.agencies import crumbs_to_agency
from province.sites.console.views.listing import LONGEST

MOST_FOUND = 20


class PostReader(ConsolePage):
    """A page about one post of an agency that the actor manages."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the post and its agency.

        :raises PostNotFoundError: there is none, or the actor does not manage its agency.
        """
        super().setup(request, *args, **kwargs)
        self.staffed = org.get_staffed_post(
            actor=self.actor, post_id=self.kwargs["post_id"], at=self.now
        )
        self.post_value = self.staffed.post
        self.agency = org.agency(agency_id=self.post_value.agency_id)

    def present(self, placements: tuple[Placement, ...]) -> Placement | None:
        """Return the placement of now."""
        return next((one for one in placements if one.is_present(self.now)), None)


class PostPage(PostReader, TemplateView):
    """One post: who holds it, who held it, who stands in, and what the actor may do."""

    template_name = "console/post.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the post."""
        staffed = self.staffed
        holding = self.present(staffed.holdings)
        lent = self.present(staffed.substitutions)
        role = org.role_names().get(self.post_value.role, self.post_value.role)
        facts = (
            KeyValue(term=_("Cơ quan"), value=self.agency.name),
            KeyValue(term=_("Phòng, bộ phận"), value=self.post_value.division_name),
            KeyValue(term=_("Vai trò"), value=role),
            KeyValue(term=_("Người giữ"), value=self._line(holding), strong=True),
            KeyValue(term=_("Người thay"), value=self._line(lent)),
            KeyValue(term=_("Phạm vi thay"), value=lent.scope_note if lent else ""),
            KeyValue(term=_("Có đến hết ngày"), value=self._last_day()),
        )
        return super().get_context_data(
            post_value=self.post_value,
            crumbs=(*crumbs_to_agency(self.agency), Crumb(label=self.post_value.title)),
            facts=tuple(fact for fact in facts if fact.value),
            holding=holding,
            lent=lent,
            may_manage=staffed.may_manage,
            history=self._history(),
            **kwargs,
        )

    def _last_day(self) -> str:
        ends_on = self.post_value.ends_on
        return format_date(ends_on - timedelta(days=1)) if ends_on is not None else ""

    def _line(self, one: Placement | None) -> str:
        return words.placement_name(one) if one is not None else ""

    def _history(self) -> Table:
        placed = (*self.staffed.holdings, *self.staffed.substitutions)
        return Table(
            caption=_("Người giữ và người thay, từ trước đến nay"),
            columns=tuple(
                Column(label=label)
                for label in (
                    _("Cán bộ"),
                    _("Tư cách"),
                    _("Thời gian"),
                    _("Trạng thái"),
                    _("Quyết định"),
                )
            ),
            rows=tuple(
                TableRow(
                    cells=(
                        Cell(words=one.official_name),
                        Cell(words=_("người giữ vị trí") if one.is_own else _("người thay")),
                        Cell(words=words.period(one)),
                        Cell(words=words.standing(one, now=self.now)),
                        Cell(words=one.decision),
                    ),
                    current=one.is_present(self.now),
                )
                for one in placed
            ),
        )


class PostAct(PostReader, ActPage[F]):
    """An act on one post that the actor manages."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Refuse whoever may not give this post, before a form is filled in for nothing.

        :raises MayNotManagePostsError: the role works in the whole province; the actor does not.
        """
        super().setup(request, *args, **kwargs)
        if not self.staffed.may_manage:
            raise MayNotManagePostsError

    def back_url(self) -> str:
        """Return the page of the post."""
        return reverse("console:post", args=[self.post_value.id])

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        here = Crumb(label=self.post_value.title, url=self.back_url())
        return (*crumbs_to_agency(self.agency), here, Crumb(label=self.title))

    def facts(self) -> tuple[KeyValue, ...]:
        """Say which post this is, and who has it."""
        holding = self.present(self.staffed.holdings)
        lent = self.present(self.staffed.substitutions)
        facts = (
            KeyValue(term=_("Vị trí"), value=self.post_value.title, strong=True),
            KeyValue(term=_("Cơ quan"), value=self.agency.short_name),
            KeyValue(
                term=_("Người giữ"),
                value=words.placement_name(holding) if holding else _("chưa có"),
            ),
            KeyValue(term=_("Người thay"), value=words.placement_name(lent) if lent else ""),
        )
        return tuple(fact for fact in facts if fact.value)


class ChoosingAct(PostAct[F]):
    """An act for which an official is looked up by name first."""

    template_name = "console/choose_official.html"
    at_fields: ClassVar[Mapping[str, str]] = {
        OfficialNotFoundError.code: "official",
        OfficialElsewhereError.code: "official",
        SubstituteIsHolderError.code: "official",
        PeriodError.code: "until_date",
        PostTakenError.code: "from_date",
        PostEndedError.code: "until_date",
    }

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Look the official up: by words of the name, or the one that a page named."""
        super().setup(request, *args, **kwargs)
        self.words = request.GET.get("q", "")[:LONGEST].strip()
        self.named = id_in(request.GET.get("can-bo", ""))
        self.found = self._found()

    def _found(self) -> tuple[Candidate, ...]:
        if self.words:
            return org.candidates(actor=self.actor, words=self.words, at=self.now, limit=MOST_FOUND)
        if self.named is None:
            return ()
        try:
            one = org.get_candidate(actor=self.actor, official_id=self.named, at=self.now)
        except OfficialNotFoundError:
            return ()
        return (one,)

    def get_initial(self) -> dict[str, Any]:
        """Propose today, and the only one who was found."""
        only = str(self.found[0].id) if len(self.found) == 1 else None
        return {"from_date": local_day(self.now), "official": only}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer those who were found."""
        return {**super().get_form_kwargs(), "found": self.found}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was looked for."""
        return super().get_context_data(
            words=self.words,
            found=self.found,
            is_cut=len(self.found) == MOST_FOUND,
            **kwargs,
        )


class AssignHolding(ChoosingAct[HoldingForm]):
    """Give the post to an official."""

    form_class = HoldingForm
    title = gettext_lazy("Giao vị trí")
    lead = gettext_lazy(
        "Từ lúc giữ vị trí, cán bộ được làm những việc của vai trò và nhận việc của vị trí này."
    )
    submit = gettext_lazy("Giao vị trí")

    def perform(self, form: HoldingForm) -> str:
        """Give it."""
        given, until = form.cleaned_data, form.cleaned_data["until_date"]
        org.assign_holding(
            actor=self.actor,
            post_id=self.post_value.id,
            official_id=chosen(form, "official"),
            starts_at=begins_at(given["from_date"], now=self.now),
            ends_at=ends_after(until) if until else None,
            decision=given["decision"],
        )
        return _("Đã giao vị trí. Nếu cán bộ chưa có tài khoản, mở tài khoản ở trang của cán bộ.")


class Substitute(ChoosingAct[SubstituteForm]):
    """Let an official stand in for the holder for a time."""

    form_class = SubstituteForm
    title = gettext_lazy("Cử người thay")
    lead = gettext_lazy(
        "Người thay làm được việc của vị trí trong thời gian này; người giữ vẫn giữ vị trí."
    )
    submit = gettext_lazy("Cử người thay")

    def perform(self, form: SubstituteForm) -> str:
        """Appoint the substitute."""
        given = form.cleaned_data
        org.substitute(
            actor=self.actor,
            post_id=self.post_value.id,
            substitute_id=chosen(form, "official"),
            starts_at=begins_at(given["from_date"], now=self.now),
            ends_at=ends_after(given["until_date"]),
            scope_note=given["scope_note"],
            decision=given["decision"],
        )
        return _("Đã cử người thay.")


class EndHolding(PostAct[EndHoldingForm]):
    """End the holding of the post."""

    form_class = EndHoldingForm
    title = gettext_lazy("Kết thúc giữ vị trí")
    lead = gettext_lazy(
        "Người giữ thôi làm được việc của vị trí; việc đang chờ ở lại với vị trí cho người sau."
    )
    submit = gettext_lazy("Kết thúc giữ vị trí")
    submit_kind = "x"
    at_fields: ClassVar[Mapping[str, str]] = {HoldingNotFoundError.code: "from_date"}

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"from_date": local_day(self.now)}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say since when the present holder has it."""
        holding = self.present(self.staffed.holdings)
        since = holding.starts_at if holding else None
        return {**super().get_form_kwargs(), "since": since, "now": self.now}

    def perform(self, form: EndHoldingForm) -> str:
        """End it."""
        org.end_holding(
            actor=self.actor,
            post_id=self.post_value.id,
            at=form.cleaned_data["from_date"],
            decision=form.cleaned_data["decision"],
        )
        return _("Đã kết thúc giữ vị trí.")


class EndSubstitution(PostAct[ConfirmForm]):
    """End a substitution before its time."""

    form_class = ConfirmForm
    title = gettext_lazy("Kết thúc việc thay")
    lead = gettext_lazy("Người thay thôi làm được việc của vị trí này ngay khi bấm nút bên dưới.")
    submit = gettext_lazy("Kết thúc việc thay")
    submit_kind = "x"
    told_here: ClassVar[frozenset[str]] = frozenset({HoldingNotFoundError.code})

    def perform(self, form: ConfirmForm) -> str:
        """End it now."""
        del form
        org.end_substitution(actor=self.actor, post_id=self.post_value.id, at=self.now)
        return _("Đã kết thúc việc thay.")
