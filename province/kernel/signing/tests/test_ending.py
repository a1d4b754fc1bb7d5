from datetime import timedelta

import pytest

from province.foundation.health.contracts import Severity
from province.kernel.signing.models import SigningCredential
from province.kernel.signing.queries.troubles import ending_credentials
from province.kernel.signing.tests.samples import ISSUED

pytestmark = pytest.mark.django_db


def test_a_certificate_that_ends_soon_is_found_and_one_that_was_revoked_is_not(
    leader_credential: int,
) -> None:
    row = SigningCredential.objects.get(pk=leader_credential)
    soon = row.valid_until - timedelta(days=20)

    assert ending_credentials(ISSUED) is None
    found = ending_credentials(soon)
    late = ending_credentials(row.valid_until)
    SigningCredential.objects.filter(pk=row.pk).update(state="revoked", revoked_at=ISSUED)

    assert found is not None
    assert late is not None
    assert (found.severity, late.severity) == (Severity.WARNING, Severity.BROKEN)
    assert str(found.what).startswith("1 chứng thư ký hết hạn trong 30 ngày tới")
    assert ending_credentials(soon) is None
