# Counts of a whole quarter.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("legitimacy", "0011_retire_frameworks"),
    ]

    operations = [
        migrations.AddField(
            model_name="operationalcount",
            name="months",
            field=models.PositiveSmallIntegerField(default=1, help_text="3 for a whole quarter"),
        ),
        migrations.AddConstraint(
            model_name="operationalcount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("months", 1), models.Q(("month__month__in", (1, 4, 7, 10)), ("months", 3)), _connector="OR"
                ),
                name="operationalcount_month_or_quarter",
            ),
        ),
    ]
