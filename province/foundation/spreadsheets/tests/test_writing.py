from io import BytesIO

import openpyxl

from province.foundation.spreadsheets import writing


def test_characters_that_no_sheet_holds_are_left_out() -> None:
    content = writing.workbook(
        title="Sổ", columns=[writing.Column(heading="Tên", width=9)], rows=[["Lấp\x0bLánh\x00 Ánh"]]
    )

    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["Tên"], ["LấpLánh Ánh"]]
