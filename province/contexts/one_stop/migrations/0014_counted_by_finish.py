from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("one_stop", "0013_taken_back_as_mistaken")]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["finished_at"], name="dossier_counted", condition=Q(is_test=False)
            ),
        ),
    ]
