"""A vendor's draft stays hidden from its partner, with everything in it, until it is shared.

Such a draft holds the vendor's own example costs, so the vendor may keep what it comes to itself: in all other plans
only the partner's reach calculates.
"""

from django.db import migrations

from prm.tenancy.row_security import ASSIGNED_PARTNERS, PARTNER, TENANT, EnableRowSecurity, policy, reached_in

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
)
COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE")
OWN = f"tenant_id = {TENANT} AND partner_id = {PARTNER}"
OF_A_VENDOR_DRAFT = (
    f"EXISTS (SELECT FROM {PLAN} drafted WHERE drafted.tenant_id = {TENANT}"
    " AND drafted.id = plan_id AND drafted.is_vendor_draft)"
)


def partner_policies(table: str, rows: str) -> str:
    """The statements that let partner users reach these rows and no others."""
    return "".join(
        f"DROP POLICY prm_partner_{command.lower()} ON {table};\n"
        + policy(table=table, role="prm_partner", command=command, rows=rows)
        + ";\n"
        for command in COMMANDS
    )


def keeping_policies(table: str) -> str:
    """The statements that let the vendor's people keep what a draft of theirs comes to."""
    reach = {"prm_staff": f"tenant_id = {TENANT}"}
    reach["prm_cam"] = f"{reach['prm_staff']} AND partner_id = {ASSIGNED_PARTNERS}"
    return "".join(
        policy(table=table, role=role, command=command, rows=f"{rows} AND {OF_A_VENDOR_DRAFT}")
        + f";\nGRANT {command} ON {table} TO {role};\n"
        for role, rows in reach.items()
        for command in ("INSERT", "UPDATE")
    )


def no_keeping_policies(table: str) -> str:
    """The way back of `keeping_policies`."""
    return "".join(
        f"DROP POLICY {role}_{command.lower()} ON {table};\nREVOKE {command} ON {table} FROM {role};\n"
        for role in ("prm_staff", "prm_cam")
        for command in ("INSERT", "UPDATE")
    )


HIDE = partner_policies(PLAN, f"{OWN} AND NOT is_vendor_draft") + "".join(
    partner_policies(f"planning_{part}", f"{OWN} AND {reached_in(PLAN, 'plan_id')}") for part in PARTS
)
SHOW = partner_policies(PLAN, OWN) + "".join(partner_policies(f"planning_{part}", OWN) for part in PARTS)
KEPT = ("planning_planoutcome", "planning_planprofit")


class Migration(migrations.Migration):
    dependencies = [("planning", "0010_agreement"), ("tenancy", "0002_row_security")]
    operations = [
        migrations.RunSQL(HIDE, SHOW),
        migrations.RunSQL("".join(map(keeping_policies, KEPT)), "".join(map(no_keeping_policies, KEPT))),
        EnableRowSecurity(
            "PlanSignature",
            partner_column="partner_id",
            partner_within=(PLAN, "plan_id"),
            cam="write",
            partner="write",
        ),
    ]
