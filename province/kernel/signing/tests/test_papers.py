from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from province.foundation.errors import DomainError
from province.foundation.identity.actors import ANONYMOUS, Actor
from province.foundation.signing.contracts import TEST_LABEL
from province.kernel.signing import public
from province.kernel.signing.contracts import (
    PaperReference,
    PaperToSeal,
    PaperToSign,
    PaperWords,
    SignatureLine,
    SignedPaper,
    SigningPlace,
)
from province.kernel.signing.errors import (
    ExpiredError,
    LetterMissingError,
    NoCredentialError,
    NotSignedYetError,
    NotYourKeyError,
    PaperUnfitError,
    WrongPinError,
)
from province.kernel.signing.models import SignatureRecord
from province.kernel.signing.tests.samples import (
    AGENCY_ID,
    AGENCY_NAME,
    CLERK_ID,
    CLERK_PIN,
    LATER,
    LEADER_ID,
    LEADER_NAME,
    LEADER_PIN,
    NOW,
    WRONG_PIN,
    paper,
)

pytestmark = pytest.mark.django_db
GOOD = "Chữ ký còn nguyên vẹn. Chứng thư thử nghiệm, không có giá trị pháp lý."


def sign(leader: Actor, *, pin: str = LEADER_PIN, pdf: bytes | None = None) -> SignedPaper:
    return public.sign_as_official(
        actor=leader,
        official_id=LEADER_ID,
        pin=pin,
        pdf=paper() if pdf is None else pdf,
        reason="Ban hành",
        now=NOW,
        reference=PaperReference(case_id=11, attachment_id=12),
    )


def seal(clerk: Actor, pdf: bytes) -> SignedPaper:
    return public.seal_as_agency(
        actor=clerk,
        agency_id=AGENCY_ID,
        official_id=CLERK_ID,
        pin=CLERK_PIN,
        pdf=pdf,
        number_text="07",
        date_text="ngày 20 tháng 11 năm 2026",
        now=LATER,
    )


@pytest.mark.usefixtures("leader_credential")
def test_a_signed_paper_is_good_and_says_who_signed(leader: Actor) -> None:
    signed = sign(leader)

    found = public.verify_paper(pdf=signed.pdf, now=LATER)
    assert found.is_readable
    assert found.is_good
    assert found.signatures == (
        SignatureLine(
            field="signature",
            name=LEADER_NAME,
            title="Phó Chủ tịch",
            organisation=AGENCY_NAME,
            signed_at=NOW,
            is_time_stamped=True,
            is_intact=True,
            is_trusted=True,
            respects_policy=True,
            covers="file",
            modification="none",
            why="ok",
            label=TEST_LABEL,
        ),
    )
    assert (signed.sha256, signed.field, signed.label) == (
        sha256(signed.pdf).hexdigest(),
        "signature",
        TEST_LABEL,
    )


@pytest.mark.usefixtures("leader_credential")
def test_a_signature_leaves_its_record(leader: Actor) -> None:
    signed = sign(leader)

    row = SignatureRecord.objects.select_related("credential").get()
    assert (row.kind, row.official_id, row.field, row.case_id, row.attachment_id) == (
        "signed",
        LEADER_ID,
        "signature",
        11,
        12,
    )
    assert (row.digest_before, row.digest_after, row.signed_at, row.credential.serial) == (
        sha256(paper()).hexdigest(),
        signed.sha256,
        NOW,
        signed.serial,
    )


@pytest.mark.usefixtures("leader_credential", "seal_credential")
def test_the_seal_comes_after_the_signature_and_both_stand(leader: Actor, clerk: Actor) -> None:
    sealed = seal(clerk, sign(leader).pdf)

    found = public.verify_paper(pdf=sealed.pdf, now=LATER)
    assert found.is_good
    assert [(line.field, line.name, line.modification) for line in found.signatures] == [
        ("signature", LEADER_NAME, "form_filling"),
        ("seal", AGENCY_NAME, "none"),
    ]
    assert list(SignatureRecord.objects.order_by("id").values_list("kind", "official_id")) == [
        ("signed", LEADER_ID),
        ("sealed", CLERK_ID),
    ]


