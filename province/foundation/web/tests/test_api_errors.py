"""Whatever is wrong in the API is said in one shape: a problem document."""

import json

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
MIME = "application/problem+json"


@pytest.mark.parametrize(
    ("method", "address", "status", "title"),
    [
        ("get", "/api/v1/dossiers", 401, "Hãy đăng nhập để tiếp tục."),
        ("get", "/api/v1/khong-co", 404, "Không tìm thấy."),
        ("get", "/api/khong-co/", 404, "Không tìm thấy."),
        ("post", "/api/v1/procedures", 405, "Địa chỉ này không nhận cách gọi ấy."),
        ("get", "/api/v1/procedures?limit=nhieu", 422, "Yêu cầu có chỗ chưa đúng."),
    ],
)
def test_every_error_of_the_api_has_one_shape(
    client: Client, method: str, address: str, status: int, title: str
) -> None:
    answer = getattr(client, method)(address)

    assert (answer.status_code, answer["Content-Type"]) == (status, MIME)
    body = json.loads(answer.content)
    assert (body["status"], body["title"]) == (status, title)
    assert set(body) - {"faults"} == {"type", "title", "status"}
    assert "vẫn được giữ" not in answer.content.decode()


def test_an_unknown_procedure_and_a_wrong_method_say_what_to_do(client: Client) -> None:
    unknown = client.get("/api/v1/procedures/9.999999")
    wrong = client.delete("/api/v1/procedures")

    assert (unknown.status_code, unknown["Content-Type"]) == (404, MIME)
    assert wrong["Allow"] == "GET"


def test_what_is_well_and_pages_stay_as_they_are(client: Client) -> None:
    assert client.get("/api/v1/procedures").json()["total"] == 0
    assert client.get("/khong-co/")["Content-Type"].startswith("text/html")
