"""Reading citizens' accounts."""

from collections.abc import Iterable, Mapping

from province.foundation.identity.providers import VerifiedIdentity
from province.kernel.citizens import rules
from province.kernel.citizens.contracts import CitizenValue, Contact
from province.kernel.citizens.models import Citizen, LinkedIdentity


def account_of(*, identity: VerifiedIdentity) -> int | None:
    """Return the account that belongs to a verified identity, if there is one."""
    found = LinkedIdentity.objects.filter(provider=identity.provider, subject=identity.subject)
    return found.values_list("account_id", flat=True).first()


def citizen_of(*, account_id: int) -> CitizenValue | None:
    """Return who a citizen's account says it is; None for other accounts."""
    row = Citizen.objects.select_related("account").filter(account_id=account_id).first()
    if row is None:
        return None
    linked = LinkedIdentity.objects.filter(account_id=account_id, provider=rules.PROVIDER)
    subjects = linked.order_by("subject").values_list("subject", flat=True)
    return CitizenValue(
        account_id=account_id,
        party_id=row.account.party_id,
        full_name=row.full_name,
        personal_number=row.personal_number,
        birth_date=row.birth_date,
        assurance=row.assurance,
        verified_at=row.verified_at,
        contacts=tuple(rules.contact_in(subject) for subject in subjects),
    )


def contacts_of_parties(*, party_ids: Iterable[int]) -> Mapping[int, tuple[Contact, ...]]:
    """Return the contacts that people have proved by a code, by their party, in one query."""
    linked = LinkedIdentity.objects.filter(
        provider=rules.PROVIDER, account__party_id__in=sorted(party_ids), account__is_active=True
    )
    found: dict[int, tuple[Contact, ...]] = {}
    for party_id, subject in linked.order_by("subject").values_list("account__party_id", "subject"):
        if party_id is not None:
            found[party_id] = (*found.get(party_id, ()), rules.contact_in(subject))
    return found
