"""Reading what papers are checked against: authorities and revocation lists; checking a paper."""

from datetime import datetime

from province.foundation.signing.contracts import (
    Authority,
    KeyPair,
    Revocation,
    SignatureFinding,
    UnreadablePaperError,
)
from province.foundation.signing.vault import take_from_vault
from province.foundation.signing.verifying import verify
from province.kernel.signing.contracts import CredentialState, PaperFindings, SignatureLine
from province.kernel.signing.models import CertificateAuthority, SigningCredential


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
    from province.foundation.signing.authority import (  # noqa: PLC0415 -- slow to load
        make_revocation_list,
    )

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
