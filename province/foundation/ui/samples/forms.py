"""Fields, error summary, steps, papers and files in every state."""

from django.utils.translation import gettext_lazy as _

from province.foundation.ui.contracts import (
    Choice,
    FieldError,
    FieldKind,
    FieldView,
    FileRow,
    FileState,
    PaperRow,
    StepItem,
    StepState,
    Tag,
    TagKind,
)
from province.foundation.ui.samples.sample import Sample, Section

HELD = Tag(words="Nhà nước đã có", kind=TagKind.HELD, icon="shield")
NEED = Tag(words="Bạn điền", kind=TagKind.NEED, icon="pen")
MAYBE = Tag(words="Chỉ khi nộp thay", kind=TagKind.MAYBE)
MARK = Tag(words="Cần chụp lại", kind=TagKind.MARK, icon="alert")
VALID = Tag(words="Hợp lệ", icon="check")

COMMUNES = (
    Choice(value="", label="Chọn xã, phường, đặc khu"),
    Choice(value="clg", label="Xã Cù Lao Giêng", chosen=True),
    Choice(value="pq", label="Đặc khu Phú Quốc"),
)
RETURNS = (
    Choice(value="e", label="Bản điện tử", hint="Có ngay khi ký", chosen=True),
    Choice(value="post", label="Bưu điện đến nhà", hint="Thêm 1 đến 2 ngày"),
    Choice(value="counter", label="Tại quầy", disabled=True, hint="Quầy này đang sửa chữa"),
)
SEX = (Choice(value="f", label="Nữ", chosen=True), Choice(value="m", label="Nam"))


def _field(state: str, view: FieldView) -> Sample:
    return Sample("ui/_field.html", state, {"field": view})


FIELDS = Section(
    anchor="o-nhap",
    title=_("Ô nhập"),
    note=_("Lỗi đứng tại ô, nói sai gì và có lẽ bạn muốn gì."),
    layout="grid2",
    samples=(
        _field(
            "trống, có chỉ dẫn",
            FieldView(
                name="full_name",
                label="Họ, chữ đệm và tên",
                hint="Ghi đúng như căn cước.",
                autocomplete="name",
            ),
        ),
        _field(
            "lỗi",
            FieldView(
                name="phone",
                label="Số điện thoại",
                value="0912 34",
                error="Thiếu 4 chữ số. Số di động có 10 chữ số.",
                input_type="tel",
                inputmode="tel",
                autocomplete="tel",
            ),
        ),
        _field(
            "nhà nước đã có",
            FieldView(
                name="address",
                label="Nơi thường trú",
                kind=FieldKind.HELD,
                value="Khóm Châu Quới, phường Châu Đốc",
                source="Lấy từ dữ liệu dân cư.",
                source_url="#o-nhap",
            ),
        ),
        _field(
            "điền sẵn, sửa được",
            FieldView(
                name="email",
                label="Thư điện tử",
                value="camtu@example.vn",
                required=False,
                source="Lấy từ hồ sơ trước của bạn.",
                input_type="email",
                autocomplete="email",
            ),
        ),
        _field(
            "khóa",
            FieldView(
                name="postcode",
                label="Mã bưu chính",
                value="Không cần với trường hợp này",
                disabled=True,
                required=False,
            ),
        ),
        _field(
            "ngày",
            FieldView(
                name="born",
                label="Ngày sinh",
                kind=FieldKind.DATE,
                date_parts=("4", "8", "1991"),
                hint="Ví dụ: 7 / 11 / 1991",
                autocomplete="bday",
            ),
        ),
        _field(
            "ngày, lỗi",
            FieldView(
                name="born_child",
                label="Ngày sinh của trẻ",
                kind=FieldKind.DATE,
                date_parts=("31", "11", "2026"),
                error="Tháng 11 năm 2026 chỉ có các ngày từ 1 đến 30.",
            ),
        ),
        _field(
            "danh sách",
            FieldView(
                name="commune",
                label="Xã, phường, đặc khu",
                kind=FieldKind.SELECT,
                choices=COMMUNES,
            ),
        ),
        _field(
            "danh sách, lỗi",
            FieldView(
                name="commune_bad",
                label="Nơi sinh",
                kind=FieldKind.SELECT,
                choices=COMMUNES,
                error="Chọn một xã, phường hoặc đặc khu.",
            ),
        ),
        _field(
            "nhiều dòng",
            FieldView(
                name="content",
                label="Nội dung",
                kind=FieldKind.LONG,
                value="Xin cấp 3 bản.",
                maxlength=500,
                hint="Tối đa 500 chữ.",
            ),
        ),
        _field(
            "chọn một",
            FieldView(name="give", label="Nhận kết quả", kind=FieldKind.ONE, choices=RETURNS),
        ),
        _field(
            "chọn một, một dòng",
            FieldView(name="sex", label="Giới tính", kind=FieldKind.ONE, choices=SEX, inline=True),
        ),
        _field(
            "chọn nhiều, lỗi",
            FieldView(
                name="copies",
                label="Loại bản sao",
                kind=FieldKind.MANY,
                choices=(Choice(value="p", label="Bản giấy"), Choice(value="e", label="Bản số")),
                error="Chọn ít nhất một loại.",
            ),
        ),
        _field(
            "đồng ý",
            FieldView(
                name="consent",
                label="Cho dùng dữ liệu dân cư để điền sẵn hồ sơ này",
                kind=FieldKind.CHECK,
                value="on",
                hint="Chỉ dùng cho hồ sơ này.",
            ),
        ),
        _field(
            "tệp",
            FieldView(
                name="paper",
                label="Giấy xác nhận khuyết tật",
                kind=FieldKind.FILE,
                hint="PDF, JPG, PNG; tối đa 20 MB mỗi tệp.",
                accept=".pdf,.jpg,.jpeg,.png",
                capture="environment",
                multiple=True,
            ),
        ),
    ),
)

