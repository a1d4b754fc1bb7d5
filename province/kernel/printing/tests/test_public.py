import hashlib
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings

from province.foundation.text.printable import PRINTABLE
from province.kernel.printing import public
from province.kernel.printing.contracts import (
    FormKind,
    FormValues,
    HandoverSlipValues,
    PartyLines,
    PrintedPaper,
    ReceiptValues,
    RefusalValues,
    RegisterValues,
    SupplementValues,
)
from province.kernel.printing.errors import LetterMissingError, NoLayoutError
from province.kernel.printing.tests.samples import (
    APPLICANT,
    CODE,
    DAY,
    DECISION,
    LONG_NAME,
    LONG_REQUEST,
    RECEIPT,
    SAMPLES,
)
from province.kernel.printing.versions import LAYOUTS, VERSIONS

TITLES = {
    FormKind.RECEIPT: "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    FormKind.RECEIPT_LIST: "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ (ghi chung 2 hồ sơ)",
    FormKind.SUPPLEMENT: "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
    FormKind.REFUSAL: "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
    FormKind.FINAL_REFUSAL: "PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ",
    FormKind.APOLOGY: "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
    FormKind.REGISTER: "SỔ THEO DÕI HỒ SƠ",
    FormKind.CONTROL_SHEET: "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
    FormKind.HANDOVER_SLIP: "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
    FormKind.ALLOWANCE_DECISION: "Về việc trợ cấp xã hội hàng tháng",
    FormKind.OFFICIAL_PAPER: "GIẤY KHAI SINH",
    FormKind.GENERAL_RESULT: "Kết quả giải quyết thủ tục hành chính",
}


def print_sample(form: FormKind, values: FormValues) -> PrintedPaper:
    return public.print_form(form=form, values=values, on=DAY)


def text_of(pdf: bytes) -> str:
    """Return the text of all pages, line ends as spaces."""
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(unicodedata.normalize("NFC", text).split())


def furthest_ink(pdf: bytes) -> tuple[float, float]:
    """Return how far to the right any letter reaches, and the page's width."""
    document = pypdfium2.PdfDocument(pdf)
    right = 0.0
    for page in document:
        letters = page.get_textpage()
        right = max(
            right, *(letters.get_charbox(index)[2] for index in range(letters.count_chars()))
        )
    width = float(document[0].get_width())
    document.close()
    return right, width


@pytest.mark.parametrize("form", list(FormKind))
def test_every_form_prints_as_pdfa_on_one_page(form: FormKind) -> None:
    paper = print_sample(form, SAMPLES[form])

    assert public.check_pdfa(pdf=paper.pdf).problems == ()
    assert paper.pages == 1
    assert paper.sha256 == hashlib.sha256(paper.pdf).hexdigest()
    assert paper.layout_version == VERSIONS[form][-1].name
    text = text_of(paper.pdf)
    assert TITLES[form] in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert CODE in text


def test_vietnamese_text_can_be_read_back() -> None:
    receipt = replace(
        RECEIPT, applicant=replace(APPLICANT, name="Nguyễn Thị Lấp Lánh Ánh", address="ẬỢỮẵ")
    )

    text = text_of(print_sample(FormKind.RECEIPT, receipt).pdf)

    assert "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Nguyễn Thị Lấp Lánh Ánh Số định danh" in text
    assert "Địa chỉ: ẬỢỮẵ Số điện thoại" in text


def test_decomposed_letters_are_printed_composed() -> None:
    receipt = replace(
        RECEIPT, applicant=replace(APPLICANT, name=unicodedata.normalize("NFD", "Lê Ậợữẵ"))
    )

    assert "Lê Ậợữẵ" in text_of(print_sample(FormKind.RECEIPT, receipt).pdf)


@pytest.mark.parametrize(
    "form", [FormKind.RECEIPT, FormKind.SUPPLEMENT, FormKind.REFUSAL, FormKind.HANDOVER_SLIP]
)
def test_long_names_wrap_and_stay_whole(form: FormKind) -> None:
    assert (len(LONG_NAME), len(LONG_REQUEST)) == (120, 300)
    sample = SAMPLES[form]
    assert isinstance(sample, ReceiptValues | SupplementValues | RefusalValues | HandoverSlipValues)
    long = replace(
        sample,
        applicant=replace(APPLICANT, name=LONG_NAME, email="a" * 90 + "@example.vn"),
        request=LONG_REQUEST,
    )

    pdf = print_sample(form, long).pdf

    text = text_of(pdf)
    assert LONG_NAME in text
    assert LONG_REQUEST in text
    right, width = furthest_ink(pdf)
    assert right <= width - 12 / 25.4 * 72


def test_a_word_longer_than_the_line_is_broken() -> None:
    pdf = print_sample(FormKind.RECEIPT, replace(RECEIPT, applicant=PartyLines(name="Ẫ" * 120))).pdf

    right, width = furthest_ink(pdf)
    assert text_of(pdf).replace(" ", "").count("Ẫ") == 120
    assert right <= width - 12 / 25.4 * 72


