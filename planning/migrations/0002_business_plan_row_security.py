"""Who reaches which rows of business plans. What the partner's business costs, the vendor sees by consent only."""

from django.db import migrations

from prm.tenancy.row_security import Consent, EnableRowSecurity


def _consent(*reads: str, writes: tuple[str, ...] = ()) -> Consent:
    return Consent("planning_businessplan", "plan_id", "cost_sharing", reads=reads, writes=writes)


def _costs(model: str) -> EnableRowSecurity:
    consent = _consent("example", "lines", writes=("example",))
    return EnableRowSecurity(model, partner_column="partner_id", cam="write", partner="write", consent=consent)


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_business_plan"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("BusinessPlan", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("PlanLine", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("PlanScenario", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("PlanOutcome", partner_column="partner_id", cam="read", staff="read", partner="write"),
        EnableRowSecurity(
            "PlanProfit",
            partner_column="partner_id",
            cam="read",
            staff="read",
            partner="write",
            consent=_consent("example", "results", "lines"),
        ),
        _costs("PlanPerson"),
        _costs("PlanCost"),
        _costs("PlanMoney"),
    ]
