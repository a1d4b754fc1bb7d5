"""The door: forms as data, the answers to them, and drafts that lose nothing."""

from province.kernel.forms.commands.beginning import start_draft
from province.kernel.forms.commands.drafting import (
    SavedStep,
    attach,
    detach,
    discard,
    expire_drafts,
    save_step,
)
from province.kernel.forms.commands.publishing import approve_form, load_forms
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
from province.kernel.forms.queries import current_form, draft, drafts, form_version, is_approved
from province.kernel.forms.registering import register_folder, register_form
from province.kernel.forms.rules.cleaning import clean_step, clean_whole
from province.kernel.forms.rules.conditions import missing, reachable_values, visible_steps
from province.kernel.forms.rules.definitions import definition_from_json
from province.kernel.forms.rules.summaries import summary
from province.kernel.forms.rules.wording import for_officers
from province.kernel.forms.words import fault_sentence, in_language, in_words

__all__ = [
    "DraftNotFoundError",
    "DraftStaleError",
    "FormChangedError",
    "FormNotFoundError",
    "MayNotApproveFormError",
    "PaperRefusedError",
    "SavedStep",
    "SignInForDraftError",
    "StepNotFoundError",
    "approve_form",
    "attach",
    "clean_step",
    "clean_whole",
    "current_form",
    "definition_from_json",
    "detach",
    "discard",
    "draft",
    "drafts",
    "expire_drafts",
    "fault_sentence",
    "for_officers",
    "form_version",
    "in_language",
    "in_words",
    "is_approved",
    "load_forms",
    "missing",
    "reachable_values",
    "register_folder",
    "register_form",
    "save_step",
    "start_draft",
    "summary",
    "visible_steps",
]
