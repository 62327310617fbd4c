"""The history of a disciplinary case is append-only in the database too, until the case itself is erased."""

from typing import Any

from django.db import migrations

TABLE = "professionalism_disciplinaryevent"
REFUSAL = "the history of a disciplinary case is append-only"
ERASED = "EXISTS (SELECT 1 FROM professionalism_disciplinarycase WHERE id = OLD.case_id AND erased_at IS NOT NULL)"

COLUMNS = ("id", "case_id", "at", "on", "kind", "actor_kind", "status_from", "status_to", "code", "note")
SAME = " AND ".join(f'OLD."{name}" IS NEW."{name}"' for name in COLUMNS)

SQLITE = [
    f"""CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE}
        WHEN NOT (OLD.actor_id IS NOT NULL AND NEW.actor_id IS NULL AND {SAME})
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} WHEN NOT {ERASED}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
]
# An account that is deleted leaves its events without an actor: the only change allowed.
POSTGRESQL = [
    f"""CREATE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND NEW.actor_id IS NULL AND OLD.actor_id IS NOT NULL
                AND to_jsonb(NEW) - 'actor_id' = to_jsonb(OLD) - 'actor_id' THEN RETURN NEW; END IF;
            IF TG_OP = 'DELETE' AND {ERASED} THEN RETURN OLD; END IF;
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
    dependencies = [("professionalism", "0003_discipline")]
    operations = [migrations.RunPython(guard, release)]
