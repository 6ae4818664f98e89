"""From the temporary table into the target's table: what is new, what differs, what is the same already."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import sql
from django.db.backends.utils import CursorWrapper

from prm.imports.models import ImportChange
from prm.imports.storing.columns import Fragment, Staged, defaults, identifiers, touched_times
from prm.imports.storing.staging import STAGE
from prm.tenancy.scope import require_scope

BEFORE = sql.Identifier("import_before")
CHANGES = sql.Identifier(ImportChange._meta.db_table)


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import does to a target."""

    created: int
    updated: int
    unchanged: int


def compare(staged: Staged) -> Counts:
    """What storing the staged rows would do. Writes nothing."""
    differs = _differs(staged)
    query = sql.SQL(
        "SELECT count(*) FILTER (WHERE t.id IS NULL), count(*) FILTER (WHERE t.id IS NOT NULL AND {differs}), count(*)"
        " FROM {stage} s LEFT JOIN {table} t ON {same}"
    ).format(differs=differs, stage=STAGE, table=staged.table, same=_same_key(staged))
    with connection.cursor() as cursor:
        cursor.execute(query, {"tenant": require_scope().tenant_id})
        created, updated, total = cursor.fetchone()
    return Counts(created, updated, total - created - updated)


def store(staged: Staged, *, batch_id: UUID, at: datetime) -> Counts:
    """Write the staged rows: change those that differ, add those that are missing, note each change for an undo."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(STAGE))
        total = cursor.fetchone()[0]
        _keep_former(staged, cursor)
        updated = _update(staged, cursor, at)
        created = _insert(staged, cursor, at)
        _note_changes(staged, cursor, batch_id)
    return Counts(created, updated, total - created - updated)


def affected(staged: Staged, *, batch_id: UUID) -> set[UUID]:
    """Values of the `affects` column in rows that a batch touched, as they are now and as they were before."""
    if not staged.target.affects:
        return set()
    query = sql.SQL(
        "SELECT t.{column} FROM {table} t JOIN {changes} c ON c.object_id = t.id"
        " WHERE c.tenant_id = %(tenant)s AND c.batch_id = %(batch)s AND t.tenant_id = %(tenant)s"
        " UNION SELECT (c.before ->> {name})::uuid FROM {changes} c"
        " WHERE c.tenant_id = %(tenant)s AND c.batch_id = %(batch)s AND c.before IS NOT NULL"
    ).format(
        column=sql.Identifier(staged.target.affects),
        name=sql.Literal(staged.target.affects),
        table=staged.table,
        changes=CHANGES,
    )
    with connection.cursor() as cursor:
        # The batch is too new for statistics: the planner takes its rows for a handful, and may join them one by one.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(query, {"tenant": require_scope().tenant_id, "batch": batch_id})
        found = {row[0] for row in cursor.fetchall() if row[0] is not None}
        cursor.execute("SET LOCAL enable_nestloop = on")
        return found


def _same_key(staged: Staged) -> Fragment:
    """Condition: row t of the target is what row s of the stage speaks of. Needs parameter `tenant`."""
    pairs = [sql.SQL("t.{0} = s.{0}").format(sql.Identifier(column)) for column in staged.key_columns]
    return sql.SQL(" AND ").join([sql.SQL("t.tenant_id = %(tenant)s"), *pairs])


def _differs(staged: Staged) -> Fragment:
    """Condition: t and s are not the same in what a file brings."""
    columns = staged.other_columns
    if not columns:
        return sql.SQL("false")
    return sql.SQL("({}) IS DISTINCT FROM ({})").format(
        identifiers(columns, of="t"), sql.SQL(", ").join(staged.new_value(column) for column in columns)
    )


def former_values(staged: Staged) -> Fragment:
    """JSON of the columns that an undo puts back, of row t."""
    pairs = [sql.SQL("{}, t.{}").format(sql.Literal(column), sql.Identifier(column)) for column in staged.kept_columns]
    return sql.SQL("jsonb_build_object({})").format(sql.SQL(", ").join(pairs))


def row_hash(columns: list[str]) -> Fragment:
    """Hash over columns of row t, to notice a later edit."""
    return sql.SQL("md5(ROW({})::text)").format(identifiers(columns, of="t"))


def _keep_former(staged: Staged, cursor: CursorWrapper) -> None:
    """Former values of the rows that differ, in a temporary table of their own."""
    cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(BEFORE))
    query = sql.SQL(
        "CREATE TEMP TABLE {before} ON COMMIT DROP AS SELECT t.id, {former} AS before"
        " FROM {stage} s JOIN {table} t ON {same} WHERE {differs}"
    ).format(
        before=BEFORE,
        former=former_values(staged),
        stage=STAGE,
        table=staged.table,
        same=_same_key(staged),
        differs=_differs(staged),
    )
    cursor.execute(query, {"tenant": require_scope().tenant_id})
    cursor.execute(sql.SQL("ANALYZE {}").format(BEFORE))


def _update(staged: Staged, cursor: CursorWrapper, at: datetime) -> int:
    if not staged.other_columns:
        return 0
    times = touched_times(staged, at=at)
    changes = [
        sql.SQL("{} = {}").format(sql.Identifier(column), staged.new_value(column)) for column in staged.other_columns
    ]
    changes += [sql.SQL("{} = {}").format(sql.Identifier(c), sql.Placeholder(c)) for c in times]
    query = sql.SQL("UPDATE {table} t SET {changes} FROM {stage} s, {before} b WHERE t.id = b.id AND {same}").format(
        table=staged.table,
        changes=sql.SQL(", ").join(changes),
        stage=STAGE,
        before=BEFORE,
        same=_same_key(staged),
    )
    cursor.execute(query, {"tenant": require_scope().tenant_id, **times})
    return int(cursor.rowcount)


def _insert(staged: Staged, cursor: CursorWrapper, at: datetime) -> int:
    filled = defaults(staged, at=at)
    query = sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {values} FROM {stage} s"
        " WHERE NOT EXISTS (SELECT FROM {table} t WHERE {same})"
    ).format(
        table=staged.table,
        names=identifiers(["id", "tenant_id", *staged.columns, *filled]),
        values=sql.SQL(", ").join(
            [
                sql.SQL("s.id, %(tenant)s::uuid"),
                *(staged.first_value(column) for column in staged.columns),
                *(_typed_placeholder(staged, column) for column in filled),
            ]
        ),
        stage=STAGE,
        same=_same_key(staged),
    )
    cursor.execute(query, {"tenant": require_scope().tenant_id, **filled})
    return int(cursor.rowcount)


def _typed_placeholder(staged: Staged, column: str) -> Fragment:
    """A parameter cast to its column's type, which a parameter in a SELECT list does not learn by itself."""
    field = next(f for f in staged.target.model._meta.concrete_fields if f.column == column)
    return sql.SQL("{}::{}").format(sql.Placeholder(column), sql.SQL(field.db_type(connection) or "text"))


def _note_changes(staged: Staged, cursor: CursorWrapper, batch_id: UUID) -> None:
    """One change for each row touched. Rows that were there before keep their former values, new ones have none."""
    query = sql.SQL(
        "INSERT INTO {changes} (id, tenant_id, batch_id, object_id, before, after_hash)"
        " SELECT gen_random_uuid(), %(tenant)s, %(batch)s, t.id, NULL, {after} FROM {table} t"
        " JOIN {stage} s ON s.id = t.id WHERE t.tenant_id = %(tenant)s"
        " UNION ALL SELECT gen_random_uuid(), %(tenant)s, %(batch)s, t.id, b.before, {after} FROM {table} t"
        " JOIN {before} b ON b.id = t.id WHERE t.tenant_id = %(tenant)s"
    ).format(
        changes=CHANGES,
        after=row_hash(staged.hashed_columns()),
        table=staged.table,
        stage=STAGE,
        before=BEFORE,
    )
    cursor.execute(query, {"tenant": require_scope().tenant_id, "batch": batch_id})
