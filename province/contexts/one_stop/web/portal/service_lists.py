"""Public pages of the lists: the essential services, results that must be electronic; XLSX too."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.queries.listed import (
    ListedProcedure,
    ListKey,
    ServiceList,
    service_list,
)
from province.foundation.spreadsheets.writing import Column, workbook
from province.foundation.ui.contracts import ChipLink, Crumb, Tag, TagKind
from province.foundation.web.downloads import xlsx_response

KEYS: Mapping[str, ListKey] = {
    "thiet-yeu": ListKey.ESSENTIAL,
    "ket-qua-dien-tu": ListKey.ELECTRONIC,
}
TITLES: Mapping[ListKey, StrOrPromise] = {
    ListKey.ESSENTIAL: gettext_lazy("25 dịch vụ công thiết yếu"),
    ListKey.ELECTRONIC: gettext_lazy("Kết quả phải trả bản điện tử"),
}


def _list_of(address: str) -> ServiceList:
    """Return the list of an address.

    :raises Http404: there is no such list.
    """
    if address not in KEYS:
        raise Http404
    return service_list(key=KEYS[address], on=timezone.localdate())


def _tags(one: ListedProcedure) -> tuple[Tag, ...]:
    parts = (
        (_("công bố"), one.is_published),
        (_("biểu mẫu"), one.has_form),
        (_("quy trình"), one.has_process),
        (_("kết quả điện tử"), one.issues_results),
    )
    return tuple(
        Tag(
            words=words if stands else _("chưa có %(what)s") % {"what": words},
            kind=TagKind.HELD if stands else TagKind.NEED,
        )
        for words, stands in parts
    )


class ServiceListPage(TemplateView):
    """One list with what stands of each service; each procedure leads to its page."""

    template_name = "one_stop/portal/service_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the list that the address asks for.

        :raises Http404: there is no such list.
        """
        address = str(kwargs["address"])
        found = _list_of(address)
        return super().get_context_data(
            title=TITLES[found.key],
            found=found,
            total=len(found.services),
            services=[
                {
                    "one": service,
                    "procedures": [
                        {"one": each, "tags": _tags(each)} for each in service.procedures
                    ],
                }
                for service in found.services
            ],
            lists=[
                ChipLink(
                    label=TITLES[key],
                    url=reverse("one_stop:service_list", args=[word]),
                    current=key is found.key,
                )
                for word, key in KEYS.items()
            ],
            export=reverse("one_stop:service_list_export", args=[address]),
            crumbs=(Crumb(label=_("Trang chủ"), url="/"), Crumb(label=str(TITLES[found.key]))),
            **kwargs,
        )


class ExportServiceList(View):
    """One list as a spreadsheet."""

    def get(self, _request: HttpRequest, address: str) -> HttpResponse:
        """Return every procedure of the list, one a row.

        :raises Http404: there is no such list.
        """
        found = _list_of(address)
        rows = [
            (
                service.no,
                service.name,
                one.code if one else "",
                one.name if one else "",
                *(_mark(one, name) for name in ("is_published", "has_form", "has_process")),
                one.issued if one else None,
                service.elsewhere,
            )
            for service in found.services
            for one in (service.procedures or (None,))
        ]
        content = workbook(
            title=str(TITLES[found.key]),
            columns=[
                Column(_("STT"), 6),
                Column(_("Dịch vụ"), 60),
                Column(_("Mã"), 12),
                Column(_("Tên thủ tục"), 60),
                Column(_("Công bố"), 12),
                Column(_("Biểu mẫu"), 12),
                Column(_("Quy trình"), 12),
                Column(_("Kết quả điện tử đã trả"), 20),
                Column(_("Nơi giải quyết khác"), 40),
            ],
            rows=rows,
            note=found.source,
        )
        return xlsx_response(content, name=f"{address}.xlsx")


def _mark(one: ListedProcedure | None, name: str) -> str:
    return _("có") if one is not None and getattr(one, name) else _("chưa")
