"""The door: what other contexts and the sites may ask of the one-stop mechanism."""

from province.contexts.one_stop.commands.answering import (
    end_unanswered,
    supply,
    supply_on_paper,
)
from province.contexts.one_stop.commands.apologising import reappoint
from province.contexts.one_stop.commands.approving import (
    approve_drafts,
    approve_process,
    withdraw_process,
)
from province.contexts.one_stop.commands.batching import begin_batch, seal_next, sign_next
from province.contexts.one_stop.commands.counter import file_and_receive
from province.contexts.one_stop.commands.exporting import export_list, export_register
from province.contexts.one_stop.commands.filing import receive_filing
from province.contexts.one_stop.commands.generating import generate_processes
from province.contexts.one_stop.commands.issuing import deliver, seal
from province.contexts.one_stop.commands.listing_papers import (
    print_control_sheet,
    print_receipts,
    print_register,
)
from province.contexts.one_stop.commands.loading import load_processes
from province.contexts.one_stop.commands.mistakes import take_reception_back
from province.contexts.one_stop.commands.partner_filing import file_for_partner
from province.contexts.one_stop.commands.pin_passes import pin_in, seal_pin
from province.contexts.one_stop.commands.rates import load_rates, set_rate, withdraw_rate
from province.contexts.one_stop.commands.reception import accept, refuse_reception
from province.contexts.one_stop.commands.revising import revise_filing
from province.contexts.one_stop.commands.signing import sign
from province.contexts.one_stop.commands.supplementing import ask_supplement
from province.contexts.one_stop.commands.talking import (
    answer_question,
    ask_question,
    note_inside,
    tell_by_hand,
)
from province.contexts.one_stop.commands.withdrawing import withdraw_dossier
from province.contexts.one_stop.commands.wordings import (
    NewWording,
    set_wording,
    withdraw_wording,
)
from province.contexts.one_stop.commands.work import (
    appraise,
    review,
    send_back,
    take_up,
    undo,
)
from province.contexts.one_stop.measure_words import CHANNEL as CHANNEL_WORDS
from province.contexts.one_stop.measure_words import LEVEL as LEVEL_WORDS
from province.contexts.one_stop.measure_words import MEASURE as MEASURE_WORDS
from province.contexts.one_stop.measure_words import period_words
from province.contexts.one_stop.queries.batches import batch_progress
from province.contexts.one_stop.queries.dossiers import (
    DossierFilter,
    get_dossier,
    get_dossier_by_code,
    get_dossier_by_id,
    get_dossier_of_partner,
    inbox_columns,
    list_dossiers,
)
from province.contexts.one_stop.queries.figures import (
    count_by_month,
    count_dossiers,
    may_open_list,
    procedures_counted,
)
from province.contexts.one_stop.queries.forms import filing_faults, form_of, has_general_form
from province.contexts.one_stop.queries.legal_data import (
    EVERY,
    Wording,
    unchecked_on,
    wording_of,
    wordings_on,
)
from province.contexts.one_stop.queries.openings import openings
from province.contexts.one_stop.queries.question_terms import question_terms
from province.contexts.one_stop.queries.rates import rate_on, rate_versions, rates
from province.contexts.one_stop.queries.remarks import number_remarks
from province.contexts.one_stop.queries.results import (
    facts_proposed,
    faults_of,
    grant_words,
    proposed_law,
    result_fields,
    result_lines,
    result_name,
    result_summary,
    usual_laws,
)
from province.contexts.one_stop.queries.signatures import signature_words
from province.contexts.one_stop.queries.talks import sees_notes, talk_of
from province.contexts.one_stop.queries.terms import supplement_terms
from province.contexts.one_stop.queries.tracking import public_progress
from province.contexts.one_stop.queries.versions import filing_versions
from province.contexts.one_stop.rules.measures import average_spent, tallied
from province.contexts.one_stop.rules.narrowing import Narrowing, narrowing_in
from province.contexts.one_stop.rules.periods import (
    LOCAL,
    Period,
    PeriodKind,
    days_between,
    period_after,
    period_around,
    period_before,
    period_of,
    window_of,
    year_until,
)
from province.contexts.one_stop.rules.versions import (
    Doubt,
    DoubtKind,
    RateVersion,
    Standing,
    latest,
    standing_of,
)

__all__ = [
    "CHANNEL_WORDS",
    "EVERY",
    "LEVEL_WORDS",
    "LOCAL",
    "MEASURE_WORDS",
    "DossierFilter",
    "Doubt",
    "DoubtKind",
    "Narrowing",
    "NewWording",
    "Period",
    "PeriodKind",
    "RateVersion",
    "Standing",
    "Wording",
    "accept",
    "answer_question",
    "appraise",
    "approve_drafts",
    "approve_process",
    "ask_question",
    "ask_supplement",
    "average_spent",
    "batch_progress",
    "begin_batch",
    "count_by_month",
    "count_dossiers",
    "days_between",
    "deliver",
    "end_unanswered",
    "export_list",
    "export_register",
    "facts_proposed",
    "faults_of",
    "file_and_receive",
    "file_for_partner",
    "filing_faults",
    "filing_versions",
    "form_of",
    "generate_processes",
    "get_dossier",
    "get_dossier_by_code",
    "get_dossier_by_id",
    "get_dossier_of_partner",
    "grant_words",
    "has_general_form",
    "inbox_columns",
    "latest",
    "list_dossiers",
    "load_processes",
    "load_rates",
    "may_open_list",
    "narrowing_in",
    "note_inside",
    "number_remarks",
    "openings",
    "period_after",
    "period_around",
    "period_before",
    "period_of",
    "period_words",
    "pin_in",
    "print_control_sheet",
    "print_receipts",
    "print_register",
    "procedures_counted",
    "proposed_law",
    "public_progress",
    "question_terms",
    "rate_on",
    "rate_versions",
    "rates",
    "reappoint",
    "receive_filing",
    "refuse_reception",
    "result_fields",
    "result_lines",
    "result_name",
    "result_summary",
    "review",
    "revise_filing",
    "seal",
    "seal_next",
    "seal_pin",
    "sees_notes",
    "send_back",
    "set_rate",
    "set_wording",
    "sign",
    "sign_next",
    "signature_words",
    "standing_of",
    "supplement_terms",
    "supply",
    "supply_on_paper",
    "take_reception_back",
    "take_up",
    "talk_of",
    "tallied",
    "tell_by_hand",
    "unchecked_on",
    "undo",
    "usual_laws",
    "window_of",
    "withdraw_dossier",
    "withdraw_process",
    "withdraw_rate",
    "withdraw_wording",
    "wording_of",
    "wordings_on",
    "year_until",
]
