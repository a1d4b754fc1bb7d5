"""Signing, sealing and archiving papers. A key is open only inside one call."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from province.foundation.errors import DomainError
from province.foundation.identity.actors import Actor
from province.foundation.printing.typesetting import MissingLetterError
from province.foundation.signing.contracts import (
    TEST_LABEL,
    Authority,
    Face,
    KeyPair,
    Place,
    TimeStampError,
    UnfitPaperError,
    VisibleStamp,
)
from province.kernel.signing import rules
from province.kernel.signing.commands.keys import current_authority, open_key, usable_share
from province.kernel.signing.contracts import (
    NO_REFERENCE,
    SEAL_PLACE,
    SIGNATURE_PLACE,
    PaperReference,
    PaperToSeal,
    PaperToSign,
    RecordKind,
    SignedPaper,
    SigningOutcome,
    SigningPlace,
)
from province.kernel.signing.errors import (
    LetterMissingError,
    NotSignedYetError,
    NotYourKeyError,
    PaperUnfitError,
    TimeStampUnavailableError,
)
from province.kernel.signing.models import KeyShare, SignatureRecord, SigningCredential
from province.kernel.signing.queries import papers as paper_queries

if TYPE_CHECKING:
    from province.foundation.signing.documents import SigningRequest


@dataclass(frozen=True, slots=True)
class _OpenKey:
    """An opened key, for the length of one call."""

    share: KeyShare
    pair: KeyPair
    authority: Authority
    at: datetime


@transaction.atomic
def sign_as_official(  # noqa: PLR0913 -- who, with what, on what, where, why, when, for what
    *,
    actor: Actor,
    official_id: int,
    pin: str,
    pdf: bytes,
    reason: str,
    now: datetime,
    place: SigningPlace = SIGNATURE_PLACE,
    reference: PaperReference = NO_REFERENCE,
) -> SignedPaper:
    """Sign one paper in an official's own name; the first signature certifies it (DocMDP 2).

    :raises NotYourKeyError: the actor is somebody else.
    :raises NoCredentialError: the official has no credential.
    :raises ExpiredError: the certificate's term is over.
    :raises LockedError: too many wrong PINs.
    :raises WrongPinError: the PIN is wrong.
    :raises PaperUnfitError: the paper has no such open place.
    :raises LetterMissingError: a letter of the name or title cannot be printed.
    :raises TimeStampUnavailableError: no time stamp could be had.
    """
    key = _open_own_key(actor, official_id, pin, now)
    return _sign(key, PaperToSign(key="", pdf=pdf, place=place, reference=reference), reason)


@transaction.atomic
def sign_many(  # noqa: PLR0913 -- as for one paper
    *,
    actor: Actor,
    official_id: int,
    pin: str,
    papers: Iterable[PaperToSign],
    reason: str,
    now: datetime,
) -> tuple[SigningOutcome, ...]:
    """Sign papers with one PIN; a paper that cannot be signed does not stop the others.

    :raises NotYourKeyError: the actor is somebody else.
    :raises NoCredentialError: the official has no credential.
    :raises ExpiredError: the certificate's term is over.
    :raises LockedError: too many wrong PINs.
    :raises WrongPinError: the PIN is wrong.
    """
    key = _open_own_key(actor, official_id, pin, now)
    return tuple(_outcome(paper.key, partial(_sign, key, paper, reason)) for paper in papers)


@transaction.atomic
def seal_as_agency(  # noqa: PLR0913 -- who, with what, on what, the two texts, when, for what
    *,
    actor: Actor,
    agency_id: int,
    official_id: int,
    pin: str,
    pdf: bytes,
    number_text: str,
    date_text: str,
    now: datetime,
    reference: PaperReference = NO_REFERENCE,
) -> SignedPaper:
    """Fill number and date into a signed paper and seal it, in one revision that closes it.

    :raises NotYourKeyError: the actor is somebody else.
    :raises NoCredentialError: the agency has no seal, or this clerk does not keep it.
    :raises ExpiredError: the certificate's term is over.
    :raises LockedError: too many wrong PINs.
    :raises WrongPinError: the PIN is wrong.
    :raises NotSignedYetError: no signature that stands comes before the seal.
    :raises LetterMissingError: a letter of the number, the date or the name cannot be printed.
    :raises PaperUnfitError: the paper has no such open places.
    :raises TimeStampUnavailableError: no time stamp could be had.
    """
    key = _open_seal(actor, agency_id, official_id, pin, now)
    return _seal(
        key,
        PaperToSeal(
            key="", pdf=pdf, number_text=number_text, date_text=date_text, reference=reference
        ),
    )


@transaction.atomic
def seal_many(  # noqa: PLR0913 -- as for one paper
    *,
    actor: Actor,
    agency_id: int,
    official_id: int,
    pin: str,
    papers: Iterable[PaperToSeal],
    now: datetime,
) -> tuple[SigningOutcome, ...]:
    """Seal papers with one PIN; a paper that cannot be sealed does not stop the others.

    :raises NotYourKeyError: the actor is somebody else.
    :raises NoCredentialError: the agency has no seal, or this clerk does not keep it.
    :raises ExpiredError: the certificate's term is over.
    :raises LockedError: too many wrong PINs.
    :raises WrongPinError: the PIN is wrong.
    """
    key = _open_seal(actor, agency_id, official_id, pin, now)
    return tuple(_outcome(paper.key, partial(_seal, key, paper)) for paper in papers)


def archive_paper(*, pdf: bytes, now: datetime) -> bytes:
    """Return the paper with all that a check without network will need in later years (B-LTA).

    :raises PaperUnfitError: the paper carries no signature of the house that stands.
    :raises TimeStampUnavailableError: no time stamp could be had.
    """
    from province.foundation.signing import documents  # noqa: PLC0415 -- slow to load
    from province.foundation.signing.time_stamps import (  # noqa: PLC0415 -- slow to load
        local_time_stamper,
    )

    if not paper_queries.check_paper(pdf=pdf, now=now).is_good:
        raise PaperUnfitError
    keys = paper_queries.authority_keys(authority=current_authority(now=now))
    try:
        return documents.to_archive(
            pdf=pdf,
            roots=paper_queries.trusted_roots(),
            revocation_lists=paper_queries.revocation_lists(now=now),
            at=now,
            time_stamper=local_time_stamper(authority=keys, at=now),
        )
    except TimeStampError:
        raise TimeStampUnavailableError from None


def _open_own_key(actor: Actor, official_id: int, pin: str, now: datetime) -> _OpenKey:
    _require_self(actor, official_id)
    credential = SigningCredential.objects.active().of_official(official_id).first()
    return _open(credential, official_id, pin, now)


def _open_seal(actor: Actor, agency_id: int, official_id: int, pin: str, now: datetime) -> _OpenKey:
    _require_self(actor, official_id)
    credential = SigningCredential.objects.active().of_agency(agency_id).first()
    return _open(credential, official_id, pin, now)


def _require_self(actor: Actor, official_id: int) -> None:
    if actor.official_id != official_id:
        raise NotYourKeyError


def _open(
    credential: SigningCredential | None, keeper_id: int, pin: str, now: datetime
) -> _OpenKey:
    share = usable_share(credential=credential, keeper_id=keeper_id, now=now)
    return _OpenKey(
        share=share,
        pair=open_key(share=share, pin=pin),
        authority=paper_queries.authority_keys(authority=share.credential.authority),
        at=now,
    )


def _outcome(key: str, sign: Callable[[], SignedPaper]) -> SigningOutcome:
    try:
        with transaction.atomic():
            return SigningOutcome(key=key, paper=sign())
    except DomainError as refusal:
        return SigningOutcome(key=key, paper=None, refusal=str(refusal))


def _sign(key: _OpenKey, paper: PaperToSign, reason: str) -> SignedPaper:
    from province.foundation.signing import documents  # noqa: PLC0415 -- slow to load

    credential = key.share.credential
    request = _request(
        key,
        paper.place,
        VisibleStamp(
            Face.PERSON,
            rules.person_lines(name=credential.display_name, title=credential.title, at=key.at),
            TEST_LABEL,
        ),
        reason,
    )

    def make() -> bytes:
        if documents.is_signed(pdf=paper.pdf):
            return documents.countersign(pdf=paper.pdf, request=request)
        return documents.certify(pdf=paper.pdf, request=request)

    return _keep(key, RecordKind.SIGNED, paper, paper.place, make)


def _seal(key: _OpenKey, paper: PaperToSeal) -> SignedPaper:
    from province.foundation.signing import documents  # noqa: PLC0415 -- slow to load

    if not paper_queries.check_paper(pdf=paper.pdf, now=key.at).is_good:
        raise NotSignedYetError
    request = _request(
        key,
        SEAL_PLACE,
        VisibleStamp(
            Face.SEAL,
            rules.seal_lines(agency=key.share.credential.display_name, at=key.at),
            TEST_LABEL,
        ),
        "",
    )
    make = partial(
        documents.fill_and_seal,
        pdf=paper.pdf,
        texts={"number": paper.number_text, "date": paper.date_text},
        request=request,
    )
    return _keep(key, RecordKind.SEALED, paper, SEAL_PLACE, make)


def _request(
    key: _OpenKey, place: SigningPlace, stamp: VisibleStamp, reason: str
) -> "SigningRequest":
    from province.foundation.signing.documents import (  # noqa: PLC0415 -- slow to load
        SigningRequest,
    )
    from province.foundation.signing.time_stamps import (  # noqa: PLC0415 -- slow to load
        local_time_stamper,
    )

    return SigningRequest(
        signer=key.pair,
        chain=(key.authority.root.certificate,),
        place=Place(field=place.field, page=place.page, box=place.box),
        stamp=stamp,
        reason=reason,
        at=key.at.astimezone(rules.VIETNAM_TIME),
        time_stamper=local_time_stamper(authority=key.authority, at=key.at),
    )


def _keep(
    key: _OpenKey,
    kind: RecordKind,
    paper: PaperToSign | PaperToSeal,
    place: SigningPlace,
    make: Callable[[], bytes],
) -> SignedPaper:
    """Make the signature and write down that it was made."""
    try:
        pdf = make()
    except UnfitPaperError:
        raise PaperUnfitError from None
    except MissingLetterError as missing:
        raise LetterMissingError(letter=missing.letter) from None
    except TimeStampError:
        raise TimeStampUnavailableError from None
    digest = hashlib.sha256(pdf).hexdigest()
    SignatureRecord.objects.create(
        kind=kind,
        credential=key.share.credential,
        official_id=key.share.official_id,
        field=place.field,
        digest_before=hashlib.sha256(paper.pdf).hexdigest(),
        digest_after=digest,
        case_id=paper.reference.case_id,
        attachment_id=paper.reference.attachment_id,
        signed_at=key.at,
    )
    return SignedPaper(
        pdf=pdf,
        sha256=digest,
        field=place.field,
        signed_at=key.at,
        serial=key.share.credential.serial,
        label=TEST_LABEL,
    )
