"""The paper viewer: a page with marks, words instead of a page, and nothing that can be shown."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from province.foundation.files.office.contracts import Block, Row
from province.foundation.ui.samples.sample import Sample, Section
from province.foundation.ui.viewing import Mark, PaperTab, PaperWords, Viewer, WordSection


def _words(refusal: str) -> PaperWords:
    label = "Bản xem nội dung, không phải bản gốc; tệp chưa được quét."
    if refusal:
        return PaperWords(label=label, refusal=refusal)
    table = Block(
        columns=("A", "B"),
        rows=(Row(("Họ và tên", "Sinh ngày"), "1"), Row(("Nguyễn Ánh", "30/04/1945"), "2")),
    )
    return PaperWords(
        label=label,
        notes=("Ô hiện giá trị đã lưu, không hiện công thức và cách định dạng.",),
        sections=(
            WordSection(
                title="Trang tính “Hộ”",
                blocks=(Block(words="DANH SÁCH", is_heading=True), table),
                note="Tệp còn nữa; ở đây chỉ hiện phần đầu.",
            ),
            WordSection(title="Trang tính “Trống”", blocks=()),
        ),
    )


VIEWERS = Section(
    anchor="xem-giay",
    title=_("Xem giấy tờ"),
    note=_("Không cần tải về để đọc; chỗ đánh dấu được kể lại bằng chữ."),
    samples=(
        Sample(
            "ui/_viewer.html",
            "có chỗ đánh dấu",
            {
                "viewer": Viewer(
                    label="Văn bản ủy quyền",
                    tabs=(
                        PaperTab(
                            label="Giấy đề nghị",
                            url="#xem-giay",
                            note="ký số hợp lệ",
                            icon="check",
                        ),
                        PaperTab(
                            label="Văn bản ủy quyền",
                            url="#xem-giay",
                            note="đã đánh dấu, trang 2",
                            icon="alert",
                            current=True,
                        ),
                    ),
                    image_url="/static/ui/sample-page.svg",
                    page=2,
                    page_count=3,
                    previous_url="#xem-giay",
                    next_url="#xem-giay",
                    zoom_in_url="#xem-giay",
                    zoom_out_url="#xem-giay",
                    download_url="#xem-giay",
                    marks=(Mark(left=600, top=800, width=260, height=110, words="Thiếu chữ ký"),),
                )
            },
        ),
        Sample(
            "ui/_viewer.html",
            "nội dung chữ",
            {"viewer": Viewer(label="Danh sách hộ", words=partial(_words, ""))},
        ),
        Sample(
            "ui/_viewer.html",
            "nội dung chữ không đọc được",
            {"viewer": Viewer(label="Tờ khai", words=partial(_words, "Tệp bị hỏng."))},
        ),
        Sample(
            "ui/_viewer.html",
            "loại tệp không xem được",
            {"viewer": Viewer(label="Ảnh HEIC", refusal="Loại tệp này chưa xem trước được.")},
        ),
        Sample(
            "ui/_viewer.html",
            "không xem được",
            {"viewer": Viewer(label="Bản vẽ mặt bằng", download_url="#xem-giay")},
        ),
    ),
)
