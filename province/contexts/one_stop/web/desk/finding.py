"""The bar of every page: what is typed or scanned there opens a dossier, a person, or a list."""

from dataclasses import asdict
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from province.contexts.one_stop import permissions, public
from province.contexts.one_stop.errors import DossierNotFoundError, MayNotError
from province.contexts.one_stop.queries.at_counter import person_at_counter
from province.contexts.one_stop.web.desk.lists import ListPage, dossier_table
from province.contexts.one_stop.web.desk.scans import CardReading, code_in, read_card
from province.foundation.ui.contracts import KeyValue
from province.foundation.ui.formats import format_date
from province.foundation.web.desk import DeskMixin
from province.foundation.web.remarks import remarks, show_again
from province.kernel.calendars.public import all_calendars
from province.kernel.parties import public as parties
from province.kernel.parties.contracts import Sex

SCANNED = "quet"
PLACE_BAD, PLACE_PERSON = "scan", "scanned_person"
MOST = 20
MOST_SAID = 60


class Find(ListPage):
    """The bar's search: a code opens its dossier, a card its person, other words a list."""

    template_name = "one_stop/desk/scan_failed.html"

    def get(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponse:
        """Open the dossier of the code in the address, or list; or say what could not be read."""
        if self.asked.text:
            return self._found(self.asked.text)
        said = remarks(request=request, place=PLACE_BAD)
        if not said:
            return redirect("one_stop:dossiers")
        context = self.get_context_data(read=said.get("read", ""), **kwargs)
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Open what was scanned or typed; a card's data wait in the session, in no address."""
        text = request.POST.get("q", "").strip()
        card = read_card(text)
        if card is not None:
            return show_again(
                request=request,
                place=PLACE_PERSON,
                said={"card": _plain(card), "text": text},
                address=reverse("one_stop:counter_person"),
            )
        return self._found(text, is_scan=request.POST.get("lam") == SCANNED)

    def _found(self, text: str, *, is_scan: bool = False) -> HttpResponse:
        code = code_in(text)
        try:
            found = public.get_dossier_by_code(
                actor=self.actor, code=code, purpose=None, now=self.now
            )
        except DossierNotFoundError:
            if is_scan or "|" in text:
                return self._unread(text)
            return redirect(f"{reverse('one_stop:dossiers')}?{urlencode({'q': code[:100]})}")
        return redirect("one_stop:dossier", case_id=found.case_id)

    def _unread(self, text: str) -> HttpResponse:
        """Say that the scan is none of ours; parts of a card are not shown again."""
        read = "" if "|" in text else code_in(text)[:MOST_SAID]
        return show_again(
            request=self.request,
            place=PLACE_BAD,
            said={"read": read, "unread": True},
            address=reverse("one_stop:find"),
        )


class Person(DeskMixin, TemplateView):
    """Who stands at the counter, after their card: their dossiers, and the way to a new one."""

    template_name = "one_stop/desk/person.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever sees dossiers.

        :raises MayNotError: the actor's role does not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(permissions.SEE_DOSSIERS):
            raise MayNotError
        self.said = remarks(request=request, place=PLACE_PERSON)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the person of the card and their dossiers; without a card, how to scan one."""
        context = super().get_context_data(**kwargs)
        if "card" not in self.said:
            return context
        now = timezone.now()
        card = _card(self.said["card"])
        found = person_at_counter(
            actor=self.actor, number=card.number, full_name=card.full_name, limit=MOST, now=now
        )
        return {
            **context,
            "card": card,
            "facts": _facts(card),
            "text": self.said["text"],
            "found": found,
            "table": dossier_table(rows=found.rows, calendars=all_calendars(), now=now),
            "may_file": bool(self.actor.units_with(permissions.FILE_FOR_OTHERS)),
            "doubts": _doubts(card, localtime(now).date()),
        }


def _plain(card: CardReading) -> dict[str, str]:
    born = card.birth_date.isoformat() if card.birth_date else ""
    return {**asdict(card), "birth_date": born}


def _card(plain: dict[str, str]) -> CardReading:
    born = plain["birth_date"]
    return CardReading(**{**plain, "birth_date": date.fromisoformat(born) if born else None})  # type: ignore[arg-type]  # as _plain has written it


def _facts(card: CardReading) -> tuple[KeyValue, ...]:
    sexes = {"male": _("Nam"), "female": _("Nữ")}
    born = format_date(card.birth_date) if card.birth_date else ""
    lines = (
        (_("Số định danh cá nhân"), card.number),
        (_("Số chứng minh nhân dân cũ"), card.old_number),
        (_("Ngày sinh"), born),
        (_("Giới tính"), sexes.get(card.sex, "")),
        (_("Địa chỉ ghi trên thẻ"), card.address),
    )
    return tuple(KeyValue(term=term, value=value) for term, value in lines if value)


def _doubts(card: CardReading, today: date) -> tuple[str, ...]:
    """Return what on the card contradicts itself, in words; nothing blocks."""
    doubts = parties.number_remarks(
        number=card.number,
        birth_date=card.birth_date,
        sex=Sex(card.sex) if card.sex else None,
    )
    if card.birth_date is None:
        return (*doubts, _("Không đọc được ngày sinh trên thẻ: hãy nhập tay."))
    if card.birth_date > today:
        return (*doubts, _("Ngày sinh trên thẻ ở sau hôm nay."))
    return doubts
