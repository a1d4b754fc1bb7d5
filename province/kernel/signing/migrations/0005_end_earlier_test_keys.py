"""Keys of self-checks that were made before they ended by themselves: marked, and revoked."""

from typing import Any

from django.db import migrations
from django.db.models import Q
from django.db.models.functions import Now


def end_earlier_test_keys(apps: Any, editor: Any) -> None:
    alias = editor.connection.alias
    officials = apps.get_model("org", "Official").objects.using(alias).filter(is_test=True)
    agencies = apps.get_model("org", "Agency").objects.using(alias).filter(is_test=True)
    theirs = Q(official_id__in=list(officials.values_list("pk", flat=True)))
    theirs |= Q(agency_id__in=list(agencies.values_list("pk", flat=True)))
    keys = apps.get_model("signing", "SigningCredential").objects.using(alias).filter(theirs)
    keys.filter(state="active").update(state="revoked", revoked_at=Now())
    keys.update(is_test=True)


class Migration(migrations.Migration):
    dependencies = [
        ("signing", "0004_test_holders"),
        ("org", "0001_organisation"),
    ]

    operations = [
        migrations.RunPython(end_earlier_test_keys, migrations.RunPython.noop),
    ]
