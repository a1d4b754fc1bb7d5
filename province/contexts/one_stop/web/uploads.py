"""What is wrong with the files of a page, in words."""

from collections.abc import Iterable

from province.foundation.errors import FieldFault


def one_sentence_each(faults: Iterable[FieldFault]) -> tuple[FieldFault, ...]:
    """Join the faults of one field, so that its place on the page says all of them."""
    by_field: dict[str, list[FieldFault]] = {}
    for fault in faults:
        by_field.setdefault(fault.field, []).append(fault)
    return tuple(
        FieldFault(
            field=field,
            code=several[0].code,
            sentence=" ".join(str(fault.sentence) for fault in several),
        )
        for field, several in by_field.items()
    )
