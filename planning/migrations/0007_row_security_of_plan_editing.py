"""Who reaches what editing leaves. People and costs that were removed stay walled by the partner's word."""

from django.db import migrations

from prm.tenancy.row_security import Consent, EnableRowSecurity

_COSTS = Consent("planning_businessplan", "plan_id", "cost_sharing", reads=("example", "lines"), writes=("example",))


class Migration(migrations.Migration):
    dependencies = [("planning", "0006_plan_editing"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("PlanTouch", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("PlanTime", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("RemovedLine", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("RemovedCost", partner_column="partner_id", cam="write", partner="write", consent=_COSTS),
        EnableRowSecurity("PlanTemplate", cam="read", partner="read"),
    ]
