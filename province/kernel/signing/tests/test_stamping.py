from datetime import UTC, datetime
from hashlib import sha256

import pytest
from asn1crypto import cms, tsp

from province.kernel.signing import public as signing

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def test_a_digest_is_stamped_with_its_moment() -> None:
    digest = sha256(b"journal").hexdigest()

    token = signing.time_stamp(sha256=digest, now=NOW)

    signed = cms.ContentInfo.load(token)["content"]
    info = tsp.TSTInfo.load(signed["encap_content_info"]["content"].parsed.dump())
    assert info["message_imprint"]["hashed_message"].native == bytes.fromhex(digest)
    assert info["gen_time"].native == NOW
