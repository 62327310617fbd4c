"""Numbers that a release freezes, and triggers that keep an approved release as it is."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


PUBLISHED = ("legitimacy_publication", "legitimacy_partpublication", "legitimacy_scorecardpublication")
APPROVED = "(SELECT status FROM legitimacy_release WHERE id = {row}.release_id) = 'approved'"
REFUSAL = "an approved release is immutable"


def conditions() -> list[tuple[str, str, str]]:
    """(table, event, condition) of every change that an approved release refuses."""
    changes = [(table, "INSERT", APPROVED.format(row="NEW")) for table in PUBLISHED]
    changes += [(table, event, APPROVED.format(row="OLD")) for table in PUBLISHED for event in ("UPDATE", "DELETE")]
    return changes + [("legitimacy_release", event, "OLD.status = 'approved'") for event in ("UPDATE", "DELETE")]


def sqlite_statements() -> list[str]:
    # SQLite empties tables between tests by DELETE; it serves demos and tests only, so deleting stays possible there.
    return [
        f"""CREATE TRIGGER {table}_frozen_{event.lower()} BEFORE {event} ON {table} WHEN {condition}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
        for table, event, condition in conditions()
        if event != "DELETE"
    ]


def postgresql_statements() -> list[str]:
    statements = []
    for table, event, condition in conditions():
        name, answer = f"{table}_frozen_{event.lower()}", "OLD" if event == "DELETE" else "NEW"
        statements += [
            f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF {condition} THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
                    RETURN {answer};
                END $$""",
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    return statements


def freeze(apps: Any, schema_editor: Any) -> None:
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in sqlite_statements() if sqlite else postgresql_statements():
        schema_editor.execute(statement)


def thaw(apps: Any, schema_editor: Any) -> None:
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table, event, _condition in conditions():
        name = f"{table}_frozen_{event.lower()}"
        if not sqlite:
            schema_editor.execute(f"DROP FUNCTION {name} CASCADE")
        elif event != "DELETE":
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):

    dependencies = [
        ('legitimacy', '0003_append_only_trail'),
    ]

    operations = [
        migrations.CreateModel(
            name='ScorecardPublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=7)),
                ('origin', models.CharField(choices=[('real', 'real'), ('simulated', 'simulated'), ('test', 'test')], max_length=9)),
                ('delivered', models.PositiveSmallIntegerField()),
                ('due', models.PositiveSmallIntegerField()),
                ('compensation_loss', models.FloatField(blank=True, null=True)),
                ('computed_at', models.DateTimeField()),
                ('items', models.JSONField(default=dict)),
            ],
        ),
        migrations.AddField(
            model_name='partpublication',
            name='bound_high',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='partpublication',
            name='bound_low',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='partpublication',
            name='group_size',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='partpublication',
            name='rank',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='partpublication',
            name='rank_high',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='partpublication',
            name='rank_low',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='partpublication',
            name='spent',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['audience', 'id'], name='publication_audience'),
        ),
        migrations.AddField(
            model_name='scorecardpublication',
            name='corps',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scorecard_publications', to='legitimacy.corps'),
        ),
        migrations.AddField(
            model_name='scorecardpublication',
            name='framework',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='legitimacy.framework'),
        ),
        migrations.AddField(
            model_name='scorecardpublication',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scorecards', to='legitimacy.release'),
        ),
        migrations.AddField(
            model_name='scorecardpublication',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='legitimacy.run'),
        ),
        migrations.AddIndex(
            model_name='scorecardpublication',
            index=models.Index(fields=['period', 'corps'], name='scorecardpublication_period'),
        ),
        migrations.AddConstraint(
            model_name='scorecardpublication',
            constraint=models.UniqueConstraint(fields=('release', 'corps', 'period'), name='scorecardpublication_once'),
        ),
        migrations.RunPython(freeze, thaw),
    ]
