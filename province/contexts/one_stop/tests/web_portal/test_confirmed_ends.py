"""An end beyond the published calendar: what the applicant sees until it is confirmed, and then."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import Accepted
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import Office
from province.contexts.one_stop.tests.walking import accept
from province.contexts.one_stop.tests.web_portal.conftest import StandingClock
from province.foundation.events.bus import deliver_waiting
from province.foundation.identity.actors import job_actor
from province.kernel.calendars import permissions
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import DayOverride, DecidedDays, OverrideKind
from province.kernel.cases import public as cases

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]
LATE_DECEMBER = datetime(2026, 12, 24, 2, 0, tzinfo=UTC)  # Thursday 09:00 in Hà Nội
PROMISED = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)  # ten working days, 01/01 is taken as off
MOVED = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)


def decide() -> None:
    """Publish 2027: the first of January, and one day off that nobody had guessed."""
    actor = job_actor("test", permissions.MANAGE_PROVINCE)
    for day in (date(2027, 1, 1), date(2027, 1, 4)):
        calendars.set_override(
            actor=actor,
            agency_id=None,
            override=DayOverride(date=day, kind=OverrideKind.OFF, decision="9/TB-UBND"),
        )
    calendars.publish_year(
        actor=actor, decided=DecidedDays(last_date=date(2027, 12, 31), decision="9/TB-UBND")
    )


@pytest.fixture
def accepted(office: Office, clock: StandingClock) -> Accepted:
    clock.now = LATE_DECEMBER
    return accept(office, office.file(now=LATE_DECEMBER).dossier_id, now=LATE_DECEMBER)


def confirm(office: Office, dossier_id: int) -> None:
    """Count the legal clock anew, and let what follows from it happen."""
    row = Dossier.objects.get(pk=dossier_id)
    cases.recount_clock(
        actor=office.leader,
        case_id=row.case_id,
        name="legal",
        ground="calendar_decided",
        now=LATE_DECEMBER,
    )
    deliver_waiting(now=LATE_DECEMBER)


def test_a_confirmed_end_reaches_the_dossier_and_is_no_longer_expected_only(
    office: Office, accepted: Accepted
) -> None:
    dossier = Dossier.objects.get(code=accepted.code)
    assert (dossier.due_at, dossier.due_provisional) == (PROMISED, True)
    decide()
    deliver_waiting(now=LATE_DECEMBER)
    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.due_provisional) == (PROMISED, True)

    confirm(office, dossier.pk)

    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.due_provisional) == (MOVED, False)
    assert dossier.due_first == PROMISED
    progress = one_stop.public_progress(code=accepted.code, now=LATE_DECEMBER)
    assert (progress.due_at, progress.provisional) == (MOVED, False)


def test_the_applicant_and_whoever_tracks_see_the_new_date(
    office: Office, accepted: Accepted, citizen: Client
) -> None:
    dossier = Dossier.objects.get(code=accepted.code)
    pages = (
        f"/ho-so-cua-toi/{dossier.pk}/",
        reverse("one_stop:track") + f"?ma={accepted.code}",
    )
    for url in pages:
        text = citizen.get(url).content.decode()
        assert ("dự kiến" in text, "08/01/2027" in text) == (True, True)
    decide()

    confirm(office, dossier.pk)

    own, tracked = (citizen.get(url).content.decode() for url in pages)
    assert ("dự kiến" in tracked, "08/01/2027" in tracked, "11/01/2027" in tracked) == (
        False,
        False,
        True,
    )
    assert ("dự kiến" in own, "11/01/2027" in own) == (False, True)
    assert "tiếp nhận, hẹn trả 08/01/2027" in own  # history stays
    assert "Ngày hẹn trả được tính lại theo lịch nghỉ đã công bố" in own


def test_acts_on_other_clocks_and_other_cases_leave_the_dossier_alone(
    office: Office, accepted: Accepted
) -> None:
    dossier = Dossier.objects.get(code=accepted.code)
    decide()
    cases.note(
        actor=office.leader,
        case_id=dossier.case_id,
        act="noted",
        params={},
        body=None,
        now=LATE_DECEMBER,
    )

    deliver_waiting(now=LATE_DECEMBER)

    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.due_provisional) == (PROMISED, True)
