"""What the official forms share: whose head they bear, who the applicant is, who made them."""

from dataclasses import replace
from datetime import date, datetime

from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.legal_data import word_on
from province.foundation.identity.actors import Actor
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyValue
from province.kernel.parties import public as parties
from province.kernel.parties.contracts import PartyValue
from province.kernel.printing.contracts import Head, PartyLines

PURPOSE = "Lập biểu mẫu của hồ sơ"


def centre_head(*, agency: AgencyValue, on: date) -> Head:
    """Return the head of what the agency's centre issues."""
    centre = word_on(what="centre", on=on)
    return Head(agency=centre, parent_agency=agency.name, place=place_of(agency=agency))


def place_of(*, agency: AgencyValue) -> str:
    """Return the name of the place without the kind of unit before it."""
    for kind in ("Phường ", "Xã ", "Đặc khu "):
        if agency.short_name.startswith(kind):
            return agency.short_name.removeprefix(kind)
    return agency.short_name


def applicant_of(*, actor: Actor, dossier: Dossier, now: datetime) -> PartyValue:
    """Return who files; that look is written down for the person to see."""
    return parties.party(
        actor=actor,
        party_id=dossier.applicant_id,
        purpose=PURPOSE,
        case_id=dossier.case_id,
        now=now,
    )


def filed_lines(*, dossier: Dossier, applicant: PartyValue, agency: AgencyValue) -> PartyLines:
    """Return the applicant with the address and the phone of this very filing."""
    filed = dossier.payload
    lines = PartyLines(
        name=applicant.full_name,
        identity_number=applicant.personal_number,
        address=applicant.address,
        phone=str(filed.get("applicant_phone") or applicant.phone),
        email=applicant.email,
    )
    if filed.get("filed_for") != "self" or not filed.get("address"):
        return lines
    return replace(lines, address=f"{filed['address']}, {agency.short_name}")


def name_of(*, actor: Actor) -> str:
    """Return the full name of whoever makes a form."""
    if actor.official_id is None:
        return actor.name
    return org.official(official_id=actor.official_id).full_name


def setter_of(*, actor: Actor) -> str:
    """Return who sets legal data, by name; nobody when the program loads what it brings."""
    return "" if actor.account_id is None else name_of(actor=actor)


def phone_of(*, actor: Actor, on: date) -> str:
    """Return the telephone of an official, for the applicant to call; else the hotline."""
    own = "" if actor.official_id is None else org.official(official_id=actor.official_id).phone
    return own.strip() or f"{word_on(what='hotline', on=on)} (tổng đài)"
