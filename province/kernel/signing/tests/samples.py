"""People, PINs and a paper for the tests of signing."""

from datetime import UTC, datetime, timedelta
from functools import cache

from province.foundation.signing.tests.paper import unsigned_paper

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
ISSUED = NOW - timedelta(days=30)
LATER = NOW + timedelta(minutes=5)
LEADER_ID, CLERK_ID, OTHER_CLERK_ID, AGENCY_ID = 7, 8, 9, 3
LEADER_NAME = "Nguyễn Thị Lấp Lánh Ánh"
AGENCY_NAME = "Ủy ban nhân dân xã An Châu"
LEADER_PIN, CLERK_PIN, OTHER_PIN, WRONG_PIN = "280974", "519203", "730418", "111222"


@cache
def paper() -> bytes:
    return unsigned_paper()
