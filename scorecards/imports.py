"""What files can bring about targets: those of partners and the quotas of CAMs."""

from partners.imports import CAM, CAM_NAMES, PARTNER, PARTNER_NAMES
from prm.imports.fields import ImportField, Kind
from prm.imports.references import ReferenceTo
from prm.imports.storing.checks import ends_after_start
from prm.imports.targets import ImportTarget, register_derived, register_target
from scorecards.models import Metric, MetricValue, Quota, Standing, Target
from scorecards.operations.standings import refresh_standings

WINDOW = (
    ImportField("start_date", "First day", Kind.DATE, required=True, synonyms=("Start", "Start date", "From", "Date")),
    ImportField("end_date", "Last day", Kind.DATE, required=True, synonyms=("End", "End date", "To", "Until")),
    ImportField(
        "amount",
        "Amount",
        Kind.DECIMAL,
        required=True,
        max_digits=20,
        not_negative=True,
        synonyms=("Target", "Quota", "Plan", "Goal", "Sales amount quota", "Budget"),
    ),
)
ENDS_AFTER_START = ends_after_start("start_date", "end_date")

TARGETS = ImportTarget(
    checks=(ENDS_AFTER_START,),
    key="targets",
    label="Partners' targets",
    model=Target,
    help="What was agreed that a partner will sell within a window of days, both days included.",
    keys=(("partner", "start_date", "end_date"),),
    affects="partner_id",
    after_change=lambda partner_ids, at: refresh_standings(partner_ids=partner_ids, at=at),
    fields=(
        ImportField("partner", "Partner", Kind.REFERENCE, required=True, reference=PARTNER, synonyms=PARTNER_NAMES),
        *WINDOW,
    ),
)

QUOTAS = ImportTarget(
    checks=(ENDS_AFTER_START,),
    key="quotas",
    label="CAMs' quotas",
    model=Quota,
    help="What a CAM is to sell within a window of days. Never added to the targets of partners.",
    keys=(("membership", "start_date", "end_date"),),
    fields=(
        ImportField("membership", "CAM", Kind.REFERENCE, required=True, reference=CAM, synonyms=CAM_NAMES),
        *WINDOW,
    ),
)


METRIC_VALUES = ImportTarget(
    checks=(ENDS_AFTER_START,),
    key="metric-values",
    label="Values of your own metrics",
    model=MetricValue,
    help="A partner's value of a metric for a window of days, both days included. Metrics are defined under Metrics.",
    keys=(("metric", "partner", "start_date", "end_date"),),
    affects="partner_id",
    after_change=lambda partner_ids, at: refresh_standings(partner_ids=partner_ids, at=at),
    volatile=frozenset({"updated_at"}),
    fields=(
        ImportField(
            "metric",
            "Metric",
            Kind.REFERENCE,
            required=True,
            reference=ReferenceTo(Metric, "metric", by=("key", "name"), caseless=frozenset({"name"})),
            synonyms=("KPI", "Measure", "Metric name"),
        ),
        ImportField("partner", "Partner", Kind.REFERENCE, required=True, reference=PARTNER, synonyms=PARTNER_NAMES),
        *WINDOW[:2],
        ImportField(
            "value", "Value", Kind.DECIMAL, required=True, max_digits=20, synonyms=("Result", "Actual", "Score")
        ),
        ImportField("target", "Target", Kind.DECIMAL, max_digits=20, not_negative=True, synonyms=("Goal",)),
    ),
)


def register() -> None:
    """Offer the targets to the import pages and commands."""
    for target in (TARGETS, QUOTAS, METRIC_VALUES):
        register_target(target)
    register_derived(Standing)
