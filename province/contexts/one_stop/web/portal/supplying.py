"""The applicant's answers: what was asked for is sent, or the dossier is taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts import FiledPaper, ProcessingState, SupplementView
from province.contexts.one_stop.errors import (
    AlreadyDecidedError,
    MayNotError,
    NoSupplementOpenError,
    NothingAskedError,
)
from province.contexts.one_stop.web.portal.details import demand_name
from province.contexts.one_stop.web.portal.dossiers import OPEN_TO_WITHDRAW, DossierMixin
from province.contexts.one_stop.web.portal.papers import one_sentence_each, take_uploads
from province.foundation.errors import FieldFault
from province.foundation.idempotency.errors import KeyReusedError
from province.foundation.ui.contracts import Crumb, FieldKind, FieldView
from province.kernel.attachments import public as attachments
from province.kernel.cases.errors import (
    CaseClosedError,
    NotAllowedHereError,
    NotYoursError,
    StaleError,
)

WRONG = 422
LONGEST = 2000
MOST_FILES = 10


class Supply(DossierMixin, View):
    """What was asked for, in one sending."""

    def get(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Lead to the page where the demands stand."""
        del request
        return redirect("one_stop:my_dossier", dossier_id=dossier_id)

    def post(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Send papers and words; what was taken in survives a failed sending."""
        asked = self.waiting_request()
        if asked is None:
            return self._sent_before(request)
        note = request.POST.get("note", "").replace("\x00", "").strip()
        kept, faults = self._take(request, asked)
        faults += self._gaps(asked, kept, note, {fault.field for fault in faults})
        if faults:
            return self.page(
                request, faults=one_sentence_each(faults), kept=kept, note=note, status=WRONG
            )
        papers = tuple(
            FiledPaper(field=demand_name(index), component=item.name, version_id=version)
            for index, item in enumerate(asked.items)
            for version in kept[demand_name(index)]
        )
        try:
            one_stop.supply(
                actor=self.citizen,
                dossier_id=dossier_id,
                papers=papers,
                note=note,
                key=f"supply:{asked.id}",
                now=self.now,
            )
        except NothingAskedError:
            words = _("Hãy gửi giấy tờ, hoặc ghi lời nhắn.")
            return self.page(request, kept=kept, note=note, words=words, status=WRONG)
        except (NoSupplementOpenError, KeyReusedError, StaleError):
            return self._sent_before(request)
        except (CaseClosedError, NotAllowedHereError, NotYoursError) as refusal:
            return self.page(
                request, kept=kept, note=note, words=str(refusal), status=refusal.status
            )
        messages.success(request, _("Đã gửi bổ sung. Cơ quan xem tiếp hồ sơ của bạn."))
        return redirect("one_stop:my_dossier", dossier_id=dossier_id)

    def _sent_before(self, request: HttpRequest) -> HttpResponse:
        messages.info(request, _("Hồ sơ không còn chờ bạn bổ sung. Không có gì được gửi thêm."))
        return redirect("one_stop:my_dossier", dossier_id=self.dossier.id)

    def _take(
        self, request: HttpRequest, asked: SupplementView
    ) -> tuple[dict[str, tuple[int, ...]], list[FieldFault]]:
        """Take the new files in, beside those that an earlier try has brought."""
        kept: dict[str, tuple[int, ...]] = {}
        faults: list[FieldFault] = []
        for index in range(len(asked.items)):
            name = demand_name(index)
            before = self._own(request.POST.getlist(f"kept_{index}"))
            taken = take_uploads(
                actor=self.citizen,
                field=name,
                files=request.FILES.getlist(name)[: MOST_FILES - len(before)],
                now=self.now,
            )
            kept[name] = (*before, *(version.id for version in taken.versions))
            faults += taken.faults
        return kept, faults

    def _own(self, given: list[str]) -> tuple[int, ...]:
        """Keep the versions that the applicant has sent themselves."""
        ids = [int(one) for one in given[:MOST_FILES] if one.isdecimal() and len(one) < 19]  # noqa: PLR2004 -- the longest id
        known = attachments.versions(version_ids=ids) if ids else {}
        return tuple(
            one
            for one in dict.fromkeys(ids)
            if one in known and known[one].owner == self.citizen.key
        )

    def _gaps(
        self,
        asked: SupplementView,
        kept: dict[str, tuple[int, ...]],
        note: str,
        said: set[str],
    ) -> list[FieldFault]:
        if len(note) > LONGEST:
            words = _("Lời nhắn dài %(length)s ký tự, nhiều nhất %(most)s. Hãy viết ngắn lại.")
            sentence = words % {"length": len(note), "most": LONGEST}
            return [FieldFault(field="note", code="one_stop.too_long", sentence=sentence)]
        if note:
            return []
        words = _("Chưa gửi giấy này. Không có thì ghi vì sao ở ô lời nhắn.")
        return [
            FieldFault(field=demand_name(index), code="one_stop.not_sent", sentence=words)
            for index in range(len(asked.items))
            if not kept[demand_name(index)] and demand_name(index) not in said
        ]


class Withdraw(DossierMixin, View):
    """Take one's own dossier back, after a question (R19)."""

    def get(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Ask, or say why it can no longer be taken back."""
        del dossier_id
        return self._page(request)

    def post(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Take it back; a second click changes nothing."""
        if self.dossier.processing is ProcessingState.WITHDRAWN:
            return redirect("one_stop:my_dossier", dossier_id=dossier_id)
        reason = request.POST.get("reason", "").replace("\x00", "").strip()
        if len(reason) > LONGEST:
            words = _("Lý do dài %(length)s ký tự, nhiều nhất %(most)s. Hãy viết ngắn lại.")
            error = words % {"length": len(reason), "most": LONGEST}
            return self._page(request, reason=reason, error=error, status=WRONG)
        try:
            one_stop.withdraw_dossier(
                actor=self.citizen, dossier_id=dossier_id, reason=reason, now=self.now
            )
        except (AlreadyDecidedError, CaseClosedError, NotAllowedHereError, MayNotError) as refusal:
            return self._page(request, reason=reason, words=str(refusal), status=refusal.status)
        messages.success(request, _("Đã rút hồ sơ. Giấy tờ đã gửi vẫn xem lại được ở đây."))
        return redirect("one_stop:my_dossier", dossier_id=dossier_id)

    def _page(
        self,
        request: HttpRequest,
        *,
        reason: str = "",
        error: str = "",
        words: str = "",
        status: int = 200,
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
        return render(request, "one_stop/portal/withdraw.html", context, status=status)
