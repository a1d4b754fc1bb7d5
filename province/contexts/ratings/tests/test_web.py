"""The pages of ratings: without scripts, with words at the field, for whom they are."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from province.contexts.ratings import public
from province.contexts.ratings.contracts import Given
from province.contexts.ratings.models import Rating, Unsolved
from province.contexts.ratings.tests.conftest import NOW, Commune, MakeResult, browser
from province.kernel.org.models import Agency

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TYPED = {"level": "not_satisfied", "solved": "chua", "unsolved": "", "words": "Chờ lâu quá"}


def by_link(dossier_id: int) -> str:
    return reverse("ratings:by_link", kwargs={"token": public.link_token(dossier_id=dossier_id)})


def test_a_stranger_with_the_link_rates_and_reads_what_was_said(make_result: MakeResult) -> None:
    dossier = make_result()
    client, url = Client(), by_link(dossier.pk)

    page = client.get(url)
    sent = client.post(url, {"level": "satisfied", "solved": "xong", "q_time": "2"}, follow=True)

    assert page.status_code == 200
    assert "Ánh" not in page.text
    assert [page["X-Robots-Tag"], page["Referrer-Policy"]] == ["noindex, nofollow", "same-origin"]
    assert "Bạn đã đánh giá: <b>Hài lòng</b>." in sent.text
    row = Rating.objects.get()
    assert (row.level, row.answers, row.channel) == ("satisfied", {"time": 2}, "link")


def test_what_was_typed_stays_when_the_field_is_wrong(make_result: MakeResult) -> None:
    url = by_link(make_result().pk)

    page = Client().post(url, TYPED)

    assert page.status_code == 422
    assert "Hãy ghi việc gì chưa xong." in page.text
    assert "Chờ lâu quá" in page.text
    assert Rating.objects.get().rated_at is None


def test_words_about_something_unsolved_are_not_lost_beside_solved(
    make_result: MakeResult,
) -> None:
    url = by_link(make_result().pk)

    page = Client().post(url, {**TYPED, "solved": "xong", "unsolved": "Sai tên"})

    assert page.status_code == 422
    assert "Sai tên" in page.text
    assert not Unsolved.objects.exists()


def test_a_cut_link_is_unknown(make_result: MakeResult) -> None:
    page = Client().get(by_link(make_result().pk)[:-5] + "/")

    assert page.status_code == 404
    assert "Liên kết có thể bị cắt" in page.text


def test_from_not_solved_to_the_answer_on_the_same_page(
    commune: Commune, make_result: MakeResult
) -> None:
    dossier = make_result()
    mine = reverse("ratings:mine", args=[dossier.pk])
    citizen = browser(commune.citizen)

    citizen.post(mine, {**TYPED, "unsolved": "Sai tên con tôi"})
    unsolved = Unsolved.objects.get()
    public.answer_unsolved(
        actor=commune.leader,
        case_id=unsolved.case_id,
        words="Đã sửa tên",
        is_solved=True,
        now=NOW,
    )

    page = citizen.get(mine)
    assert "Sai tên con tôi" in page.text
    assert "Đã sửa tên" in page.text
    assert browser(commune.other).get(mine).status_code == 404
    assert Client().get(mine).status_code == 302


def test_the_own_dossier_leads_to_the_rating_once_it_is_asked(
    commune: Commune, make_result: MakeResult
) -> None:
    asked, not_asked = make_result(), make_result(is_asked=False)
    citizen = browser(commune.citizen)

    pages = [
        citizen.get(reverse("one_stop:my_dossier", args=[one.pk])) for one in (asked, not_asked)
    ]

    url = reverse("ratings:mine", args=[asked.pk])
    assert [page.status_code for page in pages] == [200, 200]
    assert [f'href="{url}"' in page.text for page in pages] == [True, False]


def test_the_public_page_and_its_file_show_shares_alone(
    commune: Commune, make_result: MakeResult
) -> None:
    for _rated in range(5):
        public.rate(
            actor=commune.citizen,
            dossier_id=make_result().pk,
            given=Given(level="satisfied", words="Lời riêng"),
            now=NOW,
        )
    client = Client()
    name = Agency.objects.get(pk=commune.agency.pk).name

    # the moment stands still, so a period that ends now holds nothing of this very moment
    Rating.objects.update(returned_at=NOW.replace(hour=1))
    page = client.get(reverse("ratings:shares"))
    book = load_workbook(BytesIO(client.get(reverse("ratings:shares_file")).content))

    assert name in page.text
    assert "100,0" in page.text
    assert "Lời riêng" not in page.text
    assert next(book.worksheets[0].iter_rows(min_row=2, values_only=True)) == (name, 5, 100)


@pytest.mark.parametrize(
    "name", ["figures", "figures_file", "figures_print", "unsolved_list", "counter", "thanks"]
)
def test_the_desk_is_closed_to_citizens(commune: Commune, name: str) -> None:
    assert browser(commune.citizen).get(reverse(f"ratings:{name}")).status_code == 403
    assert Client().get(reverse(f"ratings:{name}")).status_code == 302
