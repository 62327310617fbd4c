"""Full-text search on PostgreSQL: the words of a file as a vector in the file's language, kept by triggers.

The vector also names the language (`lang=nl`) and who may read the file (`see=corps@12`, `see=committee_p@belgium`), so
that one index lookup narrows a search to the reader's files first. A text cannot hold such a word: the parser of texts
ends words at `=`.
"""

from typing import Any

from django.db import migrations

LANGUAGES = {"nl": "dutch", "fr": "french", "de": "german", "en": "english"}
CONFIGS = " ".join(f"WHEN '{code}' THEN '{config}'::regconfig" for code, config in LANGUAGES.items())
QUERIES = " || ".join(
    f"complaints_words_in('{code}', '{config}', words)" for code, config in LANGUAGES.items()
)

STATEMENTS = [
    "ALTER TABLE complaints_searchtext ADD COLUMN vector tsvector",
    """CREATE FUNCTION complaints_readers(file bigint) RETURNS text[] LANGUAGE sql STABLE AS $$
        SELECT ARRAY(
            SELECT 'see=' || bodies.body || '@' || places.label
            FROM complaints_complaint c
            CROSS JOIN LATERAL (
                SELECT c.holder AS body
                UNION
                SELECT r.to_body FROM complaints_referral r
                WHERE r.complaint_id = c.id AND (r.state = 'sent' OR (r.state = 'received' AND r.is_copy))
            ) bodies
            CROSS JOIN LATERAL (SELECT c.register::text AS label UNION ALL SELECT c.corps_id::text) places
            WHERE c.id = file AND places.label IS NOT NULL
        )
    $$""",
    f"""CREATE FUNCTION complaints_searchtext_vector() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.vector := to_tsvector(CASE NEW.language {CONFIGS} ELSE 'simple'::regconfig END, NEW.folded)
                || array_to_tsvector(ARRAY['lang=' || NEW.language] || complaints_readers(NEW.complaint_id));
            RETURN NEW;
        END $$""",
    """CREATE TRIGGER complaints_searchtext_vector BEFORE INSERT OR UPDATE ON complaints_searchtext
        FOR EACH ROW EXECUTE FUNCTION complaints_searchtext_vector()""",
    """CREATE FUNCTION complaints_readers_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_TABLE_NAME = 'complaints_referral' THEN
                UPDATE complaints_searchtext SET language = language WHERE complaint_id = NEW.complaint_id;
            ELSE
                UPDATE complaints_searchtext SET language = language WHERE complaint_id = NEW.id;
            END IF;
            RETURN NULL;
        END $$""",
    """CREATE TRIGGER complaints_complaint_readers AFTER UPDATE ON complaints_complaint FOR EACH ROW
        WHEN ((OLD.holder, OLD.corps_id, OLD.register) IS DISTINCT FROM (NEW.holder, NEW.corps_id, NEW.register))
        EXECUTE FUNCTION complaints_readers_changed()""",
    """CREATE TRIGGER complaints_referral_readers AFTER INSERT OR UPDATE OF state, to_body, is_copy
        ON complaints_referral FOR EACH ROW EXECUTE FUNCTION complaints_readers_changed()""",
    """CREATE FUNCTION complaints_words_in(code text, config regconfig, words text) RETURNS tsquery
        LANGUAGE sql STABLE AS $$
        SELECT CASE WHEN numnode(websearch_to_tsquery(config, words)) = 0 THEN ''::tsquery
            ELSE ('''lang=' || code || '''')::tsquery && websearch_to_tsquery(config, words) END
    $$""",
    # Words that say nothing ("the") in any language find nothing, rather than everything.
    f"""CREATE FUNCTION complaints_query(readers text, words text) RETURNS tsquery LANGUAGE sql STABLE AS $$
        SELECT CASE WHEN numnode({QUERIES}) = 0 THEN NULL ELSE readers::tsquery && ({QUERIES}) END
    $$""",
    "UPDATE complaints_searchtext SET language = language",
    "CREATE INDEX complaints_searchtext_vector ON complaints_searchtext USING gin (vector)",
]
REVERSE = [
    "DROP FUNCTION complaints_query(text, text)",
    "DROP FUNCTION complaints_words_in(text, regconfig, text)",
    "DROP FUNCTION complaints_readers_changed() CASCADE",
    "DROP FUNCTION complaints_searchtext_vector() CASCADE",
    "DROP FUNCTION complaints_readers(bigint)",
    "ALTER TABLE complaints_searchtext DROP COLUMN vector",
]


def forwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in STATEMENTS:
            schema_editor.execute(statement)


def backwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for statement in REVERSE:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("complaints", "0002_append_only_history")]
    operations = [migrations.RunPython(forwards, backwards)]
