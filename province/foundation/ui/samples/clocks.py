"""Clocks, day rulers and timelines in every state."""

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from province.foundation.ui.contracts import (
    ClockBox,
    ClockChip,
    ClockState,
    DayUse,
    LegendItem,
    Link,
    RulerDay,
    StepState,
    TimelineItem,
)
from province.foundation.ui.samples.sample import Sample, Section

RUNNING = ClockChip(state=ClockState.RUNNING, words="Còn 2 ngày 2 giờ làm việc")
SOON = ClockChip(state=ClockState.SOON, words="Còn 48 phút")
LATE = ClockChip(state=ClockState.LATE, words="Trễ 3 giờ")
STOPPED = ClockChip(state=ClockState.STOPPED, words="Dừng, chờ dân bổ sung")
CHIPS = (
    RUNNING,
    SOON,
    LATE,
    STOPPED,
    ClockChip(state=ClockState.STOPPED, words="Dừng, chờ nộp phí"),
    ClockChip(state=ClockState.PROVISIONAL, words="Dự kiến 04/01/2027"),
    ClockChip(state=ClockState.DONE, words="Xong trước hạn 5 giờ"),
    ClockChip(
        state=ClockState.RUNNING,
        words="Còn 5 giờ",
        remaining_minutes=300,
        runs_until=datetime(2099, 11, 23, 4, 30, tzinfo=UTC),
    ),
)

USED, HELD, OFF = DayUse.USED, DayUse.HELD, DayUse.OFF
SHORT_BOX = ClockBox(
    chip=ClockChip(state=ClockState.RUNNING, words="Đồng hồ đang chạy"),
    headline="Còn 2 ngày 2 giờ làm việc",
    limit="Thời hạn 3 ngày làm việc",
    explanation="Hẹn trả 13:42 ngày 26/11/2026. Không tính ngày 24/11 nghỉ lễ.",
    days=(
        RulerDay(label="20", use=USED),
        RulerDay(label="21–22", use=OFF),
        RulerDay(label="23", use=DayUse.HALF, is_today=True),
        RulerDay(label="24", use=OFF, spoken="nghỉ lễ"),
        RulerDay(label="25"),
        RulerDay(label="26", is_due=True),
    ),
)
STOPPED_BOX = ClockBox(
    chip=ClockChip(state=ClockState.STOPPED, words="Đồng hồ đang dừng"),
    headline="Còn 5 ngày 6 giờ làm việc",
    limit="Thời hạn 10 ngày làm việc",
    explanation="Dừng từ 10:15 ngày 18/11 vì đang chờ bà gửi lại một giấy tờ. "
    "Thời gian chờ không tính vào hạn của xã.",
    days=(
        *(RulerDay(label=label, use=USED) for label in ("12", "13")),
        RulerDay(label="14–15", use=OFF),
        *(RulerDay(label=label, use=USED) for label in ("16", "17")),
        *(RulerDay(label=label, use=HELD) for label in ("18", "19", "20")),
        RulerDay(label="21–22", use=OFF),
        RulerDay(label="23", use=HELD, is_today=True),
        RulerDay(label="24", use=OFF, spoken="nghỉ lễ"),
        *(RulerDay(label=label) for label in ("25", "26", "27")),
        RulerDay(label="28–29", use=OFF),
        *(RulerDay(label=label) for label in ("30", "1")),
        RulerDay(label="2", is_due=True, spoken="tháng 12, dự kiến"),
    ),
    legend=(
        LegendItem(use="used", words="Đã dùng 4 ngày 2 giờ"),
        LegendItem(use="hold", words="Dừng, chờ bà"),
        LegendItem(use="free", words="Còn lại"),
        LegendItem(use="due", words="Hẹn trả dự kiến"),
    ),
)
LATE_BOX = ClockBox(chip=LATE, headline="Trễ 3 giờ", limit="Thời hạn 1 ngày làm việc")

CLOCKS = Section(
    anchor="dong-ho",
    title=_("Đồng hồ pháp lý"),
    note=_("Chữ và biểu tượng nói; màu chỉ nhắc lại."),
    layout="line",
    samples=tuple(
        Sample("ui/_clock_chip.html", str(chip.words), {"clock": chip}) for chip in CHIPS
    ),
)
BOXES = Section(
    anchor="o-dong-ho",
    title=_("Ô đồng hồ"),
    note=_("Mỗi ô là một ngày làm việc; nét mảnh là ngày nghỉ."),
    layout="grid2",
    samples=(
        Sample("ui/_clock_box.html", "đang chạy", {"box": SHORT_BOX, "level": 3}),
        Sample("ui/_clock_box.html", "đang dừng", {"box": STOPPED_BOX, "level": 3}),
        Sample("ui/_clock_box.html", "đã trễ", {"box": LATE_BOX, "level": 3}),
    ),
)
ITEMS = (
    TimelineItem(
        title="Xã Ô Lâm tiếp nhận, hẹn trả 27/11",
        when="8:30, 12/11/2026 · sau 38 phút",
        at=datetime(2026, 11, 12, 1, 30, tzinfo=UTC),
        links=(
            Link(
                label="Giấy tiếp nhận và hẹn trả kết quả",
                url="#dien-bien",
                after="(PDF, đã ký số)",
            ),
        ),
    ),
    TimelineItem(
        title="Chờ bà bổ sung giấy tờ",
        when="Từ 10:15 ngày 18/11/2026",
        state=StepState.NOW,
        note="Ảnh mặt sau bị mờ.",
    ),
    TimelineItem(title="Lãnh đạo xã ký quyết định", state=StepState.TODO),
)

TIMELINES = Section(
    anchor="dien-bien",
    title=_("Diễn biến"),
    note=_("Đã qua, đang ở, sẽ tới."),
    samples=(
        Sample(
            "ui/_timeline.html",
            "đang chờ bổ sung",
            {
                "items": ITEMS,
            },
        ),
    ),
)

SECTIONS = (CLOCKS, BOXES, TIMELINES)
