"""Values are append-only in the database too, and a part of a run knows what it must recount."""

from typing import Any

from django.db import migrations, models

TABLE = "legitimacy_indicatorvalue"
REFUSAL = "indicator values are append-only: write a new revision"

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
    dependencies = [("legitimacy", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="runpart",
            name="scope",
            field=models.JSONField(
                blank=True, help_text="Subjects and indicators to recount; empty for all", null=True
            ),
        ),
        migrations.RunPython(guard, release),
    ]
