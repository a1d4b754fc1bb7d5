"""The step table of 1.001776 (monthly social allowance, commune, 10 working days)."""

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.processes.contracts import HolderKind, HolderRule, Step, TaskKind, Way

DECIDES, RECEIVES = "decides", "receives"
DIVISION = "phong_van_hoa_xa_hoi"
TOTAL = Limit(10, LimitUnit.WORK_DAY)
TITLE = "Trợ cấp xã hội hàng tháng"
DECISION = (
    "Bảng bước trình diễn cho tỉnh An Giang, dựng theo thời hạn 10 ngày làm việc đã công bố; "
    "chờ quyết định phê duyệt quy trình nội bộ của Chủ tịch UBND tỉnh"
)


def _post(role: str) -> HolderRule:
    return HolderRule(HolderKind.POST, role, DECIDES)


def _half_days(amount: int) -> Limit:
    return Limit(amount, LimitUnit.HALF_DAY)


STEPS = (
    Step(
        no=1,
        key="appraisal",
        title="Thẩm định, soạn dự thảo kết quả",
        kind=TaskKind.WORK,
        holder=_post(f"specialist.{DIVISION}"),
        limit=_half_days(13),
        produces="draft",
    ),
    Step(
        no=2,
        key="review",
        title="Lãnh đạo phòng kiểm tra",
        kind=TaskKind.APPROVE,
        holder=_post(f"head_of_division.{DIVISION}"),
        limit=_half_days(2),
        back=("appraisal",),
    ),
    Step(
        no=3,
        key="signing",
        title="Lãnh đạo UBND ký",
        kind=TaskKind.SIGN,
        holder=HolderRule(HolderKind.HEAD, "", DECIDES),
        limit=_half_days(3),
        ways=(Way(to="delivery", when={"fact": "result", "is": "eq", "value": "refusal"}),),
        back=("appraisal", "review"),
        produces="signed",
    ),
    Step(
        no=4,
        key="sealing",
        title="Văn thư cấp số, đóng dấu, phát hành",
        kind=TaskKind.SEAL,
        holder=HolderRule(HolderKind.DESK, "clerical", DECIDES),
        limit=_half_days(2),
        produces="result",
    ),
    Step(
        no=5,
        key="delivery",
        title="Trả kết quả",
        kind=TaskKind.DELIVER,
        holder=HolderRule(HolderKind.DESK, "one_stop", RECEIVES),
        limit=Limit(0, LimitUnit.NONE),
        when={"fact": "delivery", "is": "in", "value": ["counter", "post"]},
    ),
)
