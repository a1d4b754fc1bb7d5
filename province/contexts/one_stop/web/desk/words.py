"""The words of the officials' pages."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.contracts import (
    Delivery,
    DossierClock,
    FormIssued,
    Origin,
    ProcessingState,
    ResultKind,
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
}
ORIGIN: Mapping[Origin, StrOrPromise] = {
    Origin.PORTAL: _("Cổng dịch vụ công của tỉnh"),
    Origin.COUNTER: _("Quầy một cửa"),
    Origin.POST: _("Bưu điện"),
    Origin.KIOSK: _("Ki-ốt"),
    Origin.PARTNER: _("Hệ thống liên thông"),
    Origin.NATIONAL: _("Cổng dịch vụ công quốc gia"),
}
DELIVERY: Mapping[Delivery, StrOrPromise] = {
    Delivery.ELECTRONIC: _("Bản điện tử, qua Cổng dịch vụ công"),
    Delivery.COUNTER: _("Nhận tại quầy một cửa"),
    Delivery.POST: _("Nhận qua bưu chính"),
}
RESULT: Mapping[ResultKind, StrOrPromise] = {
    ResultKind.GRANT: _("Quyết định trợ cấp xã hội hàng tháng"),
    ResultKind.REFUSAL: _("Phiếu từ chối giải quyết hồ sơ"),
}
FORM: Mapping[FormIssued, StrOrPromise] = {
    FormIssued.RECEIPT: _("Giấy tiếp nhận và hẹn trả (mẫu 01)"),
    FormIssued.SUPPLEMENT: _("Phiếu yêu cầu bổ sung (mẫu 02)"),
    FormIssued.REFUSAL: _("Phiếu từ chối (mẫu 03)"),
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
LAWS: tuple[str, ...] = (
    "Điều 5 Nghị định 20/2021/NĐ-CP",
    "Điều 6 Nghị định 20/2021/NĐ-CP",
    "Điều 7, Điều 8 Nghị định 20/2021/NĐ-CP",
    "Điều 17 Nghị định 61/2018/NĐ-CP",
)
CATEGORY_OF = {
    "orphan": "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng",
    "young_student": "Người từ 16 đến 22 tuổi không có nguồn nuôi dưỡng, đang đi học",
    "hiv_child": "Trẻ em nhiễm HIV thuộc hộ nghèo",
    "single_parent": "Người đơn thân nghèo đang nuôi con",
    "disabled_severe": "Người khuyết tật nặng",
    "disabled_extreme": "Người khuyết tật đặc biệt nặng",
    "poor_child_under_3": "Trẻ em dưới 3 tuổi thuộc hộ nghèo, cận nghèo ở vùng khó khăn",
    "hiv_no_income": "Người nhiễm HIV thuộc hộ nghèo không có thu nhập ổn định",
}
CATEGORIES: tuple[str, ...] = (
    "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng",
    "Người từ 16 đến 22 tuổi không có nguồn nuôi dưỡng, đang đi học",
    "Trẻ em nhiễm HIV thuộc hộ nghèo",
    "Người đơn thân nghèo đang nuôi con",
    "Người cao tuổi thuộc hộ nghèo không có người phụng dưỡng",
    "Người cao tuổi từ đủ 75 tuổi thuộc hộ nghèo, hộ cận nghèo",
    "Người cao tuổi từ đủ 80 tuổi không có lương hưu, trợ cấp hàng tháng",
    "Người khuyết tật nặng",
    "Người khuyết tật đặc biệt nặng",
    "Trẻ em dưới 3 tuổi thuộc hộ nghèo, cận nghèo ở vùng khó khăn",
    "Người nhiễm HIV thuộc hộ nghèo không có thu nhập ổn định",
)
