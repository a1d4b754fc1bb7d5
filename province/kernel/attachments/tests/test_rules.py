import pytest

from province.kernel.attachments.rules import clean_name, limits_of, may_be_given, megabytes


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("đơn.pdf", "đơn.pdf"),
        ("Đơn Đề Nghị.PDF", "Đơn Đề Nghị.pdf"),
        ("gia\u0301y to\u031b\u0300.pdf", "giáy tờ.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\windows\\system32\\cmd.exe", "cmd.exe.pdf"),
        ("/etc/.ssh/id_rsa", "id_rsa.pdf"),
        ("C:\\Users\\Lan\\khai sinh.pdf", "khai sinh.pdf"),
        ("...", "tep.pdf"),
        ("", "tep.pdf"),
        (".pdf", "tep.pdf"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"),
        ("hoá\u202edơn\u200b.pdf", "hoádơn.pdf"),
        ('a<b>:"|?*.pdf', "ab.pdf"),
        ("hai  dấu   cách.pdf", "hai dấu cách.pdf"),
    ],
)
def test_name_is_made_harmless(given: str, clean: str) -> None:
    assert clean_name(given, extension=".pdf") == clean


@pytest.mark.parametrize("given", ["ảnh.JPEG", "ảnh.jpg", "ảnh.jfif", "ảnh"])
def test_extension_is_the_one_of_the_content(given: str) -> None:
    assert clean_name(given, extension=".jpg") == "ảnh.jpg"


def test_long_name_loses_its_middle() -> None:
    name = clean_name("Á" * 300 + " trang cuối.pdf", extension=".pdf")

    assert len(name) == 200
    assert name.endswith(" trang cuối.pdf")
    assert name.count("…") == 1


@pytest.mark.parametrize(
    ("size", "text"),
    [(20 * 1024 * 1024, "20 MB"), (1_468_006, "1,4 MB"), (10, "0 MB")],
)
def test_size_is_read_by_people(size: int, text: str) -> None:
    assert megabytes(size) == text


def test_unknown_kind_has_the_limits_of_a_paper() -> None:
    assert limits_of("whatever") is limits_of("paper")


@pytest.mark.parametrize(
    ("is_owner", "may_read", "is_infected", "may_leave", "why"),
    [
        (True, False, False, False, ""),
        (True, False, True, False, "infected"),
        (False, False, False, True, "unknown"),
        (False, False, True, False, "unknown"),
        (False, True, False, True, ""),
        (False, True, False, False, "unscanned"),
        (False, True, True, False, "infected"),
    ],
)
def test_file_is_given_to_those_who_may_have_it(
    *, is_owner: bool, may_read: bool, is_infected: bool, may_leave: bool, why: str
) -> None:
    answer = may_be_given(
        is_owner=is_owner, may_read=may_read, is_infected=is_infected, may_leave=may_leave
    )

    assert answer == why
