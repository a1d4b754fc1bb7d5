"""The words of the officials' pages."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.contracts.states import (
    Delivery,
    DossierClock,
    FormIssued,
    Origin,
    ProcessingState,
)

PROCESSING: Mapping[ProcessingState, StrOrPromise] = {
    ProcessingState.SUBMITTED: _("Chờ tiếp nhận"),
    ProcessingState.RECEIVED: _("Đã tiếp nhận"),
    ProcessingState.PROCESSING: _("Đang giải quyết"),
    ProcessingState.SIGNING: _("Chờ đóng dấu, phát hành"),
    ProcessingState.RESULT_READY: _("Có kết quả"),
    ProcessingState.RETURNED: _("Đã trả kết quả"),
    ProcessingState.REFUSED_RECEPTION: _("Không tiếp nhận"),
    ProcessingState.REFUSED: _("Không đủ điều kiện"),
    ProcessingState.WITHDRAWN: _("Đã rút"),
    ProcessingState.STOPPED: _("Dừng giải quyết"),
    ProcessingState.MISTAKEN: _("Nhập nhầm"),
}
ORIGIN: Mapping[Origin, StrOrPromise] = {
    Origin.PORTAL: _("Cổng dịch vụ công của tỉnh"),
    Origin.COUNTER: _("Quầy của Trung tâm Phục vụ hành chính công"),
    Origin.POST: _("Bưu điện"),
    Origin.KIOSK: _("Ki-ốt"),
    Origin.PARTNER: _("Hệ thống liên thông"),
    Origin.NATIONAL: _("Cổng dịch vụ công quốc gia"),
}
DELIVERY: Mapping[Delivery, StrOrPromise] = {
    Delivery.ELECTRONIC: _("Bản điện tử, qua Cổng dịch vụ công"),
    Delivery.COUNTER: _("Nhận tại Trung tâm Phục vụ hành chính công"),
    Delivery.POST: _("Nhận qua bưu chính"),
}
FORM: Mapping[FormIssued, StrOrPromise] = {
    FormIssued.RECEIPT: _("Giấy tiếp nhận và hẹn trả (mẫu 01)"),
    FormIssued.SUPPLEMENT: _("Phiếu yêu cầu bổ sung (mẫu 02)"),
    FormIssued.REFUSAL: _("Phiếu từ chối (mẫu 03)"),
    FormIssued.APOLOGY: _("Phiếu xin lỗi và hẹn lại (mẫu 04)"),
    FormIssued.CONTROL_SHEET: _("Phiếu kiểm soát quá trình"),
    FormIssued.HANDOVER_SLIP: _("Phiếu bàn giao"),
}
WAITS: Mapping[DossierClock, StrOrPromise] = {
    DossierClock.PAUSED_SUPPLEMENT: _("Dừng, chờ người nộp bổ sung"),
    DossierClock.PAUSED_FINANCE: _("Dừng, chờ nộp phí"),
    DossierClock.PAUSED_OTHER: _("Dừng, chờ bên ngoài"),
}
WAITS_FOR: Mapping[str, StrOrPromise] = {
    "supplement": WAITS[DossierClock.PAUSED_SUPPLEMENT],
    "finance": WAITS[DossierClock.PAUSED_FINANCE],
}
NO_LIMIT = _("Chưa tính thời hạn")
REFUSAL_REASONS: tuple[StrOrPromise, ...] = (
    _("Hồ sơ không thuộc thẩm quyền giải quyết của cơ quan."),
    _("Người nộp không thuộc đối tượng được hưởng theo quy định."),
    _("Giấy tờ trong hồ sơ có dấu hiệu bị tẩy xóa, sửa chữa."),
    _("Người nộp đang hưởng một chế độ không được hưởng đồng thời."),
)
