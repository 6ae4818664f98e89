"""Checks on staged rows that need the database: what no single value can show."""

from collections.abc import Sequence

from django.db import connection
from django.db.backends.postgresql.psycopg_any import sql

from prm.imports.checking.problems import Problems
from prm.imports.fields import Kind
from prm.imports.storing.columns import Fragment, Staged
from prm.imports.storing.staging import STAGE
from prm.imports.targets import StageCheck
from prm.tenancy.scope import require_scope


def ends_after_start(start: str, end: str) -> StageCheck:
    """A check that rejects rows whose last day lies before their first. Both are columns of the target's table."""

    def check(fields: Sequence[str], problems: Problems) -> None:
        if not {start, end} <= set(fields):
            return
        query = sql.SQL("SELECT row_number, {start}, {end} FROM {stage} WHERE {end} < {start}").format(
            start=sql.Identifier(start), end=sql.Identifier(end), stage=STAGE
        )
        with connection.cursor() as cursor:
            cursor.execute(query)
            for row, first, last in cursor.fetchall():
                problems.add(row, "Last day", f"{last} lies before the first day, {first}. Correct one of them.")

    return check


def reject_taken(staged: Staged, problems: Problems) -> None:
    """Reject staged rows whose unique fields another row of the tenant holds already."""
    for fields in staged.target.unique:
        if set(fields) <= set(staged.fields) and set(fields) != set(staged.key):
            _reject_taken(staged, fields, problems)


def _reject_taken(staged: Staged, fields: tuple[str, ...], problems: Problems) -> None:
    same = [_equal(staged, key) for key in fields]
    same_key = sql.SQL(" AND ").join(
        sql.SQL("t.{0} = s.{0}").format(sql.Identifier(column)) for column in staged.key_columns
    )
    last = staged.column(fields[-1])
    query = sql.SQL(
        "SELECT s.row_number, s.{last}, t.id FROM {stage} s JOIN {table} t"
        " ON t.tenant_id = %(tenant)s AND {same} AND NOT ({same_key}) WHERE s.{last}::text <> ''"
    ).format(
        last=sql.Identifier(last), stage=STAGE, table=staged.table, same=sql.SQL(" AND ").join(same), same_key=same_key
    )
    label = staged.target.field(fields[-1]).label
    with connection.cursor() as cursor:
        cursor.execute(query, {"tenant": require_scope().tenant_id})
        taken = cursor.fetchall()
    names = {row.pk: str(row) for row in staged.target.model.objects.filter(pk__in=[other for _, _, other in taken])}
    for row, value, other in taken:
        sentence = (
            f"“{value}” belongs to {names.get(other, 'another row')} already. Correct it, or change that one first."
        )
        problems.add(row, label, sentence)


def _equal(staged: Staged, key: str) -> Fragment:
    column = sql.Identifier(staged.column(key))
    if staged.target.field(key).kind in (Kind.EMAIL, Kind.TEXT):
        return sql.SQL("lower(t.{0}) = lower(s.{0})").format(column)
    return sql.SQL("t.{0} = s.{0}").format(column)
