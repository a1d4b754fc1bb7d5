"""The data of the law for papers and checks, each line with source and validity.

The fact files say what is known when the program is delivered; the words of ``legal_words.csv`` an
administrator may replace from a day on, until a line delivered later begins.
What is out of force on the day is never answered.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.contracts.legal import Category
from province.contexts.one_stop.described.reading import described_procedures
from province.contexts.one_stop.models import LegalWording
from province.contexts.one_stop.queries.rates import written_of
from province.contexts.one_stop.rules.copy_fees import CopyFee
from province.contexts.one_stop.rules.versions import WordingVersion, own_holding, within

FACTS = Path(__file__).resolve().parents[1] / "facts"
WORDS = "legal_words.csv"
EVERY = "*"
REFUSAL_LAW = "law.refusal"
SUPPLEMENT_LAW_BEFORE = "law.supplement_before"
SUPPLEMENT_LAW_AFTER = "law.supplement_after"
LABELS: Mapping[str, StrOrPromise] = {
    REFUSAL_LAW: _("Căn cứ từ chối"),
    SUPPLEMENT_LAW_BEFORE: _("Căn cứ yêu cầu bổ sung, trước khi tiếp nhận"),
    SUPPLEMENT_LAW_AFTER: _("Căn cứ yêu cầu bổ sung, sau khi tiếp nhận"),
    "centre": _("Tên bộ phận tiếp nhận trên giấy"),
    "hotline": _("Số tổng đài in trên giấy khi cán bộ không có số riêng"),
    "form.receipt": _("Ký hiệu của mẫu 01"),
    "form.supplement": _("Ký hiệu của mẫu 02"),
    "form.refusal": _("Ký hiệu của mẫu 03"),
    "form.apology": _("Ký hiệu của mẫu 04"),
    "form.control_sheet": _("Ký hiệu của mẫu 06"),
    "symbol.refusal": _("Ký hiệu của phiếu từ chối giải quyết"),
    "symbol.grant": _("Ký hiệu của quyết định"),
    "authority": _("Người có thẩm quyền quyết định"),
    "division": _("Phòng thi hành"),
    "proposer": _("Người đề nghị"),
    "recipient": _("Nơi nhận"),
    "ground": _("Căn cứ của quyết định"),
}
SEVERAL = {REFUSAL_LAW, SUPPLEMENT_LAW_BEFORE, SUPPLEMENT_LAW_AFTER, "recipient", "ground"}
SYMBOLS = frozenset(what for what in LABELS if what.startswith(("form.", "symbol.")))
ON_A_GRANT = ("authority", "division", "proposer", "recipient", "ground", "symbol.grant")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one sort: what holds on a day, what administrators set, what was delivered."""

    procedure: str
    what: str
    holds: WordingVersion | None
    own: tuple[WordingVersion, ...]
    delivered: tuple[WordingVersion, ...]

    @property
    def label(self) -> StrOrPromise:
        """Return what these words are for."""
        return LABELS[self.what]


@dataclass(frozen=True, slots=True)
class LegalGround:
    """A ground in law as it is written on a paper; ``is_recalled``: nobody has checked it yet."""

    text: str
    source: str
    is_recalled: bool


def words_on(*, what: str, on: date, procedure: str = EVERY) -> tuple[str, ...]:
    """Return the words of the law of one sort that hold on a day, in their order."""
    return tuple(ground.text for ground in grounds_on(what=what, on=on, procedure=procedure))


def word_on(*, what: str, on: date, procedure: str = EVERY) -> str:
    """Return the one word of a sort that holds on a day.

    :raises LookupError: none, or several, hold on the day.
    """
    found = words_on(what=what, on=on, procedure=procedure)
    if len(found) != 1:
        msg = f"{WORDS}: {len(found)} lines '{what}' of '{procedure}' on {on}"
        raise LookupError(msg)
    return found[0]


def grounds_on(*, what: str, on: date, procedure: str = EVERY) -> tuple[LegalGround, ...]:
    """Return the words of one sort that hold on a day, each with its source."""
    own = own_versions(procedure=procedure, what=what)
    return tuple(
        LegalGround(text, one.source, one.is_recalled)
        for one in _holding(own, _delivered(procedure, what), on)
        for text in one.lines
    )


def unchecked_on(*, procedure: str, on: date) -> tuple[LegalGround, ...]:
    """Return what a decision of this procedure would say that nobody has checked yet."""
    found = [
        each for what in ON_A_GRANT for each in grounds_on(what=what, on=on, procedure=procedure)
    ]
    return tuple(each for each in found if each.is_recalled)


