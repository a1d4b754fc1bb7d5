"""Inbox rows, filters, tables, bars, facts and the states of a screen."""

from django.utils.translation import gettext_lazy as _

from province.foundation.ui.contracts import (
    ActionButton,
    Bell,
    ChipLink,
    Crumb,
    InboxRow,
    KeyHint,
    KeyValue,
    Link,
)
from province.foundation.ui.formats import masked_personal_number, masked_phone
from province.foundation.ui.pager import page_links
from province.foundation.ui.samples.clocks import LATE, RUNNING, SOON, STOPPED
from province.foundation.ui.samples.forms import VALID
from province.foundation.ui.samples.sample import Sample, Section
from province.foundation.ui.samples.viewers import VIEWERS
from province.foundation.ui.tables import BarRow, Cell, Column, Table, TableRow

AT = "#danh-sach"


def _row(state: str, row: InboxRow, *, list_class: str = "rows") -> Sample:
    return Sample("ui/_inbox_row.html", state, {"row": row}, list_class=list_class)


COPY = InboxRow(
    title=_("Cấp bản sao Trích lục hộ tịch"),
    url=AT,
    meta="Võ Văn Đực · …-261120-0112 · soạn kết quả",
    clock=SOON,
    select_value="112",
)
LONG_NAME = InboxRow(
    title=_("Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ"),
    url=AT,
    meta="Neáng Sóc Phia Rồ Ma Hách Mách Đô Hô Sên · …-261105-0009 · chờ bổ sung bản vẽ",
    clock=STOPPED,
    select_value="9",
)
CURRENT = InboxRow(
    title=_("Góp ý dự thảo mức thu lệ phí hộ tịch"),
    url=AT,
    icon="mail",
    meta="Văn bản 1482/STC-QLNS · Sở Tài chính",
    clock=RUNNING,
    select_value="1482",
    select_label="Chọn văn bản 1482/STC-QLNS",
    checked=True,
    current=True,
)
BARE = InboxRow(
    title=_("Nước ngập hẻm 7 sau mưa lớn"),
    url=AT,
    icon="chat",
    meta="Phản ánh · Dương Gia Bảo · đã hẹn lại một lần",
    clock=LATE,
)
TAGGED = InboxRow(title="Thống kê hộ vùng sạt lở", url=AT, icon="task", tag=VALID, select_value="7")

ACTIONS = (
    ActionButton(label="Trình ký", kind="p", icon="send", key="T"),
    ActionButton(label="Chuyển bước", name="act", value="move"),
    ActionButton(label="Mở bản in", url=AT),
)
HINTS = (
    KeyHint(keys=("J", "K"), does="lên xuống"),
    KeyHint(keys=("X",), does="chọn"),
    KeyHint(keys=("Enter",), does="mở"),
)
FACTS = (
    KeyValue(
        term="Họ và tên",
        value="Nguyễn Thị Lấp Lánh Ánh",
        strong=True,
        matched=True,
    ),
    KeyValue(
        term="Số định danh",
        value=masked_personal_number("089191004127"),
        reveal_url="#bang",
    ),
    KeyValue(term="Điện thoại", value=masked_phone("0912345218")),
    KeyValue(
        term="Lệ phí",
        value="50.000 ₫, 20/11/2026 qua VietQR",
        link=Link(label="Biên lai điện tử", url="#bang"),
    ),
)

