"""What the address of the inbox asks for, and the addresses that ask for something else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from province.foundation.ui.contracts import ChipLink
from province.foundation.web.asked import id_in
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import DutyCounts

LATE, TODAY, PAUSED, RUNNING = "late", "today", "paused", "running"
URGENCIES = {"tre": LATE, "hom-nay": TODAY, "dang-dung": PAUSED, "dang-chay": RUNNING}
LONGEST_TEXT = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the inbox as they stand in its address."""

    urgency: str = ""
    kind: str = ""
    post_id: int | None = None
    text: str = ""
    after: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.urgency or self.kind or self.post_id is not None or self.text)

    def filters(self) -> cases.DutyFilter:
        """Return the filter that the kernel understands."""
        return cases.DutyFilter(
            kinds=(self.kind,) if self.kind else (),
            urgency=URGENCIES.get(self.urgency, ""),
            post_id=self.post_id,
            text=self.text,
        )

    def query(self) -> dict[str, str]:
        """Return the parameters of the address, without those that are not set."""
        pairs = {
            "han": self.urgency,
            "loai": self.kind,
            "vi-tri": str(self.post_id) if self.post_id is not None else "",
            "q": self.text,
            "sau": self.after,
        }
        return {name: value for name, value in pairs.items() if value}

    def url(self) -> str:
        """Return the address of this view of the inbox, relative to its page."""
        query = self.query()
        return f"?{urlencode(query)}" if query else "?"


def asked_in(given: Mapping[str, str]) -> Asked:
    """Read the address; what it says wrongly is left out."""
    urgency, kind = given.get("han", ""), given.get("loai", "")
    post = given.get("vi-tri", "")
    return Asked(
        urgency=urgency if urgency in URGENCIES else "",
        kind=kind if KINDS.find(kind) else "",
        post_id=id_in(post),
        text=given.get("q", "")[:LONGEST_TEXT].strip(),
        after=given.get("sau", "")[:80],
    )


def urgency_chips(*, asked: Asked, counts: DutyCounts) -> tuple[ChipLink, ...]:
    """Return the chips of urgency; each keeps the other filters."""
    chips = (
        ("", _("Mọi hạn"), None),
        ("tre", _("Trễ"), counts.late),
        ("hom-nay", _("Hôm nay"), counts.today),
        ("dang-dung", _("Đang dừng"), counts.paused),
        ("dang-chay", _("Đang chạy"), counts.total - counts.paused),
    )
    return tuple(
        ChipLink(
            label=label,
            url=replace(asked, urgency=key, after="").url(),
            current=asked.urgency == key,
            count=count,
        )
        for key, label, count in chips
    )
