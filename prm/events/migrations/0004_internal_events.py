"""Events about what a partner does not see are not seen by the partner's people either.

Those written before are told by what they are about: rows that partners never reach, internal actions and goals, and
changes of what the vendor thinks of a deal.
"""

from django.db import migrations, models

from prm.tenancy.row_security import PARTNER, TENANT, policy

TABLE = "events_event"
BEFORE = f"tenant_id = {TENANT} AND partner_id = {PARTNER}"
AFTER = f"{BEFORE} AND NOT is_internal"
# Tables of higher apps: on a new database they are not there yet, and neither is any event.
MARK = """
DO $$
BEGIN
    UPDATE events_event SET is_internal = true
     WHERE name LIKE 'programs.review.%' OR name LIKE 'programs.exception.%' OR name = 'programs.stage.confirmed'
        OR name LIKE 'cadence.quiet_alert.%'
        OR (name LIKE 'sales.deal.%'
            AND changes ?| array['Own probability, %', 'Next step', 'Why it was lost']);
    IF to_regclass('partners_action') IS NOT NULL THEN
        UPDATE events_event SET is_internal = true
         WHERE subject_id IN (SELECT id FROM partners_action WHERE is_internal);
    END IF;
    IF to_regclass('scorecards_goal') IS NOT NULL THEN
        UPDATE events_event SET is_internal = true
         WHERE subject_id IN (SELECT id FROM scorecards_goal WHERE is_internal);
    END IF;
END $$
"""


def _partners_read(rows: str) -> str:
    return f"DROP POLICY prm_partner_select ON {TABLE};\n" + policy(
        table=TABLE, role="prm_partner", command="SELECT", rows=rows
    )


class Migration(migrations.Migration):
    dependencies = [("events", "0003_own_events_of_cams")]
    operations = [
        migrations.AddField(model_name="event", name="is_internal", field=models.BooleanField(default=False)),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.RunSQL(_partners_read(AFTER), _partners_read(BEFORE)),
    ]
