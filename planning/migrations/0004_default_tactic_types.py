"""Give the tenants that are here the tactic types that new ones begin with."""

from decimal import Decimal
from typing import Any

from django.db import migrations

from prm.tenancy.models import new_id

FIGURES = (
    "cost_per_response",
    "inquiry_percent",
    "mql_percent",
    "sal_percent",
    "sql_percent",
    "won_percent",
    "average_deal",
    "gross_margin_percent",
)
TYPES = (
    ("E-mail campaign", 2000, 2500, 14, "40 2 25 55 50 22 15000 30", True),
    ("Webinar", 4500, 1500, 30, "60 5 30 55 50 22 18000 30", True),
    ("Customer event", 9000, 120, 30, "150 50 35 60 55 25 22000 30", True),
    ("Trade fair stand", 15000, 1500, 45, "120 8 20 50 50 20 20000 30", True),
    ("Paid search", 6000, 20000, 60, "80 0.4 20 50 50 20 15000 30", True),
    ("Social media advertising", 4000, 30000, 45, "70 0.2 15 45 45 20 14000 30", True),
    ("Telephone campaign", 7500, 600, 40, "100 12.5 35 60 50 22 18000 30", True),
    ("Direct mail", 3500, 1000, 30, "90 4 25 50 50 20 16000 30", True),
    ("White paper or case study", 5000, 2000, 60, "70 3.5 20 50 50 20 18000 30", True),
    ("Referral programme", 3000, 300, 80, "75 13 45 65 60 28 20000 30", True),
    ("Sponsoring and brand", 5000, 5000, 60, "500 0.2 10 50 50 20 15000 30", False),
)


def add_types(apps: Any, schema_editor: Any) -> None:
    tenants = apps.get_model("tenancy", "Tenant").objects.values_list("pk", flat=True)
    kind = apps.get_model("planning", "TacticType")
    kind._base_manager.bulk_create(
        kind(
            id=new_id(),
            tenant_id=tenant,
            name=name,
            usual_budget=Decimal(budget),
            usual_reach=reach,
            usual_days=days,
            is_verifiable=is_verifiable,
            is_example=True,
            order=order,
            **dict(zip(FIGURES, map(Decimal, figures.split()), strict=True)),
        )
        for tenant in tenants
        for order, (name, budget, reach, days, figures, is_verifiable) in enumerate(TYPES, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("planning", "0003_marketing_plans")]
    operations = [migrations.RunPython(add_types, migrations.RunPython.noop)]
