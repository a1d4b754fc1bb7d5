"""What people ask about their own data, from asking to the answer in the register."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from threading import Thread

import pytest
from django.db import IntegrityError, connections
from openpyxl import load_workbook

from province.contexts.privacy import public, rules
from province.contexts.privacy.contracts import (
    Answer,
    LegalTerm,
    NewRequest,
    RequestChannel,
    RequestKind,
    RequestState,
    RequestView,
)
from province.contexts.privacy.errors import (
    AnswerFaultyError,
    KeptByLawError,
    MayNotAnswerError,
    MayNotAskError,
    RequestClosedError,
    RequestFaultyError,
    RequestNotFoundError,
)
from province.contexts.privacy.fact_sheets import legal_terms
from province.contexts.privacy.models import DataRequest
from province.contexts.privacy.tests.conftest import NOW, Commune, browser, make_party
from province.foundation.access.models import AccessEntry
from province.foundation.audit.models import AuditEntry
from province.kernel.attachments import public as attachments
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.models.case import Case, CaseParty
from province.kernel.cases.tests.kinds import Letter
from province.kernel.parties.errors import PersonFaultyError
from province.kernel.parties.models import Party, PartyChange

pytestmark = pytest.mark.django_db
DONE = Answer(done=True, words="Đã sửa theo đề nghị.")
REFUSED = Answer(done=False, words="Hồ sơ còn phải lưu trữ.", law="Luật Lưu trữ 33/2024/QH15")


def ask(
    commune: Commune, kind: RequestKind = RequestKind.CORRECT, *, key: str = "", **more: object
) -> RequestView:
    values: dict[str, object] = {
        "party_id": commune.party.pk,
        "unit_id": commune.agency.pk,
        "kind": kind,
        "words": "Sai từ khi nhập sổ",
        "wanted": {"full_name": "Nguyễn Thị Ánh"} if kind is RequestKind.CORRECT else {},
        **more,
    }
    new = NewRequest(**values)  # type: ignore[arg-type]  # spelled above
    return public.ask(actor=commune.citizen, new=new, key=key, now=NOW)


def test_a_request_opens_a_case_with_the_laws_clock_before_the_head(commune: Commune) -> None:
    asked = ask(commune)

    case = cases.get_case(actor=commune.leader, case_id=asked.case_id, purpose=None, now=NOW)
    assert asked.state is RequestState.OPEN
    assert asked.due_at == case.clocks[0].due_at
    assert asked.due_at == datetime(2026, 11, 30, 10, 0, tzinfo=UTC)  # Monday 17:00, 10 days
    assert [task.holder.post_id for task in case.tasks] == [commune.leader.acting_post]
    assert public.my_requests(actor=commune.citizen) == (asked,)


def test_the_same_key_is_one_request(commune: Commune) -> None:
    assert ask(commune, key="k") == ask(commune, key="k")
    assert DataRequest.objects.count() == 1


def test_a_request_to_see_is_answered_at_once_with_a_file(commune: Commune) -> None:
    asked = ask(commune, RequestKind.SEE, words="")

    assert (asked.state, asked.answered_at) == (RequestState.DONE, NOW)
    assert asked.paper_id is not None
    sheet = load_workbook(BytesIO(attachments.read_whole(version_id=asked.paper_id))).active
    assert sheet is not None
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
    assert ("Sổ người dân", "Họ và tên", commune.party.full_name) in rows
    assert ("Sổ người dân", "Điện thoại", "0900000127") in rows
    case = cases.get_case(actor=commune.citizen, case_id=asked.case_id, purpose=None, now=NOW)
    assert (case.outcome, case.closed_at) == ("done", NOW)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": RequestKind.ERASE, "words": " "}, "words"),
        ({"kind": RequestKind.RESTRICT, "words": "x" * 2001}, "words"),
        ({"wanted": {}}, "full_name"),
    ],
)
def test_a_request_that_says_nothing_is_refused_at_its_field(
    commune: Commune, change: dict[str, object], field: str
) -> None:
    with pytest.raises(RequestFaultyError) as refusal:
        ask(commune, **change)  # type: ignore[arg-type]  # a table of cases

    assert [fault.field for fault in refusal.value.faults] == [field]
    assert not DataRequest.objects.exists()
    assert not Case.objects.exists()


def test_nobody_asks_about_another_but_an_officer_at_the_counter(commune: Commune) -> None:
    new = NewRequest(
        party_id=make_party("Trần Văn Mới").pk, unit_id=commune.agency.pk, kind=RequestKind.SEE
    )
    at_counter = replace(new, channel=RequestChannel.COUNTER)

    with pytest.raises(MayNotAskError):
        public.ask(actor=commune.citizen, new=new, key="", now=NOW)
    with pytest.raises(MayNotAskError):
        public.ask(actor=commune.official, new=at_counter, key="", now=NOW)
    assert not DataRequest.objects.exists()

    public.ask(actor=commune.officer, new=at_counter, key="", now=NOW)

    look = AccessEntry.objects.using("access").get()
    assert (look.party_id, look.actor) == (new.party_id, commune.officer.key)


def test_an_answer_corrects_the_register_and_keeps_what_was_there(commune: Commune) -> None:
    asked = ask(commune)

    answered = public.answer(actor=commune.leader, case_id=asked.case_id, answer=DONE, now=NOW)

    party = Party.objects.get(pk=commune.party.pk)
    assert (party.full_name, party.folded) == ("Nguyễn Thị Ánh", "nguyen thi anh")
    assert (answered.state, answered.answer) == (RequestState.DONE, DONE.words)
    change = PartyChange.objects.get()
    assert (change.field, change.before, change.after, change.ground) == (
        "full_name",
        "Nguyễn Thị Lấp Lánh Ánh",
        "Nguyễn Thị Ánh",
        f"yêu cầu số {asked.id}",
    )
    assert AuditEntry.objects.get(action="parties.corrected").changes == {
        "fields": ["full_name"],
        "ground": f"yêu cầu số {asked.id}",
    }
    assert (
        cases.get_case(actor=commune.leader, case_id=asked.case_id, purpose=None, now=NOW).outcome
        == "done"
    )


def test_what_cannot_be_corrected_is_refused_and_nothing_happens(commune: Commune) -> None:
    asked = ask(commune, wanted={"phone": "gọi tôi"})

    with pytest.raises(PersonFaultyError):
        public.answer(actor=commune.leader, case_id=asked.case_id, answer=DONE, now=NOW)

    assert DataRequest.objects.get().state == "open"
    assert not PartyChange.objects.exists()


def test_erasing_empties_the_row_when_nothing_must_be_kept(commune: Commune) -> None:
    asked = ask(commune, RequestKind.ERASE)

    public.answer(actor=commune.leader, case_id=asked.case_id, answer=DONE, now=NOW)

    party = Party.objects.get(pk=commune.party.pk)
    assert (party.full_name, party.personal_number, party.phone) == ("Đã xóa theo đề nghị", "", "")
    assert not party.aliases.exists()


def test_erasing_is_refused_with_the_law_while_a_dossier_is_kept(commune: Commune) -> None:
    KINDS.register(letter := Letter())
    try:
        kept = cases.open_case(
            actor=commune.leader,
            new=cases.NewCase(kind="demo_letter", title="Hồ sơ cũ", unit_id=commune.agency.pk),
            key="",
            now=NOW,
        )
        CaseParty.objects.create(case_id=kept.case_id, party=commune.party, role="applicant")
        asked = ask(commune, RequestKind.ERASE)

        with pytest.raises(KeptByLawError, match="Luật Lưu trữ"):
            public.answer(actor=commune.leader, case_id=asked.case_id, answer=DONE, now=NOW)
        refused = public.answer(
            actor=commune.leader, case_id=asked.case_id, answer=REFUSED, now=NOW
        )
    finally:
        KINDS.withdraw(letter.key)

    assert Party.objects.get(pk=commune.party.pk).full_name == commune.party.full_name
    assert (refused.state, refused.law) == (RequestState.REFUSED, REFUSED.law)


def test_an_answer_is_refused_without_right_words_or_law(commune: Commune) -> None:
    asked = ask(commune)
    case = asked.case_id

    with pytest.raises(MayNotAnswerError):
        public.answer(actor=commune.officer, case_id=case, answer=DONE, now=NOW)
    with pytest.raises(RequestNotFoundError):
        public.answer(actor=commune.official, case_id=case, answer=DONE, now=NOW)
    with pytest.raises(AnswerFaultyError):
        public.answer(actor=commune.leader, case_id=case, answer=replace(REFUSED, law=" "), now=NOW)
    with pytest.raises(AnswerFaultyError):
        public.answer(actor=commune.leader, case_id=case, answer=replace(DONE, words=""), now=NOW)

    assert DataRequest.objects.get().state == "open"
    assert not PartyChange.objects.exists()


def test_a_withdrawn_request_is_over(commune: Commune) -> None:
    asked = ask(commune)

    public.withdraw_request(actor=commune.citizen, case_id=asked.case_id, now=NOW)

    assert DataRequest.objects.get().state == "withdrawn"
    with pytest.raises(RequestClosedError):
        public.withdraw_request(actor=commune.citizen, case_id=asked.case_id, now=NOW)
    with pytest.raises(RequestClosedError):
        public.answer(actor=commune.leader, case_id=asked.case_id, answer=DONE, now=NOW)
    with pytest.raises(RequestNotFoundError):
        public.withdraw_request(actor=commune.leader, case_id=asked.case_id, now=NOW)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "done"}, "privacy_request_over_has_moment"),
        ({"state": "refused", "answered_at": NOW}, "privacy_request_refused_by_law"),
    ],
)
def test_the_database_guards_the_end_of_a_request(
    commune: Commune, change: dict[str, object], constraint: str
) -> None:
    ask(commune)

    with pytest.raises(IntegrityError, match=constraint):
        DataRequest.objects.update(**change)


def test_limits_are_data_and_the_latest_that_has_begun_holds() -> None:
    later = LegalTerm("see", 5, "day", date(2027, 1, 1), "Luật sửa đổi", is_checked=True)
    terms = [*legal_terms(), later]

    assert {term.key for term in legal_terms()} == {*RequestKind, "breach"}
    assert rules.term_on(terms, key="see", on=date(2026, 12, 31)) == legal_terms()[0]
    assert rules.term_on(terms, key="see", on=date(2027, 1, 1)) == later
    assert rules.term_on(terms, key="see", on=date(2025, 1, 1)) is None


def test_the_pages_from_asking_to_the_answer(commune: Commune, clock: None) -> None:
    del clock
    citizen = browser(commune.citizen_account)
    assert commune.leader.account_id is not None
    page = citizen.get("/du-lieu-cua-toi/yeu-cau/moi/?loai=correct").content.decode()
    given = {
        "kind": "correct",
        "unit": str(commune.agency.pk),
        "address": "Ấp Mới",
        "birth_date_day": "31",
        "birth_date_month": "2",
        "birth_date_year": "1958",
        "key": "k",
    }

    wrong = citizen.post("/du-lieu-cua-toi/yeu-cau/moi/", given)
    right = citizen.post("/du-lieu-cua-toi/yeu-cau/moi/", {**given, "birth_date_day": "8"})
    mine = citizen.get(right["Location"]).content.decode()
    hub = citizen.get("/du-lieu-cua-toi/").content.decode()

    assert commune.agency.name in page
    assert wrong.status_code == 422
    assert 'value="Ấp Mới"' in wrong.content.decode()
    assert "Ấp Mới" in mine
    assert "Nghị định 356/2025" in mine
    assert commune.party.full_name in hub
    assert "Yêu cầu đã gửi" in hub


def test_strangers_do_not_see_a_request(commune: Commune, clock: None) -> None:
    del clock
    asked = ask(commune, RequestKind.SEE)
    other = make_party("Trần Văn Mới")
    stranger = browser(commune.citizen_account)
    commune.citizen_account.party_id = other.pk
    commune.citizen_account.save()

    assert stranger.get(f"/du-lieu-cua-toi/yeu-cau/{asked.case_id}/").status_code == 404
    assert stranger.get(f"/du-lieu-cua-toi/yeu-cau/{asked.case_id}/tep/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one(commune: Commune) -> None:
    asked = ask(commune)
    outcomes: list[str] = []

    def answer(words: str) -> None:
        try:
            public.answer(
                actor=commune.leader,
                case_id=asked.case_id,
                answer=Answer(done=True, words=words),
                now=datetime(2026, 11, 19, 3, 0, tzinfo=UTC),
            )
            outcomes.append("done")
        except Exception as refusal:  # noqa: BLE001 -- the test looks at what came
            outcomes.append(type(refusal).__name__)
        finally:
            connections.close_all()

    threads = [Thread(target=answer, args=(words,)) for words in ("một", "hai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count("done") == 1
    assert PartyChange.objects.count() == 1
