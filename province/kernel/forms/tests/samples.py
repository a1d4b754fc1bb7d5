"""A small form with every kind of field."""

from datetime import UTC, date, datetime
from typing import Any

from province.foundation.identity.actors import Actor
from province.kernel.forms.contracts import FormChoice, FormDefinition, Known
from province.kernel.forms.rules.definitions import definition_from_json

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
COMMUNES = (FormChoice("30337", "Phường Long Xuyên"), FormChoice("30307", "Xã Mỹ Hòa Hưng"))
KNOWN = Known(on=TODAY, communes=COMMUNES)
CITIZEN = Actor(account_id=7, party_id=70)
STRANGER = Actor(account_id=9, party_id=90)

YES = [{"field": "married", "equals": ["yes"]}]
PLAIN: dict[str, Any] = {
    "key": "sample",
    "version": 1,
    "title": "Tờ khai mẫu",
    "source": "Đặt ra để thử",
    "confidence": "recalled",
    "steps": [
        {
            "key": "person",
            "title": "Người khai",
            "fields": [
                {
                    "key": "name",
                    "kind": "text",
                    "label": "Họ và tên",
                    "max_length": 100,
                    "prefill": "party.full_name",
                },
                {"key": "born", "kind": "date", "label": "Ngày sinh", "most": "today"},
                {"key": "number", "kind": "personal_number", "label": "Số định danh"},
                {"key": "phone", "kind": "phone", "label": "Điện thoại"},
                {"key": "email", "kind": "email", "label": "Thư điện tử", "required": False},
                {"key": "commune", "kind": "commune", "label": "Nơi ở"},
            ],
        },
        {
            "key": "family",
            "title": "Gia đình",
            "intro": "Về gia đình bạn",
            "fields": [
                {"key": "married", "kind": "yes_no", "label": "Đã kết hôn?"},
                {"key": "spouse", "kind": "text", "label": "Vợ, chồng", "show_when": YES},
                {
                    "key": "children",
                    "kind": "rows",
                    "label": "Các con",
                    "required": False,
                    "most": "3",
                    "fields": [
                        {"key": "name", "kind": "text", "label": "Tên con"},
                        {"key": "born", "kind": "date", "label": "Sinh ngày"},
                    ],
                },
            ],
        },
        {
            "key": "money",
            "title": "Tiền",
            "fields": [
                {"key": "income", "kind": "money", "label": "Thu nhập", "least": "0"},
                {
                    "key": "members",
                    "kind": "number",
                    "label": "Số người",
                    "least": "1",
                    "most": "30",
                },
                {
                    "key": "area",
                    "kind": "number",
                    "label": "Diện tích",
                    "decimals": 2,
                    "required": False,
                },
                {
                    "key": "way",
                    "kind": "choice",
                    "label": "Nhận qua",
                    "choices": [
                        {"value": "bank", "label": "Ngân hàng"},
                        {"value": "post", "label": "Bưu điện"},
                    ],
                },
                {
                    "key": "account",
                    "kind": "bank_account",
                    "label": "Số tài khoản",
                    "show_when": [{"field": "way", "equals": ["bank"]}],
                },
                {
                    "key": "needs",
                    "kind": "choices",
                    "label": "Nhu cầu",
                    "required": False,
                    "choices": [
                        {"value": "food", "label": "Lương thực"},
                        {"value": "home", "label": "Nhà ở"},
                    ],
                },
                {"key": "more", "kind": "long_text", "label": "Trình bày", "required": False},
            ],
        },
        {
            "key": "spouse_more",
            "title": "Vợ, chồng",
            "when": YES,
            "fields": [
                {"key": "paper", "kind": "file", "label": "Giấy kết hôn", "most": "2"},
            ],
        },
    ],
}


def sample() -> FormDefinition:
    """Return the sample form."""
    return definition_from_json(PLAIN)
