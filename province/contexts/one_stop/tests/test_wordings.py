"""The words of the law: what is out of force is never proposed, what is recalled says so."""

from datetime import UTC, date, datetime

import pytest

from province.contexts.one_stop import permissions
from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.commands.wordings import NewWording
from province.contexts.one_stop.errors import (
    MayNotError,
    VersionDoubtfulError,
    VersionNotFoundError,
    VersionReasonNeededError,
    WordingFaultyError,
    WordingManyError,
    WordingNoSymbolError,
)
from province.contexts.one_stop.models import LegalWording
from province.contexts.one_stop.queries import legal_data
from province.contexts.one_stop.queries.legal_data import (
    EVERY,
    LABELS,
    REFUSAL_LAW,
    SUPPLEMENT_LAW_AFTER,
    SUPPLEMENT_LAW_BEFORE,
    SYMBOLS,
    word_on,
    words_on,
)
from province.contexts.one_stop.rules.versions import DoubtKind, Standing
from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import job_actor

pytestmark = pytest.mark.django_db
ADMIN = job_actor("test", permissions.SET_WORDINGS)
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
TODAY, LATER = date(2026, 11, 19), date(2027, 1, 1)


def wording(**change: object) -> NewWording:
    values = {
        "procedure": EVERY,
        "what": SUPPLEMENT_LAW_AFTER,
        "valid_from": LATER,
        "lines": ("khoản 5 Điều 19 Nghị định 118/2025/NĐ-CP",),
        "source": "Đã đọc bản gốc",
        "is_recalled": False,
        **change,
    }
    return NewWording(**values)  # type: ignore[arg-type]  # spelled at the call


@pytest.mark.parametrize("what", [REFUSAL_LAW, SUPPLEMENT_LAW_BEFORE, SUPPLEMENT_LAW_AFTER])
@pytest.mark.parametrize(
    ("on", "decree"),
    [
        (date(2025, 6, 30), "61/2018"),
        (date(2025, 7, 1), "118/2025"),
        (date(2026, 8, 4), "118/2025"),
        (date(2026, 8, 5), "118/2025"),
        (TODAY, "118/2025"),
    ],
)
def test_only_a_decree_in_force_on_the_day_is_proposed(what: str, on: date, decree: str) -> None:
    (ground,) = one_stop.usual_laws(procedure_code="", on=on, what=what)

    assert (decree in ground.text, one_stop.proposed_law(on=on, what=what)) == (True, ground)
    assert one_stop.proposed_law(on=date(2018, 6, 20), what=what) is None


def test_what_was_read_is_told_from_what_is_recalled() -> None:
    held = {
        what: one_stop.proposed_law(on=TODAY, what=what)
        for what in (SUPPLEMENT_LAW_BEFORE, SUPPLEMENT_LAW_AFTER)
    }

    assert {what: ground and ground.is_recalled for what, ground in held.items()} == {
        SUPPLEMENT_LAW_BEFORE: False,
        SUPPLEMENT_LAW_AFTER: True,
    }
    assert {one.what for one in one_stop.wordings_on(on=TODAY)} == set(LABELS)


def test_words_that_are_set_hold_from_their_day_on_and_are_audited() -> None:
    before = words_on(what=SUPPLEMENT_LAW_AFTER, on=TODAY)

    assert one_stop.set_wording(actor=ADMIN, wording=wording(), now=NOW) is True
    assert one_stop.set_wording(actor=ADMIN, wording=wording(), now=NOW) is False

    assert words_on(what=SUPPLEMENT_LAW_AFTER, on=TODAY) == before
    assert words_on(what=SUPPLEMENT_LAW_AFTER, on=LATER) == wording().lines
    (entry,) = AuditEntry.objects.filter(action="one_stop.wording_set")
    assert (entry.changes["before"]["lines"], entry.changes["after"]["lines"]) == (
        list(before),
        list(wording().lines),
    )


def deliver(monkeypatch: pytest.MonkeyPatch, text: str, valid_from: date, valid_to: str) -> None:
    """Let the program be delivered with one more line of the law."""
    line = {
        "procedure": EVERY,
        "what": SUPPLEMENT_LAW_AFTER,
        "text": text,
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to,
        "source": "Công báo",
        "is_recalled": "0",
    }
    known = legal_data._rows(legal_data.WORDS)  # noqa: SLF001 -- the file is what is delivered
    monkeypatch.setattr(legal_data, "_rows", lambda _name: (*known, line))


@pytest.mark.parametrize(
    ("begins", "ends", "on", "is_own"),
    [
        (date(2027, 6, 1), "", date(2027, 5, 31), True),
        (date(2027, 6, 1), "", date(2027, 6, 1), False),
        (date(2027, 6, 1), "2027-12-31", date(2028, 1, 1), True),
        (LATER, "", date(2027, 6, 1), True),
    ],
)
def test_a_law_delivered_later_holds_from_its_first_day_on(
    monkeypatch: pytest.MonkeyPatch, begins: date, ends: str, on: date, *, is_own: bool
) -> None:
    one_stop.set_wording(actor=ADMIN, wording=wording(), now=NOW)
    old = words_on(what=SUPPLEMENT_LAW_AFTER, on=TODAY)

    deliver(monkeypatch, "Điều 20 Nghị định mới", begins, ends)

    said = wording().lines if is_own else (*old, "Điều 20 Nghị định mới")
    assert words_on(what=SUPPLEMENT_LAW_AFTER, on=on) == said
    found = one_stop.wording_of(procedure=EVERY, what=SUPPLEMENT_LAW_AFTER, on=on)
    assert found is not None
    assert found.holds is not None
    assert found.holds.lines == said
    assert [one for one in one_stop.wordings_on(on=on) if one.what == SUPPLEMENT_LAW_AFTER] == [
        found
    ]
    assert [one_stop.standing_of(one, found.own, on, found.delivered) for one in found.own] == [
        Standing.HOLDS if is_own else Standing.OVER
    ]


