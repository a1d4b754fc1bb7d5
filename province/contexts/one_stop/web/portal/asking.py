"""The applicant asks about a dossier of their own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.web.portal.dossiers import DossierMixin
from province.contexts.one_stop.web.portal.talks import ask_place
from province.foundation.errors import DomainError
from province.foundation.web.remarks import forget, show_again

KEY_LENGTH = 64


class Ask(DossierMixin, View):
    """One question; what was typed stays when it is refused."""

    def get(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Lead to the page where the form stands."""
        del request
        return redirect("one_stop:my_dossier", dossier_id=dossier_id)

    def post(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Ask once for each request key."""
        words = request.POST.get("words", "")
        try:
            one_stop.ask_question(
                actor=self.citizen,
                dossier_id=dossier_id,
                words=words,
                key=request.POST.get("key", "")[:KEY_LENGTH],
                now=self.now,
            )
        except DomainError as refusal:
            return show_again(
                request=request,
                place=ask_place(dossier_id),
                said={"typed": words, "error": str(refusal)},
                address=reverse("one_stop:my_dossier", kwargs={"dossier_id": dossier_id}),
            )
        forget(request=request, places=[ask_place(dossier_id)])
        messages.success(request, _("Đã gửi câu hỏi. Câu trả lời sẽ hiện ở đây."))
        return redirect("one_stop:my_dossier", dossier_id=dossier_id)
