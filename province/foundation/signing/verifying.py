"""Checks every signature of a PDF file offline, against given roots."""

# mypy: allow-untyped-calls
# pyHanko's validation carries few types.

import asyncio
import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from asn1crypto import crl as asn1_crl
from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESStatus
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation.ades import (
    AdESWithTimeValidationResult,
    ades_lta_validation,
    ades_with_time_validation,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
)
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

from province.foundation.apart.crew import Crew, RanAwayError
from province.foundation.signing.authority import TEST_LABEL, is_for_tests

for _name in ("pyhanko.sign.validation", "pyhanko_certvalidator"):
    # A bad signature is a finding, not an incident; their log lines also hold signers' names.
    logging.getLogger(_name).setLevel(logging.CRITICAL)


class UnreadablePaperError(Exception):
    """The bytes are no PDF file whose signatures can be read."""


class Verdict(StrEnum):
    """What a check of one signature comes to (ETSI EN 319 102-1)."""

    PASSED = "passed"
    INDETERMINATE = "indeterminate"
    FAILED = "failed"


class Coverage(StrEnum):
    """How much of the file a signature covers."""

    FILE = "file"
    REVISION = "revision"
    PART = "part"


class Modification(StrEnum):
    """What was done to the file after a signature."""

    NONE = "none"
    ARCHIVING = "archiving"
    FORM_FILLING = "form_filling"
    OTHER = "other"


MODIFICATIONS: Final[dict[ModificationLevel | None, Modification]] = {
    ModificationLevel.NONE: Modification.NONE,
    ModificationLevel.LTA_UPDATES: Modification.ARCHIVING,
    ModificationLevel.FORM_FILLING: Modification.FORM_FILLING,
}
COVERAGES: Final[dict[SignatureCoverageLevel | None, Coverage]] = {
    SignatureCoverageLevel.ENTIRE_FILE: Coverage.FILE,
    SignatureCoverageLevel.ENTIRE_REVISION: Coverage.REVISION,
}
LONGEST: Final = 20
_CREW: Final = Crew(size=2, patience=40.0)
MALFORMED: Final = (ValueError, KeyError, IndexError, TypeError, AttributeError)
VERDICTS: Final = {
    AdESStatus.PASSED: Verdict.PASSED,
    AdESStatus.INDETERMINATE: Verdict.INDETERMINATE,
    AdESStatus.FAILED: Verdict.FAILED,
}


@dataclass(frozen=True, slots=True)
class SignatureFinding:
    """One signature and everything that was found out about it."""

    field: str
    name: str
    title: str
    organisation: str
    reference: str
    signed_at: datetime | None
    is_time_stamped: bool
    archived_at: datetime | None
    is_intact: bool
    verdict: Verdict
    why: str
    coverage: Coverage
    modification: Modification
    respects_policy: bool
    is_for_tests: bool

    @property
    def is_trusted(self) -> bool:
        """Tell whether the chain leads to a root, and nothing in it was revoked."""
        return self.verdict is Verdict.PASSED

    @property
    def is_good(self) -> bool:
        """Tell whether the signature stands: intact, trusted, and nothing done that it forbids."""
        return self.is_intact and self.is_trusted and self.respects_policy

    @property
    def label(self) -> str:
        """Return the warning of a test certificate, or nothing."""
        return TEST_LABEL if self.is_for_tests else ""


def verify(
    *, pdf: bytes, roots: Sequence[bytes], revocation_lists: Sequence[bytes], at: datetime
) -> tuple[SignatureFinding, ...]:
    """Check every signature as of `at`, in the order in which they were made.

    Revocation lists inside the file are used too, so an archived file needs none from outside.

    It is done apart from this process, which a stranger's file could keep busy for ever.

    :raises UnreadablePaperError: the bytes are no PDF file, or checking them takes too long.
    """
    try:
        return _CREW.run(
            verify_here, pdf, tuple(roots), tuple(revocation_lists), at, seconds=LONGEST
        )
    except RanAwayError as error:
        raise UnreadablePaperError("it takes too long") from error


def verify_here(
    pdf: bytes, roots: Sequence[bytes], revocation_lists: Sequence[bytes], at: datetime
) -> tuple[SignatureFinding, ...]:
    """Check every signature in this very process, for as long as it takes; see `verify`.

    :raises UnreadablePaperError: the bytes are no PDF file.
    """
    spec = _specification(roots, revocation_lists)
    timing = ValidationTimingInfo(
        validation_time=at, best_signature_time=at, point_in_time_validation=True
    )
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
        return tuple(asyncio.run(_check(signature, spec, timing)) for signature in signatures)
    except (PdfError, SigningError, SignatureValidationError, *MALFORMED) as error:
        raise UnreadablePaperError(str(error)) from error


def _specification(
    roots: Sequence[bytes], revocation_lists: Sequence[bytes]
) -> PdfSignatureValidationSpec:
    """Return the rules of the check: nothing is fetched, signers' revocation must be known."""
    trusted = SimpleTrustManager.build([x509.Certificate.load(root) for root in roots])
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=trusted, revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO)
            ),
            ts_cert_validation_policy=CertValidationPolicySpec(
                trust_manager=trusted,
                revinfo_policy=CertRevTrustPolicy(
                    RevocationCheckingPolicy.from_legacy("soft-fail")
                ),
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
            ),
            local_knowledge=LocalKnowledge(
                known_crls=[
                    CRLContainer(asn1_crl.CertificateList.load(listed))
                    for listed in revocation_lists
                ]
            ),
        )
    )


async def _check(
    signature: EmbeddedPdfSignature,
    spec: PdfSignatureValidationSpec,
    timing: ValidationTimingInfo,
) -> SignatureFinding:
    """Check one signature: by the archive's rules when the file was archived, else as of now."""
    signature.compute_integrity_info()
    result: AdESWithTimeValidationResult
    archived_at = None
    if signature.reader.embedded_timestamp_signatures:
        result = await ades_lta_validation(signature, spec, timing)
        archived_at = result.oldest_evidence_record_timestamp
    else:
        result = await ades_with_time_validation(
            signature.signed_data,
            spec.signature_validation_spec,
            timing_info=timing,
            raw_digest=signature.compute_digest(),
            extra_status_kwargs=signature.summarise_integrity_info(),
            status_cls=PdfSignatureStatus,
        )
    return _finding(signature, result, archived_at)


def _finding(
    signature: EmbeddedPdfSignature,
    result: AdESWithTimeValidationResult,
    archived_at: datetime | None,
) -> SignatureFinding:
    subject = signature.signer_cert.subject.native
    status = result.api_status
    if not isinstance(status, PdfSignatureStatus):
        raise UnreadablePaperError(f"{signature.field_name}: {result.failure_msg}")
    stamp = status.timestamp_validity
    return SignatureFinding(
        field=str(signature.field_name),
        name=str(subject.get("common_name", "")),
        title=str(subject.get("title", "")),
        organisation=str(subject.get("organization_name", "")),
        reference=str(subject.get("serial_number", "")),
        signed_at=stamp.timestamp if stamp else signature.self_reported_timestamp,
        is_time_stamped=stamp is not None,
        archived_at=archived_at,
        is_intact=status.intact and status.valid,
        verdict=VERDICTS[result.ades_subindic.status],
        why=str(result.ades_subindic.standard_name).lower(),
        coverage=COVERAGES.get(status.coverage, Coverage.PART),
        modification=MODIFICATIONS.get(status.modification_level, Modification.OTHER),
        respects_policy=bool(status.docmdp_ok),
        is_for_tests=is_for_tests(certificate=signature.signer_cert.dump()),
    )
