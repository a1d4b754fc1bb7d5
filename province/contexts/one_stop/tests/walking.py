"""What the tests of the path share."""

from datetime import datetime

import pypdfium2

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.acts import Proposal, SupplementItem
from province.contexts.one_stop.contracts.filing import Accepted
from province.contexts.one_stop.contracts.states import ResultKind
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_path import GRANT

ITEMS = (SupplementItem(name="Giấy xác nhận hộ nghèo", why="Ảnh mờ, không đọc được số"),)
REFUSE = Proposal(
    result=ResultKind.REFUSAL, reason="Chưa đủ 80 tuổi", law="Nghị định 20/2021/NĐ-CP Điều 5"
)


def see(office: Office, dossier_id: int) -> DossierView:
    return one_stop.get_dossier_by_id(
        actor=office.citizen, dossier_id=dossier_id, purpose=None, now=NOW
    )


def accept(office: Office, dossier_id: int, *, key: str = "", now: datetime = NOW) -> Accepted:
    return one_stop.accept(
        actor=office.officer, dossier_id=dossier_id, revision=None, key=key, now=now
    )


def ask(
    office: Office, dossier_id: int, *, after: bool = False, key: str = "", now: datetime = NOW
) -> int:
    return one_stop.ask_supplement(
        actor=office.specialist if after else office.officer,
        dossier_id=dossier_id,
        items=ITEMS,
        reason="Ảnh mờ",
        law="Điều 17 Nghị định 61/2018/NĐ-CP",
        revision=None,
        key=key,
        now=now,
    )


def appraise(
    office: Office, dossier_id: int, proposal: Proposal = GRANT, now: datetime = NOW
) -> None:
    one_stop.appraise(
        actor=office.specialist,
        dossier_id=dossier_id,
        proposal=proposal,
        note="",
        revision=None,
        key="",
        now=now,
    )


def office_code(office: Office) -> str:
    return str(office.agency.codes.get(scheme="temporary").code)


def pdf_text(pdf: bytes) -> str:
    """Return the words of a paper with single spaces, wherever its lines break."""
    document = pypdfium2.PdfDocument(pdf)
    pages = range(len(document))
    texts = [document[page].get_textpage().get_text_bounded() for page in pages]
    return " ".join(" ".join(texts).split())
