"""What the bar of every page takes: a card, our code, words; and what it says of the rest."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import Office
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk
from province.contexts.one_stop.tests.web_desk.test_lists import CARD, OFFICER
from province.foundation.access.models import AccessEntry
from province.kernel.parties.models import Party

pytestmark = pytest.mark.django_db
FIND, PERSON, COUNTER = "/ho-so/tim/", "/mot-cua/nguoi-den/", "/mot-cua/tiep-nhan/"


def citizen_of(office: Office) -> Party:
    assert office.citizen.party_id is not None
    return Party.objects.get(pk=office.citizen.party_id)


def card_of(office: Office) -> str:
    """Return the QR of the card of the citizen who files in these tests."""
    person = citizen_of(office)
    return f"{person.personal_number}||{person.full_name}|30041945|Nữ|Khóm Bình Thới 3|01012022"


def scan(client: Client, text: str) -> str:
    """Scan as the script does; return where it leads."""
    answer = client.post(FIND, {"q": text, "lam": "quet"})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_card_leads_to_its_person_and_stands_in_no_address(
    office: Office, browser: Browser
) -> None:
    walk(office, to="received")
    client = browser(OFFICER)
    before = AccessEntry.objects.using("access").count()

    place = scan(client, card_of(office))
    page = client.get(place).content.decode()

    person = citizen_of(office)
    assert place.startswith(f"{PERSON}?lan=")
    assert person.personal_number not in place
    assert f"<h1>{person.full_name}</h1>" in page
    assert str(Dossier.objects.get().code) in page
    looks = AccessEntry.objects.using("access").order_by("pk")[before:]
    assert [(look.what, look.party_id) for look in looks] == [
        ("one_stop.person", office.citizen.party_id)
    ]


def test_without_the_script_the_search_takes_a_card_as_well(
    office: Office, browser: Browser
) -> None:
    answer = browser(OFFICER).post(FIND, {"q": card_of(office)})

    assert answer["Location"].startswith(f"{PERSON}?lan=")


def test_a_card_in_an_address_is_not_carried_on(browser: Browser) -> None:
    client = browser(OFFICER)

    assert client.get(FIND, {"q": CARD})["Location"] == "/ho-so/"
    assert CARD not in client.get("/ho-so/", {"q": CARD}).content.decode()


def test_the_person_of_the_card_is_filled_in_at_the_counter(
    office: Office, browser: Browser
) -> None:
    client = browser(OFFICER)
    card = card_of(office)
    page = client.get(scan(client, card)).content.decode()
    assert f'name="ma" value="{card}"' in page

    filled = client.post(COUNTER, {"lam": "quet", "ma": card})

    text = client.get(filled["Location"]).content.decode()
    assert f'value="{card.split("|")[0]}"' in text


def test_our_code_and_our_address_open_the_dossier(office: Office, browser: Browser) -> None:
    _dossier, case_id = walk(office, to="received")
    row = Dossier.objects.get()
    client = browser(OFFICER)

    for text in (row.code, row.filing_no, f"https://x.vn/tra-cuu/{row.code}"):
        assert scan(client, str(text)) == f"/ho-so/{case_id}/"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("000190000017|hỏng", "không phải mã QR của thẻ căn cước"),
        ("https://x.vn/khac/ABC-1", "Không có hồ sơ nào mang mã “ABC-1”"),
        ("8934563138165", "Không có hồ sơ nào mang mã “8934563138165”"),
    ],
)
def test_a_bad_scan_is_said_and_changes_nothing(
    office: Office, browser: Browser, text: str, said: str
) -> None:
    del office
    client = browser(OFFICER)
    before = AccessEntry.objects.using("access").count()

    place = scan(client, text)
    page = client.get(place).content.decode()

    assert place.startswith(f"{FIND}?lan=")
    assert said in page
    assert "000190000017" not in page
    assert AccessEntry.objects.using("access").count() == before
    assert client.get(FIND)["Location"] == "/ho-so/"


def test_words_still_lead_to_a_list(browser: Browser) -> None:
    answer = browser(OFFICER).post(FIND, {"q": "Ánh"})

    assert answer["Location"] == "/ho-so/?q=%C3%81nh"


def test_another_name_under_the_number_shows_nothing_of_the_dossiers(
    office: Office, browser: Browser
) -> None:
    walk(office, to="received")
    number = card_of(office).split("|")[0]
    client = browser(OFFICER)

    page = client.get(scan(client, f"{number}||Trần Văn Khác|30041945|Nữ|Ấp 1|01012022"))

    text = page.content.decode()
    assert "Sổ người dân ghi số định danh này cho một tên khác" in text
    assert str(Dossier.objects.get().code) not in text


def test_a_card_that_contradicts_itself_is_said(browser: Browser) -> None:
    client = browser(OFFICER)

    page = client.get(scan(client, "000145000099||Trần Thị Mới|30022045|Nữ|Ấp 1|01012022"))

    text = page.content.decode()
    assert "Không đọc được ngày sinh trên thẻ: hãy nhập tay." in text
    assert "Chưa có hồ sơ nào" in text


def test_the_page_of_a_person_without_a_card_says_how(browser: Browser) -> None:
    page = browser(OFFICER).get(PERSON).content.decode()

    assert "Chưa quét thẻ nào" in page


def test_who_sees_no_dossiers_scans_nobody(office: Office, browser: Browser) -> None:
    before = AccessEntry.objects.using("access").count()
    client = browser("quantri.longxuyen")

    assert client.post(FIND, {"q": card_of(office), "lam": "quet"}).status_code == 403
    assert client.get(PERSON).status_code == 403
    assert AccessEntry.objects.using("access").count() == before


def test_one_dossier_and_three_cost_the_same(office: Office, browser: Browser) -> None:
    walk(office, to="received")
    client = browser(OFFICER)
    place = scan(client, card_of(office))
    client.get(place)
    costs = []
    for more in (0, 2):
        for _each in range(more):
            office.file()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(place).status_code == 200
        costs.append(len(captured))

    assert costs[0] == costs[1]
    assert costs[0] <= 14