@pytest.mark.usefixtures("leader_credential", "seal_credential")
def test_the_seal_refuses_a_paper_without_a_signature_that_stands(
    leader: Actor, clerk: Actor
) -> None:
    broken = sign(leader).pdf.replace(b"/Filter", b"/Filteq", 1)

    for pdf in (paper(), broken):
        with pytest.raises(NotSignedYetError):
            seal(clerk, pdf)

    assert not SignatureRecord.objects.filter(kind="sealed").exists()


@pytest.mark.usefixtures("leader_credential", "seal_credential")
def test_a_letter_that_cannot_be_printed_is_named(leader: Actor, clerk: Actor) -> None:
    signed = sign(leader)

    with pytest.raises(LetterMissingError, match="“ភ”"):
        public.seal_as_agency(
            actor=clerk,
            agency_id=AGENCY_ID,
            official_id=CLERK_ID,
            pin=CLERK_PIN,
            pdf=signed.pdf,
            number_text="07ភ",
            date_text="ngày 20",
            now=LATER,
        )

    assert SignatureRecord.objects.count() == 1


@pytest.mark.usefixtures("leader_credential", "seal_credential")
def test_the_check_is_said_in_words_with_the_worth_of_the_certificates(
    leader: Actor, clerk: Actor
) -> None:
    sealed = seal(clerk, sign(leader).pdf)

    words = public.describe_paper(findings=public.verify_paper(pdf=sealed.pdf, now=LATER))

    assert words == PaperWords(
        summary="Văn bản có 2 chữ ký số, nội dung còn nguyên vẹn.",
        lines=(
            f"{LEADER_NAME}, Phó Chủ tịch, {AGENCY_NAME} ký lúc 20/11/2026 09:00:00. {GOOD}",
            f"{AGENCY_NAME} ký lúc 20/11/2026 09:05:00. {GOOD}",
        ),
    )


@pytest.mark.usefixtures("leader_credential", "seal_credential")
def test_an_archived_paper_is_good_after_ten_years(leader: Actor, clerk: Actor) -> None:
    archived = public.archive_paper(pdf=seal(clerk, sign(leader).pdf).pdf, now=LATER)

    found = public.verify_paper(pdf=archived, now=NOW + timedelta(days=9 * 365))

    assert (found.is_good, found.archived_at) == (True, LATER)


def test_archiving_refuses_a_paper_without_signatures() -> None:
    with pytest.raises(PaperUnfitError):
        public.archive_paper(pdf=paper(), now=NOW)


@pytest.mark.usefixtures("leader_credential")
@pytest.mark.parametrize(
    ("_case", "change", "refusal"),
    [
        ("somebody else", {"official_id": CLERK_ID}, NotYourKeyError),
        ("nobody", {"official_id": None}, NotYourKeyError),
    ],
)
def test_a_key_serves_its_keeper_alone(
    leader: Actor, _case: str, change: dict[str, int | None], refusal: type[DomainError]
) -> None:
    stranger = replace(leader, **change)  # type: ignore[arg-type]  # one field of the actor

    with pytest.raises(refusal):
        sign(stranger)

    assert not SignatureRecord.objects.exists()


@pytest.mark.usefixtures("leader_credential")
def test_an_anonymous_actor_signs_nothing() -> None:
    with pytest.raises(NotYourKeyError):
        sign(ANONYMOUS)


def test_without_a_credential_nothing_is_signed(leader: Actor) -> None:
    with pytest.raises(NoCredentialError):
        sign(leader)


@pytest.mark.usefixtures("leader_credential")
def test_a_seal_is_not_used_with_a_personal_key(leader: Actor) -> None:
    with pytest.raises(NoCredentialError):
        public.seal_as_agency(
            actor=leader,
            agency_id=AGENCY_ID,
            official_id=LEADER_ID,
            pin=LEADER_PIN,
            pdf=paper(),
            number_text="1",
            date_text="ngày",
            now=NOW,
        )


