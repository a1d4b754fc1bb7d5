from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("one_stop", "0002_allowance_rates")]

    operations = [
        migrations.AddField("dossierresult", "previous", models.JSONField(default=dict)),
    ]
