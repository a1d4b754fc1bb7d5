"""The door of cases: what every system of the province calls. Ids in, frozen values out."""

from province.kernel.cases.commands.anchoring import anchor
from province.kernel.cases.commands.clocking import (
    add_clock,
    extend,
    recount_clock,
    start_clock,
    stop_clock,
    switch_limit,
)
from province.kernel.cases.commands.closing import close, link, merge, reopen
from province.kernel.cases.commands.exporting import export_duties
from province.kernel.cases.commands.facts import add_party, amend, note, set_facts
from province.kernel.cases.commands.handing import (
    add_task,
    ask_outside,
    hand_over,
    pass_on,
    receive,
    release,
    take,
)
from province.kernel.cases.commands.moving import move_unit
from province.kernel.cases.commands.opening import NewCase, issue_code, open_case, open_many
from province.kernel.cases.commands.pausing import pause, restart, resume
from province.kernel.cases.commands.performing import Doing, perform, perform_for_party
from province.kernel.cases.commands.planning import follow_plan
from province.kernel.cases.commands.rebasing import rebase
from province.kernel.cases.commands.returning import send_back, withdraw
from province.kernel.cases.commands.sweeping import sweep
from province.kernel.cases.commands.telling import Fired, tell_of_watch
from province.kernel.cases.queries.anchors import verify_anchors
from province.kernel.cases.queries.done import done_today, sent
from province.kernel.cases.queries.inbox import (
    DutyFilter,
    count_duties,
    duties,
    duty,
)
from province.kernel.cases.queries.passing import duties_to_pass, posts_fit_for, tasks_on_post
from province.kernel.cases.queries.provisional import provisional_clock, provisional_clocks
from province.kernel.cases.queries.reading import (
    case_names,
    find_case_id,
    get_case,
    get_task,
    handovers,
    timeline,
)
from province.kernel.cases.queries.times import (
    time_in_hands,
    time_in_hands_of_unit,
)
from province.kernel.cases.queries.verification import verify

__all__ = [
    "Doing",
    "DutyFilter",
    "Fired",
    "NewCase",
    "add_clock",
    "add_party",
    "add_task",
    "amend",
    "anchor",
    "ask_outside",
    "case_names",
    "close",
    "count_duties",
    "done_today",
    "duties",
    "duties_to_pass",
    "duty",
    "export_duties",
    "extend",
    "find_case_id",
    "follow_plan",
    "get_case",
    "get_task",
    "hand_over",
    "handovers",
    "issue_code",
    "link",
    "merge",
    "move_unit",
    "note",
    "open_case",
    "open_many",
    "pass_on",
    "pause",
    "perform",
    "perform_for_party",
    "posts_fit_for",
    "provisional_clock",
    "provisional_clocks",
    "rebase",
    "receive",
    "recount_clock",
    "release",
    "reopen",
    "restart",
    "resume",
    "send_back",
    "sent",
    "set_facts",
    "start_clock",
    "stop_clock",
    "sweep",
    "switch_limit",
    "take",
    "tasks_on_post",
    "tell_of_watch",
    "time_in_hands",
    "time_in_hands_of_unit",
    "timeline",
    "verify",
    "verify_anchors",
    "withdraw",
]
