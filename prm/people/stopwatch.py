"""The stopwatch: how long people are busy with something, by the server's clock.

An app keeps the times in a table of its own, made of `ActiveTime`, one row for each subject and person; where it notes
activity with other writes, it adds `clock_statement` to its own. The page sends a sign of life with `js/presence.js`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models

from prm.people.models import Membership
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel, new_id

# A longer silence is a pause, and counts for nothing.
PAUSE = timedelta(seconds=60)


class ActiveTime(TenantModel):
    """How long one person was busy with one thing. Pauses longer than `PAUSE` do not count.

    A model made of it adds the subject (and the partner, where rows are walled by it), `tenant_key`, the foreign keys
    and a unique constraint over tenant, subject and membership.
    """

    membership = TenantForeignKey(Membership, models.DO_NOTHING)
    active_seconds = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    last_active_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        abstract = True


def clock_statement(table: str, *, subject: str, also: Sequence[str] = (), summed: Sequence[str] = ()) -> str:
    """The SQL that notes activity in `table`: a person is busy with `subject` (a column) now.

    It is filled in with `clock_values` and one value for each column of `subject`, `also` (written once, with the row)
    and `summed` (added up). One statement: two notes at once do not count the same time twice. Names come from code.
    """
    columns = [subject, *also, *summed]
    sums = "".join(f"{column} = clock.{column} + excluded.{column}, " for column in summed)
    # Whole seconds are counted; the clock stays behind by what is left of one, so that many short steps lose nothing.
    return f"""
    INSERT INTO {table} AS clock
        (id, tenant_id, membership_id, active_seconds, started_at, last_active_at, {", ".join(columns)})
    VALUES (%(clock_id)s, %(tenant)s, %(member)s, 0, %(at)s, %(at)s,
        {", ".join(f"%({column.removesuffix('_id')})s" for column in columns)})
    ON CONFLICT (tenant_id, {subject}, membership_id) DO UPDATE SET {sums}
        active_seconds = clock.active_seconds
            + CASE WHEN excluded.last_active_at - clock.last_active_at BETWEEN interval '0' AND %(pause)s
              THEN floor(extract(epoch FROM excluded.last_active_at - clock.last_active_at))::int ELSE 0 END,
        last_active_at = CASE WHEN excluded.last_active_at - clock.last_active_at BETWEEN interval '0' AND %(pause)s
            THEN clock.last_active_at
                + floor(extract(epoch FROM excluded.last_active_at - clock.last_active_at)) * interval '1 second'
            ELSE greatest(clock.last_active_at, excluded.last_active_at) END
"""  # noqa: S608  names from code


def clock_values(*, by: Membership, at: datetime) -> dict[str, Any]:
    """What every `clock_statement` is filled in with, whatever it is about."""
    return {"clock_id": new_id(), "tenant": by.tenant_id, "member": by.pk, "at": at, "pause": PAUSE}


def note_activity(statement: str, values: dict[str, Any]) -> None:
    """Run a `clock_statement`."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
