"""What brings people here: each tile is a search that the catalogue answers."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One tile: its words, its icon, and what it searches for in the Vietnamese catalogue."""

    title: str | Promise
    words: str | Promise
    icon: str
    question: str


LIFE_EVENTS = (
    LifeEvent(_("Sinh con"), _("Khai sinh, thường trú, thẻ bảo hiểm y tế"), "baby", "sinh con"),
    LifeEvent(_("Kết hôn"), _("Xác nhận độc thân, đăng ký kết hôn"), "ring", "đăng ký kết hôn"),
    LifeEvent(_("Đi học"), _("Tuyển sinh, chuyển trường, học bổng"), "school", "chuyển trường"),
    LifeEvent(_("Mở tiệm"), _("Hộ kinh doanh, an toàn thực phẩm"), "shop", "mở tiệm"),
    LifeEvent(_("Xây, sửa nhà"), _("Giấy phép xây dựng, gia hạn"), "home", "xây nhà"),
    LifeEvent(_("Đất đai"), _("Cấp giấy chứng nhận, sang tên"), "land", "sổ đỏ"),
    LifeEvent(_("Xe, ghe, tàu cá"), _("Giấy phép lái xe, đăng ký tàu cá"), "car", "tàu cá"),
    LifeEvent(_("Cần trợ giúp"), _("Trợ cấp xã hội, khuyết tật"), "care", "trợ cấp xã hội"),
    LifeEvent(_("Người thân qua đời"), _("Khai tử, mai táng phí"), "candle", "người thân mất"),
)
QUICK_QUESTIONS = (
    "Giấy xác nhận tình trạng hôn nhân",
    "Hộ kinh doanh",
    "Đổi giấy phép lái xe",
    "Phiếu lý lịch tư pháp",
)
