"""A row of any tenant model, for tests that must go through all of them.

`make_row` fills what a model needs from its own fields; where a model's constraints ask for more, `SPECIAL` says it.
A new model for which this is not enough fails `tests/isolation/test_models.py` until it stands there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models

from partners.models import Partner
from planning.models import BusinessPlan
from prm.kernel.fiscal import add_months
from prm.people.models import Membership
from prm.tenancy.models import Tenant, TenantModel
from sales.models import Customer
from tests.programs.samples import ladder

CANARY = "CANARY"
_number = count(1)


@dataclass(frozen=True)
class Home:
    """Whose rows are made: a tenant, a partner in it, and a member whom rows belong to."""

    tenant: Tenant
    partner: Partner
    member: Membership

    @property
    def canary(self) -> str:
        """A word that stands in every text of these rows and must not be seen by anybody else."""
        return f"{CANARY}-{self.tenant.slug}-{self.partner.name}"

    @property
    def tenant_canary(self) -> str:
        """The same for rows that are the whole tenant's, such as products: nobody of another tenant may see it."""
        return f"{CANARY}-{self.tenant.slug}"


SPECIAL: dict[str, Callable[[Home, int], dict[str, Any]]] = {
    "people.Membership": lambda home, n: {
        "role": "member",
        "partner_id": home.partner.pk,
        "email": f"c{n}@example.com",
    },
    "partners.Partner": lambda home, n: {"external_id": f"C-{n}", "website": ""},
    "sales.Deal": lambda home, n: {"customer": make_row(Customer, home)},
    "scorecards.PeerSnapshot": lambda home, n: {"fiscal_year": 2000 + n % 20_000, "fiscal_quarter": n % 4 + 1},
    "planning.BusinessPlan": lambda home, n: {
        "start_month": add_months(date(2000, 1, 1), n % 900),
        "version": n % 30_000,
        "currency": "USD",
    },
    "planning.MarketingPlan": lambda home, n: {"quarter_start_date": add_months(date(2000, 1, 1), 3 * (n % 900))},
    "scorecards.PeerStatistic": lambda home, n: {"fiscal_year": 2000 + n % 20_000, "fiscal_quarter": n % 4 + 1},
    "qbr.Qbr": lambda home, n: {"fiscal_year": 2026, "fiscal_quarter": n % 4 + 1, "version": n},
    "partners.CamAssignment": lambda home, n: {"role": "secondary", "end_date": None},
    "planning.ObjectiveTarget": lambda home, n: {"quarter": n % 4 + 1},
    # The vendor writes what comes of its own hidden drafts only; all else is written in the partner's reach.
    "planning.PlanOutcome": lambda home, n: {"plan": make_row(BusinessPlan, home, is_vendor_draft=True)},
    "planning.PlanProfit": lambda home, n: {"plan": make_row(BusinessPlan, home, is_vendor_draft=True)},
    "planning.PlanSignature": lambda home, n: {"typed_name": f"{n} {home.canary}"[:150], "member": home.member},
    "programs.Program": lambda home, n: {"grace_months": 3},
    "programs.ProgramVersion": lambda home, n: {
        "number": n,
        "is_draft": False,
        "effective_date": date(2020, 1, 1) + timedelta(days=n % 2000),
        "published_at": datetime(2026, 1, 1, tzinfo=UTC),
        "document": ladder(),
    },
    "programs.PartnerTier": lambda home, n: {"end_date": date(2020, 1, 1) + timedelta(days=n % 2000)},
    "programs.TierReview": lambda home, n: {
        "state": "confirmed",
        "evaluation": {
            "format": 1,
            "day": "2026-01-01",
            "tracks": [{"key": "a", "name": "A", "scores": [], "levels": []}],
        },
    },
    "programs.TierException": lambda home, n: {
        "start_date": date(2020, 1, 1),
        "end_date": date(2020, 1, 1) + timedelta(days=n % 2000),
    },
}


# Rows of these belong to one member each: not even staff reach those of others.
OWNED_BY_MEMBER = {"people.ApiToken", "scorecards.TargetBatch", "web.SavedView", "scorecards.ScorecardBundle"}


def tenant_models() -> list[type[TenantModel]]:
    """Every model behind the wall."""
    return [model for model in apps.get_models() if issubclass(model, TenantModel)]


def make_row[M: TenantModel](model: type[M], home: Home, **given: Any) -> M:
    """A saved row of `model` that belongs to `home`, whose tenant must be in scope."""
    row = build_row(model, home, **given)
    row.save(force_insert=True)
    return row


def build_row[M: TenantModel](model: type[M], home: Home, **given: Any) -> M:
    """Like `make_row`, but not saved; the rows that it points to are."""
    number = next(_number)
    special = SPECIAL[model._meta.label](home, number) if model._meta.label in SPECIAL else {}
    needed = [field for field in model._meta.concrete_fields if field.name not in {"id", "tenant"} | set(special)]
    values = {field.name: _value(field, home, number) for field in needed if _is_needed(field)}
    return model(tenant=home.tenant, **values | special | given)


def _is_needed(field: models.Field[Any, Any]) -> bool:
    if field.name in ("partner", "partner_id", "membership"):
        return True
    return not (field.has_default() or field.null or field.blank or getattr(field, "auto_now_add", False))


def _is_somebodys(model: type[models.Model]) -> bool:
    """False for rows that belong to no partner and no member in particular."""
    return bool({field.name for field in model._meta.concrete_fields} & {"partner", "partner_id", "membership"})


def _value(field: models.Field[Any, Any], home: Home, number: int) -> Any:
    if isinstance(field, models.ForeignKey):
        return _target(field, home)
    if field.name == "partner_id":
        return home.partner.pk
    if field.choices:
        return next(iter(field.flatchoices))[0]
    return _plain(field, home, number)


def _target(field: models.ForeignKey[Any, Any], home: Home) -> Any:
    if field.related_model is Partner:
        return home.partner
    if field.related_model is Membership:
        return home.member
    assert issubclass(field.related_model, TenantModel)
    return make_row(field.related_model, home)


def _plain(field: models.Field[Any, Any], home: Home, number: int) -> Any:
    day = date(2020, 1, 1) + timedelta(days=number % 2000)
    makers: list[tuple[type, Callable[[], Any]]] = [
        (models.DateTimeField, lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number)),
        (models.DateField, lambda: day),
        (models.DecimalField, lambda: Decimal(1)),
        (models.BooleanField, lambda: False),
        (models.IntegerField, lambda: number % 30_000),
        (models.UUIDField, lambda: home.partner.pk),
        (models.JSONField, dict),
        (models.EmailField, lambda: f"c{number}@example.com"),
        (models.SlugField, lambda: f"c-{number}"),
        (models.BinaryField, lambda: b"x"),
        (models.CharField, lambda: _text(field, home, number)),
        (models.TextField, lambda: _text(field, home, number)),
    ]
    for kind, make in makers:
        if isinstance(field, kind):
            return make()
    raise TypeError(f"tests/factories.py cannot fill {field}: add the model to SPECIAL")


def _text(field: models.Field[Any, Any], home: Home, number: int) -> str:
    length = field.max_length or 200
    text = f"{number} {home.canary if _is_somebodys(field.model) else home.tenant_canary}"
    return text if len(text) <= length else f"{number}"[:length]
