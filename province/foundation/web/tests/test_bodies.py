import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from pytest_django import Settings

MEGABYTE = 1024 * 1024
FORM = "multipart/form-data; boundary=x"


class Untouched(io.BytesIO):
    """A body that tells whether anybody has read it."""

    was_read = False

    def read(self, *size: int | None) -> bytes:
        self.was_read = True
        return super().read(*size)


def send(
    address: str, length: str, body: io.BytesIO, **more: str
) -> tuple[str, dict[str, str], bytes]:
    """Send a request as a web server hands it over; return status, headers, answer."""
    told: list[tuple[str, dict[str, str]]] = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": FORM,
        "CONTENT_LENGTH": length,
        "wsgi.input": body,
        "wsgi.url_scheme": "http",
        "wsgi.errors": io.StringIO(),
        **more,
    }

    def begin(
        status: str, headers: list[tuple[str, str]], _fault: object = None, /
    ) -> Callable[[bytes], object]:
        told.append((status, dict(headers)))
        return len

    content = b"".join(WSGIHandler()(environ, begin))
    return told[0][0], told[0][1], content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "size", "status", "mime"),
    [
        ("/dang-nhap/", 100 * MEGABYTE, "413", "text/html; charset=utf-8"),
        ("/kiem-tra-chu-ky/", 30 * MEGABYTE, "413", "text/html; charset=utf-8"),
        ("/api/v1/procedures", 4 * MEGABYTE, "413", "application/problem+json"),
        ("/mot-cua/tiep-nhan/", 50 * MEGABYTE, "302", "text/html; charset=utf-8"),
    ],
)
def test_a_strangers_large_body_is_not_read(  # noqa: PLR0913, PLR0917 -- a table
    address: str, size: int, status: str, mime: str, settings: Settings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    body = Untouched(b"--x\r\n" * 1000)

    answer, headers, content = send(address, str(size), body)

    assert (answer[:3], headers["Content-Type"], body.was_read) == (status, mime, False)
    assert list(tmp_path.iterdir()) == []
    if status == "413":
        assert "Dữ liệu gửi lên quá lớn." in content.decode()


@pytest.mark.django_db
def test_a_body_without_a_length_is_not_read() -> None:
    body = Untouched(b"100000\r\n" + b"x" * 4096)

    answer, _headers, _content = send("/dang-nhap/", "", body, HTTP_TRANSFER_ENCODING="chunked")

    assert (answer[:3], body.tell()) == ("403", 0)


@pytest.mark.django_db
def test_a_body_of_usual_size_passes(client: Client) -> None:
    assert client.post("/dang-nhap/", {"username": "x" * 100}).status_code == 200
    assert get_user_model().objects.count() == 0


COUNTER = "/mot-cua/tiep-nhan/"


def own_form(origin: str = "http://testserver") -> tuple[Client, dict[str, object]]:
    """Return a browser that has opened a page of ours, and a form with a large file."""
    client = Client(enforce_csrf_checks=True, headers={"origin": origin})
    client.get("/dang-nhap/")
    scan = SimpleUploadedFile("đơn xin <trợ cấp>.pdf", b"x" * 4 * MEGABYTE)
    return client, {
        "csrfmiddlewaretoken": client.cookies[settings.CSRF_COOKIE_NAME].value,
        "full_name": "Nguyễn Thị Lấp Lánh Ánh",
        "papers": scan,
        "note": "gõ sau tệp",
    }


@pytest.mark.django_db
def test_a_session_that_ends_during_an_upload_keeps_the_words_and_names_the_files(
    settings: Settings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    client, form = own_form()

    answer = client.post(COUNTER, form)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'name="full_name" value="Nguyễn Thị Lấp Lánh Ánh"' in page
    assert 'name="note" value="gõ sau tệp"' in page
    assert "đơn xin &lt;trợ cấp&gt;.pdf" in page
    assert "Phải đính kèm lại." in page
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "origin"),
    [
        ("a" * 32, "https://example.org"),
        ("a" * 32, "null"),
        ("a" * 32, "http://127.0.0.1.example.org"),
        ("a" * 31, "http://127.0.0.1"),
        ("x", "http://127.0.0.1"),
        ("-" * 32, "http://127.0.0.1"),
    ],
)
def test_the_large_form_of_another_site_is_not_read(cookie: str, origin: str) -> None:
    body = Untouched(b"--x\r\n" * 1000)

    answer, headers, _content = send(
        COUNTER,
        str(50 * MEGABYTE),
        body,
        HTTP_ORIGIN=origin,
        HTTP_COOKIE=f"{settings.CSRF_COOKIE_NAME}={cookie}",
    )

    assert (answer[:3], headers["Location"], body.was_read) == ("302", "/dang-nhap/", False)


@pytest.mark.django_db
def test_a_large_form_with_a_secret_is_not_kept() -> None:
    client, form = own_form()

    answer = client.post(COUNTER, {**form, "pin": "482915"})

    assert (answer.status_code, answer["Location"]) == (302, "/dang-nhap/")


@pytest.mark.django_db
def test_a_small_form_names_its_files_too() -> None:
    client, form = own_form()

    answer = client.post(COUNTER, {**form, "papers": SimpleUploadedFile("ảnh.jpg", b"x")})

    page = answer.content.decode()
    assert (answer.status_code, "ảnh.jpg" in page) == (403, True)
