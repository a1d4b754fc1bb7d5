import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calendars", "0003_withdrawn_weeks"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="patternperiod",
            name="pattern_period_one_at_a_time",
        ),
        migrations.AddConstraint(
            model_name="patternperiod",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("is_withdrawn", False), ("validity__upper_inf", False)),
                expressions=[("calendar", "="), ("validity", "&&")],
                name="pattern_period_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="patternperiod",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_withdrawn", False), ("validity__upper_inf", True)),
                fields=("calendar", "validity"),
                name="pattern_period_one_open_from_a_day",
            ),
        ),
    ]
