"""One full set of values for each form, with long real names."""

from dataclasses import replace
from datetime import UTC, date, datetime

from province.kernel.printing.contracts import (
    AllowanceDecisionValues,
    ApologyValues,
    Beneficiary,
    ComponentLine,
    ControlSheetValues,
    FinalRefusalValues,
    FormKind,
    FormValues,
    GeneralResultValues,
    HandoverLine,
    HandoverSlipValues,
    Head,
    OfficialPaperValues,
    OpenPlace,
    PaperCell,
    PaperLine,
    PaperTable,
    PaperWords,
    PartyLines,
    Punctuality,
    ReceiptListValues,
    ReceiptValues,
    RefusalValues,
    RegisterEntry,
    RegisterValues,
    ResultLine,
    SignerBlock,
    SupplementValues,
)

DAY = date(2026, 11, 20)
CODE = "H01.Z3K-261120-0007"
HEAD = Head(
    agency="Trung tâm Phục vụ hành chính công xã An Châu",
    parent_agency="Ủy ban nhân dân xã An Châu",
    place="An Châu",
)
LONG_NAME = (
    "Neáng Chanh Đa Ra Sóc Kha Thi Pisey Rattanak Sothea Vichea Monirath Sopheak "
    "Bopha Chanthou Sreymom Dara Kosal Phalla Rit"
)
LONG_REQUEST = (
    "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng, hỗ trợ kinh phí "
    "chăm sóc, nuôi dưỡng hàng tháng đối với người khuyết tật đặc biệt nặng, người "
    "cao tuổi thuộc hộ nghèo không có người có nghĩa vụ và quyền phụng dưỡng, trẻ em "
    "mồ côi và người đơn thân nghèo đang nuôi con dưới mười sáu tuổi ở"
)
APPLICANT = PartyLines(
    name="Nguyễn Thị Lấp Lánh Ánh",
    identity_number="089190001234",
    address="Ấp Hòa Long 3, xã An Châu, tỉnh An Giang",
    phone="0912 345 678",
    email="lap.lanh.anh@example.vn",
)
RECEIVED = datetime(2026, 11, 20, 1, 5, tzinfo=UTC)
DUE = datetime(2026, 12, 4, 10, 0, tzinfo=UTC)

