"""A plan and all its parts are of one partner, and a draft that its partner does not see takes no number from it.

Composite keys: a part that named another partner than its plan would be out of sight for its plan's triggers. And of
versions, those count that both sides see: a number that is missing would tell of a hidden draft.
"""

from django.db import migrations, models

PLAN = "planning_businessplan"
PARTS = (
    "planline",
    "planscenario",
    "planoutcome",
    "planprofit",
    "planperson",
    "plancost",
    "planmoney",
    "plantouch",
    "plantime",
    "removedline",
    "removedcost",
    "plansignature",
    "planobjective",
    "objectivetarget",
)
ADD = f"""
ALTER TABLE {PLAN} ADD CONSTRAINT {PLAN}_partner_key UNIQUE (tenant_id, id, partner_id);
""" + "".join(
    f"""
ALTER TABLE planning_{part} ADD CONSTRAINT planning_{part}_of_the_plans_partner
    FOREIGN KEY (tenant_id, plan_id, partner_id) REFERENCES {PLAN} (tenant_id, id, partner_id) ON DELETE CASCADE;
"""
    for part in PARTS
)
DROP = "".join(f"ALTER TABLE planning_{part} DROP CONSTRAINT planning_{part}_of_the_plans_partner;\n" for part in PARTS)
DROP += f"ALTER TABLE {PLAN} DROP CONSTRAINT {PLAN}_partner_key;"


class Migration(migrations.Migration):
    dependencies = [("planning", "0015_row_security_of_objectives")]
    operations = [
        migrations.RunSQL(ADD, DROP),
        migrations.RemoveConstraint("businessplan", "planning_businessplan_version"),
        migrations.AddConstraint(
            "businessplan",
            models.UniqueConstraint(
                fields=["tenant", "partner", "fiscal_year", "version"],
                condition=models.Q(is_vendor_draft=False),
                name="planning_businessplan_version",
            ),
        ),
    ]
