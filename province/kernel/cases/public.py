"""The door of cases: what every system of the province calls. Ids in, frozen values out."""

from province.kernel.cases.commands.clocking import (
    extend,
    pause,
    restart,
    resume,
    start_clock,
    stop_clock,
    switch_limit,
)
from province.kernel.cases.commands.closing import close, link, merge, move_unit, reopen
from province.kernel.cases.commands.facts import note, set_facts
from province.kernel.cases.commands.handing import (
    add_task,
    ask_outside,
    hand_over,
    pass_on,
    receive,
    release,
    take,
)
from province.kernel.cases.commands.opening import NewCase, issue_code, open_case, open_many
from province.kernel.cases.commands.performing import Doing, perform, send_back, withdraw
from province.kernel.cases.commands.planning import follow_plan
from province.kernel.cases.commands.rebasing import rebase
from province.kernel.cases.commands.sweeping import anchor, sweep
from province.kernel.cases.queries.inbox import DutyFilter, count_duties, duties, duty
from province.kernel.cases.queries.reading import (
    find_case_id,
    get_case,
    get_task,
    handovers,
    time_in_hands,
    timeline,
)
from province.kernel.cases.queries.verification import verify

__all__ = [
    "Doing",
    "DutyFilter",
    "NewCase",
    "add_task",
    "anchor",
    "ask_outside",
    "close",
    "count_duties",
    "duties",
    "duty",
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
    "rebase",
    "receive",
    "release",
    "reopen",
    "restart",
    "resume",
    "send_back",
    "set_facts",
    "start_clock",
    "stop_clock",
    "switch_limit",
    "sweep",
    "take",
    "time_in_hands",
    "timeline",
    "verify",
    "withdraw",
]
