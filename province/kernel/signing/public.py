"""The door: sign, seal, archive and check papers; manage credentials. Values out, never rows."""

from datetime import datetime

from province.foundation.identity.actors import Actor
from province.kernel.signing import words
from province.kernel.signing.commands import credentials
from province.kernel.signing.commands.credentials import (
    change_pin,
    entrust_seal,
    revoke_credential,
    unlock_credential,
)
from province.kernel.signing.commands.papers import (
    archive_paper,
    seal_as_agency,
    seal_many,
    sign_as_official,
    sign_many,
)
from province.kernel.signing.commands.stamping import time_stamp
from province.kernel.signing.contracts import (
    CredentialSummary,
    OfficialHolder,
    PaperFindings,
    PaperWords,
    SealHolder,
)
from province.kernel.signing.queries import credentials as credential_queries
from province.kernel.signing.queries import papers as paper_queries
from province.kernel.signing.queries.credentials import (
    credentials_in_use,
    credentials_of_official,
    get_credential,
)

__all__ = [
    "archive_paper",
    "change_pin",
    "credentials_in_use",
    "credentials_of_official",
    "describe_paper",
    "entrust_seal",
    "get_credential",
    "issue_test_credential",
    "locked_credentials",
    "my_credential",
    "revoke_credential",
    "seal_as_agency",
    "seal_many",
    "seal_of",
    "sign_as_official",
    "sign_many",
    "time_stamp",
    "unlock_credential",
    "verify_paper",
]


def issue_test_credential(  # noqa: PLR0913 -- each is one fact of the certificate
    *,
    actor: Actor,
    holder: OfficialHolder | SealHolder,
    display_name: str,
    title: str,
    pin: str,
    now: datetime,
    must_change_pin: bool = True,
) -> int:
    """Issue a test certificate and return the id of the credential.

    Its keeper changes the first PIN before the first signature, unless it is said otherwise.

    :raises MayNotManageCredentialsError: the actor does not manage credentials.
    :raises WeakPinError: the PIN is too short or too easily guessed.
    """
    return credentials.issue_test_credential(
        actor=actor,
        holder=holder,
        display_name=display_name,
        title=title,
        pin=pin,
        now=now,
        must_change_pin=must_change_pin,
    ).pk


def verify_paper(*, pdf: bytes, now: datetime) -> PaperFindings:
    """Check every signature of a paper; anybody may, and nothing is written."""
    return paper_queries.check_paper(pdf=pdf, now=now)


def describe_paper(*, findings: PaperFindings) -> PaperWords:
    """Say what a check found, in the language of whoever reads it."""
    return PaperWords(
        summary=words.paper_sentence(findings),
        lines=tuple(words.line_sentence(line) for line in findings.signatures),
    )


def locked_credentials(*, actor: Actor) -> tuple[CredentialSummary, ...]:
    """Return the credentials in use of which a keeper is locked out, to a manager.

    :raises MayNotManageCredentialsError: the actor does not manage credentials.
    """
    return credential_queries.locked_credentials(actor=actor)


def my_credential(*, actor: Actor, official_id: int) -> CredentialSummary:
    """Return the credential in use of an official, to themselves or to a manager.

    :raises NoCredentialError: there is none, or the actor may not know of it.
    """
    return credential_queries.credential_of(actor=actor, official_id=official_id, agency_id=None)


def seal_of(*, actor: Actor, agency_id: int) -> CredentialSummary:
    """Return the seal in use of an agency, to a keeper or to a manager.

    :raises NoCredentialError: there is none, or the actor may not know of it.
    """
    return credential_queries.credential_of(actor=actor, official_id=None, agency_id=agency_id)
