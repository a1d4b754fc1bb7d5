from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from province.foundation.audit.models import AuditEntry
from province.foundation.files.folder import FolderStore
from province.foundation.files.storage import plug_store
from province.foundation.files.tests import samples as files
from province.foundation.identity.actors import ANONYMOUS, Actor, job_actor
from province.kernel.attachments.public import take_in
from province.kernel.forms.contracts import DraftValue
from province.kernel.forms.errors import (
    DraftNotFoundError,
    DraftStaleError,
    FormChangedError,
    FormNotFoundError,
    MayNotApproveFormError,
    PaperRefusedError,
    SignInForDraftError,
    StepNotFoundError,
)
from province.kernel.forms.models import Draft, FormVersion
from province.kernel.forms.permissions import APPROVE
from province.kernel.forms.public import (
    approve_form,
    attach,
    current_form,
    detach,
    discard,
    draft,
    drafts,
    expire_drafts,
    form_version,
    load_forms,
    save_step,
    start_draft,
)
from province.kernel.forms.registering import FORMS, RegisteredForm
from province.kernel.forms.rules.definitions import definition_from_json
from province.kernel.forms.tests.samples import (
    CITIZEN,
    COMMUNES,
    NOW,
    PLAIN,
    STRANGER,
    TODAY,
    sample,
)
from province.kernel.forms.tests.test_cleaning import GOOD_PERSON

pytestmark = pytest.mark.django_db
BOSS = job_actor("tests", APPROVE)


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Iterator[None]:
    plug_store(FolderStore(tmp_path))
    yield
    plug_store(None)


@pytest.fixture(autouse=True)
def form() -> Iterator[None]:
    others = list(FORMS)
    for one in others:
        FORMS.withdraw(one.definition.key)
    _register(PLAIN)
    load_forms(actor=BOSS, now=NOW)
    approve_form(actor=BOSS, key="sample", version=1, valid_from=date(2026, 1, 1), now=NOW)
    yield
    FORMS.withdraw("sample")
    for one in others:
        FORMS.register(one)


def _register(plain: dict[str, Any]) -> None:
    FORMS.withdraw("sample")
    FORMS.register(RegisteredForm(definition=definition_from_json(plain), plain=plain))


def _start(**known: Any) -> DraftValue:
    return start_draft(actor=CITIZEN, form_key="sample", subject="1.001776", now=NOW, prefill=known)


def _save(value: DraftValue, raw: dict[str, Any], **other: Any) -> Any:
    asked: dict[str, Any] = {
        "actor": CITIZEN,
        "draft_id": value.id,
        "step": "person",
        "raw": raw,
        "revision": value.revision,
        "now": NOW,
        "communes": COMMUNES,
    }
    return save_step(**{**asked, **other})


def _unchanged(value: DraftValue) -> bool:
    return draft(actor=CITIZEN, draft_id=value.id, now=NOW) == value


def test_draft_starts_with_what_is_known() -> None:
    value = start_draft(
        actor=CITIZEN,
        form_key="sample",
        subject="1.001776",
        now=NOW,
        prefill={"party.full_name": "Trần Văn Ơn", "party.phone": "0912345678"},
    )

    assert (value.values, value.prefilled) == ({"name": "Trần Văn Ơn"}, ("name",))
    assert (value.step, value.revision) == ("person", 0)
    assert value.expires_at == NOW + timedelta(days=30)
    assert drafts(actor=CITIZEN, now=NOW) == (value,)


def test_good_step_is_saved_and_leads_on() -> None:
    saved = _save(_start(), GOOD_PERSON)

    assert (saved.faults, saved.next_step) == ((), "family")
    assert saved.draft.values["name"] == "Nguyễn Thị Lấp Lánh Ánh"
    assert (saved.draft.step, saved.draft.revision, saved.draft.raw) == ("family", 1, {})


