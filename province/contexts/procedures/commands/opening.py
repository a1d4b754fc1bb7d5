"""The first procedures in force: their doubts resolved by recorded acts, then published."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from province.contexts.procedures.commands.publishing import publish
from province.contexts.procedures.commands.resolving import resolve_doubt
from province.contexts.procedures.contracts import DoubtAbout, Opening, Resolution, VersionState
from province.contexts.procedures.models import Doubt, Procedure
from province.foundation.identity.actors import Actor

ALLOWANCE = "1.001776"
CASE = "Đề nghị hưởng trợ cấp xã hội hàng tháng"
DECISION = (
    "Quyết định công bố thử nghiệm của bản trình diễn Tỉnh Số, không có giá trị pháp lý"
    " (nội dung theo Nghị định 20/2021/NĐ-CP)"
)
PAPERS = (
    ("Tờ khai đề nghị trợ giúp xã hội", "", "Mẫu số 1a, 1b, 1c, 1d, 1đ"),
    (
        "Tờ khai hộ gia đình có người khuyết tật",
        "hộ gia đình trực tiếp chăm sóc, nuôi dưỡng người khuyết tật đặc biệt nặng",
        "Mẫu số 2a",
    ),
    (
        "Tờ khai nhận chăm sóc, nuôi dưỡng đối tượng bảo trợ xã hội",
        "cá nhân, hộ gia đình nhận chăm sóc, nuôi dưỡng đối tượng",
        "Mẫu số 2b",
    ),
    (
        "Tờ khai của đối tượng được nhận chăm sóc, nuôi dưỡng",
        "người được nhận chăm sóc chưa hưởng trợ cấp xã hội hàng tháng",
        "Mẫu số 03",
    ),
    (
        "Giấy xác nhận khuyết tật",
        "người đề nghị là người khuyết tật",
        "",
        "Giấy xác nhận do xã, phường, đặc khu đang lưu",
        "0",
        "1",
    ),
    (
        "Giấy khai sinh",
        "người đề nghị là trẻ em",
        "",
        "Dữ liệu hộ tịch điện tử",
        "0",
        "1",
    ),
    (
        "Giấy xác nhận nhiễm HIV của cơ sở y tế",
        "người đề nghị thuộc diện nhiễm HIV",
        "",
        "",
        "0",
        "1",
    ),
)
VALUES = {
    DoubtAbout.TIME: "10 ngày làm việc",
    DoubtAbout.AGENCY: "Ủy ban nhân dân xã, phường, đặc khu nơi người đề nghị cư trú",
    DoubtAbout.RESULT: "Quyết định trợ cấp xã hội hàng tháng",
    DoubtAbout.COMPONENTS: "\n".join(" | ".join(paper) for paper in PAPERS),
    DoubtAbout.ONLINE: "toàn trình",
}


FIRST = Opening(code=ALLOWANCE, case=CASE, decision=DECISION, answers=VALUES)


@transaction.atomic
def publish_first_procedures(*, actor: Actor, now: datetime, more: Sequence[Opening] = ()) -> None:
    """Publish the monthly social allowance (1.001776) and more, once; a second call does nothing.

    :raises MayNotCurateError: the actor does not curate the catalogue.
    :raises MayNotPublishError: the actor does not publish procedures.
    """
    for opening in (FIRST, *more):
        _publish(actor, opening, now)


def _publish(actor: Actor, opening: Opening, now: datetime) -> None:
    procedure = Procedure.objects.select_for_update(no_key=True).get(code=opening.code)
    if procedure.state == VersionState.PUBLISHED:
        return
    waiting = Doubt.objects.filter(procedure=procedure, resolution=Resolution.OPEN)
    for doubt_id, about in waiting.order_by("id").values_list("id", "about"):
        resolve_doubt(
            actor=actor,
            doubt_id=doubt_id,
            decision=opening.decision,
            value=opening.answers.get(DoubtAbout(about), ""),
            now=now,
        )
    for version in procedure.versions.filter(state=VersionState.DRAFT):
        version.terms.update(case=opening.case)
    publish(actor=actor, code=opening.code, decision=opening.decision, now=now)
