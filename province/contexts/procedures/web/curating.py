"""Pages of the desk for those who curate and publish the catalogue."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from province.contexts.procedures import permissions, public
from province.contexts.procedures.commands.publishing import publish, withdraw
from province.contexts.procedures.commands.resolving import resolve_doubt
from province.contexts.procedures.contracts import DoubtAbout, Resolution, VersionState
from province.contexts.procedures.queries import catalogue, curating
from province.contexts.procedures.queries.words import choices, word_for
from province.contexts.procedures.registries import NEEDS, Need
from province.contexts.procedures.rules import corrections
from province.contexts.procedures.web import showing
from province.contexts.procedures.web.asking import (
    PAGE_SIZE,
    one_of,
    page_count,
    page_of,
    page_url,
)
from province.contexts.procedures.web.forms import PublishForm, ResolveForm
from province.foundation.errors import ConflictError, InvalidInputError
from province.foundation.spreadsheets.writing import Column, workbook
from province.foundation.ui.contracts import ChipLink, FieldError
from province.foundation.ui.fields import errors_of
from province.foundation.ui.pager import page_links
from province.foundation.web.desk import DeskMixin
from province.foundation.web.downloads import cut_note, xlsx_response

STANDINGS = ("blocking", "open", "resolved", "all")
MOST_ROWS = 10_000
NOTHING = "khong"  # the filter for procedures that lack nothing


def _filters_of(request: HttpRequest) -> curating.DoubtFilters:
    standing = request.GET.get("standing", "")
    return curating.DoubtFilters(
        about=one_of(request.GET.get("about", ""), DoubtAbout),
        text=request.GET.get("q", "")[:100].strip(),
        standing=standing if standing in STANDINGS else "open",
    )


def _query_of(filters: curating.DoubtFilters) -> dict[str, str]:
    pairs = {"about": filters.about, "q": filters.text, "standing": filters.standing}
    return {key: value for key, value in pairs.items() if value}


class DoubtList(DeskMixin, TemplateView):
    """Every doubt on the catalogue, with filters."""

    template_name = "procedures/list_doubts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page of doubts that the address asks for."""
        filters = _filters_of(self.request)
        query = _query_of(filters)
        rows = curating.doubts(actor=self.actor, filters=filters)
        total = rows.count()
        page = page_of(self.request.GET)
        counts = curating.open_counts(actor=self.actor)
        return super().get_context_data(
            doubts=rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
            total=total,
            filters=filters,
            about_chips=[
                ChipLink(
                    label=words,
                    url=f"?{urlencode({**query, 'about': about})}",
                    current=about == filters.about,
                    count=counts.get(about, 0) if about else sum(counts.values()),
                )
                for about, words in [("", _("Tất cả")), *choices(kind=DoubtAbout)]
            ],
            standing_chips=[
                ChipLink(
                    label=words,
                    url=f"?{urlencode({**query, 'standing': standing})}",
                    current=standing == filters.standing,
                )
                for standing, words in zip(STANDINGS, _standing_words(), strict=True)
            ],
            pages=page_links(
                current=page,
                page_count=page_count(total),
                total_rows=total,
                url_of=page_url(query),
            ),
            export_url=f"{reverse('procedures:export_doubts')}?{urlencode(query)}",
            **kwargs,
        )


def _errors(form: BaseForm | None) -> tuple[FieldError, ...]:
    """Return the faults of a form that came back; a fresh one has none."""
    return errors_of(form=form) if form is not None else ()


def _standing_words() -> tuple[str, ...]:
    return (_("Chặn công bố"), _("Chưa kết luận"), _("Đã kết luận"), _("Mọi tình trạng"))


class ExportDoubts(DeskMixin, View):
    """The doubts as seen, as a spreadsheet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return every doubt that the address asks for."""
        rows = curating.doubts(actor=self.actor, filters=_filters_of(request))[:MOST_ROWS]
        content = workbook(
            title=_("Nghi vấn"),
            columns=(
                Column(_("Mã"), 12),
                Column(_("Tên thủ tục"), 60),
                Column(_("Về"), 20),
                Column(_("Vì sao"), 70),
                Column(_("Kết luận"), 20),
                Column(_("Căn cứ"), 40),
                Column(_("Giá trị đúng"), 40),
                Column(_("Kết luận lúc"), 18),
            ),
            rows=[
                (
                    doubt.procedure.code,
                    doubt.procedure.name,
                    word_for(value=DoubtAbout(doubt.about)),
                    doubt.sentence,
                    word_for(value=Resolution(doubt.resolution)),
                    doubt.decision,
                    doubt.value,
                    doubt.resolved_at,
                )
                for doubt in rows
            ],
            note=cut_note(rows=len(rows), most=MOST_ROWS),
        )
        return xlsx_response(content, name="nghi-van-danh-muc.xlsx")