RECEIPT = ReceiptValues(
    head=HEAD,
    number="07/TTPVHCC",
    code=CODE,
    applicant=APPLICANT,
    request="Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng",
    components=(
        ComponentLine("Tờ khai đề nghị trợ giúp xã hội (Mẫu số 1d)", "bản chính"),
        ComponentLine("Giấy xác nhận khuyết tật", "bản sao chứng thực", 2),
    ),
    limit="10 ngày làm việc",
    received_at=RECEIVED,
    due_at=DUE,
    officer="Trần Văn Ẩn",
    submitter="Nguyễn Thị Lấp Lánh Ánh",
    result_place="Trung tâm Phục vụ hành chính công xã An Châu",
)
DECISION = AllowanceDecisionValues(
    head=Head(agency="Ủy ban nhân dân xã An Châu", place="An Châu"),
    symbol="QĐ-UBND",
    code=CODE,
    authority="Chủ tịch Ủy ban nhân dân xã An Châu",
    grounds=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        (
            "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ "
            "quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội; Nghị "
            "định số 76/2024/NĐ-CP ngày 01 tháng 7 năm 2024 của Chính phủ sửa đổi, bổ "
            "sung một số điều của Nghị định số 20/2021/NĐ-CP"
        ),
    ),
    proposer="Trưởng phòng Văn hóa - Xã hội xã An Châu",
    beneficiary=Beneficiary(
        name="Nguyễn Thị Lấp Lánh Ánh",
        born_on=date(1990, 2, 5),
        identity_number="089190001234",
        address="Ấp Hòa Long 3, xã An Châu, tỉnh An Giang",
    ),
    category="Người khuyết tật đặc biệt nặng",
    coefficient="2,0",
    monthly_amount=1_000_000,
    from_month=date(2026, 12, 1),
    payment="Trợ cấp được chi trả hàng tháng qua tài khoản ngân hàng của người hưởng.",
    executors="Chánh Văn phòng Ủy ban nhân dân xã, Trưởng phòng Văn hóa - Xã hội",
    recipients=("Như Điều 3", "Phòng Văn hóa - Xã hội", "Lưu: VT, VHXH"),
    signer=SignerBlock(mandate=("KT. Chủ tịch", "Phó Chủ tịch"), name="Danh Thị Sóc Kha"),
)
CERTIFICATE = OfficialPaperValues(
    head=Head(agency="Ủy ban nhân dân xã An Châu", place="An Châu"),
    code=CODE,
    title="GIẤY KHAI SINH",
    number_label="Số",
    is_national=True,
    blocks=(
        PaperLine((PaperCell("Họ, chữ đệm, tên", "TRẦN THỊ LẤP LÁNH ẨN", is_strong=True),)),
        PaperLine((PaperCell("Giới tính", "Nữ"), PaperCell("Dân tộc", "Khmer"))),
        PaperLine((PaperCell("Nơi cư trú"),)),
        PaperWords("PHẦN GHI CHÚ", is_heading=True),
        PaperWords("Đăng ký đúng hạn."),
        PaperTable(columns=("Cha", "Mẹ"), rows=(("Danh Thị Sóc Kha", "Trần Văn Ẩn"),)),
        PaperLine((PaperCell("Ngày, tháng, năm đăng ký", place=OpenPlace.DATE),)),
    ),
    signer=SignerBlock(mandate=("KT. Chủ tịch", "Phó Chủ tịch"), name="Danh Thị Sóc Kha"),
    signing_note="(Ký, ghi rõ họ, chữ đệm, tên, chức vụ và đóng dấu)",
)
SAMPLES: dict[FormKind, FormValues] = {
    FormKind.RECEIPT: RECEIPT,
    FormKind.SUPPLEMENT: SupplementValues(
        head=HEAD,
        number="03/PBS-TTPVHCC",
        code=CODE,
        applicant=APPLICANT,
        request=RECEIPT.request,
        demands=("Giấy xác nhận khuyết tật: bản chụp mờ, không đọc được số", "Sổ tiết kiệm ẬỢỮẵ"),
        reason="Thành phần hồ sơ chưa đủ theo quy định",
        contact="Trần Văn Ẩn",
        contact_phone="02963 123 456",
        officer="Trần Văn Ẩn",
        answer_by=DUE,
        law="Điều 7, Điều 8 Nghị định 20/2021/NĐ-CP",
    ),
    FormKind.REFUSAL: RefusalValues(
        head=HEAD,
        number="01/PTC-TTPVHCC",
        code=CODE,
        applicant=APPLICANT,
        request=RECEIPT.request,
        reason="Người đề nghị đang hưởng lương hưu hàng tháng.",
        law="khoản 1 Điều 5 Nghị định số 20/2021/NĐ-CP",
        officer="Trần Văn Ẩn",
        submitter="Nguyễn Thị Lấp Lánh Ánh",
    ),
    FormKind.FINAL_REFUSAL: FinalRefusalValues(
        head=Head(agency="Ủy ban nhân dân xã An Châu", place="An Châu"),
        number="01/PTC-UBND",
        code=CODE,
        applicant=APPLICANT,
        request=RECEIPT.request,
        received_on=date(2026, 11, 18),
        reason="Người đề nghị đang hưởng lương hưu hàng tháng.",
        law="khoản 1 Điều 5 Nghị định số 20/2021/NĐ-CP",
        signer=SignerBlock(mandate=("KT. Chủ tịch", "Phó Chủ tịch"), name="Danh Thị Sóc Kha"),
    ),
    FormKind.APOLOGY: ApologyValues(
        head=Head(agency="Ủy ban nhân dân xã An Châu", place="An Châu"),
        number="01/PXL",
        code=CODE,
        applicant=APPLICANT,
        request=RECEIPT.request,
        received_at=RECEIVED,
        due_at=DUE,
        new_due_at=datetime(2026, 12, 9, 10, 0, tzinfo=UTC),
        reason="Phải xác minh nơi cư trú của người đề nghị tại xã khác.",
        signer=SignerBlock(mandate=("KT. Chủ tịch", "Phó Chủ tịch"), name="Danh Thị Sóc Kha"),
    ),
    FormKind.REGISTER: RegisterValues(
        head=HEAD,
        selection="Mọi hồ sơ đã tiếp nhận",
        lines=(
            RegisterEntry(
                code=CODE,
                procedure=RECEIPT.request,
                applicant=APPLICANT.name,
                contact=f"{APPLICANT.address}, {APPLICANT.phone}",
                solver="Xã An Châu",
                received_at=RECEIVED,
                due_at=DUE,
                returned_at=None,
                delivery="Nhận tại Trung tâm Phục vụ hành chính công",
            ),
        ),
        officer="Trần Văn Ẩn",
    ),
    FormKind.CONTROL_SHEET: ControlSheetValues(
        head=HEAD,
        number="07/PKS-TTPVHCC",
        code=CODE,
        solver="Phòng Văn hóa - Xã hội xã An Châu",
        received_at=RECEIVED,
        due_at=DUE,
        due_is_provisional=True,
        handovers=(
            HandoverLine(
                giving_unit="Trung tâm Phục vụ hành chính công",
                taking_unit="Phòng Văn hóa - Xã hội",
                at=RECEIVED,
                giver="Trần Văn Ẩn",
                taker="Lê Thị Mỹ Hạnh",
                verdict=Punctuality.ON_TIME,
            ),
            HandoverLine(
                giving_unit="Phòng Văn hóa - Xã hội",
                taking_unit="Lãnh đạo Ủy ban nhân dân",
                at=datetime(2026, 12, 5, 2, 0, tzinfo=UTC),
                giver="Lê Thị Mỹ Hạnh",
                taker="Danh Thị Sóc Kha",
                verdict=Punctuality.LATE,
                note="Chờ xác minh",
            ),
        ),
        officer="Trần Văn Ẩn",
    ),
    FormKind.RECEIPT_LIST: ReceiptListValues(
        head=HEAD,
        applicant=APPLICANT,
        receipts=(
            RECEIPT,
            replace(
                RECEIPT,
                code="H01.Z3K-261120-0008",
                number="08/TNHS",
                request="Cấp giấy xác nhận tình trạng hôn nhân",
                due_is_provisional=True,
            ),
        ),
        received_on=DAY,
        officer="Trần Thị Bích Ngọc",
        submitter=APPLICANT.name,
    ),
    FormKind.HANDOVER_SLIP: HandoverSlipValues(
        head=HEAD,
        number="09/BNTKQ-TTPVHCC",
        code=CODE,
        applicant=APPLICANT,
        request=RECEIPT.request,
        results=(
            ResultLine(
                "Quyết định", "12/QĐ-UBND", "Về việc trợ cấp xã hội hàng tháng", date(2026, 12, 3)
            ),
        ),
        receiver=APPLICANT,
        receiver_standing="Chủ hồ sơ",
        channel="Trực tiếp tại quầy",
        handed_at=DUE,
        officer="Trần Văn Ẩn",
        returned=("Giấy xác nhận khuyết tật (bản chính)",),
    ),
    FormKind.ALLOWANCE_DECISION: DECISION,
    FormKind.OFFICIAL_PAPER: CERTIFICATE,
    FormKind.GENERAL_RESULT: GeneralResultValues(
        head=HEAD,
        symbol="TB-UBND",
        code=CODE,
        applicant=APPLICANT,
        request="1.004837 Thủ tục đăng ký giám hộ",
        asked="Đăng ký giám hộ cho cháu",
        conclusion="Cấp: Trích lục đăng ký giám hộ",
        result_paper="Số 15, ngày 20/11/2026",
        recipients=("Người nộp hồ sơ", "Lưu: VT"),
        signer=DECISION.signer,
    ),
}
