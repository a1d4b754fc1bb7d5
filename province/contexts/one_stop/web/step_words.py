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
    pgettext_lazy("step", "Trả lời câu hỏi của người nộp"),
    pgettext_lazy("step", "Công chức tư pháp – hộ tịch kiểm tra, ghi sổ, in Giấy khai sinh"),
    pgettext_lazy("step", "Đối chiếu bản sao với bản chính, ghi lời chứng"),
    pgettext_lazy("step", "Người có thẩm quyền ký chứng thực"),
    pgettext_lazy("step", "Tra cứu, xác minh án tích, soạn phiếu lý lịch tư pháp"),
    pgettext_lazy("step", "Lãnh đạo Công an tỉnh ký"),
    pgettext_lazy("step", "Công chức tư pháp – hộ tịch kiểm tra, ghi sổ, in Trích lục khai tử"),
    pgettext_lazy("step", "Kiểm tra hồ sơ dự tuyển, ghi danh, tổng hợp điểm xét tuyển"),
    pgettext_lazy("step", "Hội đồng tuyển sinh xét, lập danh sách trúng tuyển"),
    pgettext_lazy("step", "Lãnh đạo Sở phê duyệt danh sách trúng tuyển"),
    pgettext_lazy("step", "Kiểm tra hồ sơ, tên hộ kinh doanh, soạn giấy chứng nhận"),
    pgettext_lazy("step", "Người có thẩm quyền ký giấy chứng nhận"),
    pgettext_lazy("step", "Văn phòng đăng ký đất đai kiểm tra, trích lục, in giấy chứng nhận"),
    pgettext_lazy("step", "Lãnh đạo bộ phận đăng ký kiểm tra"),
    pgettext_lazy("step", "Lãnh đạo Văn phòng đăng ký đất đai ký"),
    pgettext_lazy("step", "Công chức tư pháp – hộ tịch kiểm tra, xác minh, soạn giấy xác nhận"),
    pgettext_lazy("step", "Chánh Văn phòng kiểm tra"),
    pgettext_lazy(
        "step", "Công chức tư pháp – hộ tịch kiểm tra, ghi sổ, in Giấy chứng nhận kết hôn"
    ),
    pgettext_lazy("step", "Lãnh đạo UBND tỉnh ký"),
    pgettext_lazy("step", "Lãnh đạo Sở ký"),
    pgettext_lazy("step", "Lãnh đạo cơ quan Công an ký"),
    pgettext_lazy("step", "Chỉ huy cơ quan quân sự ký"),
    pgettext_lazy("step", "Lãnh đạo cơ quan bảo hiểm xã hội ký"),
)