class ReadyList(DeskMixin, TemplateView):
    """The procedures without a blocking doubt, each with what it still lacks to be published."""

    template_name = "procedures/list_ready.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return one page of them, narrowed to what the address says is lacking."""
        rows = curating.ready_to_publish(actor=self.actor)
        codes = list(rows.values_list("code", flat=True))
        lacks = curating.lacking(codes=codes, on=timezone.localdate())
        lack = one_of(self.request.GET.get("thieu", ""), (NOTHING, *(need.key for need in NEEDS)))
        chosen = [code for code in codes if _has_lack(lacks[code], lack)]
        total, page = len(chosen), page_of(self.request.GET)
        query = {"thieu": lack} if lack else {}
        found = {row.code: row for row in rows.filter(code__in=chosen[_slice_of(page)])}
        return super().get_context_data(
            procedures=[
                {"one": found[code], "lacks": [str(need.name) for need in lacks[code]]}
                for code in chosen[_slice_of(page)]
            ],
            total=len(codes),
            shown=total,
            able=sum(not missing for missing in lacks.values()),
            lack_chips=[
                ChipLink(
                    label=words,
                    url=f"?{urlencode({'thieu': key})}" if key else "?",
                    current=key == lack,
                    count=sum(_has_lack(missing, key) for missing in lacks.values()),
                )
                for key, words in _lack_words()
            ],
            pages=page_links(
                current=page,
                page_count=page_count(total),
                total_rows=total,
                url_of=page_url(query),
            ),
            **kwargs,
        )


def _slice_of(page: int) -> slice:
    return slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)


def _has_lack(missing: Sequence[Need], lack: str) -> bool:
    """Tell whether a procedure is among those asked for: everything, lacking nothing, or one."""
    if lack == NOTHING:
        return not missing
    return not lack or any(need.key == lack for need in missing)


def _lack_words() -> tuple[tuple[str, str], ...]:
    needs = ((need.key, _("Chưa có %(what)s") % {"what": need.name}) for need in NEEDS)
    return (("", _("Tất cả")), (NOTHING, _("Công bố được ngay")), *needs)


class ResolveDoubt(DeskMixin, FormView[ResolveForm]):
    """Show one doubt and take what is right, with the decision it rests on."""

    form_class = ResolveForm
    template_name = "procedures/resolve_doubt.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the doubt once, for every method of the page."""
        super().setup(request, *args, **kwargs)
        self.doubt = curating.get_doubt(actor=self.actor, doubt_id=kwargs["doubt_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the doubt and what its value may look like."""
        return super().get_context_data(
            doubt=self.doubt,
            is_open=self.doubt.resolution == Resolution.OPEN,
            value_help=corrections.HELP[DoubtAbout(self.doubt.about)],
            needs_value=corrections.needs_value(self.doubt.rule),
            may_curate=self.actor.can(permissions.CURATE),
            form_errors=_errors(kwargs.get("form")),
            **kwargs,
        )

    def form_valid(self, form: ResolveForm) -> HttpResponse:
        """Resolve the doubt, or say at its field what is wrong."""
        try:
            resolve_doubt(
                actor=self.actor,
                doubt_id=self.doubt.pk,
                decision=form.cleaned_data["decision"],
                value=form.cleaned_data["value"],
                now=timezone.now(),
            )
        except InvalidInputError as refusal:
            form.add_error("value", str(refusal))
            return self.form_invalid(form)
        except ConflictError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Đã ghi kết luận."))
        return redirect("procedures:curate", code=self.doubt.procedure.code)


class CurateProcedure(DeskMixin, FormView[PublishForm]):
    """Show one procedure with its doubts; publish it or take it out of force."""

    form_class = PublishForm
    template_name = "procedures/curate_procedure.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the procedure once, for every method of the page."""
        super().setup(request, *args, **kwargs)
        self.procedure = curating.curated_procedure(actor=self.actor, code=kwargs["code"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the procedure, its doubts and what may be done."""
        doubts = curating.doubts_of(actor=self.actor, procedure=self.procedure)
        version = catalogue.version_on(procedure=self.procedure, on=timezone.localdate())
        blocking = [
            DoubtAbout(doubt.about)
            for doubt in doubts
            if doubt.resolution == Resolution.OPEN and doubt.is_blocking
        ]
        state = VersionState(self.procedure.state)
        code = self.procedure.code
        lacks = curating.lacking(codes=[code], on=timezone.localdate())[code]
        return super().get_context_data(
            procedure=self.procedure,
            state_words=word_for(value=state),
            why_not=public.why_not(
                state=state, doubts=blocking, is_internal=self.procedure.is_internal
            ),
            doubts=doubts,
            version=version,
            term_lines=showing.term_lines(public.terms_of(version=version)),
            may_publish=self.actor.can(permissions.PUBLISH) and not self.procedure.is_internal,
            can_publish=state is VersionState.DRAFT and not blocking and not lacks,
            lacks=", ".join(str(need.name) for need in lacks) if not blocking else "",
            can_withdraw=state is VersionState.PUBLISHED,
            standings=[
                {"name": need.name, "badge": one.badge, "page": one.page, "may": may}
                for need, one, may in curating.need_standings(
                    actor=self.actor, code=code, on=timezone.localdate()
                )
            ],
            form_errors=_errors(kwargs.get("form")),
            **kwargs,
        )

    def form_valid(self, form: PublishForm) -> HttpResponse:
        """Publish or withdraw, as the button says; any other word does nothing."""
        act = {"publish": publish, "withdraw": withdraw}.get(self.request.POST.get("act", ""))
        if act is None:
            form.add_error(
                None, _("Không rõ công bố hay bãi bỏ, nên chưa làm gì. Hãy bấm nút trên trang.")
            )
            return self.form_invalid(form)
        try:
            act(
                actor=self.actor,
                code=self.procedure.code,
                decision=form.cleaned_data["decision"],
                now=timezone.now(),
            )
        except (ConflictError, InvalidInputError) as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        words = _("Đã công bố.") if act is publish else _("Đã bãi bỏ.")
        messages.success(self.request, words)
        return redirect("procedures:curate", code=self.procedure.code)
