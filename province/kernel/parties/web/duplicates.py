"""The work list of rows that may be one person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from province.foundation.ui.contracts import KeyValue
from province.foundation.ui.formats import format_date, masked_personal_number, masked_phone
from province.foundation.web.asked import id_in
from province.foundation.web.desk import DeskMixin
from province.kernel.parties import public
from province.kernel.parties.contracts import PURPOSE_DUPLICATES, Likeness, PartyValue
from province.kernel.parties.errors import PartyNotFoundError, ReasonNeededError

UNFIT = 422
WORDS = {
    Likeness.NAME_AND_BIRTH: gettext_lazy("cùng họ tên và ngày sinh"),
    Likeness.NAME_AND_PHONE: gettext_lazy("cùng họ tên và điện thoại"),
    Likeness.CLOSE_NUMBER: gettext_lazy("số định danh lệch một, hai chữ số"),
    Likeness.ONE_WITHOUT_NUMBER: gettext_lazy("có dòng chưa có số định danh"),
}


@method_decorator(never_cache, name="dispatch")
class Duplicates(DeskMixin, TemplateView):
    """Pairs with reasons; each can be declared to be two people, with a reason."""

    template_name = "parties/duplicates.html"
    typed: tuple[str, str] = ("", "")
    fault = ""

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Remember that a pair is two people.

        :raises PartyNotFoundError: the address names no pair.
        """
        pair, reason = request.POST.get("cap", ""), request.POST.get("ly_do", "")
        one, _dash, other = pair.partition("-")
        ids = (id_in(one), id_in(other))
        if ids[0] is None or ids[1] is None:
            raise PartyNotFoundError
        try:
            public.declare_different(
                actor=self.actor, one_id=ids[0], other_id=ids[1], reason=reason, now=timezone.now()
            )
        except ReasonNeededError as refusal:
            self.typed, self.fault = (pair, reason), str(refusal)
            return self.render_to_response(self.get_context_data(), status=UNFIT)
        messages.success(request, _("Đã ghi: không phải một người."))
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the pairs; every look is written down.

        :raises MayNotFindDuplicatesError: the actor does not look for duplicates.
        """
        found = public.likely_pairs(
            actor=self.actor, purpose=PURPOSE_DUPLICATES, now=timezone.now()
        )
        return super().get_context_data(
            pairs=[
                {
                    "key": (key := f"{pair.one.id}-{pair.other.id}"),
                    "score": pair.score,
                    "reasons": ", ".join(str(WORDS[reason]) for reason in pair.reasons),
                    "sides": (_facts(pair.one), _facts(pair.other)),
                    "typed": self.typed[1] if key == self.typed[0] else "",
                    "fault": self.fault if key == self.typed[0] else "",
                }
                for pair in found
            ],
            **kwargs,
        )


def _facts(party: PartyValue) -> tuple[KeyValue, ...]:
    born = format_date(party.birth_date) if party.birth_date else ""
    lines = (
        (_("Họ và tên"), party.full_name),
        (_("Số định danh cá nhân"), masked_personal_number(party.personal_number)),
        (_("Ngày sinh"), born),
        (_("Điện thoại"), masked_phone(party.phone) if party.phone else ""),
        (_("Địa chỉ"), party.address),
    )
    return tuple(KeyValue(term=term, value=text) for term, text in lines if text)
