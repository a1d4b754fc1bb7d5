"""What the account gave the draft already, shown beside the form."""

from django.utils.translation import gettext as _

from province.foundation.ui.contracts import PaperRow, Tag, TagKind
from province.foundation.ui.formats import masked_personal_number, masked_phone
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import DraftValue, FieldKind, FormChoice, FormDefinition

_HIDDEN = {
    FieldKind.PERSONAL_NUMBER: masked_personal_number,
    FieldKind.PHONE: masked_phone,
}


def held_answers(
    *, definition: FormDefinition, draft: DraftValue, communes: tuple[FormChoice, ...]
) -> tuple[PaperRow, ...]:
    """Return the answers that came from the account; numbers with their middle hidden."""
    sections = forms.summary(definition, draft.values, communes=communes, say=_)
    return tuple(
        PaperRow(
            name=row.label,
            tag=Tag(words=_("Đã có"), kind=TagKind.HELD, icon="shield"),
            note=_masked(definition, row.field, row.text),
        )
        for section in sections
        for row in section.rows
        if row.field in draft.prefilled and row.text
    )


def _masked(definition: FormDefinition, field: str, text: str) -> str:
    asked = definition.field(field)
    hide = _HIDDEN.get(asked.kind) if asked else None
    return hide(text) if hide else text
