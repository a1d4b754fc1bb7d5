import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/thu-tuc/?q=%00", "/tra-cuu/%00/", "/api/v1/procedures?q=a%00"]
)
def test_a_nul_character_in_the_address_is_a_bad_request(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400
