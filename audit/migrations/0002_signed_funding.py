"""What was signed stands in the database too: results and inputs of signed advice, signatures and decisions."""

from typing import Any

from django.db import migrations

REFUSAL = "signed funding advice does not change"
SIGNED = "(SELECT state FROM audit_fundingscheme WHERE id = {scheme}) = 'signed'"
OF_RESULT = SIGNED.format(scheme="OLD.scheme_id")
OF_INPUT = SIGNED.format(scheme="(SELECT scheme_id FROM audit_fundingresult WHERE id = OLD.result_id)")
GUARDED = {"audit_fundingresult": OF_RESULT, "audit_fundinginput": OF_INPUT, "audit_fundingsignature": OF_RESULT}


def sqlite(table: str, condition: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{change} BEFORE {change} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for change in ("update", "delete")
    ]


def postgresql(table: str, condition: str) -> list[str]:
    return [
        f"""CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {condition} THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END $$""",
        f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_guard()""",
    ]


def guard(apps: Any, schema_editor: Any) -> None:
    make = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for table, condition in GUARDED.items():
        for statement in make(table, condition):
            schema_editor.execute(statement)


def release(apps: Any, schema_editor: Any) -> None:
    for table in GUARDED:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_guard() CASCADE")
        else:
            for change in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{change}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, release)]
