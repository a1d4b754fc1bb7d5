"""Everything that changes people and organisations. One function, one transaction."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor, SessionKind
from province.foundation.text.folding import fold, normal, sort_key
from province.foundation.text.names import is_name
from province.foundation.text.printable import unprintable_sign
from province.kernel.parties import permissions, rules
from province.kernel.parties.contracts import AliasKind, PartyKind, PersonInput, Registered
from province.kernel.parties.errors import MayNotRegisterError, PersonFaultyError
from province.kernel.parties.fact_sheets import birth_provinces
from province.kernel.parties.models import Party, PartyAlias
from province.kernel.parties.queries import people as queries

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
LONGEST_NAME = 200
LONGEST_PHONE = 20
LONGEST_ADDRESS = 300
REGISTERED = register_action("parties.registered", _("Ghi một người dân vào sổ"))
NUMBERED = register_action(
    "parties.numbered", _("Ghi số định danh cho người đã có trong sổ theo số cũ")
)


@transaction.atomic
def find_or_register(*, actor: Actor, person: PersonInput, now: datetime) -> Registered:
    """Return the person of this number, or put the person into the register.

    A person who is known keeps the data of the register; what the caller brings stays in its
    own papers.
    Two callers with the same number get the same person.

    :raises MayNotRegisterError: the actor does not register people.
    :raises PersonFaultyError: the name is missing, a number or an address has a wrong form, or the
        older number is somebody else's; or the number is an invented one in a real install.
    """
    if not actor.can(permissions.REGISTER):
        raise MayNotRegisterError
    number = rules.digits_of(person.personal_number)
    old_number = rules.digits_of(person.old_number)
    check_person(person=person, number=number, now=now)
    warnings = rules.warnings_of(
        number=number,
        birth_date=person.birth_date,
        sex=person.sex,
        provinces=birth_provinces(),
    )
    known = queries.party_of_number(number=number)
    if known is None and old_number:
        known = _known_before(actor, person, number=number, old_number=old_number)
    if known is not None:
        return Registered(party_id=known, is_new=False, warnings=warnings)
    _check_invented(actor, person, number=number)
    party, is_new = _store(person, number=number, now=now)
    if is_new:
        if old_number:
            _remember_old_number(party, old_number)
        codes = [warning.value for warning in warnings]
        record(
            actor=actor, action=REGISTERED, target=f"party:{party.pk}", changes={"warnings": codes}
        )
    return Registered(party_id=party.pk, is_new=is_new, warnings=warnings)


def _known_before(actor: Actor, person: PersonInput, *, number: str, old_number: str) -> int | None:
    """Return the person of an older number, who gets the present one when name and birth agree.

    :raises PersonFaultyError: the older number is in the register for somebody else.
    """
    known = queries.party_of_alias(kind=AliasKind.OLD_IDENTITY, number=old_number)
    if known is None or not number:
        return known
    party = Party.objects.select_for_update(no_key=True).get(pk=known)
    agrees = fold(party.full_name) == fold(person.full_name)
    agrees = agrees and party.birth_date is not None and party.birth_date == person.birth_date
    if party.personal_number or not agrees:
        raise PersonFaultyError(faults=(_other_old_number(),))
    party.personal_number = number
    try:
        with transaction.atomic():
            party.save(update_fields=["personal_number"])
    except IntegrityError:  # the number came into the register at the same moment
        raise PersonFaultyError(faults=(_other_old_number(),)) from None
    record(actor=actor, action=NUMBERED, target=f"party:{party.pk}", changes={})
    return party.pk


def _remember_old_number(party: Party, old_number: str) -> None:
    """Keep the older number of a new person.

    :raises PersonFaultyError: it came into the register for somebody else at the same moment.
    """
    alias, _is_new = PartyAlias.objects.get_or_create(
        kind=AliasKind.OLD_IDENTITY.value, number=old_number, defaults={"party": party}
    )
    if alias.party_id != party.pk:
        raise PersonFaultyError(faults=(_other_old_number(),))


def _other_old_number() -> FieldFault:
    sentence = _(
        "Số chứng minh nhân dân này đã ghi trong sổ cho người có họ tên, ngày sinh hoặc số định "
        "danh khác. Đối chiếu lại với giấy tờ, hoặc bỏ trống số cũ."
    )
    return FieldFault("old_number", "of_somebody_else", sentence)


def columns_of(*, person: PersonInput) -> dict[str, Any]:
    """Return the columns that a person's data fill, but for the personal number."""
    name = normal(person.full_name)
    return {
        "full_name": name,
        "sort_name": sort_key(rules.name_order(name)),
        "folded": fold(name),
        "birth_date": person.birth_date,
        "sex": person.sex.value if person.sex else "",
        "phone": rules.digits_of(person.phone),
        "email": person.email.strip(),
        "address": normal(person.address),
    }


