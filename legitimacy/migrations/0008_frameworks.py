"""A signed framework never changes, in the database too; translations of a basis may still be filled."""

from typing import Any

from django.db import migrations

FRAMEWORK, FACET, ITEM = "legitimacy_framework", "legitimacy_frameworkfacet", "legitimacy_frameworkitem"
REFUSAL = "a signed framework is immutable: start a new draft"
SIGNED = "(SELECT status FROM legitimacy_framework WHERE id = {row}.framework_id) <> 'draft'"
JUDGED = (
    *("framework_id", "indicator", "facet", "level", "kind", "direction", "window", "valid_months", "measured_by"),
    *("floor", "target", "band_low", "band_high", "outer_low", "outer_high"),
    *("min_denominator", "public_min_denominator", "weight", "funding_allowed", "funding_condition"),
    *("disclosure_class", "basis"),
)
"""Columns of an item that a signature covers: all but the translations of its basis."""


def conditions(differs: str) -> list[tuple[str, str, str]]:
    """(table, event, condition) of every change that a signed framework refuses; `differs` compares with NULL too."""

    def changed(columns: tuple[str, ...]) -> str:
        return " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in columns)

    # Rows cannot move into a signed framework either.
    touches_signed = f"{SIGNED.format(row='OLD')} OR {SIGNED.format(row='NEW')}"
    found = [(table, "INSERT", SIGNED.format(row="NEW")) for table in (FACET, ITEM)]
    found += [(table, "DELETE", SIGNED.format(row="OLD")) for table in (FACET, ITEM)]
    found += [(FACET, "UPDATE", touches_signed), (ITEM, "UPDATE", f"({touches_signed}) AND ({changed(JUDGED)})")]
    kept = changed(("id", "code", "valid_from", "digest"))
    found.append((FRAMEWORK, "UPDATE", f"OLD.status <> 'draft' AND (NEW.status = 'draft' OR {kept})"))
    found.append((FRAMEWORK, "DELETE", "OLD.status <> 'draft'"))
    return found


def sqlite_statements() -> list[str]:
    # As with releases: SQLite serves demos and tests only, so deleting stays possible there.
    return [
        f"""CREATE TRIGGER {table}_signed_{event.lower()} BEFORE {event} ON {table} WHEN {condition}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
        for table, event, condition in conditions("IS NOT")
        if event != "DELETE"
    ]


def postgresql_statements() -> list[str]:
    statements = []
    for table, event, condition in conditions("IS DISTINCT FROM"):
        name, answer = f"{table}_signed_{event.lower()}", "OLD" if event == "DELETE" else "NEW"
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
    for table, event, _condition in conditions("IS NOT"):
        name = f"{table}_signed_{event.lower()}"
        if not sqlite:
            schema_editor.execute(f"DROP FUNCTION {name} CASCADE")
        elif event != "DELETE":
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("legitimacy", "0007_trend_rebase")]
    operations = [migrations.RunPython(freeze, thaw)]
