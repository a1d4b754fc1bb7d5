"""Certified copies, 2.000815: described by its file, with the fee counted from pages and copies."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from province.contexts.one_stop.described.kind import DescribedKind
from province.contexts.one_stop.kinds import Ground
from province.contexts.one_stop.queries.legal_data import copy_fee_on
from province.contexts.one_stop.rules.copy_fees import CopyFee, copies_in, fee_of

CODE = "2.000815"


class CertifiedCopyKind(DescribedKind):
    """How copies are certified: at once, entered in the book, the fee as a recorded fact."""

    def reference(self, on: date) -> CopyFee | None:
        """Return the fee that is in force; nothing before the first one."""
        return copy_fee_on(on=on)

    def proposed(self, ground: Ground, reference: CopyFee | None) -> Mapping[str, Any]:
        """Return how many copies there are, and what they cost."""
        return {
            **super().proposed(ground, reference),
            "count": str(sum(copies for _pages, copies in copies_in(ground.payload))),
            "fee": fee_of(reference, ground.payload) if reference else 0,
        }