def _store(person: PersonInput, *, number: str, now: datetime) -> tuple[Party, bool]:
    """Insert the person; when somebody inserted the number at the same moment, return that one."""
    values = {
        **columns_of(person=person),
        "kind": PartyKind.PERSON.value,
        "commune_id": person.commune_id,
        "is_demo": person.is_demo or rules.is_demonstration(number),
        "registered_at": now,
    }
    if not number:
        return Party.objects.create(personal_number="", **values), True
    return Party.objects.get_or_create(personal_number=number, defaults=values)


def _check_invented(actor: Actor, person: PersonInput, *, number: str) -> None:
    """Keep invented people out of a real install, but for those of its own self-check.

    :raises PersonFaultyError: the number begins with 000 where real people are served.
    """
    own = person.is_demo and actor.session is SessionKind.JOB
    if settings.MODE == "demo" or own or not rules.is_demonstration(number):
        return
    sentence = _(
        "Số bắt đầu bằng 000 chỉ dành cho người minh họa. Hệ thống này phục vụ người thật: "
        "ghi số trên thẻ căn cước."
    )
    raise PersonFaultyError(faults=(FieldFault("personal_number", "invented", sentence),))


def check_person(*, person: PersonInput, number: str, now: datetime) -> None:
    """Refuse what cannot be stored, all faults at once.

    :raises PersonFaultyError: at least one field is wrong.
    """
    faults = (*_faults(person, number=number, now=now), *_unprintable(person))
    if faults:
        raise PersonFaultyError(faults=faults)


def _unprintable(person: PersonInput) -> list[FieldFault]:
    """Return what no paper could be printed with: a filing of this person could not be answered."""
    found = []
    if sign := unprintable_sign(person.full_name):
        sentence = _(
            "Giấy tờ không in được chữ “%(sign)s”. "
            "Ghi họ tên bằng chữ Việt, như trên giấy tờ tùy thân."
        )
        found.append(FieldFault("full_name", "not_printable", sentence % {"sign": sign}))
    if sign := unprintable_sign(person.address):
        sentence = _("Giấy tờ không in được ký tự “%(sign)s”. Hãy bỏ hoặc thay ký tự này.")
        found.append(FieldFault("address", "not_printable", sentence % {"sign": sign}))
    return found


def _faults(person: PersonInput, *, number: str, now: datetime) -> list[FieldFault]:
    found = []
    name = normal(person.full_name)
    if not name:
        found.append(FieldFault("full_name", "missing", _("Ghi họ và tên.")))
    elif not is_name(name):
        sentence = _("Họ và tên chỉ gồm chữ cái, dấu cách, gạch nối và dấu nháy.")
        found.append(FieldFault("full_name", "not_a_name", sentence))
    if len(name) > LONGEST_NAME:
        found.append(FieldFault("full_name", "too_long", _("Họ và tên dài quá 200 ký tự.")))
    if number and not rules.is_personal_number(number):
        sentence = _("Số định danh cá nhân gồm đúng 12 chữ số.")
        found.append(FieldFault("personal_number", "not_12_digits", sentence))
    if person.birth_date is not None and person.birth_date > now.astimezone(LOCAL).date():
        found.append(FieldFault("birth_date", "future", _("Ngày sinh chưa đến.")))
    phone = rules.digits_of(person.phone)
    if len(phone) > LONGEST_PHONE or (not phone.lstrip("+").isdigit() and phone):
        found.append(FieldFault("phone", "not_digits", _("Số điện thoại chỉ gồm chữ số.")))
    if len(normal(person.address)) > LONGEST_ADDRESS:
        found.append(FieldFault("address", "too_long", _("Địa chỉ dài quá 300 ký tự.")))
    if person.email.strip() and not _is_email(person.email.strip()):
        found.append(FieldFault("email", "not_email", _("Địa chỉ thư điện tử không đúng.")))
    return found


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
