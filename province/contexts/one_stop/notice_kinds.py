"""The words in which applicants hear of their dossiers; short messages are for old telephones."""

from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop.commands import telling
from province.kernel.notices.contracts import NoticeKind, Wording

VALUES = {
    "code": "H01.Z12-261119-0001",
    "procedure": "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng",
    "agency": "Ủy ban nhân dân phường Long Xuyên",
    "due": "24/11/2026",
    "answer_by": "19/12/2026",
    "site": "dichvucong.angiang.gov.vn",
}
NOTICES = (
    NoticeKind(
        key=telling.FILED,
        label=_("Hồ sơ đã nộp"),
        wording=Wording(
            title=_("Đã nộp hồ sơ {code}"),
            text=_(
                "Hồ sơ “{procedure}” đã tới {agency} với số nộp {code}. "
                "Cơ quan sẽ kiểm tra và báo lại; thời hạn giải quyết tính từ khi tiếp nhận."
            ),
        ),
        values=VALUES,
    ),
    NoticeKind(
        key=telling.RECEIVED,
        label=_("Hồ sơ được tiếp nhận"),
        wording=Wording(
            title=_("Hồ sơ {code} đã được tiếp nhận, hẹn trả ngày {due}"),
            text=_(
                "{agency} đã tiếp nhận hồ sơ “{procedure}”, mã {code}. Hẹn trả kết quả ngày {due}. "
                "Giấy tiếp nhận và hẹn trả nằm trong trang hồ sơ."
            ),
            sms=_("Ho so {code} da duoc nhan. Hen tra ket qua ngay {due}. Xem tai {site}"),
        ),
        values=VALUES,
        is_required=True,
    ),
    NoticeKind(
        key=telling.ASKED,
        label=_("Yêu cầu bổ sung"),
        wording=Wording(
            title=_("Hồ sơ {code} cần bổ sung trước ngày {answer_by}"),
            text=_(
                "{agency} đề nghị bổ sung giấy tờ cho hồ sơ “{procedure}”, mã {code}, "
                "trước ngày {answer_by}. Cần giấy gì và vì sao được ghi trong trang hồ sơ."
            ),
            sms=_(
                "Ho so {code} con thieu giay to. Xin bo sung truoc ngay {answer_by}. Xem tai {site}"
            ),
        ),
        values=VALUES,
        is_required=True,
    ),
    NoticeKind(
        key=telling.TOLD,
        label=_("Cơ quan nhắn về hồ sơ"),
        wording=Wording(
            title=_("{agency} nhắn bạn về hồ sơ {code}"),
            text=_(
                "{agency} có lời nhắn về hồ sơ “{procedure}”, mã {code}. "
                "Nội dung nằm trong trang hồ sơ."
            ),
            sms=_("Co quan nhan ban ve ho so {code}. Xem tai {site}"),
        ),
        values=VALUES,
    ),
    NoticeKind(
        key=telling.ANSWERED,
        label=_("Câu hỏi được trả lời"),
        wording=Wording(
            title=_("Câu hỏi của bạn về hồ sơ {code} đã được trả lời"),
            text=_(
                "{agency} đã trả lời câu hỏi của bạn về hồ sơ “{procedure}”, mã {code}. "
                "Câu trả lời nằm trong trang hồ sơ."
            ),
            sms=_("Cau hoi ve ho so {code} da duoc tra loi. Xem tai {site}"),
        ),
        values=VALUES,
    ),
    NoticeKind(
        key=telling.REAPPOINTED,
        label=_("Xin lỗi, hẹn lại ngày trả"),
        wording=Wording(
            title=_("Xin lỗi: hồ sơ {code} được hẹn lại ngày {due}"),
            text=_(
                "{agency} xin lỗi vì chưa trả được kết quả hồ sơ “{procedure}”, "
                "mã {code}, đúng hẹn. "
                "Ngày trả mới là {due}. Phiếu xin lỗi nằm trong trang hồ sơ."
            ),
            sms=_("Xin loi: ho so {code} bi tre. Ngay tra moi la {due}. Xem tai {site}"),
        ),
        values=VALUES,
        is_required=True,
    ),
    NoticeKind(
        key=telling.NOT_RECEIVED,
        label=_("Hồ sơ không được tiếp nhận"),
        wording=Wording(
            title=_("Hồ sơ {code} không được tiếp nhận"),
            text=_(
                "{agency} không tiếp nhận hồ sơ “{procedure}”, số {code}. "
                "Lý do và căn cứ nằm trong trang hồ sơ."
            ),
            sms=_("Ho so {code} khong duoc tiep nhan. Ly do xem tai {site}"),
        ),
        values=VALUES,
        is_required=True,
    ),
    NoticeKind(
        key=telling.READY,
        label=_("Có kết quả"),
        wording=Wording(
            title=_("Hồ sơ {code} đã có kết quả"),
            text=_(
                "Kết quả hồ sơ “{procedure}”, mã {code}, đã có tại {agency}. "
                "Khi đến nhận, xin mang theo giấy tờ tùy thân."
            ),
            sms=_("Ho so {code} da co ket qua. Den nhan xin mang theo can cuoc. Xem tai {site}"),
        ),
        values=VALUES,
        is_required=True,
    ),
    NoticeKind(
        key=telling.RETURNED,
        label=_("Đã trả kết quả"),
        wording=Wording(
            title=_("Đã trả kết quả hồ sơ {code}"),
            text=_(
                "{agency} đã trả kết quả hồ sơ “{procedure}”, mã {code}. Xem lại trong trang hồ sơ."
            ),
            sms=_("Ket qua ho so {code} da duoc tra. Xem tai {site}"),
        ),
        values=VALUES,
        is_required=True,
    ),
    NoticeKind(
        key=telling.WITHDRAWN,
        label=_("Hồ sơ đã rút"),
        wording=Wording(
            title=_("Đã rút hồ sơ {code}"),
            text=_(
                "Hồ sơ “{procedure}”, mã {code}, đã được rút theo yêu cầu của người nộp. "
                "Nếu bạn không rút, hãy báo ngay cho {agency}."
            ),
        ),
        values=VALUES,
    ),
    NoticeKind(
        key=telling.STOPPED,
        label=_("Hồ sơ dừng giải quyết"),
        wording=Wording(
            title=_("Hồ sơ {code} dừng giải quyết"),
            text=_(
                "{agency} dừng giải quyết hồ sơ “{procedure}”, mã {code}. "
                "Lý do nằm trong trang hồ sơ; bạn có thể nộp lại hồ sơ đầy đủ."
            ),
            sms=_("Ho so {code} dung giai quyet, co the nop lai. Ly do xem tai {site}"),
        ),
        values=VALUES,
        is_required=True,
    ),
    NoticeKind(
        key=telling.MISTAKEN,
        label=_("Hồ sơ nhập nhầm"),
        wording=Wording(
            title=_("Hồ sơ {code} được nhập nhầm và đã hủy"),
            text=_(
                "{agency} đã nhập nhầm thủ tục “{procedure}” khi tiếp nhận. Hồ sơ mã {code} "
                "không còn giá trị; giấy hẹn kèm theo cũng vậy. Bạn không phải làm gì thêm: "
                "cơ quan tiếp nhận lại đúng thủ tục và cấp mã mới."
            ),
            sms=_("Ho so {code} nhap nham, da huy. Co quan se cap ma moi. Xem tai {site}"),
        ),
        values=VALUES,
        is_required=True,
    ),
)
