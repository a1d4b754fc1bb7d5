"""Buttons, dialogs, notes and toasts in every state."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from province.foundation.ui.samples.sample import Sample, Section


def _button(state: str, **values: Any) -> Sample:
    return Sample("ui/_button.html", state, {"type": "button", **values})


BUTTONS = Section(
    anchor="nut",
    title=_("Nút"),
    note=_("Mỗi việc một nút chính. Nút khóa luôn kèm lý do bằng chữ."),
    layout="line",
    samples=(
        _button("chính", label="Chính", kind="p"),
        _button("thường", label="Thường"),
        _button("nhẹ", label="Nhẹ", kind="q"),
        _button("từ chối", label="Từ chối", kind="x", icon_name="ban"),
        _button("lớn", label="Bắt đầu nộp", kind="p l", icon_after="arrow"),
        _button("nhỏ", label="Nhỏ", kind="s"),
        _button("đường dẫn", label="Mở hồ sơ", url="#nut", icon_name="file"),
        _button("có phím", label="Chuyển bước", key="C"),
        _button("đang gửi", label="Đang gửi…", kind="p", busy=True),
        _button("đang mở", label="Đang mở", expanded="true", controls="nut"),
        _button("đang bật", label="Đánh dấu", pressed="true", icon_name="pen"),
        _button("khóa", label="Ký số", kind="p", disabled=True, why="Chưa đủ chữ ký nháy."),
        _button("khóa, thường", label="Trả lại", disabled=True, why="Hồ sơ đã trả kết quả."),
        _button("gửi giá trị", label="Lưu nháp", type="submit", name="act", value="keep"),
        _button("mở hộp thoại", label="Rút hồ sơ…", popover="kit-dialog"),
    ),
)

NOTES = Section(
    anchor="thong-bao",
    title=_("Thông báo"),
    note=_("Nói điều đã xảy ra, điều được giữ, điều cần làm."),
    samples=(
        Sample(
            "ui/_note.html",
            "thường",
            {"title": "Ngày 24/11 nghỉ lễ.", "words": "Thời hạn không tính ngày này."},
        ),
        Sample(
            "ui/_note.html",
            "việc tiếp",
            {
                "kind": "act",
                "icon_name": "baby",
                "title": "Một lần nộp, ba kết quả.",
                "words": "Bạn có thể xin luôn thẻ bảo hiểm y tế cho trẻ.",
                "url": "#thong-bao",
                "url_label": "Xem cách làm",
            },
        ),
        Sample(
            "ui/_note.html",
            "lỗi",
            {
                "kind": "bad",
                "icon_name": "alert",
                "title": "Chưa gửi được.",
                "words": "Mất mạng lúc 9:41. Mọi thứ bạn điền vẫn còn, bấm gửi lại khi có mạng.",
                "live": "alert",
            },
        ),
        Sample(
            "ui/_note.html",
            "sắp đến hạn",
            {
                "kind": "soon",
                "icon_name": "clock",
                "words": "Còn 2 hồ sơ hết hạn trước 11:30.",
                "live": "status",
            },
        ),
        Sample(
            "ui/_note.html",
            "đã xong",
            {
                "kind": "ok",
                "icon_name": "check",
                "words": "Đã tiếp nhận hồ sơ H01.Z4K-261120-0147.",
            },
        ),
        Sample("ui/_toast.html", "xong", {"words": "Đã chuyển 3 hồ sơ cho Trần Quốc Khải ký"}),
        Sample(
            "ui/_toast.html",
            "hoàn tác",
            {"words": "Đã bỏ 1 tệp", "undo_url": "#thong-bao", "csrf_token": "kit"},
        ),
        Sample(
            "ui/_toast.html",
            "đang làm",
            {
                "words": "Đang ký 27/43 văn bản, còn khoảng 9 giây",
                "busy": True,
                "url": "#thong-bao",
            },
        ),
    ),
)

DIALOGS = Section(
    anchor="hop-thoai",
    title=_("Hộp thoại"),
    note=_("Chỉ hỏi trước việc không lấy lại được. Mở bằng nút, đóng bằng Esc."),
    layout="line",
    samples=(
        _button("mở câu hỏi", label="Gửi yêu cầu bổ sung…", popover="kit-ask"),
        _button("mở lời nhắn", label="Vì sao đồng hồ dừng?", kind="q", popover="kit-tell"),
        Sample(
            "ui/_dialog.html",
            "từ chối, có lý do",
            {
                "element_id": "kit-dialog",
                "title": "Rút hồ sơ?",
                "words": "Phường sẽ ngừng giải quyết. Lệ phí đã nộp được hoàn lại.",
                "action": "#hop-thoai",
                "csrf_token": "kit",
                "confirm_label": "Rút hồ sơ",
                "confirm_kind": "x",
                "cancel_label": "Không rút",
                "reason": "Lý do rút",
            },
        ),
        Sample(
            "ui/_dialog.html",
            "hỏi",
            {
                "element_id": "kit-ask",
                "title": "Gửi yêu cầu bổ sung?",
                "words": "Đồng hồ dừng ngay khi gửi. Chỉ được yêu cầu bổ sung một lần.",
                "action": "#hop-thoai",
                "csrf_token": "kit",
                "name": "act",
                "value": "ask",
                "confirm_label": "Gửi yêu cầu",
            },
        ),
        Sample(
            "ui/_dialog.html",
            "nói",
            {
                "element_id": "kit-tell",
                "title": "Vì sao đồng hồ dừng",
                "words": "Đang chờ người dân bổ sung một giấy tờ. Thời gian chờ không tính.",
            },
        ),
    ),
)

SECTIONS = (BUTTONS, NOTES, DIALOGS)
