"""Pages: the agencies that the actor manages, and one of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import TemplateView

from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.contracts import Crumb, InboxRow, Tag, TagKind
from province.foundation.ui.formats import format_date, format_number
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.downloads import xlsx_response
from province.kernel.org import permissions
from province.kernel.org import public as org
from province.kernel.org.contracts import (
    AgencyCodeValue,
    AgencyKind,
    AgencyValue,
    ManagedAgency,
    StaffedPost,
)
from province.kernel.org.errors import AgencyNotFoundError
from province.sites.console import words
from province.sites.console.days import local_day
from province.sites.console.views.acting import ConsolePage
from province.sites.console.views.listing import MOST_ROWS, PAGE, ListPage


class AgencyList(ListPage):
    """The agencies that the actor manages, with their posts."""

    template_name = "console/agencies.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page of the list that the address asks for.

        :raises MayNotManageAgencyError: the actor manages no agency.
        """
        rows, numbers = org.managed_agencies(
            actor=self.actor, words=self.words, at=self.now, page=self.page, size=PAGE
        )
        heads = (_("Cơ quan"), _("Cấp"), _("Mã"), _("Vị trí"), _("Còn trống"))
        return super().get_context_data(
            total=numbers.total,
            table=Table(
                caption=_("Danh sách cơ quan"),
                columns=tuple(
                    Column(label=head, numeric=index > 2)  # noqa: PLR2004 -- the two counts
                    for index, head in enumerate(heads)
                ),
                rows=tuple(TableRow(cells=_cells(row)) for row in rows),
            ),
            pages=self.pages(numbers),
            export_url=reverse("console:agencies_export") + self.address(),
            may_create=permissions.MANAGE_AGENCY in self.actor.abilities,
            **kwargs,
        )


def _cells(row: ManagedAgency) -> tuple[Cell, ...]:
    agency = row.agency
    tag = Tag(words=_("%(code)s – mã tạm") % {"code": agency.code}, kind=TagKind.MAYBE)
    return (
        Cell(words=agency.name, url=reverse("console:agency", args=[agency.id])),
        Cell(words=words.LEVELS[agency.level]),
        Cell(words=agency.code, tag=tag if agency.code_is_temporary else None),
        Cell(words=format_number(row.post_count), numeric=True),
        Cell(words=format_number(row.vacant_count), numeric=True),
    )


class ExportAgencies(ListPage):
    """The list as seen, as a spreadsheet."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Return every agency that the address asks for.

        :raises MayNotManageAgencyError: the actor manages no agency.
        """
        del request
        rows, _numbers = org.managed_agencies(
            actor=self.actor, words=self.words, at=self.now, page=1, size=MOST_ROWS
        )
        content = workbook(
            title=_("Cơ quan"),
            columns=[
                SheetColumn(_("Cơ quan"), 60),
                SheetColumn(_("Tên ngắn"), 30),
                SheetColumn(_("Loại"), 30),
                SheetColumn(_("Cấp"), 12),
                SheetColumn(_("Mã"), 16),
                SheetColumn(_("Loại mã"), 14),
                SheetColumn(_("Vị trí"), 10),
                SheetColumn(_("Còn trống"), 10),
            ],
            rows=[
                (
                    row.agency.name,
                    row.agency.short_name,
                    str(words.KINDS[row.agency.kind]),
                    str(words.LEVELS[row.agency.level]),
                    row.agency.code,
                    _code_kind(row.agency),
                    row.post_count,
                    row.vacant_count,
                )
                for row in rows
            ],
        )
        return xlsx_response(content, name="co-quan.xlsx")


def _code_kind(agency: AgencyValue) -> str:
    if not agency.code:
        return ""
    return _("Mã tạm") if agency.code_is_temporary else _("Mã chính thức")


