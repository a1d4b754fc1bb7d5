"""A procedure of a data file, walked through: what the tests of all of them share."""

from collections.abc import Mapping, Sequence
from typing import Any

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.acts import Proposal
from province.contexts.one_stop.contracts.filing import Accepted, CounterFiling, FiledPaper, Filing
from province.contexts.one_stop.contracts.states import Channel, Delivery, Origin, ResultKind
from province.contexts.one_stop.kinds import Ground
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office, actor_named
from province.contexts.one_stop.tests.walking import accept, pdf_text, see
from province.foundation.identity.actors import Actor
from province.kernel.attachments import public as attachments
from province.kernel.parties.contracts import PersonInput

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
    "ffff3f0005fe02fea7357e690000000049454e44ae426082"
)


def applicant(office: Office) -> dict[str, Any]:
    return {
        "applicant_name": "Nguyễn Thị Lấp Lánh Ánh",
        "applicant_number": "000190000017",
        "applicant_phone": "0900000000",
        "commune": str(office.agency.pk),
        "result_way": "portal",
        "pledge": ["true"],
    }


def scan(actor: Actor, field: str) -> FiledPaper:
    version = attachments.take_in(actor=actor, name="giay.png", stream=[PNG], now=NOW)
    return FiledPaper(field=field, component="Giấy tờ", version_id=version.id)


def file(office: Office, code: str, payload: Mapping[str, Any], papers: Sequence[str] = ()) -> int:
    assert office.citizen.party_id is not None
    return one_stop.receive_filing(
        actor=office.citizen,
        filing=Filing(
            origin=Origin.PORTAL,
            channel=Channel.ONLINE,
            procedure_code=code,
            agency_id=office.agency.pk,
            applicant_party_id=office.citizen.party_id,
            payload={**applicant(office), **payload},
            papers=tuple(scan(office.citizen, field) for field in papers),
            delivery=Delivery.ELECTRONIC,
        ),
        key="",
        now=NOW,
    ).dossier_id


def at_the_counter(
    office: Office, code: str, payload: Mapping[str, Any], key: str = ""
) -> Accepted:
    given = {**applicant(office), "result_way": "counter", **payload}
    return one_stop.file_and_receive(
        actor=office.officer,
        filing=CounterFiling(
            person=PersonInput(
                full_name=given["applicant_name"],
                personal_number=given["applicant_number"],
                phone=given["applicant_phone"],
            ),
            procedure_code=code,
            agency_id=office.agency.pk,
            payload=given,
            papers=(),
            delivery=Delivery.COUNTER,
        ),
        key=key,
        now=NOW,
    )


def take_up(office: Office, dossier_id: int, actor: Actor | None = None) -> None:
    accept(office, dossier_id)
    one_stop.take_up(actor=actor or office.registrar, dossier_id=dossier_id, now=NOW)


def proposed(dossier_id: int) -> dict[str, Any]:
    """Return the facts that a proposal begins with."""
    dossier = Dossier.objects.get(pk=dossier_id)
    ground = Ground(payload=dossier.payload, received_on=NOW.date(), on=NOW.date())
    return dict(one_stop.facts_proposed(procedure_code=dossier.procedure_code, ground=ground))


def propose(
    office: Office, dossier_id: int, facts: Mapping[str, Any], actor: Actor | None = None
) -> None:
    one_stop.appraise(
        actor=actor or office.registrar,
        dossier_id=dossier_id,
        proposal=Proposal(result=ResultKind.GRANT, facts=dict(facts)),
        note="",
        revision=None,
        key="",
        now=NOW,
    )


def review(dossier_id: int, reviewer: str = "chanhvanphong") -> None:
    one_stop.review(
        actor=actor_named(f"{reviewer}.longxuyen"),
        dossier_id=dossier_id,
        note="",
        revision=None,
        key="",
        now=NOW,
    )


def sign_and_seal(office: Office, dossier_id: int) -> str:
    one_stop.sign(
        actor=office.leader, dossier_id=dossier_id, pin=PIN, revision=None, key="", now=NOW
    )
    return one_stop.seal(
        actor=office.clerk, dossier_id=dossier_id, pin=PIN, revision=None, key="", now=NOW
    )


def paper_of(office: Office, dossier_id: int) -> bytes:
    """Return the sealed paper that the citizen gets."""
    result = see(office, dossier_id).result
    assert result is not None
    return attachments.read_whole(version_id=result.version_id)


def text_of(office: Office, dossier_id: int) -> str:
    return pdf_text(paper_of(office, dossier_id))
