"""Judges a second step: a code of the app, or a recovery code; a right one works once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.foundation.signing.vault import take_from_vault
from province.kernel.factors import rules
from province.kernel.factors.commands.setting_up import code_digest
from province.kernel.factors.commands.tries import (
    blocked,
    forget_failures,
    locked_tries,
    note_failure,
)
from province.kernel.factors.contracts import Answer, How, Outcome
from province.kernel.factors.models import AppSecret, RecoveryCode, Tries

CODE_USED = register_action("factors.recovery_code_used", _("Đăng nhập bằng mã khôi phục"))
BLOCKED = register_action("factors.blocked", _("Khóa bước xác thực thứ hai vì sai mã 5 lần"))


@transaction.atomic
def pass_with_code(*, account_id: int, code: str, now: datetime) -> Answer:
    """Judge a code of somebody whose password was right.

    It answers and does not refuse, because a refusal would undo the count of wrong codes.
    """
    tries = locked_tries(account_id=account_id)
    if (closed := blocked(tries=tries, now=now)) is not None:
        return closed
    plain = rules.plain_code(code)
    if rules.is_app_code(plain):
        answer = _with_app(account_id, plain, tries, now)
    else:
        answer = _with_recovery(account_id, plain, tries, now)
    actor = Actor(account_id=account_id)
    if answer.outcome is Outcome.PASSED:
        forget_failures(tries=tries)
        if answer.how is How.RECOVERY:
            left = {"left": answer.codes_left}
            record(actor=actor, action=CODE_USED, target=actor.key, changes=left)
    elif answer.outcome is Outcome.BLOCKED:
        record(actor=actor, action=BLOCKED, target=actor.key, changes={})
    return answer


def _with_app(account_id: int, code: str, tries: Tries, now: datetime) -> Answer:
    row = locked(AppSecret.objects.filter(account_id=account_id, confirmed_at__isnull=False))
    app = row.first()
    if app is None:
        return note_failure(tries=tries, outcome=Outcome.WRONG, now=now)
    secret = take_from_vault(ciphertext=bytes(app.ciphertext))
    step = rules.matching_step(secret=secret, code=code, at=now)
    if step is None:
        return note_failure(tries=tries, outcome=Outcome.WRONG, now=now)
    if step <= app.last_step:
        return note_failure(tries=tries, outcome=Outcome.USED, now=now)
    app.last_step = step
    app.save(update_fields=["last_step"])
    return Answer(outcome=Outcome.PASSED, how=How.APP)


def _with_recovery(account_id: int, code: str, tries: Tries, now: datetime) -> Answer:
    codes = RecoveryCode.objects.filter(account_id=account_id)
    used = 0
    if rules.is_recovery_code(code):
        digest = code_digest(account_id=account_id, code=code)
        used, _by_model = codes.filter(digest=digest).delete()
    if not used:
        return note_failure(tries=tries, outcome=Outcome.WRONG, now=now)
    return Answer(outcome=Outcome.PASSED, how=How.RECOVERY, codes_left=codes.count())
