from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("one_stop", "0003_add_filing_digest_and_beneficiary")]

    operations = [
        migrations.AddField("dossierresult", "previous", models.JSONField(default=dict)),
    ]