def test_a_long_decision_keeps_its_signature_block_whole_and_numbers_its_pages() -> None:
    grounds = tuple(f"Căn cứ văn bản thứ {index} {LONG_REQUEST}" for index in range(8))

    paper = print_sample(FormKind.ALLOWANCE_DECISION, replace(DECISION, grounds=grounds))

    document = pypdfium2.PdfDocument(paper.pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert paper.pages == 2
    assert pages[1].startswith("2")
    assert all(words in pages[1] for words in ("Nơi nhận", "PHÓ CHỦ TỊCH", "Danh Thị Sóc Kha"))


def test_a_long_register_repeats_its_head_and_numbers_its_landscape_pages() -> None:
    register = SAMPLES[FormKind.REGISTER]
    assert isinstance(register, RegisterValues)
    lines = tuple(replace(register.lines[0], applicant=f"{LONG_NAME} {no}") for no in range(40))

    paper = print_sample(FormKind.REGISTER, replace(register, lines=lines))

    document = pypdfium2.PdfDocument(paper.pdf)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    sizes = {(round(page.get_width()), round(page.get_height())) for page in document}
    document.close()
    assert len(pages) == paper.pages > 3
    assert sizes == {(842, 595)}
    heads = [page.count("Phương thức nhận kết quả") for page in pages]
    assert heads[:-1] == [1] * (len(pages) - 1)
    numbers = [f"{no}/{len(pages)}" in page for no, page in enumerate(pages, start=1)]
    assert all(numbers)
    assert "Mọi hồ sơ đã tiếp nhận. 40 hồ sơ." in pages[0]
    right, width = furthest_ink(paper.pdf)
    assert right <= width - 15 / 25.4 * 72 + 1


def test_the_principal_is_named_when_somebody_files_for_another() -> None:
    receipt = replace(
        RECEIPT, principal=PartyLines(name="Danh Sóc Kha"), authorization="Giấy ủy quyền số 12"
    )

    text = text_of(print_sample(FormKind.RECEIPT, receipt).pdf)

    assert "thông tin của người ủy quyền: Họ và tên/Tên tổ chức: Danh Sóc Kha" in text
    assert "Giấy tờ ủy quyền: Giấy ủy quyền số 12" in text


def test_a_provisional_date_says_so() -> None:
    text = text_of(print_sample(FormKind.RECEIPT, replace(RECEIPT, due_is_provisional=True)).pdf)

    assert "17 giờ 00 phút, ngày 04 tháng 12 năm 2026 (dự kiến)." in text


def test_the_decision_says_the_amount_in_words() -> None:
    text = text_of(print_sample(FormKind.ALLOWANCE_DECISION, DECISION).pdf)

    assert "1.000.000 đồng/tháng (bằng chữ: Một triệu đồng), hệ số 2,0." in text
    assert "sinh ngày 05 tháng 02 năm 1990; số định danh cá nhân: 089190001234; nơi cư trú" in text


def test_a_day_before_every_layout_is_refused() -> None:
    with pytest.raises(NoLayoutError, match="14/09/2025"):
        public.print_form(form=FormKind.RECEIPT, values=RECEIPT, on=date(2025, 9, 14))


def test_a_letter_that_the_font_lacks_is_named() -> None:
    with pytest.raises(LetterMissingError, match="“ភ”"):
        print_sample(FormKind.RECEIPT, replace(RECEIPT, submitter="Danh ភ Kha"))


def test_every_sign_that_is_taken_in_can_be_printed() -> None:
    print_sample(FormKind.RECEIPT, replace(RECEIPT, submitter="a".join(sorted(PRINTABLE))))


def test_values_of_another_form_are_refused() -> None:
    with pytest.raises(TypeError, match="ReceiptValues are not the values of refusal"):
        print_sample(FormKind.REFUSAL, RECEIPT)


def test_markup_in_a_value_is_printed_as_text() -> None:
    name = "#panic[x] *đậm* $x$ <script> {{7}} \\ _n_ 1. a"

    assert name in text_of(print_sample(FormKind.RECEIPT, replace(RECEIPT, submitter=name)).pdf)


def test_threads_print_side_by_side() -> None:
    names = [f"Nguyễn Thị Lấp Lánh Ánh {index}" for index in range(12)]

    with ThreadPoolExecutor(max_workers=3) as pool:
        papers = list(
            pool.map(
                lambda name: print_sample(FormKind.RECEIPT, replace(RECEIPT, officer=name)), names
            )
        )

    assert all(name in text_of(paper.pdf) for name, paper in zip(names, papers, strict=True))


def test_every_layout_file_is_in_the_table() -> None:
    named = {version.file for versions in VERSIONS.values() for version in versions}

    assert named == {path.name for path in LAYOUTS.glob("[!_]*.typ")}


def test_the_qr_opens_the_public_page_of_the_dossier() -> None:
    assert public.tracking_url(code=CODE) == f"{settings.BASE_URL}/tra-cuu/{CODE}"


def test_fonts_are_where_the_settings_say() -> None:
    assert any(Path(folder).rglob("*.ttf") for folder in settings.PRINT_FONT_DIRS)
