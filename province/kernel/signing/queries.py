"""Everything that reads signing. No query changes a row."""

from datetime import datetime

from province.foundation.identity.actors import Actor
from province.foundation.signing.authority import (
    TEST_LABEL,
    Authority,
    KeyPair,
    Revocation,
    make_revocation_list,
)
from province.foundation.signing.vault import take_from_vault
from province.foundation.signing.verifying import (
    SignatureFinding,
    UnreadablePaperError,
    verify,
)
from province.kernel.signing import permissions, rules
from province.kernel.signing.contracts import (
    CredentialState,
    CredentialSummary,
    PaperFindings,
    SignatureLine,
)
from province.kernel.signing.errors import MayNotManageCredentialsError, NoCredentialError
from province.kernel.signing.models import (
    CertificateAuthority,
    KeyShare,
    PinCounter,
    SigningCredential,
)

PIN_CONNECTION = "access"


def authority_keys(*, authority: CertificateAuthority) -> Authority:
    """Return the keys of an authority, out of the vault."""
    return Authority(
        root=KeyPair(
            private_key=take_from_vault(ciphertext=bytes(authority.root_key)),
            certificate=bytes(authority.root_certificate),
        ),
        time_stamper=KeyPair(
            private_key=take_from_vault(ciphertext=bytes(authority.stamper_key)),
            certificate=bytes(authority.stamper_certificate),
        ),
    )


def trusted_roots() -> tuple[bytes, ...]:
    """Return the certificates (DER) of all authorities of the house."""
    rows = CertificateAuthority.objects.order_by("pk")
    return tuple(bytes(row.root_certificate) for row in rows)


def revocation_lists(*, now: datetime) -> tuple[bytes, ...]:
    """Return a fresh revocation list (DER) of each authority of the house."""
    revoked: dict[int, list[Revocation]] = {}
    for row in SigningCredential.objects.filter(state=CredentialState.REVOKED).order_by("pk"):
        if row.revoked_at is not None:
            entry = Revocation(serial_number=int(row.serial, 16), at=row.revoked_at)
            revoked.setdefault(row.authority_id, []).append(entry)
    return tuple(
        make_revocation_list(
            root=authority_keys(authority=row).root,
            revoked=revoked.get(row.pk, ()),
            number=int(now.timestamp()),
            now=now,
        )
        for row in CertificateAuthority.objects.order_by("pk")
    )


def check_paper(*, pdf: bytes, now: datetime) -> PaperFindings:
    """Check every signature of a paper against the authorities of the house."""
    try:
        found = verify(
            pdf=pdf, roots=trusted_roots(), revocation_lists=revocation_lists(now=now), at=now
        )
    except UnreadablePaperError:
        return PaperFindings(is_readable=False, signatures=())
    return PaperFindings(
        is_readable=True,
        signatures=tuple(_line(finding) for finding in found),
        archived_at=found[-1].archived_at if found else None,
    )


def credential_of(
    *, actor: Actor, official_id: int | None, agency_id: int | None
) -> CredentialSummary:
    """Return the credential in use of an official or an agency, as its keeper or a manager sees it.

    :raises NoCredentialError: there is none, or the actor may not know of it.
    """
    rows = SigningCredential.objects.active()
    if official_id is not None:
        rows = rows.of_official(official_id)
    elif agency_id is not None:
        rows = rows.of_agency(agency_id)
    else:
        rows = rows.none()
    row = rows.first()
    if row is None:
        raise NoCredentialError
    share = _share_of(actor, row)
    if share is None and not actor.can(permissions.MANAGE):
        raise NoCredentialError
    return _summary(row, tries_left=_tries_left(share, row))


def _summary(row: SigningCredential, *, tries_left: int) -> CredentialSummary:
    return CredentialSummary(
        credential_id=row.pk,
        display_name=row.display_name,
        title=row.title,
        organisation=row.organisation,
        serial=row.serial,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        state=CredentialState(row.state),
        tries_left=tries_left,
        label=TEST_LABEL,
    )


def locked_credentials(*, actor: Actor) -> tuple[CredentialSummary, ...]:
    """Return the credentials in use of which a keeper is locked out, to a manager; three queries.

    :raises MayNotManageCredentialsError: the actor does not manage credentials.
    """
    if not actor.can(permissions.MANAGE):
        raise MayNotManageCredentialsError
    counters = PinCounter.objects.using(PIN_CONNECTION).filter(tried__gte=rules.TRIES)
    shares = list(counters.values_list("share_id", flat=True))
    ids = KeyShare.objects.filter(pk__in=shares).values_list("credential_id", flat=True)
    rows = SigningCredential.objects.active().filter(pk__in=list(ids)).order_by("display_name")
    return tuple(_summary(row, tries_left=0) for row in rows)


def _share_of(actor: Actor, credential: SigningCredential) -> KeyShare | None:
    if actor.official_id is None:
        return None
    return KeyShare.objects.filter(credential=credential, official_id=actor.official_id).first()


def _tries_left(share: KeyShare | None, credential: SigningCredential) -> int:
    """Count for the actor's own key, or, to a manager, for the worst of all keepers."""
    shares = (
        [share.pk]
        if share is not None
        else list(KeyShare.objects.filter(credential=credential).values_list("pk", flat=True))
    )
    counters = PinCounter.objects.using(PIN_CONNECTION).filter(share_id__in=shares)
    return rules.tries_left(tried=max((row.tried for row in counters), default=0))


def _line(finding: SignatureFinding) -> SignatureLine:
    return SignatureLine(
        field=finding.field,
        name=finding.name,
        title=finding.title,
        organisation=finding.organisation,
        signed_at=finding.signed_at,
        is_time_stamped=finding.is_time_stamped,
        is_intact=finding.is_intact,
        is_trusted=finding.is_trusted,
        respects_policy=finding.respects_policy,
        covers=finding.coverage,
        modification=finding.modification,
        why=finding.why,
        label=finding.label,
    )
