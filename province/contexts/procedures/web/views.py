"""Pages of the catalogue for everybody: search, list, one procedure."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import TemplateView, View

from province.contexts.procedures import public
from province.contexts.procedures.contracts import (
    DoubtAbout,
    Level,
    SearchFilters,
    SearchHit,
    VersionState,
)
from province.contexts.procedures.queries import catalogue
from province.contexts.procedures.queries.words import choices, word_for
from province.contexts.procedures.web import showing
from province.contexts.procedures.web.asking import (
    PAGE_SIZE,
    Asked,
    asked_of,
    page_count,
    page_url,
)
from province.foundation.spreadsheets.writing import Column, workbook
from province.foundation.ui.contracts import Choice, Crumb, FieldKind, FieldView
from province.foundation.ui.pager import page_links
from province.foundation.web.desk import actor_of
from province.foundation.web.downloads import xlsx_response
from province.kernel.calendars.public import limit_words

MOST_ROWS = 2000
SUGGESTIONS = 6


class ProcedureList(TemplateView):
    """Search the catalogue, or leaf through it by level and field."""

    template_name = "procedures/list_procedures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page that the address asks for."""
        asked = asked_of(self.request.GET)
        found = public.search(
            text=asked.text, limit=PAGE_SIZE, offset=asked.offset, filters=asked.filters
        )
        return super().get_context_data(
            asked=asked,
            total=found.total,
            rows=tuple(showing.hit_row(hit) for hit in found.hits),
            filter_fields=_filter_fields(asked),
            pages=page_links(
                current=asked.page,
                page_count=page_count(found.total),
                total_rows=found.total,
                url_of=page_url(asked.query),
            ),
            export_url=f"{reverse('procedures:export')}?{urlencode(asked.query)}",
            crumbs=(Crumb(label=_("Trang chủ"), url="/"), Crumb(label=pgettext("list", "Thủ tục"))),
            **kwargs,
        )


def _filter_fields(asked: Asked) -> tuple[FieldView, ...]:
    """Return the three filters of the list, as fields."""
    counted = catalogue.fields(level=asked.filters.level)
    by_field = [(name, f"{name} ({count})") for name, count in counted]
    if asked.filters.field and asked.filters.field not in dict(by_field):
        by_field.append((asked.filters.field, asked.filters.field))
    states = [
        (state, label)
        for state, label in choices(kind=VersionState)
        if state in {VersionState.PUBLISHED, VersionState.NOT_PUBLISHED}
    ]
    return (
        _select("level", _("Cấp giải quyết"), choices(kind=Level), asked.filters.level),
        _select("field", _("Lĩnh vực"), by_field, asked.filters.field),
        _select("state", _("Tình trạng"), states, asked.filters.state),
    )


def _select(name: str, label: str, values: list[tuple[str, str]], chosen: str) -> FieldView:
    return FieldView(
        name=name,
        label=label,
        kind=FieldKind.SELECT,
        choices=tuple(
            Choice(value=value, label=words, chosen=value == chosen)
            for value, words in [("", _("Tất cả")), *values]
        ),
        required=True,
        element_id=f"filter-{name}",
    )


class Suggestions(TemplateView):
    """The few best procedures for what is being typed; a fragment of the search box."""

    template_name = "procedures/_suggestions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return at most six procedures; none before two characters."""
        asked = asked_of(self.request.GET)
        hits: tuple[SearchHit, ...] = ()
        if len(asked.text) > 1:
            hits = public.search(text=asked.text, limit=SUGGESTIONS).hits
        return super().get_context_data(
            suggestions=[
                {
                    "name": hit.name,
                    "url": reverse("procedures:detail", kwargs={"code": hit.code}),
                    "note": _suggestion_note(hit),
                }
                for hit in hits
            ],
            **kwargs,
        )


def _suggestion_note(hit: SearchHit) -> str:
    if not hit.takes_filings:
        return _("chưa công bố")
    return f"{showing.time_words(hit.limit)} · {showing.fee_words(hit.fee)}"


class ExportList(View):
    """The list as seen, as a spreadsheet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return every row that the address asks for, without pages."""
        asked = asked_of(request.GET)
        found = public.search(text=asked.text, limit=MOST_ROWS, filters=asked.filters)
        content = workbook(
            title=_("Thủ tục hành chính"),
            columns=(
                Column(_("Mã"), 12),
                Column(_("Tên thủ tục"), 80),
                Column(_("Lĩnh vực"), 30),
                Column(_("Cấp"), 20),
                Column(_("Thời hạn"), 24),
                Column(_("Mức thu (đồng)"), 16),
                Column(_("Tình trạng"), 18),
                Column(_("Vì sao chưa nhận hồ sơ"), 60),
            ),
            rows=[_cells(hit) for hit in found.hits],
        )
        return xlsx_response(content, name="thu-tuc-hanh-chinh.xlsx")


def _cells(hit: SearchHit) -> tuple[str | int | None, ...]:
    return (
        hit.code,
        hit.name,
        hit.field,
        word_for(value=hit.level),
        showing.time_words(hit.limit),
        hit.fee,
        word_for(value=hit.state),
        public.why_not(state=hit.state, doubts=hit.doubts),
    )


class ProcedureDetail(TemplateView):
    """What one procedure takes: papers, time, fee, who decides."""

    template_name = "procedures/show_procedure.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the procedure as it stands today."""
        value = public.procedure(code=kwargs["code"], on=timezone.localdate())
        field = {"field": value.field}
        related = public.search(
            text="", limit=6, filters=SearchFilters(field=value.field, level=value.level)
        )
        return super().get_context_data(
            procedure=value,
            time_words=showing.time_words(value.limit),
            full_time_words=limit_words(limit=value.limit) if value.limit else "",
            fee_words=showing.fee_words(value.fee),
            level_words=word_for(value=value.level),
            online_words=word_for(value=value.online_level),
            agency_words=word_for(value=value.agency_kind),
            papers=tuple(showing.component_row(paper) for paper in value.components),
            papers_doubtful=DoubtAbout.COMPONENTS in value.doubts,
            fee_doubtful=DoubtAbout.FEE in value.doubts,
            follows=showing.what_follows(value),
            term_lines=showing.term_lines(value.terms),
            deciding_words=showing.deciding_words(value),
            start_url=("" if actor_of(self.request).official_id else showing.start_url(value)),
            related=[hit for hit in related.hits if hit.code != value.code],
            field_url=f"{reverse('procedures:list')}?{urlencode(field)}",
            crumbs=(
                Crumb(label=_("Trang chủ"), url="/"),
                Crumb(label=pgettext("list", "Thủ tục"), url=reverse("procedures:list")),
                Crumb(label=value.name),
            ),
            **kwargs,
        )