def test_nothing_typed_is_lost_when_it_is_wrong() -> None:
    typed = {**GOOD_PERSON, "born_day": "31", "phone": "abc", "csrf": "x", "other": "y"}

    saved = _save(_start(), typed)

    assert [(fault.field, fault.code) for fault in saved.faults] == [
        ("born", "forms.date_no_such_day"),
        ("phone", "forms.phone_not_digits"),
    ]
    kept = draft(actor=CITIZEN, draft_id=saved.draft.id, now=NOW)
    assert kept.raw == {
        "person": {
            name: [text] for name, text in {**GOOD_PERSON, "born_day": "31", "phone": "abc"}.items()
        }
    }
    assert kept.values == {
        "name": "Nguyễn Thị Lấp Lánh Ánh",
        "number": "089156004127",
        "commune": "30337",
    }
    assert (saved.next_step, kept.step) == ("person", "person")


def test_step_put_right_forgets_what_was_wrong() -> None:
    first = _save(_start(), {**GOOD_PERSON, "phone": "abc"})

    second = _save(first.draft, GOOD_PERSON)

    assert (second.draft.raw, second.draft.values["phone"]) == ({}, "0912345678")


def test_same_step_from_another_tab_is_told_and_not_overwritten() -> None:
    opened = _start()
    saved = _save(opened, GOOD_PERSON).draft

    with pytest.raises(DraftStaleError):
        _save(opened, {**GOOD_PERSON, "name": "Người khác"})

    assert _unchanged(saved)


def test_another_step_from_another_tab_is_saved() -> None:
    opened = _start()
    _save(opened, GOOD_PERSON)

    saved = _save(opened, {"married": "no"}, step="family")

    assert saved.draft.values["married"] == "no"
    assert saved.draft.values["name"] == "Nguyễn Thị Lấp Lánh Ánh"


def test_strangers_draft_is_unknown_everywhere() -> None:
    value = _start()

    for ask in (
        lambda who: draft(actor=who, draft_id=value.id, now=NOW),
        lambda who: _save(value, GOOD_PERSON, actor=who),
        lambda who: attach(actor=who, draft_id=value.id, field="paper", version_id=1, now=NOW),
        lambda who: detach(actor=who, draft_id=value.id, field="paper", version_id=1, now=NOW),
        lambda who: discard(actor=who, draft_id=value.id, now=NOW),
    ):
        for who in (STRANGER, ANONYMOUS):
            with pytest.raises(DraftNotFoundError):
                ask(who)

    assert drafts(actor=STRANGER, now=NOW) == ()
    assert drafts(actor=ANONYMOUS, now=NOW) == ()
    assert _unchanged(value)


def test_unknown_step_changes_nothing() -> None:
    value = _start()

    with pytest.raises(StepNotFoundError):
        _save(value, GOOD_PERSON, step="nowhere")

    assert _unchanged(value)


def test_nobody_signed_in_starts_no_draft() -> None:
    with pytest.raises(SignInForDraftError):
        start_draft(actor=ANONYMOUS, form_key="sample", subject="", now=NOW)

    assert Draft.objects.count() == 0


def test_draft_of_an_unknown_form_is_refused() -> None:
    with pytest.raises(FormNotFoundError) as refusal:
        start_draft(actor=CITIZEN, form_key="nothing", subject="", now=NOW)

    assert str(refusal.value) == "Không có biểu mẫu “nothing” đang áp dụng."
    assert Draft.objects.count() == 0


def _file(actor: Actor, pages: int = 1) -> int:
    stream = [files.pdf(pages=pages)]
    return take_in(actor=actor, name="kết hôn.pdf", stream=stream, now=NOW).id


def test_papers_are_put_and_taken_away() -> None:
    value, paper = _start(), _file(CITIZEN)

    with_paper = attach(actor=CITIZEN, draft_id=value.id, field="paper", version_id=paper, now=NOW)
    twice = attach(actor=CITIZEN, draft_id=value.id, field="paper", version_id=paper, now=NOW)
    without = detach(actor=CITIZEN, draft_id=value.id, field="paper", version_id=paper, now=NOW)

    assert (with_paper.papers, twice.papers, without.papers) == (
        {"paper": [paper]},
        {"paper": [paper]},
        {},
    )


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("nowhere", "Biểu mẫu không có chỗ cho giấy tờ này."),
        ("name", "Biểu mẫu không có chỗ cho giấy tờ này."),
        ("paper", "Không tìm thấy tệp của bạn."),
    ],
)
def test_wrong_paper_is_refused(field: str, sentence: str) -> None:
    value, paper = _start(), _file(STRANGER)

    with pytest.raises(PaperRefusedError) as refusal:
        attach(actor=CITIZEN, draft_id=value.id, field=field, version_id=paper, now=NOW)

    assert [str(fault.sentence) for fault in refusal.value.faults] == [sentence]
    assert _unchanged(value)


