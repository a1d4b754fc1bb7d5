"""What may be done with cases of any kind."""

SEE_ALL = "cases.see_all"
REASSIGN = "cases.reassign"
REBASE = "cases.rebase"
MOVE_UNIT = "cases.move_unit"
ACT_FOR_OUTSIDE = "cases.act_for_outside"
ANCHOR = "cases.anchor"
