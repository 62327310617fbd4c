"""Columns and indexes for lists of force reports, and their history append-only in the database too."""

from typing import Any

from django.db import migrations, models

TABLE = "professionalism_forceevent"
REFUSAL = "the history of a force report is append-only"
COLUMNS = ("id", "incident_id", "at", "kind", "status_from", "status_to", "note")
SAME = " AND ".join(f'OLD."{name}" IS NEW."{name}"' for name in COLUMNS)

# An account that is deleted leaves its events without an actor: the only change allowed.
SQLITE = [
    f"""CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE}
        WHEN NOT (OLD.actor_id IS NOT NULL AND NEW.actor_id IS NULL AND {SAME})
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
]
POSTGRESQL = [
    f"""CREATE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND NEW.actor_id IS NULL AND OLD.actor_id IS NOT NULL
                AND to_jsonb(NEW) - 'actor_id' = to_jsonb(OLD) - 'actor_id' THEN RETURN NEW; END IF;
            RAISE EXCEPTION '{REFUSAL}';
        END $$""",
    f"""CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION {TABLE}_guard()""",
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

    dependencies = [
        ('professionalism', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='forceincident',
            name='forceincident_counted',
        ),
        migrations.AddField(
            model_name='forceincident',
            name='review_due_on',
            field=models.DateField(blank=True, help_text='Last day of the review, while it is awaited', null=True),
        ),
        migrations.AddIndex(
            model_name='forceincident',
            index=models.Index(fields=['corps', '-happened_on', '-id'], name='forceincident_newest'),
        ),
        migrations.AddIndex(
            model_name='forceincident',
            index=models.Index(fields=['corps', 'highest_level', '-happened_on', '-id'], name='forceincident_level'),
        ),
        migrations.AddIndex(
            model_name='forceincident',
            index=models.Index(fields=['corps', 'unit', '-happened_on', '-id'], name='forceincident_unit'),
        ),
        migrations.AddIndex(
            model_name='forceincident',
            index=models.Index(condition=models.Q(('status__in', ['submitted', 'returned'])), fields=['corps', 'review_due_on', 'id'], name='forceincident_due'),
        ),
        migrations.AddIndex(
            model_name='forceincident',
            index=models.Index(fields=['reported_by', '-started_at'], name='forceincident_typed'),
        ),
        migrations.AddIndex(
            model_name='forceincident',
            index=models.Index(condition=models.Q(('complaint_number', ''), _negated=True), fields=['complaint_number'], name='forceincident_complaint'),
        ),
        migrations.AlterField(
            model_name="forceapplication",
            name="citizen",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.SET_NULL,
                related_name="applications",
                to="professionalism.forcecitizen",
            ),
        ),
        migrations.AlterField(
            model_name="forceapplication",
            name="officer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.SET_NULL,
                related_name="applications",
                to="professionalism.forceofficer",
            ),
        ),
        migrations.RunPython(guard, release),
    ]