SUMMARY = Section(
    anchor="loi",
    title=_("Tóm tắt lỗi"),
    note=_("Đứng đầu trang, mỗi dòng dẫn tới ô của nó."),
    samples=(
        Sample(
            "ui/_error_summary.html",
            "hai lỗi",
            {
                "errors": (
                    FieldError(label="Số điện thoại", anchor="phone", message="Thiếu 4 chữ số."),
                    FieldError(label="Ngày sinh của trẻ", anchor="born_child_day"),
                ),
                "quiet": True,
            },
        ),
    ),
)

STEPS = Section(
    anchor="cac-buoc",
    title=_("Các bước"),
    note=_("Bước đã xong mở lại được."),
    samples=(
        Sample(
            "ui/_steps.html",
            "bước hai",
            {
                "steps": (
                    StepItem(label="Người nộp", state=StepState.DONE, url="#cac-buoc"),
                    StepItem(label="Thông tin của trẻ", state=StepState.NOW),
                    StepItem(label="Cha, mẹ", state=StepState.TODO),
                    StepItem(label="Kiểm tra và gửi", state=StepState.TODO),
                ),
            },
        ),
        Sample(
            "ui/_steps.html",
            "dừng ở bước hai",
            {
                "steps": (
                    StepItem(label="Nộp hồ sơ", state=StepState.DONE),
                    StepItem(label="Tiếp nhận", state=StepState.STOPPED),
                    StepItem(label="Giải quyết", state=StepState.TODO),
                    StepItem(label="Trả kết quả", state=StepState.TODO),
                ),
            },
        ),
    ),
)

TAGS = Section(
    anchor="nhan",
    title=_("Nhãn, loại việc"),
    note=_("Thứ nhà nước đã có thì tối và đóng, không phải ô trống."),
    layout="line",
    samples=(
        *(
            Sample("ui/_tag.html", str(tag.kind), {"tag": tag})
            for tag in (HELD, NEED, MAYBE, MARK, VALID)
        ),
        *(
            Sample("ui/_kind.html", words, {"icon_name": name, "words": words})
            for name, words in (
                ("file", "Hồ sơ"),
                ("mail", "Văn bản"),
                ("task", "Nhiệm vụ"),
                ("chat", "Phản ánh"),
                ("chart", "Báo cáo"),
            )
        ),
        Sample("ui/_icon.html", "biểu tượng", {"name": "star"}),
    ),
)

SAMPLE_PAPERS = (
    PaperRow(
        name="Tờ khai đăng ký khai sinh",
        tag=NEED,
        note="Họ tên, địa chỉ của cha mẹ được điền sẵn, bạn chỉ kiểm tra lại.",
    ),
    PaperRow(name="Căn cước của cha, mẹ", tag=HELD),
    PaperRow(
        name="Giấy xác nhận khuyết tật",
        tag=MARK,
        note="Ảnh mặt sau bị mờ, không đọc được số và ngày cấp.",
        url="#giay-to",
    ),
    PaperRow(name="Văn bản ủy quyền", tag=MAYBE),
)

PAPERS = Section(
    anchor="giay-to",
    title=_("Giấy tờ, tệp"),
    note=_("Giấy nhà nước đã có không hỏi lại."),
    samples=(
        Sample(
            "ui/_papers.html",
            "đủ loại",
            {
                "papers": SAMPLE_PAPERS,
            },
        ),
        Sample(
            "ui/_file_row.html",
            "xong",
            {
                "file": FileRow(
                    name="giay-uy-quyen.pdf",
                    note="2 trang · 412 KB · không có mã độc",
                    tag=VALID,
                    url="#giay-to",
                    button="Xóa",
                    button_name="remove",
                    button_value="1",
                )
            },
            list_class="card files",
        ),
        Sample(
            "ui/_file_row.html",
            "đang tải",
            {
                "file": FileRow(
                    name="ban-ve-mat-bang-tang-tret-va-tang-mot-chinh-sua-lan-2.pdf",
                    note="Đang tải 62 %, còn khoảng 8 giây",
                    state=FileState.SENDING,
                    percent=62,
                    button="Dừng",
                    button_name="stop",
                    button_value="2",
                )
            },
            list_class="card files",
        ),
        Sample(
            "ui/_file_row.html",
            "lỗi",
            {
                "file": FileRow(
                    name="anh-can-cuoc.heic",
                    note="Chưa đọc được loại tệp này. Hãy chụp lại, các tệp khác vẫn được giữ.",
                    state=FileState.FAULTY,
                    tag=Tag(words="Cần thay", kind=TagKind.MARK, icon="alert"),
                    button="Thay tệp",
                    button_name="replace",
                    button_value="3",
                )
            },
            list_class="card files",
        ),
    ),
)

SECTIONS = (FIELDS, SUMMARY, STEPS, TAGS, PAPERS)