LISTS = Section(
    anchor="danh-sach",
    title=_("Danh sách"),
    note=_("Cả dòng là một đường dẫn; ô chọn nằm trên nó. J K X Enter chạy được ở đây."),
    is_list=True,
    samples=(
        Sample(
            "ui/_group_head.html",
            "nhóm",
            {"label": "Hết hạn hôm nay", "count": 5, "element_id": "kit-group"},
        ),
        _row("thường", COPY),
        _row("đang xem, đã chọn", CURRENT),
        _row("tên dài", LONG_NAME),
        _row("không ô chọn", BARE),
        _row("có nhãn", TAGGED),
        _row("gọn một dòng", COPY, list_class="rows compact"),
        _row("gọn, tên dài", LONG_NAME, list_class="rows compact"),
        Sample(
            "ui/_group_head.html",
            "nhóm đóng",
            {"label": "Sau 3 ngày làm việc", "count": 1204, "url": AT, "url_label": "Mở ra"},
        ),
        Sample(
            "ui/_bulk_bar.html",
            "đã chọn",
            {
                "words": "Đã chọn 3 việc",
                "actions": ACTIONS,
            },
        ),
        Sample(
            "ui/_bulk_bar.html",
            "chưa chọn",
            {
                "words": "Chưa chọn việc nào",
                "note": "Chọn bằng ô đầu dòng hoặc phím X.",
                "actions": (ActionButton(label="Chuyển bước", disabled=True),),
            },
        ),
        Sample(
            "ui/_key_hints.html",
            "phím",
            {
                "hints": HINTS,
            },
        ),
    ),
)

FILTERS = Section(
    anchor="bo-loc",
    title=_("Bộ lọc, trang, đường dẫn"),
    note=_("Bộ lọc là địa chỉ: tải lại trang vẫn còn."),
    layout="line",
    samples=(
        Sample("ui/_bell.html", "không có tin mới", {"bell": Bell(unread=0, url=AT)}),
        Sample("ui/_bell.html", "3 tin chưa đọc", {"bell": Bell(unread=3, url=AT)}),
        Sample("ui/_bell.html", "rất nhiều tin", {"bell": Bell(unread=100, url=AT)}),
        *(
            Sample("ui/_chip.html", str(chip.label), {"chip": chip})
            for chip in (
                ChipLink(label="Mọi hạn", url="#bo-loc", current=True),
                ChipLink(label="Hôm nay", url="#bo-loc", count=5),
                ChipLink(label="Thủ tục", url="#bo-loc", icon="filter"),
            )
        ),
        Sample(
            "ui/_pages.html",
            "giữa",
            {
                "links": page_links(
                    current=7, page_count=48, total_rows=1204, url_of=lambda _page: "#bo-loc"
                )
            },
        ),
        Sample(
            "ui/_pages.html",
            "một trang",
            {
                "links": page_links(
                    current=1, page_count=1, total_rows=9, url_of=lambda _page: "#bo-loc"
                ),
                "label": "Trang của danh sách thứ hai",
            },
        ),
        Sample(
            "ui/_crumbs.html",
            "đường dẫn",
            {
                "crumbs": (
                    Crumb(label="Trang chủ", url="#bo-loc"),
                    Crumb(label="Hồ sơ của tôi", url="#bo-loc"),
                    Crumb(label="H01.Z4K-261112-0083"),
                ),
            },
        ),
    ),
)

TABLE = Table(
    caption="Hồ sơ theo lĩnh vực, tháng 11/2026",
    columns=(
        Column(label="Lĩnh vực", sort_url="#bang"),
        Column(label="Tiếp nhận", numeric=True, sort_url="#bang", sorted="descending"),
        Column(label="Đúng hạn", numeric=True),
        Column(label="Lệ phí", numeric=True),
        Column(label="Gấp nhất"),
    ),
    rows=(
        TableRow(
            cells=(
                Cell(words="Hộ tịch", url="#bang"),
                Cell(words="1.204", numeric=True, url="#bang"),
                Cell(words="98,6 %", numeric=True),
                Cell(words="4.312.000 ₫", numeric=True),
                Cell(words="", clock=SOON),
            )
        ),
        TableRow(
            cells=(
                Cell(words="Thành lập và hoạt động hộ kinh doanh", url="#bang"),
                Cell(words="117", numeric=True, url="#bang"),
                Cell(words="96,6 %", numeric=True),
                Cell(words="5.850.000 ₫", numeric=True),
                Cell(words="", tag=VALID),
            ),
            current=True,
        ),
    ),
    foot=TableRow(
        cells=(
            Cell(words="Cộng"),
            Cell(words="1.321", numeric=True),
            Cell(words="98,4 %", numeric=True),
            Cell(words="10.162.000 ₫", numeric=True),
            Cell(words=""),
        )
    ),
)

