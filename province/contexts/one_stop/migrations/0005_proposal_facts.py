"""What a grant says moves under "facts"; a refusal, which nobody seals, loses its seal's moment."""

from typing import Any

from django.db import migrations, models

COMMON = ("result", "reason", "law")
REFUSAL = "refusal"


def rows(apps: Any, editor: Any, name: str) -> Any:
    """Return the rows as whoever migrates: nobody else has rights on fresh tables."""
    return apps.get_model("one_stop", name).objects.using(editor.connection.alias)


def put_under_facts(apps: Any, editor: Any) -> None:
    for dossier in rows(apps, editor, "Dossier").exclude(proposal={}).iterator():
        old = dossier.proposal
        if "facts" in old:
            continue
        granted = old["result"] != REFUSAL
        facts = {k: v for k, v in old.items() if k not in COMMON} if granted else {}
        dossier.proposal = {**{k: old.get(k, "") for k in COMMON}, "facts": facts}
        dossier.save(update_fields=["proposal"])
    refusals = rows(apps, editor, "DossierResult").filter(kind=REFUSAL)
    refusals.update(sealed_at=None, sealed_version=None)


def lay_flat(apps: Any, editor: Any) -> None:
    empty = {"category": "", "coefficient": "1,0", "monthly_amount": 0, "from_month": None}
    for dossier in rows(apps, editor, "Dossier").exclude(proposal={}).iterator():
        new = dossier.proposal
        dossier.proposal = {**empty, **new["facts"], **{k: new[k] for k in COMMON}}
        dossier.save(update_fields=["proposal"])
    signed = rows(apps, editor, "DossierResult").filter(kind=REFUSAL).exclude(issued_on=None)
    signed.update(sealed_at=models.F("signed_at"), sealed_version=models.F("signed_version"))


class Migration(migrations.Migration):
    dependencies = [("one_stop", "0004_result_previous")]

    operations = [
        migrations.RunPython(put_under_facts, lay_flat),
    ]
