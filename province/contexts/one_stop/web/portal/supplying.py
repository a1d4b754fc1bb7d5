"""The applicant's answers: what was asked for is sent, or the dossier is taken back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.states import ProcessingState
from province.contexts.one_stop.errors import (
    AlreadyDecidedError,
    MayNotError,
    NoSupplementOpenError,
    NothingAskedError,
)
from province.contexts.one_stop.web.portal.dossiers import (
    OPEN_TO_WITHDRAW,
    DossierMixin,
    supply_place,
    withdraw_place,
)
from province.contexts.one_stop.web.sending import LONGEST, Sending, read_sending
from province.contexts.one_stop.web.uploads import one_sentence_each
from province.foundation.errors import FieldFault
from province.foundation.idempotency.errors import KeyReusedError
from province.foundation.ui.contracts import Crumb, FieldKind, FieldView
from province.foundation.web.remarks import forget, plain_faults, remarks, show_again
from province.kernel.cases.errors import (
    CaseClosedError,
    NotAllowedHereError,
    NotYoursError,
    StaleError,
)


class Supply(DossierMixin, View):
    """What was asked for, in one sending."""

    largest_body = settings.LARGEST_BODY_WITH_FILES

    def get(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Lead to the page where the demands stand."""
        del request
        return redirect("one_stop:my_dossier", dossier_id=dossier_id)

    def post(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Send papers and words; what was taken in survives a failed sending."""
        asked = self.waiting_request()
        if asked is None:
            return self._sent_before(request)
        sent = read_sending(request=request, actor=self.citizen, asked=asked, now=self.now)
        if sent.faults:
            return self._again(request, sent, faults=one_sentence_each(sent.faults))
        try:
            one_stop.supply(
                actor=self.citizen,
                dossier_id=dossier_id,
                papers=sent.papers(asked),
                note=sent.note,
                key=f"supply:{asked.id}",
                now=self.now,
            )
        except NothingAskedError:
            words = _("Hãy gửi giấy tờ, hoặc ghi lời nhắn.")
            return self._again(request, sent, words=words)
        except (NoSupplementOpenError, KeyReusedError, StaleError):
            return self._sent_before(request)
        except (CaseClosedError, NotAllowedHereError, NotYoursError) as refusal:
            return self._again(request, sent, words=str(refusal))
        forget(request=request, places=[supply_place(dossier_id)])
        messages.success(request, _("Đã gửi bổ sung. Cơ quan xem tiếp hồ sơ của bạn."))
        return redirect("one_stop:my_dossier", dossier_id=dossier_id)

    def _sent_before(self, request: HttpRequest) -> HttpResponse:
        messages.info(request, _("Hồ sơ không còn chờ bạn bổ sung. Không có gì được gửi thêm."))
        return redirect("one_stop:my_dossier", dossier_id=self.dossier.id)

    def _again(
        self,
        request: HttpRequest,
        sent: Sending,
        *,
        faults: tuple[FieldFault, ...] = (),
        words: str = "",
    ) -> HttpResponse:
        return show_again(
            request=request,
            place=supply_place(self.dossier.id),
            said={
                "faults": plain_faults(faults),
                "kept": sent.kept,
                "note": sent.note,
                "words": words,
            },
            address=reverse("one_stop:my_dossier", kwargs={"dossier_id": self.dossier.id}),
        )


class Withdraw(DossierMixin, View):
    """Take one's own dossier back, after a question (R19)."""

    def get(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Ask, or say why it can no longer be taken back."""
        return self._page(request, **remarks(request=request, place=withdraw_place(dossier_id)))

    def post(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Take it back; a second click changes nothing."""
        if self.dossier.processing is ProcessingState.WITHDRAWN:
            return redirect("one_stop:my_dossier", dossier_id=dossier_id)
        reason = request.POST.get("reason", "").replace("\x00", "").strip()
        if len(reason) > LONGEST:
            words = _("Lý do dài %(length)s ký tự, nhiều nhất %(most)s. Hãy viết ngắn lại.")
            error = words % {"length": len(reason), "most": LONGEST}
            return self._again(request, reason=reason, error=error)
        try:
            one_stop.withdraw_dossier(
                actor=self.citizen, dossier_id=dossier_id, reason=reason, now=self.now
            )
        except (AlreadyDecidedError, CaseClosedError, NotAllowedHereError, MayNotError) as refusal:
            return self._again(request, reason=reason, words=str(refusal))
        forget(request=request, places=[supply_place(dossier_id), withdraw_place(dossier_id)])
        messages.success(request, _("Đã rút hồ sơ. Giấy tờ đã gửi vẫn xem lại được ở đây."))
        return redirect("one_stop:my_dossier", dossier_id=dossier_id)

    def _again(self, request: HttpRequest, **said: str) -> HttpResponse:
        place = withdraw_place(self.dossier.id)
        return show_again(request=request, place=place, said=said)

    def _page(
        self,
        request: HttpRequest,
        *,
        reason: str = "",
        error: str = "",
        words: str = "",
    ) -> HttpResponse:
        number = self.dossier.code or self.dossier.filing_no
        home = reverse("one_stop:my_dossier", kwargs={"dossier_id": self.dossier.id})
        context: dict[str, Any] = {
            "dossier": self.dossier,
            "number": number,
            "words": words,
            "closed": self.dossier.processing not in OPEN_TO_WITHDRAW,
            "reason_field": FieldView(
                name="reason",
                label=_("Vì sao bạn rút?"),
                kind=FieldKind.LONG,
                value=reason,
                error=error,
                required=False,
                element_id="reason",
            ),
            "crumbs": (
                Crumb(label=_("Hồ sơ của tôi"), url=reverse("one_stop:my_dossiers")),
                Crumb(label=number, url=home),
                Crumb(label=_("Rút hồ sơ")),
            ),
        }
        return render(request, "one_stop/portal/withdraw.html", context)
