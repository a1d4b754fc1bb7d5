"""What stays Vietnamese in the English interface, each with its reason."""

DEMONSTRATION = "an example on the kit's pages: made-up people, dossiers and states"
NAME_OF_APP = "the name of an app, for developers; no page shows it"
SELF_CHECK = "told to the operator at the command line, or a made-up person of the self-check"
ACCESS_LOG = "the purpose that the access log keeps; the record is Vietnamese"
LAW = "words of the law, printed on official forms as they are"
FACT = "a word of the source's data that is compared, not shown"
SEARCH = "what is searched for in the Vietnamese catalogue"
ROLE = "the name of a role, shown and kept like the names of posts"
CERTIFICATE = "a word on a certificate, kept as it was issued"
OWN_NAME = "a language names itself in its own words"

ALLOWED_FILES: dict[str, str] = {
    "province/foundation/ui/kit.py": DEMONSTRATION,
    "province/foundation/ui/samples/actions.py": DEMONSTRATION,
    "province/foundation/ui/samples/clocks.py": DEMONSTRATION,
    "province/foundation/ui/samples/forms.py": DEMONSTRATION,
    "province/foundation/ui/samples/lists.py": DEMONSTRATION,
    "province/foundation/ui/samples/viewers.py": DEMONSTRATION,
    "province/foundation/ui/templates/ui/kit.html": DEMONSTRATION,
    "province/foundation/ui/templates/ui/kit_inbox.html": DEMONSTRATION,
    "province/foundation/ui/templates/ui/kit_print.html": DEMONSTRATION,
    "province/foundation/web/apps.py": NAME_OF_APP,
    "province/sites/console/apps.py": NAME_OF_APP,
    "province/sites/desk/apps.py": NAME_OF_APP,
    "province/sites/portal/apps.py": NAME_OF_APP,
    "province/sites/console/loading.py": DEMONSTRATION,
    "province/sites/console/selfcheck/filing.py": SELF_CHECK,
    "province/sites/console/selfcheck/journey.py": SELF_CHECK,
    "province/sites/console/selfcheck/partner.py": SELF_CHECK,
    "province/sites/console/selfcheck/people.py": SELF_CHECK,
    "province/sites/desk/roles.py": ROLE,
}

_ONE_STOP = "province/contexts/one_stop/web"
_TEXTS: dict[tuple[str, str], tuple[str, ...]] = {
    (f"{_ONE_STOP}/desk/counter.py", ACCESS_LOG): (
        "Nộp thêm hồ sơ cho cùng một người tại quầy",
        "Xem kết quả tiếp nhận tại quầy",
    ),
    (f"{_ONE_STOP}/desk/answering.py", ACCESS_LOG): (
        "Nhận giấy bổ sung, hoặc kết thúc vì quá hạn bổ sung",
    ),
    (f"{_ONE_STOP}/desk/file_page.py", ACCESS_LOG): (
        "Xem hồ sơ để giải quyết",
        "Hiện số định danh, điện thoại để giải quyết hồ sơ",
    ),
    (f"{_ONE_STOP}/desk/earlier.py", ACCESS_LOG): ("Xem nội dung hồ sơ trước khi người nộp sửa",),
    (f"{_ONE_STOP}/desk/lists.py", ACCESS_LOG): ("Xuất danh sách hồ sơ ra tệp",),
    ("province/sites/desk/views.py", ACCESS_LOG): ("Xuất hộp việc ra tệp",),
    (f"{_ONE_STOP}/desk/reading.py", ACCESS_LOG): ("Xem giấy tờ của hồ sơ",),
    (f"{_ONE_STOP}/desk/papers.py", ACCESS_LOG): ("In phiếu kiểm soát quá trình giải quyết",),
    (f"{_ONE_STOP}/desk/mistakes.py", ACCESS_LOG): ("Hủy tiếp nhận vì nhập nhầm thủ tục",),
    (f"{_ONE_STOP}/desk/reappointing.py", ACCESS_LOG): ("Xin lỗi và hẹn lại ngày trả kết quả",),
    (f"{_ONE_STOP}/desk/register.py", ACCESS_LOG): (
        "Xuất sổ theo dõi hồ sơ ra tệp",
        "In sổ theo dõi hồ sơ",
    ),
    (f"{_ONE_STOP}/portal/starting.py", ACCESS_LOG): ("Điền sẵn tờ khai của chính mình",),
    (f"{_ONE_STOP}/desk/result_fields.py", FACT): ("đ",),
    (f"{_ONE_STOP}/portal/starting.py", FACT): ("nếu có",),
    ("province/contexts/procedures/web/showing.py", FACT): ("nếu có",),
    ("province/foundation/ui/templates/ui/print.html", LAW): (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ),
    ("province/sites/console/words.py", CERTIFICATE): ("Con dấu",),
    ("province/sites/portal/life.py", SEARCH): (
        "đăng ký kết hôn",
        "chuyển trường",
        "mở tiệm",
        "xây nhà",
        "sổ đỏ",
        "tàu cá",
        "trợ cấp xã hội",
        "người thân mất",
        "Giấy xác nhận tình trạng hôn nhân",
        "Hộ kinh doanh",
        "Đổi giấy phép lái xe",
        "Phiếu lý lịch tư pháp",
    ),
    ("province/sites/portal/templates/portal/language.html", OWN_NAME): ("Tiếng Việt",),
}
ALLOWED_TEXTS: dict[tuple[str, str], str] = {
    (file, text): reason for (file, reason), texts in _TEXTS.items() for text in texts
}

# Words that an English sentence keeps: names, and what must be typed in Vietnamese.
KEEPS_VIETNAMESE = (
    "Tỉnh Số",
    "QĐ-(?:UBND|TTg)",
    "“trợ cấp người cao tuổi”",
    r"1,5 triệu",
    r"\(Ngôn ngữ\)",
    r"\d+/\d{4}/NĐ-CP",  # the number of a decree
    "^Form 1đ$",
    "Chăm",
)
# Sentences that go word for word into a printed, legal paper, whoever reads the page.
STAYS_VIETNAMESE = {
    "Hồ sơ không thuộc thẩm quyền giải quyết của cơ quan.",
    "Người nộp không thuộc đối tượng được hưởng theo quy định.",
    "Giấy tờ trong hồ sơ có dấu hiệu bị tẩy xóa, sửa chữa.",
    "Người nộp đang hưởng một chế độ không được hưởng đồng thời.",
}
