"""Files the monthly social allowance as the national portal would: by the API, with a key."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import httpx

from province.contexts.exchange import permissions
from province.contexts.exchange import public as exchange
from province.contexts.exchange.contracts import PartnerInput, PartnerValue
from province.foundation.identity.actors import job_actor
from province.sites.console.selfcheck.filing import PROCEDURE, Answers
from province.sites.console.selfcheck.people import CITIZEN, NUMBER
from province.sites.console.selfcheck.robot import TIMEOUT, UnexpectedPageError

CODE = "tu-kiem-tra"
SCOPE = "selfcheck"
CHECKER = job_actor("selfcheck", permissions.MANAGE_PARTNERS)
AGAIN = 2


@contextmanager
def one_time_key(*, now: datetime) -> Iterator[str]:
    """Give the check a key of its own, revoked at the end, whatever happened."""
    issued = exchange.issue_key(
        actor=CHECKER, partner_id=_partner(now).id, label=f"{now:%Y-%m-%d %H:%M}", days=1, now=now
    )
    try:
        yield issued.secret
    finally:
        exchange.revoke_key(actor=CHECKER, key_id=issued.key_id, now=now)


def file_by_api(  # noqa: PLR0913 -- each is one fact of the request
    *,
    base_url: str,
    ca_file: str | None,
    secret: str,
    external_code: str,
    answers: Answers,
    agency_code: str,
) -> str:
    """Send the filing twice, as a network that repeats itself would; returns the filing number.

    :raises UnexpectedPageError: it was not taken in, or the second time became another one.
    """
    document = {
        "external_code": external_code,
        "procedure_code": PROCEDURE,
        "agency_code": agency_code,
        "applicant": {
            "full_name": CITIZEN,
            "personal_number": NUMBER,
            "birth_date": "1940-04-30",
            "sex": "female",
        },
        "answers": {name: answer for name, answer in answers.items() if answer},
    }
    numbers = set()
    with httpx.Client(
        base_url=base_url,
        timeout=TIMEOUT,
        trust_env=False,
        verify=ca_file or True,
        headers={"Authorization": f"Bearer {secret}", "Accept-Language": "vi"},
    ) as client:
        for _attempt in range(AGAIN):
            answer = client.post("/api/v1/filings", data={"filing": json.dumps(document)})
            if answer.status_code != httpx.codes.CREATED:
                raise UnexpectedPageError(f"{answer.status_code}: {answer.text[:400]}")
            numbers.add(answer.json()["filing_no"])
        state = client.get(f"/api/v1/filings/{external_code}")
    if len(numbers) != 1 or state.json().get("filing_no") not in numbers:
        raise UnexpectedPageError(f"one filing became several: {numbers}, {state.text[:200]}")
    return str(numbers.pop())


def _partner(now: datetime) -> PartnerValue:
    """Return the check's own partner, which is written down the first time."""
    mine = [one for one in exchange.list_partners(actor=CHECKER) if one.code == CODE]
    if mine:
        return mine[0]
    given = PartnerInput(
        code=CODE,
        name="Tự kiểm tra hệ thống",
        scopes=(SCOPE,),
        basis="Phần mềm tự đăng ký; chỉ gửi được cho đơn vị kiểm thử",
    )
    partner_id = exchange.register_partner(actor=CHECKER, partner=given, now=now)
    return exchange.get_partner(actor=CHECKER, partner_id=partner_id)
