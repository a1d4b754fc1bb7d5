"""What may be done with dossiers. Who holds a task is the kernel's affair; these open the doors."""

from collections.abc import Mapping

from province.kernel.processes.contracts import TaskKind

RECEIVE = "one_stop.receive"
FILE_FOR_OTHERS = "one_stop.file_for_others"
FILE_AS_NATIONAL = "one_stop.file_as_national"
FILE_UNDER_TEST = "one_stop.file_under_test"
APPRAISE = "one_stop.appraise"
REVIEW = "one_stop.review"
SIGN = "one_stop.sign"
SEAL = "one_stop.seal"
DELIVER = "one_stop.deliver"
SEE_DOSSIERS = "one_stop.see_dossiers"
EXPORT = "one_stop.export"
SET_RATES = "one_stop.set_rates"
SET_WORDINGS = "one_stop.set_wordings"

NEEDED_FOR: Mapping[TaskKind, str] = {
    TaskKind.TAKE_IN: RECEIVE,
    TaskKind.WORK: APPRAISE,
    TaskKind.APPROVE: REVIEW,
    TaskKind.SIGN: SIGN,
    TaskKind.SEAL: SEAL,
    TaskKind.DELIVER: DELIVER,
}
"""What a post must be able to do before a task of a dossier is given to it."""
