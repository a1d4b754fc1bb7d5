"""The numbers of the official forms: the text that is printed is the text that is kept."""

from datetime import date, datetime

from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.contracts.states import FormIssued
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.legal_data import word_on
from province.kernel.numbering import public as numbering


def next_form_number(*, dossier: Dossier, form: FormIssued, now: datetime) -> str:
    """Take the next number of a form's register in the dossier's agency; the last lock."""
    on = local_day(now)
    return numbering.form_number(
        agency=dossier.agency_id,
        year=on.year,
        register=form.value,
        symbol=_symbol(form, on),
        for_what=f"dossier:{dossier.pk}",
    ).text


def open_form_number(*, form: FormIssued, on: date) -> str:
    """Return the place of a number that is not given yet, with its symbol."""
    return f"....../{_symbol(form, on)}"


def _symbol(form: FormIssued, on: date) -> str:
    return word_on(what=f"form.{form.value}", on=on)
