import pytest

from config.settings.parts import security
from config.settings.reader import WrongSettingError, one_of, safe_address


def test_a_secret_goes_to_encrypted_addresses_or_stays_on_this_machine() -> None:
    assert [
        safe_address("X", url)
        for url in ("", "https://sms.example.vn", "http://127.0.0.1:9000/sms")
    ] == ["", "https://sms.example.vn", "http://127.0.0.1:9000/sms"]


@pytest.mark.parametrize("url", ["http://sms.example.vn/send", "smtp://mail.example.vn", "sms"])
def test_a_secret_goes_nowhere_where_it_could_be_read(url: str) -> None:
    with pytest.raises(WrongSettingError, match="X would be reached without encryption"):
        safe_address("X", url)


def test_a_setting_of_few_words_is_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert one_of("TINHSO_X", ["tls", "none"]) == "tls"

    monkeypatch.setenv("TINHSO_X", "none")
    assert one_of("TINHSO_X", ["tls", "none"]) == "none"

    monkeypatch.setenv("TINHSO_X", "ssl")
    with pytest.raises(WrongSettingError, match="TINHSO_X is none of tls, none"):
        one_of("TINHSO_X", ["tls", "none"])


def test_guessing_a_pin_costs_an_install_32_mib() -> None:
    assert security.PIN_COST * 128 * 8 == 32 * 1024 * 1024
