"""The tenant, and what every tenant's row has in common."""

from decimal import Decimal
from typing import Any, ClassVar, Self

import uuid_utils.compat
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from prm.tenancy.scope import require_scope, require_tenant_id


def new_id() -> Any:
    """A fresh UUIDv7: made by the application, ordered by time, safe to show."""
    return uuid_utils.compat.uuid7()


class Tenant(models.Model):
    """A vendor: the company that runs the channel programme. Everything else belongs to one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, default="USD", validators=[RegexValidator(r"^[A-Z]{3}$")])
    fiscal_year_start_month = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    time_zone = models.CharField(max_length=64, default="UTC")
    brand_colour = models.CharField(
        max_length=7,
        default="#1d5fd1",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Write the colour as # and six digits, such as #1d5fd1.")],
    )
    # A PNG of at most 200 kB, re-encoded on upload: small enough to live beside the name it belongs to.
    brand_logo = models.BinaryField(null=True, blank=True)
    green_from_percent = models.PositiveSmallIntegerField(default=95)
    yellow_from_percent = models.PositiveSmallIntegerField(default=80)
    # An order gap of this many times the partner's own median raises an alert, in tenths (15 = 1.5 times).
    quiet_from_tenths = models.PositiveSmallIntegerField(default=15)
    # How long after a lead a deal of the same customer still counts as influenced by the lead's campaign.
    attribution_days = models.PositiveSmallIntegerField(
        default=180, validators=[MinValueValidator(1), MaxValueValidator(1095)]
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(yellow_from_percent__lte=models.F("green_from_percent")),
                name="tenancy_tenant_thresholds_in_order",
                violation_error_message="Yellow must start at or below green.",
            ),
            models.CheckConstraint(
                condition=models.Q(fiscal_year_start_month__range=(1, 12)), name="tenancy_tenant_month_is_a_month"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def quiet_from(self) -> Decimal:
        """From how many of its own usual order gaps on a partner counts as quiet."""
        return Decimal(self.quiet_from_tenths) / 10


class TenantManager[M: models.Model](models.Manager[M]):
    """Rows of the tenant in scope, and no others. Raises `NoTenantScope` outside of one."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(tenant_id=require_scope().tenant_id)


class TenantModel(models.Model):
    """A row that belongs to one tenant.

    Declares neither keys nor policies: the model lists `tenant_key` and `tenant_fk` in `Meta.constraints`, its
    migration runs `EnableRowSecurity`; the catalogue test fails where either is missing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.ForeignKey(Tenant, models.PROTECT, db_index=False, related_name="+", editable=False)

    objects: ClassVar[TenantManager[Self]] = TenantManager()
    # For the isolation tests only: shows what the database itself lets through.
    unscoped: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if getattr(self, "tenant_id", None) is None:
            self.tenant_id = require_tenant_id()
        super().save(*args, **kwargs)
