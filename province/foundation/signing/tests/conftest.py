import pytest

from province.foundation.signing.tests.paper import (
    Signers,
    sealed_paper,
    signed_paper,
    unsigned_paper,
)


@pytest.fixture(scope="session")
def signers() -> Signers:
    return Signers()


@pytest.fixture(scope="session")
def unsigned() -> bytes:
    return unsigned_paper()


@pytest.fixture(scope="session")
def signed(signers: Signers, unsigned: bytes) -> bytes:
    return signed_paper(signers, unsigned)


@pytest.fixture(scope="session")
def sealed(signers: Signers, unsigned: bytes) -> bytes:
    return sealed_paper(signers, unsigned)
