"""Time stamps over digests that are no papers: the anchors of the journal."""

import asyncio
from datetime import datetime

from province.foundation.signing.contracts import TimeStampError
from province.kernel.signing.commands.keys import current_authority
from province.kernel.signing.errors import TimeStampUnavailableError
from province.kernel.signing.queries import papers as paper_queries


def time_stamp(*, sha256: str, now: datetime) -> bytes:
    """Return an RFC 3161 time stamp token (CMS, DER) over a SHA-256 digest given in hex.

    :raises TimeStampUnavailableError: no time stamp could be had.
    """
    from province.foundation.signing.time_stamps import (  # noqa: PLC0415 -- slow to load
        local_time_stamper,
    )

    authority = paper_queries.authority_keys(authority=current_authority(now=now))
    stamper = local_time_stamper(authority=authority, at=now)
    try:
        token = asyncio.run(stamper.async_timestamp(bytes.fromhex(sha256), "sha256"))
    except TimeStampError:
        raise TimeStampUnavailableError from None
    stamp: bytes = token.dump()
    return stamp
