"""A small paper with open places, a test authority and two signers."""

# mypy: allow-untyped-calls
# pyHanko's PDF objects carry no types.

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pyhanko.sign.timestamps import TimeStamper

from province.foundation.printing.form_fields import with_form_fields
from province.foundation.printing.typesetting import typeset
from province.foundation.signing.authority import (
    issue_certificate,
    make_authority,
    make_revocation_list,
)
from province.foundation.signing.contracts import (
    TEST_LABEL,
    Authority,
    Face,
    KeyPair,
    Place,
    Subject,
    VisibleStamp,
)
from province.foundation.signing.documents import SigningRequest, certify, fill_and_seal
from province.foundation.signing.time_stamps import local_time_stamper

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)
ISSUED = NOW - timedelta(days=20)
LAYOUT = Path(__file__).parent / "paper.typ"
LEADER = Subject("Danh Thị Sóc Kha", "Phó Chủ tịch", "Ủy ban nhân dân xã An Châu", "official:7")
AGENCY = Subject("Ủy ban nhân dân xã An Châu", "", "Ủy ban nhân dân xã An Châu", "agency:3")
TEXTS = {"number": "12", "date": "ngày 20 tháng 11 năm 2026 ẬỢỮẵ"}


class Signers:
    """The authority and the keys of a test."""

    def __init__(self) -> None:
        self.authority: Authority = make_authority(name="CA thử nghiệm", now=ISSUED)
        self.leader = self.issue(LEADER)
        self.agency = self.issue(AGENCY)
        self.roots = (self.authority.root.certificate,)
        self.revocation_lists = (
            make_revocation_list(root=self.authority.root, revoked=(), number=1, now=LATER),
        )

    def issue(self, subject: Subject) -> KeyPair:
        return issue_certificate(
            root=self.authority.root, subject=subject, now=ISSUED, validity=timedelta(days=1000)
        )

    def stamper(self, at: datetime) -> TimeStamper:
        return local_time_stamper(authority=self.authority, at=at)

    def request(
        self, signer: KeyPair, place: Place, *, face: Face = Face.PERSON, at: datetime = NOW
    ) -> SigningRequest:
        return SigningRequest(
            signer=signer,
            chain=self.roots,
            place=place,
            stamp=VisibleStamp(face, ("Nguyễn Thị Lấp Lánh Ánh", "Ký lúc 09:00"), TEST_LABEL),
            reason="Ban hành",
            at=at,
            time_stamper=self.stamper(at),
        )


def unsigned_paper() -> bytes:
    return with_form_fields(typeset=typeset(layout=LAYOUT, values={}, at=NOW))


def signed_paper(signers: Signers, pdf: bytes) -> bytes:
    return certify(pdf=pdf, request=signers.request(signers.leader, Place("signature")))


def sealed_paper(signers: Signers, pdf: bytes) -> bytes:
    return fill_and_seal(
        pdf=signed_paper(signers, pdf),
        texts=TEXTS,
        request=signers.request(
            signers.agency, Place("seal"), face=Face.SEAL, at=NOW + timedelta(minutes=5)
        ),
    )