def wordings_on(*, on: date) -> tuple[Wording, ...]:
    """Return every sort of words with what holds on a day, in the order of the file."""
    own: dict[tuple[str, str], list[WordingVersion]] = {}
    for row in LegalWording.objects.order_by("-valid_from", "-version"):
        own.setdefault((row.procedure, row.what), []).append(_version(row))
    sorts = dict.fromkeys((row["procedure"], row["what"]) for row in _words())
    return tuple(_wording(*sort, own=tuple(own.get(sort, ())), on=on) for sort in sorts)


def wording_of(*, procedure: str, what: str, on: date) -> Wording | None:
    """Return the words of one sort with all their versions; nothing when there is no such sort."""
    if not any((row["procedure"], row["what"]) == (procedure, what) for row in _words()):
        return None
    return _wording(procedure, what, own=own_versions(procedure=procedure, what=what), on=on)


def own_versions(*, procedure: str, what: str) -> tuple[WordingVersion, ...]:
    """Return what administrators have set for one sort of words, the newest day first."""
    rows = LegalWording.objects.filter(procedure=procedure, what=what)
    return tuple(_version(row) for row in rows.order_by("-valid_from", "-version"))


def categories_on(*, on: date) -> tuple[Category, ...]:
    """Return the categories of those entitled to the allowance on a day."""
    return tuple(
        Category(
            name=row["name"],
            filed_as=row["filed_as"],
            age_from=int(row["age_from"]) if row["age_from"] else None,
            age_to=int(row["age_to"]) if row["age_to"] else None,
            source=row["source"],
            is_recalled=row["is_recalled"] == "1",
            households=tuple(row["households"].split()),
        )
        for row in _rows("allowance_categories.csv")
        if _holds(row, on)
    )


def copy_fee_on(*, on: date) -> CopyFee | None:
    """Return what a certified copy costs on a day, or nothing when no fee is in force."""
    rows = [row for row in _rows("copy_fees.csv") if _holds(row, on)]
    return next(
        (
            CopyFee(
                first_pages=int(row["first_pages"]),
                first_fee=int(row["first_fee"]),
                more_fee=int(row["more_fee"]),
                most=int(row["most"]),
            )
            for row in reversed(rows)
        ),
        None,
    )


def _wording(procedure: str, what: str, *, own: tuple[WordingVersion, ...], on: date) -> Wording:
    delivered = _delivered(procedure, what)
    held = _holding(own, delivered, on)
    return Wording(
        procedure=procedure,
        what=what,
        holds=_joined(held) if held else None,
        own=own,
        delivered=delivered,
    )


def _delivered(procedure: str, what: str) -> tuple[WordingVersion, ...]:
    return tuple(
        WordingVersion(
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            lines=(row["text"],),
            source=row["source"],
            is_recalled=row["is_recalled"] == "1",
        )
        for row in _words()
        if (row["procedure"], row["what"]) == (procedure, what)
    )


def _holding(
    own: Sequence[WordingVersion], delivered: Sequence[WordingVersion], on: date
) -> tuple[WordingVersion, ...]:
    """Return what holds on a day: the own version, or the delivered ones in force."""
    found = own_holding(own, delivered, on)
    if found is not None:
        return (found,)
    return tuple(one for one in delivered if within(one.valid_from, one.valid_to, on))


def _joined(held: Sequence[WordingVersion]) -> WordingVersion:
    if len(held) == 1:
        return held[0]
    return WordingVersion(
        valid_from=max(one.valid_from for one in held),
        lines=tuple(line for one in held for line in one.lines),
        source="; ".join(dict.fromkeys(one.source for one in held)),
        is_recalled=any(one.is_recalled for one in held),
    )


def _version(row: LegalWording) -> WordingVersion:
    return WordingVersion(
        valid_from=row.valid_from,
        lines=tuple(row.lines),
        source=row.source,
        is_recalled=row.is_recalled,
        version=row.version,
        is_withdrawn=row.is_withdrawn,
        written=written_of(row=row),
    )


def _words() -> tuple[dict[str, str], ...]:
    """Return the words of the fact file, then those that the described procedures bring."""
    return (*_rows(WORDS), *_brought())


@cache
def _brought() -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "procedure": described.code,
            "what": word.what,
            "text": word.text,
            "valid_from": word.valid_from.isoformat(),
            "valid_to": word.valid_to.isoformat() if word.valid_to else "",
            "source": word.source,
            "is_recalled": "1" if word.is_recalled else "0",
        }
        for described in described_procedures()
        for word in described.words
    )


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (FACTS / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def _holds(row: dict[str, str], on: date) -> bool:
    last = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    return within(date.fromisoformat(row["valid_from"]), last, on)