def test_full_place_takes_no_more_papers() -> None:
    value = _start()
    for pages in (1, 2):
        attach(
            actor=CITIZEN,
            draft_id=value.id,
            field="paper",
            version_id=_file(CITIZEN, pages),
            now=NOW,
        )

    with pytest.raises(PaperRefusedError) as refusal:
        attach(
            actor=CITIZEN,
            draft_id=value.id,
            field="paper",
            version_id=_file(CITIZEN, 3),
            now=NOW,
        )

    assert str(refusal.value.faults[0].sentence) == (
        "Chỗ này nhận nhiều nhất 2 tệp. Hãy bỏ bớt một tệp."
    )


def test_discarded_draft_is_gone() -> None:
    value = _start()

    discard(actor=CITIZEN, draft_id=value.id, now=NOW)

    assert Draft.objects.count() == 0


def test_draft_lives_thirty_days_after_its_last_change() -> None:
    value = _start()
    later = NOW + timedelta(days=20)
    _save(value, GOOD_PERSON, now=later)

    early = expire_drafts(now=NOW + timedelta(days=49))
    with pytest.raises(DraftNotFoundError):
        draft(actor=CITIZEN, draft_id=value.id, now=NOW + timedelta(days=50))
    late = expire_drafts(now=NOW + timedelta(days=50))

    assert (early, late, Draft.objects.count()) == (0, 1, 0)


def test_list_of_drafts_takes_one_query_for_one_and_for_three(
    django_assert_num_queries: Any,
) -> None:
    _start()
    with django_assert_num_queries(1):
        assert len(drafts(actor=CITIZEN, now=NOW)) == 1
    _start()
    _start()

    with django_assert_num_queries(1):
        assert len(drafts(actor=CITIZEN, now=NOW, subject="1.001776")) == 3


def test_current_form_is_the_approved_one_of_the_day() -> None:
    _register({**PLAIN, "version": 2, "title": "Tờ khai mới"})
    loaded = load_forms(actor=BOSS, now=NOW)
    before = current_form(key="sample", on=TODAY)
    approve_form(actor=BOSS, key="sample", version=2, valid_from=date(2026, 12, 1), now=NOW)

    assert loaded == ("sample/2",)
    assert before == sample()
    assert current_form(key="sample", on=date(2026, 11, 30)).version == 1
    assert current_form(key="sample", on=date(2026, 12, 1)).title == "Tờ khai mới"
    assert form_version(key="sample", version=1) == sample()
    with pytest.raises(FormNotFoundError):
        current_form(key="sample", on=date(2025, 12, 31))


def test_loading_twice_does_nothing_more() -> None:
    rows = (FormVersion.objects.count(), AuditEntry.objects.count())

    assert load_forms(actor=BOSS, now=NOW) == ()
    assert (FormVersion.objects.count(), AuditEntry.objects.count()) == rows


def test_changed_file_without_a_new_version_is_refused() -> None:
    _register({**PLAIN, "title": "Khác"})

    with pytest.raises(FormChangedError) as refusal:
        load_forms(actor=BOSS, now=NOW)

    assert str(refusal.value) == "Biểu mẫu sample bản 1 đã khác. Hãy tăng số phiên bản."
    assert form_version(key="sample", version=1).title == "Tờ khai mẫu"


def test_forms_are_approved_by_those_who_may() -> None:
    _register({**PLAIN, "version": 2})
    load_forms(actor=BOSS, now=NOW)

    with pytest.raises(MayNotApproveFormError):
        approve_form(actor=CITIZEN, key="sample", version=2, valid_from=TODAY, now=NOW)
    with pytest.raises(FormNotFoundError):
        approve_form(actor=BOSS, key="sample", version=3, valid_from=TODAY, now=NOW)

    assert current_form(key="sample", on=TODAY).version == 1
