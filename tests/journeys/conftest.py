from collections.abc import Iterator

import pytest

from tests.journeys.install import Install, start


@pytest.fixture(scope="session")
def install(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Install]:
    """Start the product once for this folder."""
    running = start(tmp_path_factory.mktemp("install"))
    yield running
    running.command("stop")
