"""Decisions to begin the limits of a trend anew. Append-only in the database too."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLE = "legitimacy_trendrebase"
REFUSAL = "decisions about trends are append-only: withdraw one by writing another"

SQLITE = [
    f"""CREATE TRIGGER {TABLE}_no_{change} BEFORE {change} ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for change in ("update", "delete")
]
POSTGRESQL = [
    f"""CREATE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    f"""CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION {TABLE}_guard()""",
    f"""CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_guard()""",
]


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def release(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {TABLE}_guard() CASCADE")
    else:
        for change in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{change}")


class Migration(migrations.Migration):
    dependencies = [("legitimacy", "0006_audit_grant")]
    operations = [
        migrations.CreateModel(
            name="TrendRebase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=6)),
                ("from_period", models.CharField(max_length=7)),
                ("withdraws", models.BooleanField(default=False)),
                ("reason", models.TextField(max_length=600)),
                ("role", models.CharField(max_length=24)),
                ("decided_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trend_rebases",
                        to="legitimacy.subject",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["indicator", "subject"], name="trendrebase_trend")],
            },
        ),
        migrations.RunPython(guard, release),
    ]
