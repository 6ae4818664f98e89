"""Taking a batch back: which rows have changed since, what refers to them, and the way they were before."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import sql

from prm.imports.models import BatchStatus, ImportBatch, ImportChange
from prm.imports.storing.columns import Fragment
from prm.imports.storing.upserting import CHANGES, row_hash
from prm.imports.targets import ImportTarget, is_derived
from prm.tenancy.models import TenantModel
from prm.tenancy.scope import require_scope

NAMED = 20


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why a batch cannot be undone: how many rows it is about, and a sentence."""

    rows: int
    sentence: str


def blockers(target: ImportTarget, batch: ImportBatch) -> list[Blocker]:
    """Everything that forbids undoing a batch now: later edits by name, later imports, rows that refer to its rows."""
    return [*_edited(target, batch), *_referring(target, batch)]


def take_back(target: ImportTarget, batch: ImportBatch) -> tuple[int, int]:
    """Delete what a batch created and put back what it changed; how many of each. Asks nothing: see `blockers`."""
    table, columns = _table(target), _restored_columns(batch)
    parameters = {"tenant": require_scope().tenant_id, "batch": batch.pk}
    delete = sql.SQL(
        "DELETE FROM {table} t USING {changes} c WHERE {of_batch} AND t.id = c.object_id AND c.before IS NULL"
    ).format(table=table, changes=CHANGES, of_batch=_of_batch())
    with connection.cursor() as cursor:
        cursor.execute(delete, parameters)
        deleted = int(cursor.rowcount)
        if not columns:
            return deleted, 0
        restore = sql.SQL(
            "UPDATE {table} t SET {columns} FROM {changes} c, jsonb_populate_record(NULL::{table}, c.before) r"
            " WHERE {of_batch} AND t.id = c.object_id AND c.before IS NOT NULL"
        ).format(
            table=table,
            columns=sql.SQL(", ").join(sql.SQL("{0} = r.{0}").format(sql.Identifier(column)) for column in columns),
            changes=CHANGES,
            of_batch=_of_batch(),
        )
        cursor.execute(restore, parameters)
        return deleted, int(cursor.rowcount)


def _table(target: ImportTarget) -> Fragment:
    return sql.Identifier(target.model._meta.db_table)


def _of_batch() -> Fragment:
    return sql.SQL("c.tenant_id = %(tenant)s AND c.batch_id = %(batch)s AND t.tenant_id = %(tenant)s")


def _restored_columns(batch: ImportBatch) -> list[str]:
    former = ImportChange.objects.filter(batch=batch, before__isnull=False).values_list("before", flat=True).first()
    return list(former or {})


def _edited(target: ImportTarget, batch: ImportBatch) -> Iterator[Blocker]:
    """Rows whose hash is another now, or that are gone."""
    query = sql.SQL(
        "SELECT c.object_id, t.id IS NULL FROM {changes} c LEFT JOIN {table} t"
        " ON t.id = c.object_id AND t.tenant_id = %(tenant)s"
        " WHERE c.tenant_id = %(tenant)s AND c.batch_id = %(batch)s AND (t.id IS NULL OR {now} <> c.after_hash)"
    ).format(changes=CHANGES, table=_table(target), now=row_hash(list(batch.hashed_columns)))
    with connection.cursor() as cursor:
        cursor.execute(query, {"tenant": require_scope().tenant_id, "batch": batch.pk})
        rows = cursor.fetchall()
    changed, gone = [pk for pk, missing in rows if not missing], sum(missing for _, missing in rows)
    if gone:
        yield Blocker(gone, f"{gone:,} of its rows have been deleted since.")
    if changed:
        yield Blocker(len(changed), _edited_sentence(target, batch, changed))


def _edited_sentence(target: ImportTarget, batch: ImportBatch, changed: list[UUID]) -> str:
    named = target.model.objects.filter(pk__in=changed[:NAMED])
    names = ", ".join(sorted(str(row) for row in named))
    more = f" and {len(changed) - NAMED:,} more" if len(changed) > NAMED else ""
    later = ImportBatch.objects.filter(
        pk__in=ImportChange.objects.filter(object_id__in=changed[:NAMED]).values("batch"),
        status=BatchStatus.APPLIED,
        applied_at__gt=batch.applied_at,
    ).order_by("-applied_at")
    imports = ", ".join(f"“{each.filename}” of {each.applied_at:%-d %B %Y, %H:%M}" for each in later)
    way = f" Undo the later import first: {imports}." if imports else " Change them by hand instead."
    return f"{len(changed):,} of its rows have been edited since: {names}{more}.{way}"


def _referring(target: ImportTarget, batch: ImportBatch) -> Iterator[Blocker]:
    """Rows of other tables that would lose what they refer to."""
    created = ImportChange.objects.filter(batch=batch, before__isnull=True).values("object_id")
    for model, field in _references_to(target):
        count = model.objects.filter(**{f"{field.name}__in": created}).count()
        if count:
            name = model._meta.verbose_name_plural
            yield Blocker(count, f"{count:,} {name} refer to rows that it created. Remove or undo those first.")


def _references_to(target: ImportTarget) -> Iterator[tuple[type[TenantModel], models.Field[object, object]]]:
    for model in apps.get_models():
        if not issubclass(model, TenantModel) or is_derived(model):
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is target.model and not (model is target.model and field.primary_key):
                yield model, field
