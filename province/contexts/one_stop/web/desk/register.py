"""The register of what was received, Mẫu 07: on the screen, as a spreadsheet, on paper."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import View

from province.contexts.one_stop import public
from province.contexts.one_stop.queries.desk import RegisterRow, register_page
from province.contexts.one_stop.web.desk import words
from province.contexts.one_stop.web.desk.lists import MOST_ROWS, PAGE, ListPage
from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.formats import format_datetime, masked_phone
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.downloads import cut_note, file_response, xlsx_response
from province.kernel.org import public as org

MOST_PRINTED = 2_000
PURPOSE_EXPORT = "Xuất sổ theo dõi hồ sơ ra tệp"
PURPOSE_PRINT = "In sổ theo dõi hồ sơ"


class Register(ListPage):
    """The living register of what was received (Mẫu 07)."""

    template_name = "one_stop/desk/register.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page of the register that the address asks for."""
        found = register_page(
            actor=self.actor,
            filters=self.asked.filters(self.now),
            page=self.asked.page,
            size=PAGE,
        )
        agencies = org.agencies(ids={row.agency_id for row in found.rows})
        first = (found.numbers.number - 1) * PAGE + 1
        names = {key: value.short_name for key, value in agencies.items()}
        return super().get_context_data(
            asked=self.asked,
            total=found.numbers.total,
            table=Table(
                caption=_("Sổ theo dõi hồ sơ, mẫu 07"),
                columns=tuple(
                    Column(label=label, numeric=index == 0) for index, label in enumerate(_heads())
                ),
                rows=tuple(
                    TableRow(cells=_cells(row, no=first + index, names=names))
                    for index, row in enumerate(found.rows)
                ),
            ),
            pages=self.pages(found.numbers),
            export=self.export_url("one_stop:register_export"),
            print_url=self.export_url("one_stop:register_print"),
            **kwargs,
        )


class ExportRegister(ListPage, View):
    """The register as a spreadsheet, all columns of Mẫu 07."""

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Return every line that the address asks for.

        :raises MayNotError: the actor does not export.
        """
        found = public.export_register(
            actor=self.actor,
            filters=self.asked.filters(self.now),
            most=MOST_ROWS,
            purpose=PURPOSE_EXPORT,
            now=self.now,
        )
        agencies = org.agencies(ids={row.agency_id for row in found.rows})
        content = workbook(
            title=_("Sổ theo dõi hồ sơ"),
            columns=[SheetColumn(head, 24) for head in _heads()],
            rows=[
                (
                    no,
                    row.code,
                    row.procedure_name,
                    row.applicant,
                    _contact(row, masked=False),
                    agencies[row.agency_id].short_name,
                    row.received_at,
                    row.due_at,
                    row.returned_at,
                    str(words.DELIVERY[row.delivery]),
                    _signed_for(row),
                )
                for no, row in enumerate(found.rows, start=1)
            ],
            note=cut_note(rows=len(found.rows), most=MOST_ROWS),
        )
        return xlsx_response(content, name="so-theo-doi-ho-so.xlsx")


class PrintRegister(ListPage, View):
    """The register on paper: Mẫu 07, landscape, with what it is narrowed to."""

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Return every line that the address asks for.

        :raises MayNotError: the actor does not export.
        """
        paper = public.print_register(
            actor=self.actor,
            filters=self.asked.filters(self.now),
            most=MOST_PRINTED,
            purpose=PURPOSE_PRINT,
            now=self.now,
        )
        return file_response(
            paper.pdf, name="so-theo-doi-ho-so.pdf", mime="application/pdf", inline=True
        )


def _heads() -> tuple[str, ...]:
    return (
        _("STT"),
        _("Mã hồ sơ"),
        _("Tên thủ tục"),
        _("Tổ chức, cá nhân"),
        _("Địa chỉ, điện thoại"),
        _("Cơ quan giải quyết"),
        _("Nhận hồ sơ"),
        _("Hẹn trả"),
        _("Trả kết quả"),
        _("Phương thức nhận"),
        _("Ký nhận"),
    )


def _cells(row: RegisterRow, *, no: int, names: Mapping[int, str]) -> tuple[Cell, ...]:
    moments = (row.received_at, row.due_at, row.returned_at)
    return (
        Cell(words=str(no), numeric=True),
        Cell(words=row.code, url=reverse("one_stop:dossier", args=[row.case_id])),
        Cell(words=row.procedure_name),
        Cell(words=row.applicant),
        Cell(words=_contact(row, masked=True)),
        Cell(words=names.get(row.agency_id, "")),
        *(Cell(words=format_datetime(localtime(m)) if m else "") for m in moments),
        Cell(words=words.DELIVERY[row.delivery]),
        Cell(words=_signed_for(row)),
    )


def _contact(row: RegisterRow, *, masked: bool) -> str:
    phone = masked_phone(row.phone) if masked and row.phone else row.phone
    return ", ".join(part for part in (row.address, phone) if part)


def _signed_for(row: RegisterRow) -> str:
    return _("Đã nhận") if row.returned_at else ""