class AgencyPage(ConsolePage, TemplateView):
    """One agency: its codes, divisions and posts, and what the actor may do with them."""

    template_name = "console/agency.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the agency.

        :raises AgencyNotFoundError: there is none, the actor does not manage it, or it is a
            division: that stands on the page of its agency.
        """
        agency_id, today = self.kwargs["agency_id"], local_day(self.now)
        agency = org.get_managed_agency(actor=self.actor, agency_id=agency_id, on=today)
        if agency.kind is AgencyKind.DIVISION:
            raise AgencyNotFoundError(agency=agency_id)
        codes = org.codes_of(agency_id=agency.id)
        posts = org.staffed_posts(actor=self.actor, agency_id=agency.id, at=self.now)
        may_manage = self.actor.can(permissions.MANAGE_AGENCY, unit=agency.id)
        return super().get_context_data(
            agency=agency,
            kind=words.KINDS[agency.kind],
            level=words.LEVELS[agency.level],
            crumbs=(*crumbs_to_agencies(), Crumb(label=agency.short_name)),
            codes=_code_table(codes),
            divisions=org.divisions(agency_id=agency.id, on=today),
            groups=self._groups(posts),
            post_count=len(posts),
            vacant_count=sum(not _is_held(post) for post in posts),
            may_manage=may_manage,
            has_official_code=bool(agency.code) and not agency.code_is_temporary,
            may_create_post=self.actor.can(permissions.MANAGE_POSTS, unit=agency.id),
            may_issue_seal=self.actor.can(words.MANAGE_KEYS),
            **kwargs,
        )

    def _groups(self, posts: tuple[StaffedPost, ...]) -> tuple[dict[str, Any], ...]:
        """Put the posts under their divisions; those of none come first."""
        roles = org.role_names()
        groups: dict[str, list[InboxRow]] = {"": []}
        for one in posts:
            row = self._row(one, role=roles.get(one.post.role, one.post.role))
            groups.setdefault(one.post.division_name, []).append(row)
        return tuple(
            {"label": name or _("Không thuộc phòng nào"), "rows": rows}
            for name, rows in groups.items()
            if rows
        )

    def _row(self, one: StaffedPost, *, role: str) -> InboxRow:
        held = [words.placement_line(h, now=self.now) for h in reversed(one.holdings)]
        lent = [words.placement_line(s, now=self.now) for s in reversed(one.substitutions)]
        tag = None if _is_held(one) else Tag(words=_("Trống"), kind=TagKind.NEED)
        return InboxRow(
            title=one.post.title,
            url=reverse("console:post", args=[one.post.id]),
            icon="user",
            meta=" · ".join([role, *held, *lent]),
            tag=tag,
        )


def _is_held(one: StaffedPost) -> bool:
    return one.post.holder_official_id is not None


def crumbs_to_agencies() -> tuple[Crumb, ...]:
    """Return the path to the list of agencies."""
    return (Crumb(label=pgettext("menu", "Cơ quan"), url=reverse("console:agencies")),)


def crumbs_to_agency(agency: AgencyValue) -> tuple[Crumb, ...]:
    """Return the path to the page of an agency."""
    url = reverse("console:agency", args=[agency.id])
    return (*crumbs_to_agencies(), Crumb(label=agency.short_name, url=url))


def _code_table(codes: tuple[AgencyCodeValue, ...]) -> Table:
    heads = (_("Mã"), _("Hệ mã"), _("Từ ngày"), _("Đến ngày"), _("Quyết định"))
    return Table(
        caption=_("Mã cơ quan"),
        columns=tuple(Column(label=head) for head in heads),
        rows=tuple(
            TableRow(
                cells=(
                    Cell(words=code.code),
                    Cell(words=words.SCHEMES[code.scheme]),
                    Cell(words=format_date(code.starts_on) if code.starts_on else ""),
                    Cell(words=words.last_valid_day(code.until)),
                    Cell(words=code.decision),
                )
            )
            for code in codes
        ),
    )