@pytest.mark.usefixtures("leader_credential")
def test_an_expired_certificate_signs_nothing(leader: Actor) -> None:
    with pytest.raises(ExpiredError, match=r"đến 20/10/2029"):
        public.sign_as_official(
            actor=leader,
            official_id=LEADER_ID,
            pin=LEADER_PIN,
            pdf=paper(),
            reason="",
            now=NOW + timedelta(days=4 * 365),
        )

    assert not SignatureRecord.objects.exists()


@pytest.mark.usefixtures("leader_credential")
@pytest.mark.parametrize("pdf", [b"", b"no pdf"])
def test_what_is_no_pdf_is_not_signed(leader: Actor, pdf: bytes) -> None:
    with pytest.raises(PaperUnfitError):
        sign(leader, pdf=pdf)

    assert not SignatureRecord.objects.exists()


@pytest.mark.usefixtures("leader_credential")
def test_a_place_is_signed_once(leader: Actor) -> None:
    signed = sign(leader)

    with pytest.raises(PaperUnfitError):
        sign(leader, pdf=signed.pdf)

    assert SignatureRecord.objects.count() == 1


@pytest.mark.usefixtures("leader_credential")
def test_many_papers_take_one_pin_and_one_bad_one_stops_nobody(leader: Actor) -> None:
    papers = [
        PaperToSign(key="a", pdf=paper()),
        PaperToSign(key="b", pdf=b"no pdf"),
        PaperToSign(key="c", pdf=paper(), place=SigningPlace("nowhere")),
        PaperToSign(key="d", pdf=paper(), reference=PaperReference(case_id=4)),
    ]

    outcomes = public.sign_many(
        actor=leader,
        official_id=LEADER_ID,
        pin=LEADER_PIN,
        papers=papers,
        reason="Ban hành",
        now=NOW,
    )

    assert [(outcome.key, outcome.paper is not None) for outcome in outcomes] == [
        ("a", True),
        ("b", False),
        ("c", False),
        ("d", True),
    ]
    assert outcomes[1].refusal == str(PaperUnfitError())
    assert [row.case_id for row in SignatureRecord.objects.order_by("id")] == [None, 4]


@pytest.mark.usefixtures("leader_credential")
def test_a_wrong_pin_signs_none_of_many(leader: Actor) -> None:
    with pytest.raises(WrongPinError):
        public.sign_many(
            actor=leader,
            official_id=LEADER_ID,
            pin=WRONG_PIN,
            papers=[PaperToSign(key="a", pdf=paper())],
            reason="",
            now=NOW,
        )

    assert not SignatureRecord.objects.exists()


@pytest.mark.usefixtures("leader_credential", "seal_credential")
def test_many_papers_are_sealed_with_one_pin(leader: Actor, clerk: Actor) -> None:
    signed = sign(leader).pdf

    outcomes = public.seal_many(
        actor=clerk,
        agency_id=AGENCY_ID,
        official_id=CLERK_ID,
        pin=CLERK_PIN,
        papers=[
            PaperToSeal(key="a", pdf=signed, number_text="08", date_text="ngày 20"),
            PaperToSeal(key="b", pdf=paper(), number_text="09", date_text="ngày 20"),
        ],
        now=LATER,
    )

    assert [(outcome.key, outcome.refusal) for outcome in outcomes] == [
        ("a", ""),
        ("b", str(NotSignedYetError())),
    ]


def test_a_stranger_s_file_is_unreadable_or_unsigned() -> None:
    assert not public.verify_paper(pdf=b"x", now=NOW).is_readable
    unsigned = public.verify_paper(pdf=paper(), now=NOW)
    assert (unsigned.is_readable, unsigned.signatures, unsigned.is_good) == (True, (), False)
