"""A page on which the name of an old commune leads to the one of today."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from province.foundation.ui.contracts import Crumb
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.desk import ActorMixin
from province.kernel.org import public as org
from province.kernel.org.contracts import PlaceHit, Share

LONGEST = 100


class Places(ActorMixin, TemplateView):
    """Type any name, with or without diacritics; old names lead to the new commune."""

    template_name = "parties/places.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what was found."""
        asked = self.request.GET.get("q", "")[:LONGEST].strip()
        found = org.places_named(words=asked, on=timezone.localdate())
        heads = (_("Tên đã ghi"), _("Nay là"), _("Lưu ý"))
        return super().get_context_data(
            asked=asked,
            table=Table(
                caption=_("Xã, phường, đặc khu"),
                columns=tuple(Column(label=head) for head in heads),
                rows=tuple(TableRow(cells=_cells(hit)) for hit in found),
            ),
            crumbs=(Crumb(label=_("Trang chủ"), url="/"), Crumb(label=_("Xã cũ, xã mới"))),
            **kwargs,
        )


def _cells(hit: PlaceHit) -> tuple[Cell, ...]:
    was = f"{hit.was}, {hit.district}" if hit.was else hit.name
    note = ""
    if hit.share is Share.PART:
        note = _("Xã cũ được chia: hỏi khóm, ấp để biết thuộc phần nào.")
    elif not hit.was:
        note = _("Tên hiện nay")
    return (Cell(words=was), Cell(words=hit.name), Cell(words=note))
