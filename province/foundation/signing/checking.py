"""How signatures are checked, with pyHanko; loaded only in the helpers that check."""

# mypy: allow-untyped-calls
# pyHanko's validation carries few types.

import asyncio
import io
from collections.abc import Sequence
from datetime import datetime
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

from province.foundation.signing.authority import is_for_tests
from province.foundation.signing.contracts import (
    Coverage,
    Modification,
    SignatureFinding,
    UnreadablePaperError,
    Verdict,
)

MODIFICATIONS: Final[dict[ModificationLevel | None, Modification]] = {
    ModificationLevel.NONE: Modification.NONE,
    ModificationLevel.LTA_UPDATES: Modification.ARCHIVING,
    ModificationLevel.FORM_FILLING: Modification.FORM_FILLING,
}
COVERAGES: Final[dict[SignatureCoverageLevel | None, Coverage]] = {
    SignatureCoverageLevel.ENTIRE_FILE: Coverage.FILE,
    SignatureCoverageLevel.ENTIRE_REVISION: Coverage.REVISION,
}
MALFORMED: Final = (ValueError, KeyError, IndexError, TypeError, AttributeError)
VERDICTS: Final = {
    AdESStatus.PASSED: Verdict.PASSED,
    AdESStatus.INDETERMINATE: Verdict.INDETERMINATE,
    AdESStatus.FAILED: Verdict.FAILED,
}


def check_signatures(
    pdf: bytes, roots: Sequence[bytes], revocation_lists: Sequence[bytes], at: datetime
) -> tuple[SignatureFinding, ...]:
    """Check every signature of a file as of a moment.

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
