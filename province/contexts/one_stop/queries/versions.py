"""What a filing said before its applicant changed it."""

from province.contexts.one_stop.contracts.views import FilingVersionView
from province.contexts.one_stop.models import Dossier, FilingVersion
from province.foundation.identity.actors import Actor


def filing_versions(*, actor: Actor, dossier_id: int) -> tuple[FilingVersionView, ...]:
    """Return what a dossier said until each change, the last change first; one query."""
    seen = Dossier.objects.visible_to(actor).filter(pk=dossier_id)
    rows = FilingVersion.objects.filter(dossier__in=seen).order_by("-number")
    return tuple(
        FilingVersionView(
            number=row.number,
            payload=row.payload,
            papers=tuple((name, version) for name, version in row.papers),
            changed=tuple(row.changed),
            replaced_at=row.replaced_at,
        )
        for row in rows
    )