def test_a_correction_and_a_withdrawal_keep_what_was_set() -> None:
    one_stop.set_wording(actor=ADMIN, wording=wording(), now=NOW)
    corrected = wording(lines=("khoản 6 Điều 19",))

    with pytest.raises(VersionDoubtfulError):
        one_stop.set_wording(actor=ADMIN, wording=corrected, reason="Nhầm khoản", now=NOW)
    sure = {DoubtKind.CORRECTS}
    with pytest.raises(VersionReasonNeededError):
        one_stop.set_wording(actor=ADMIN, wording=corrected, confirmed=sure, now=NOW)
    assert LegalWording.objects.count() == 1

    one_stop.set_wording(
        actor=ADMIN, wording=corrected, reason="Nhầm khoản", confirmed=sure, now=NOW
    )
    assert words_on(what=SUPPLEMENT_LAW_AFTER, on=LATER) == ("khoản 6 Điều 19",)
    one_stop.withdraw_wording(
        actor=ADMIN,
        procedure=EVERY,
        what=SUPPLEMENT_LAW_AFTER,
        valid_from=LATER,
        reason="Chưa ban hành",
        now=NOW,
    )

    assert words_on(what=SUPPLEMENT_LAW_AFTER, on=LATER) == (
        "khoản 4 Điều 19 Nghị định 118/2025/NĐ-CP",
    )
    found = one_stop.wording_of(procedure=EVERY, what=SUPPLEMENT_LAW_AFTER, on=LATER)
    assert found is not None
    assert [(one.version, one.is_withdrawn, one.written.reason) for one in found.own] == [
        (3, True, "Chưa ban hành"),
        (2, False, "Nhầm khoản"),
        (1, False, ""),
    ]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"lines": ()}, WordingFaultyError),
        ({"lines": ("x" * 301,)}, WordingFaultyError),
        ({"source": " "}, WordingFaultyError),
        ({"what": "centre", "lines": ("một", "hai")}, WordingManyError),
        ({"what": "unknown"}, VersionNotFoundError),
        ({"valid_from": TODAY}, VersionDoubtfulError),
    ],
)
def test_unfit_words_are_refused_and_nothing_is_stored(
    change: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        one_stop.set_wording(actor=ADMIN, wording=wording(**change), now=NOW)

    entries = AuditEntry.objects.filter(action="one_stop.wording_set")
    assert (LegalWording.objects.count(), entries.count()) == (0, 0)
    assert word_on(what="centre", on=TODAY) == "Trung tâm Phục vụ hành chính công"


@pytest.mark.parametrize(
    ("procedure", "what"),
    [
        (EVERY, "form.receipt"),
        (EVERY, "form.supplement"),
        (EVERY, "form.refusal"),
        (EVERY, "form.apology"),
        (EVERY, "form.control_sheet"),
        (EVERY, "symbol.refusal"),
        ("1.001776", "symbol.grant"),
    ],
)
def test_a_symbol_that_no_number_can_bear_is_refused(procedure: str, what: str) -> None:
    before = word_on(procedure=procedure, what=what, on=LATER)
    mistyped = wording(procedure=procedure, what=what, lines=("TT PVHCC",))

    with pytest.raises(WordingNoSymbolError, match="“TT PVHCC” không dùng làm ký hiệu"):
        one_stop.set_wording(actor=ADMIN, wording=mistyped, now=NOW)

    entries = AuditEntry.objects.filter(action="one_stop.wording_set")
    assert (LegalWording.objects.count(), entries.count()) == (0, 0)
    assert word_on(procedure=procedure, what=what, on=LATER) == before

    good = wording(procedure=procedure, what=what, lines=(" PĐ-TTPVHCC ",))
    one_stop.set_wording(actor=ADMIN, wording=good, now=NOW)
    assert word_on(procedure=procedure, what=what, on=LATER) == "PĐ-TTPVHCC"


def test_every_symbol_of_a_number_is_known_as_one() -> None:
    assert {
        "form.receipt",
        "form.supplement",
        "form.refusal",
        "form.apology",
        "form.control_sheet",
        "symbol.refusal",
        "symbol.grant",
    } == SYMBOLS


def test_only_who_may_sets_and_withdraws_words() -> None:
    with pytest.raises(MayNotError):
        one_stop.set_wording(actor=job_actor("test"), wording=wording(), now=NOW)
    with pytest.raises(MayNotError):
        one_stop.withdraw_wording(
            actor=job_actor("test"),
            procedure=EVERY,
            what=SUPPLEMENT_LAW_AFTER,
            valid_from=LATER,
            reason="thử",
            now=NOW,
        )

    assert LegalWording.objects.count() == 0