BARS = (
    BarRow(
        label="Hồ sơ thanh toán trực tuyến",
        value="\u22122,02",
        percent=100,
        detail="206 hồ sơ trong 612 hồ sơ có phí nộp tiền mặt",
        url="#bang",
    ),
    BarRow(
        label="Kết quả điện tử", value="\u22120,71", percent=35, detail="178 hồ sơ", url="#bang"
    ),
)

TABLES = Section(
    anchor="bang",
    title=_("Bảng, thanh, dữ kiện"),
    note=_("Con số hỏi được “vì sao” là đường dẫn tới danh sách của nó."),
    samples=(
        Sample("ui/_table.html", "có sắp xếp, có cộng", {"table": TABLE}),
        Sample("ui/_bars.html", "điểm mất", {"bars": BARS}),
        Sample(
            "ui/_bars.html",
            "điểm đạt",
            {
                "bars": (
                    BarRow(label="Công khai, minh bạch", value="17,88 / 18", percent=99),
                    BarRow(label="Số hóa hồ sơ", value="18,70 / 22", percent=85),
                ),
                "ink": True,
            },
        ),
        Sample(
            "ui/_key_values.html",
            "người nộp",
            {
                "facts": FACTS,
            },
        ),
        Sample(
            "ui/_key_values.html",
            "xếp dọc",
            {"facts": (KeyValue(term="Nơi giữ", value="Phía bà"),), "stacked": True},
        ),
    ),
)

STATES = Section(
    anchor="trang-thai",
    title=_("Trạng thái của màn hình"),
    note=_("Trống, đang tải, hỏng, thiếu quyền, không thấy, trễ: màn hình nào cũng nói."),
    layout="grid2",
    samples=(
        *(
            Sample("ui/_state.html", kind, {"kind": kind, "title": title, "words": words, **more})
            for kind, title, words, more in (
                (
                    "empty",
                    "Hết việc rồi",
                    "Không còn việc nào hết hạn hôm nay. Việc gần nhất còn 2 ngày làm việc.",
                    {"url": "#trang-thai", "url_label": "Xem mọi việc"},
                ),
                ("loading", "Đang mở 38 việc…", "Lâu hơn 5 giây? Bộ lọc vẫn được giữ.", {}),
                (
                    "failed",
                    "Chưa lấy được dữ liệu dân cư",
                    "Cơ sở dữ liệu quốc gia chưa trả lời lúc 9:41. Đơn của bạn đã lưu.",
                    {
                        "url": "#trang-thai",
                        "url_label": "Thử lại",
                        "second_url": "#trang-thai",
                        "second_label": "Điền tay",
                    },
                ),
                (
                    "forbidden",
                    "Bạn chưa có quyền xem hồ sơ này",
                    "Hồ sơ do phường Rạch Giá giữ. Người có thể cấp quyền: Đoàn Thị Thanh Thúy.",
                    {"url": "#trang-thai", "url_label": "Xin quyền, kèm lý do"},
                ),
                (
                    "missing",
                    "Không thấy “lam lai bang lai tau”",
                    "Gần nhất: Cấp lại Giấy phép lái tàu. Hoặc gọi 1022 để được tìm giúp.",
                    {"url": "#trang-thai", "url_label": "Mở thủ tục này"},
                ),
                (
                    "late",
                    "Hồ sơ này đã trễ 3 giờ",
                    "Thư xin lỗi kèm ngày hẹn mới 27/11/2026 đã soạn, chờ ký.",
                    {"url": "#trang-thai", "url_label": "Xem thư xin lỗi"},
                ),
            )
        ),
        Sample("ui/_skeleton.html", "bốn dòng", {"lines": "1234"}),
    ),
)

SECTIONS = (LISTS, FILTERS, TABLES, VIEWERS, STATES)
