"""Numbers of table families that a release freezes, its disclosure report, and what an approval approved."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


TABLE = "legitimacy_tablepublication"
APPROVED = "(SELECT status FROM legitimacy_release WHERE id = {row}.release_id) = 'approved'"
REFUSAL = "an approved release is immutable"
EVENTS = (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))


def freeze(apps: Any, schema_editor: Any) -> None:
    """As in 0004: SQLite empties tables between tests by DELETE, so that stays possible there."""
    for event, row in EVENTS:
        name, condition = f"{TABLE}_frozen_{event.lower()}", APPROVED.format(row=row)
        if schema_editor.connection.vendor == "sqlite":
            if event != "DELETE":
                schema_editor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} WHEN {condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
            continue
        answer = "OLD" if event == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{REFUSAL}'; END IF; RETURN {answer}; END $$"
        )
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()")


def thaw(apps: Any, schema_editor: Any) -> None:
    for event, _row in EVENTS:
        name = f"{TABLE}_frozen_{event.lower()}"
        if schema_editor.connection.vendor != "sqlite":
            schema_editor.execute(f"DROP FUNCTION {name} CASCADE")
        elif event != "DELETE":
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):

    dependencies = [
        ('legitimacy', '0013_diversity_areas'),
    ]

    operations = [
        migrations.AddField(
            model_name='releaseapproval',
            name='digest',
            field=models.CharField(blank=True, help_text='SHA-256 of the report that was approved', max_length=64),
        ),
        migrations.CreateModel(
            name='DisclosureReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField(default=dict)),
                ('release', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='disclosure_report', to='legitimacy.release')),
            ],
        ),
        migrations.CreateModel(
            name='TablePublication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('family', models.CharField(max_length=24)),
                ('period', models.CharField(max_length=7)),
                ('part', models.CharField(max_length=16)),
                ('row', models.CharField(blank=True, max_length=24)),
                ('column', models.CharField(blank=True, max_length=24)),
                ('count', models.PositiveIntegerField(blank=True, null=True)),
                ('visibility', models.CharField(choices=[('shown', 'shown'), ('suppressed', 'suppressed'), ('band', 'band')], max_length=10)),
                ('origin', models.CharField(choices=[('real', 'real'), ('simulated', 'simulated'), ('test', 'test')], max_length=9)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tables', to='legitimacy.release')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='table_publications', to='legitimacy.subject')),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'family', 'period'], name='tablepublication_read')],
                'constraints': [models.UniqueConstraint(fields=('release', 'family', 'subject', 'period', 'part', 'row', 'column'), name='tablepublication_once'), models.CheckConstraint(condition=models.Q(models.Q(('count__isnull', False), ('visibility', 'shown')), models.Q(('count', None), ('visibility', 'suppressed')), _connector='OR'), name='tablepublication_hidden_is_empty')],
            },
        ),
        migrations.RunPython(freeze, thaw),
    ]
