"""The steps that the house ships, for the catalogue of translations.

The titles of steps are data: an approved table brings its own, and those are shown as written.
Pages say them with ``pgettext("step", title)``.
"""

from django.utils.translation import pgettext_lazy

SHIPPED = (
    pgettext_lazy("step", "Tiếp nhận hồ sơ"),
    pgettext_lazy("step", "Bổ sung, hoàn thiện hồ sơ"),
    pgettext_lazy("step", "Thẩm định, soạn dự thảo kết quả"),
    pgettext_lazy("step", "Lãnh đạo phòng kiểm tra"),
    pgettext_lazy("step", "Lãnh đạo UBND ký"),
    pgettext_lazy("step", "Văn thư cấp số, đóng dấu, phát hành"),
    pgettext_lazy("step", "Trả kết quả"),
)
