"""The guards beneath Django: what is insert-only stays so whoever asks, on both databases.

Whoever owns the file or the server can still take the guards down; the chain (`chain.py`, `verify.py`) is what
shows it. SQLite needs a guard on INSERT as well, because REPLACE removes the old row without a word, and PostgreSQL
one on TRUNCATE.
"""

from collections.abc import Mapping

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KEPT = {  # table: what makes a row the same row
    "records_entryrow": ("id", "entry_id", "stream_id,version"),
    "records_entryabout": ("id", "entry_id,person_id"),
    "records_entryshared": ("id",),
    "records_trailrow": ("id",),
    "records_original": ("digest",),
}
PAYLOAD = {"records_payload": ("entry_id",)}  # may be erased; never changed
RECEIPTS_AT_FIRST = {"records_receipt": ("id", "family_id,practitioner_id,question,version,day")}  # migration 0003's
RECEIPTS = {"records_receipt": ("id", "family_id,practitioner_id,question,version,under_digest,day")}
FIRST = {**KEPT, **PAYLOAD}
ALL = {**FIRST, **RECEIPTS}

type Tables = Mapping[str, tuple[str, ...]]


def put_up(_apps: object, editor: BaseDatabaseSchemaEditor, tables: Tables = ALL) -> None:
    """Make the tables insert-only."""
    for statement in statements(editor.connection.vendor, tables):
        editor.execute(statement, params=None)


def take_down(_apps: object, editor: BaseDatabaseSchemaEditor, tables: Tables = ALL) -> None:
    """Take the guards away: for migrations backwards and for clearing a test's tables, nothing else."""
    for statement in statements_down(editor.connection.vendor, tables):
        editor.execute(statement, params=None)


def statements(vendor: str, tables: Tables = ALL) -> list[str]:
    """The guards as SQL for `sqlite` or `postgresql`."""
    return _sqlite(tables) if vendor == "sqlite" else _postgresql(tables)


def _sqlite(tables: Tables) -> list[str]:
    made = []
    for table, keys in tables.items():
        same = " OR ".join("(" + " AND ".join(f"{c} = NEW.{c}" for c in key.split(",")) + ")" for key in keys)
        refuse = f"SELECT RAISE(ABORT, '{table} is insert-only')"
        held = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - table names of ours
        made.append(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {held} BEGIN {refuse}; END")
        for act in _refused(table):
            made.append(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN {refuse}; END")
    return made


def _refused(table: str) -> tuple[str, ...]:
    return ("UPDATE",) if table in PAYLOAD else ("UPDATE", "DELETE")


def _postgresql(tables: Tables) -> list[str]:
    made = [
        "CREATE OR REPLACE FUNCTION kingfisher_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    ]
    for table in tables:
        acts = " OR ".join(_refused(table))
        made.append(
            f"CREATE TRIGGER {table}_kept BEFORE {acts} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION kingfisher_insert_only()"
        )
        made.append(
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION kingfisher_insert_only()"
        )
    return made


def statements_down(vendor: str, tables: Tables = ALL) -> list[str]:
    """What takes the guards away, as SQL."""
    if vendor == "sqlite":
        acts = ("replace", "update", "delete")
        return [f"DROP TRIGGER IF EXISTS {table}_no_{act}" for table in tables for act in acts]
    return [f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}" for table in tables for name in ("kept", "whole")]
