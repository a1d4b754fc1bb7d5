"""What cases give: open work on posts, late anchors, matters of a person, words of reminders."""

from django.utils.translation import gettext_lazy as _

from province.foundation.health.contracts import Watch
from province.foundation.health.registries import WATCHES
from province.kernel.cases.commands.telling import NEAR, OVER, UNANSWERED
from province.kernel.cases.queries.about import sections_about
from province.kernel.cases.queries.inbox import digest_lines
from province.kernel.cases.queries.passing import tasks_on_post
from province.kernel.cases.queries.troubles import late_anchor
from province.kernel.notices.contracts import DigestPart, NoticeKind, Wording
from province.kernel.notices.registries import DIGEST_PARTS, NOTICE_KINDS
from province.kernel.org.contracts import PostDuties
from province.kernel.org.registries import DUTIES
from province.kernel.parties.registries import DATA_ABOUT, DataProvider

DUTIES.register(
    PostDuties(key="cases", open_on=lambda post_id: len(tasks_on_post(post_id=post_id)))
)
DATA_ABOUT.register(DataProvider(key="cases", order=20, give=sections_about))
WATCHES.register(Watch(key="cases.anchor", says=_("mốc neo nhật ký"), look=late_anchor))

_VALUES = {
    "code": "H01.Z12-261119-0001",
    "work": "Thẩm định hồ sơ",
    "unit": "Ủy ban nhân dân phường Long Xuyên",
    "due": "17:00 24/11/2026",
}
for kind in (
    NoticeKind(
        key=NEAR,
        label=_("Việc sắp đến hạn"),
        wording=Wording(
            title=_("Sắp đến hạn: {code}"),
            text=_(
                "{work}, {unit}: phải xong trước {due}. "
                "Hãy xử lý, hoặc xin lỗi và hẹn lại trước khi quá hạn."
            ),
        ),
        values=_VALUES,
    ),
    NoticeKind(
        key=OVER,
        label=_("Việc đã quá hạn"),
        wording=Wording(
            title=_("Đã quá hạn: {code}"),
            text=_(
                "{work}, {unit}: hạn là {due} và việc chưa xong. "
                "Tin này gửi cho người giữ việc và người đứng đầu đơn vị."
            ),
        ),
        values=_VALUES,
        is_required=True,
    ),
    NoticeKind(
        key=UNANSWERED,
        label=_("Đề nghị không được trả lời"),
        wording=Wording(
            title=_("Chưa có trả lời: {code}"),
            text=_(
                "{work}, {unit}: đã hết hạn trả lời lúc {due} mà chưa nhận được trả lời. "
                "Hãy mở hồ sơ để kết thúc hoặc xử lý tiếp."
            ),
        ),
        values=_VALUES,
        is_required=True,
    ),
):
    NOTICE_KINDS.register(kind)
DIGEST_PARTS.register(
    DigestPart(key="cases", lines=lambda actor, now: digest_lines(actor=actor, now=now))
)
