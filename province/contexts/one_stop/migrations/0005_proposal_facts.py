"""What a grant says moves under "facts"; a refusal, which nobody seals, loses its seal's moment."""

from typing import Any

from django.db import migrations, models

COMMON = ("result", "reason", "law")
REFUSAL = "refusal"


def put_under_facts(apps: Any, _editor: Any) -> None:
    for dossier in apps.get_model("one_stop", "Dossier").objects.exclude(proposal={}).iterator():
        old = dossier.proposal
        if "facts" in old:
            continue
        granted = old["result"] != REFUSAL
        facts = {k: v for k, v in old.items() if k not in COMMON} if granted else {}
        dossier.proposal = {**{k: old.get(k, "") for k in COMMON}, "facts": facts}
        dossier.save(update_fields=["proposal"])
    results = apps.get_model("one_stop", "DossierResult").objects
    results.filter(kind=REFUSAL).update(sealed_at=None, sealed_version=None)


def lay_flat(apps: Any, _editor: Any) -> None:
    empty = {"category": "", "coefficient": "1,0", "monthly_amount": 0, "from_month": None}
    for dossier in apps.get_model("one_stop", "Dossier").objects.exclude(proposal={}).iterator():
        new = dossier.proposal
        dossier.proposal = {**empty, **new["facts"], **{k: new[k] for k in COMMON}}
        dossier.save(update_fields=["proposal"])
    signed = (
        apps.get_model("one_stop", "DossierResult")
        .objects.filter(kind=REFUSAL)
        .exclude(issued_on=None)
    )
    signed.update(sealed_at=models.F("signed_at"), sealed_version=models.F("signed_version"))


class Migration(migrations.Migration):
    dependencies = [("one_stop", "0004_result_previous")]

    operations = [
        migrations.RunPython(put_under_facts, lay_flat),
    ]
