"""What dossiers keep of a person: the answers of every filing, for the person they are about."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.forms import form_of
from province.foundation.web.asked import id_in
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import FormChoice
from province.kernel.forms.errors import FormNotFoundError
from province.kernel.org import public as org
from province.kernel.parties.contracts import DataSection

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
KEPT_BY = gettext_lazy("Luật Lưu trữ số 33/2024/QH15: hồ sơ giải quyết giữ theo thời hạn lưu trữ")


def sections_about(*, party_id: int, now: datetime) -> tuple[DataSection, ...]:
    """Return the answers of a person's dossiers; they must be kept by the law on archives."""
    del now
    mine = Q(applicant_id=party_id) | Q(beneficiary_id=party_id)
    return tuple(_section(row) for row in Dossier.objects.filter(mine).order_by("-filed_at"))


def _section(row: Dossier) -> DataSection:
    day = row.filed_at.astimezone(LOCAL).date()
    return DataSection(
        title=_("Hồ sơ %(code)s: %(name)s")
        % {"code": row.code or row.filing_no, "name": row.procedure_name},
        rows=((_("Nộp ngày"), f"{day:%d/%m/%Y}"), *_answers(row)),
        kept_by=str(KEPT_BY),
    )


def _answers(row: Dossier) -> tuple[tuple[str, str], ...]:
    try:
        form = form_of(procedure_code=row.procedure_code, on=row.filed_at.astimezone(LOCAL).date())
    except FormNotFoundError:
        form = None
    if form is None:
        return tuple((key, str(value)) for key, value in row.payload.items())
    wanted = id_in(str(row.payload.get("commune", "")))
    places = org.agencies(ids=[wanted] if wanted else [])
    choices = tuple(FormChoice(value=str(pk), label=a.short_name) for pk, a in places.items())
    shown = forms.summary(forms.in_language(form), row.payload, communes=choices, say=_)
    return tuple((str(line.label), line.text) for part in shown for line in part.rows if line.text)
