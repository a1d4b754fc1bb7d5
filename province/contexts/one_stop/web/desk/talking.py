"""What officials say on a dossier: a note among themselves, a message, an answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from province.contexts.one_stop import public
from province.contexts.one_stop.errors import NotNowError
from province.contexts.one_stop.web.desk import talks
from province.contexts.one_stop.web.desk.file_page import KEY_LENGTH, PURPOSE, DossierPage
from province.foundation.errors import DomainError
from province.foundation.web.asked import id_in

SAID = {
    talks.INSIDE: gettext_lazy("Đã ghi chú. Chỉ cán bộ đọc được."),
    talks.OUTSIDE: gettext_lazy("Đã nhắn người nộp."),
    talks.ANSWER: gettext_lazy("Đã trả lời người nộp."),
}


class Talk(DossierPage):
    """Takes one saying; what was refused stands again in its own form."""

    def get(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the page of the dossier, where the forms stand."""
        del request
        return redirect("one_stop:dossier", case_id=kwargs["case_id"])

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Say it, once for each request key.

        :raises NotNowError: there is no such kind of saying.
        """
        kind, task_id = request.POST.get("loai", ""), id_in(request.POST.get("cau", ""))
        if kind not in SAID or (kind == talks.ANSWER) is (task_id is None):
            raise NotNowError
        form = talks.TalkForm(kind=kind, task_id=task_id, given=request.POST)
        self.typed = form
        if not form.is_valid():
            return self._again_as_it_was(422)
        try:
            self._say(form)
        except DomainError as refusal:
            form.add_error("words", str(refusal))
            return self._again_as_it_was(refusal.status)
        messages.success(request, str(SAID[kind]))
        return redirect("one_stop:dossier", case_id=self.case.id)

    def _say(self, form: talks.TalkForm) -> None:
        words = form.cleaned_data["words"]
        key = str(self.request.POST.get("key", ""))[:KEY_LENGTH]
        if form.kind == talks.ANSWER and form.task_id is not None:
            public.answer_question(
                actor=self.actor,
                dossier_id=self.dossier.id,
                task_id=form.task_id,
                words=words,
                key=f"{form.task_id}:{key}" if key else "",
                now=self.now,
            )
            return
        say = public.note_inside if form.kind == talks.INSIDE else public.tell_by_hand
        say(actor=self.actor, dossier_id=self.dossier.id, words=words, key=key, now=self.now)

    def _again_as_it_was(self, status: int) -> HttpResponse:
        """Show the dossier again, and write that look down too."""
        self._read(purpose=PURPOSE)
        return self.render_to_response(self.get_context_data(), status=status)
