"""What the API shows and takes of the rows of a business plan: what is sold, what it costs, and its cases.

Amounts are in the plan's currency, percentages in points (12.5 is 12.5 %), months of the plan count from 1 to 36.
"""

from rest_framework import serializers

from planning.models import PlanCost, PlanLine, PlanMoney, PlanPerson, PlanScenario
from prm.api.serializers import Strict, described

_SERVICE = {
    "project_attach_percent": "Of new units, the percentage that is sold with a project.",
    "project_fee": "What a customer pays for a project, once.",
    "project_costing": "Whether a project's cost follows from `project_margin_percent`, or from hours and rate.",
    "project_margin_percent": "Margin in percent of the fee; below zero where projects lose money.",
    "project_hours": "Hours that a project takes.",
    "project_rate": "Loaded cost of such an hour to the partner.",
    "managed_attach_percent": "Of units in use, the percentage that has a managed service.",
    "managed_fee": "What a customer pays for a unit each month.",
    "managed_costing": "Whether its cost follows from `managed_margin_percent`, or from hours and rate.",
    "managed_margin_percent": "Margin in percent of the fee; below zero where the service loses money.",
    "managed_hours": "Hours that a unit takes each month.",
    "managed_rate": "Loaded cost of such an hour to the partner.",
}
LINE_WORDS = {
    "position": "Place among the plan's lines, from 0.",
    "family": "The product family whose bookings are this line's actuals; empty for none.",
    "selling": "In whose name the partner sells: with a margin on its own price, or as an agent for a fee.",
    "entry": "Which fields say how many new units there are: `growth` on `base_units`, `sample` for a steady build-up, "
    "`custom` for `custom_units`. The other fields are kept and do not count.",
    "base_units": "Last year's units, twelve months in the order of the plan's months.",
    "growth_percent": "Growth a year on `base_units`, in percent; -100 at least.",
    "first_month": "First month of the plan with sales, in a steady build-up.",
    "start_units": "New units in the first month, in a steady build-up.",
    "step_units": "So many new units more each month; below zero for fewer.",
    "most_units": "Never more new units a month than these; null for no limit.",
    "custom_units": "New units of up to 36 months, one after the other; months that are not there have none.",
    "opening_units": "Units in use before the first month.",
    "price": "What a customer pays for a unit: once, or each month (`pricing`).",
    "margin_percent": "Of the price, what the partner keeps as margin or fee, in percent; below zero for a loss.",
    "churn_percent": "Of units in use, the percentage that leaves within `churn_period`.",
    **_SERVICE,
}
PERSON_WORDS = {
    "position": "Place among the plan's roles, from 0.",
    "work": "What they do: sellers have a capacity in units, delivery in hours.",
    "heads": "How many people; half a position is 0.5.",
    "start_month": "First month of the plan in which they cost.",
    "end_month": "Last month in which they cost; null for to the end.",
    "monthly_cost": "Loaded cost of a head each month, as a positive amount.",
    "training_cost": "Spent once for a head in their first month, as a positive amount.",
    "ramp_percents": "Output of their first months in percent of full output, one after the other; full after that.",
    "quota_units": "New units that a seller sells a month when up to speed.",
    "hours": "Hours that a head works a month.",
    "utilisation_percent": "Of these hours, the percentage that goes to customers.",
}
COST_WORDS = {
    "position": "Place among the plan's costs, from 0.",
    "kind": "In which row of the profit and loss account it stands.",
    "amount": "What is spent each time it falls due, as a positive amount.",
    "frequency": "How often it falls due between its first and its last month.",
    "start_month": "First month of the plan in which it falls due.",
    "end_month": "Last month in which it may fall due; null for to the end.",
    "funded_percent": "Of the amount, the percentage that the vendor pays (MDF).",
}
TERMS_WORDS = {
    "investment": "Spent before the first month, as a positive amount.",
    "customer_days": "Days until customers pay; months have 30.",
    "supplier_days": "Days until the vendor is paid.",
    "discount_percent": "Discount rate a year for the net present value, in percent.",
}
CASE_WORDS = {
    "volume_percent": "New units in percent of the plan's: 70 is seven tenths of them.",
    "price_percent": "Prices in percent of the plan's.",
    "margin_points": "Percentage points that are added to margins; below zero takes them off.",
    "churn_percent": "Churn in percent of the plan's.",
    "services_percent": "Attached services in percent of the plan's.",
    "costs_percent": "Costs and people in percent of the plan's.",
    "delay_months": "So many months later than planned does everything start to sell.",
}
_KEYS = ("id", "plan", "position")
_SERVICES = tuple(_SERVICE)
LINE_FIELDS = (
    "name",
    "family",
    "selling",
    "pricing",
    "entry",
    "base_units",
    "growth_percent",
    "first_month",
    "start_units",
    "step_units",
    "most_units",
    "custom_units",
    "opening_units",
    "price",
    "margin_percent",
    "churn_percent",
    "churn_period",
    *_SERVICES,
)
PERSON_FIELDS = (
    "name",
    "work",
    "heads",
    "start_month",
    "end_month",
    "monthly_cost",
    "training_cost",
    "ramp_percents",
    "quota_units",
    "hours",
    "utilisation_percent",
)
COST_FIELDS = ("name", "kind", "amount", "frequency", "start_month", "end_month", "funded_percent")
TERMS_FIELDS = tuple(TERMS_WORDS)
CASE_FIELDS = tuple(CASE_WORDS)


class _Row[Part: (PlanLine, PlanPerson, PlanCost, PlanMoney, PlanScenario)](serializers.ModelSerializer[Part]):
    """A row of a plan, as it is read."""

    plan = serializers.UUIDField(source="plan_id", read_only=True)


class _RowChange[Part: (PlanLine, PlanPerson, PlanCost, PlanMoney, PlanScenario)](
    Strict, serializers.ModelSerializer[Part]
):
    """Fields of a row, as they are sent."""

    revision = serializers.IntegerField(
        required=False,
        min_value=0,
        help_text="The plan's `revision` that the change was made on. A field that somebody else has changed since "
        "answers 409; without a revision it is overwritten.",
    )


class BusinessPlanLineSerializer(_Row[PlanLine]):
    """A product line or sales play; `entry` says which of the fields of units count."""

    class Meta:
        model = PlanLine
        fields = (*_KEYS, *LINE_FIELDS)
        read_only_fields = fields
        extra_kwargs = described(LINE_WORDS)


class LineChangeSerializer(_RowChange[PlanLine]):
    """Fields of a line."""

    class Meta:
        model = PlanLine
        fields = (*LINE_FIELDS, "revision")
        extra_kwargs = described(LINE_WORDS, optional="name")


class NewLineSerializer(LineChangeSerializer):
    """The plan that a line is added to, and any of its fields."""

    plan = serializers.UUIDField()

    class Meta(LineChangeSerializer.Meta):
        fields = ("plan", *LINE_FIELDS)


class PlanPersonSerializer(_Row[PlanPerson]):
    """People of one role of the partner. Read by the vendor only while the partner shows every cost."""

    class Meta:
        model = PlanPerson
        fields = (*_KEYS, *PERSON_FIELDS)
        read_only_fields = fields
        extra_kwargs = described(PERSON_WORDS)


class PersonChangeSerializer(_RowChange[PlanPerson]):
    """Fields of a role."""

    class Meta:
        model = PlanPerson
        fields = (*PERSON_FIELDS, "revision")
        extra_kwargs = described(PERSON_WORDS, optional="name")


class NewPersonSerializer(PersonChangeSerializer):
    """The plan that a role is added to, and any of its fields."""

    plan = serializers.UUIDField()

    class Meta(PersonChangeSerializer.Meta):
        fields = ("plan", *PERSON_FIELDS)


class PlanCostSerializer(_Row[PlanCost]):
    """A cost of the partner. Read by the vendor only while the partner shows every cost."""

    class Meta:
        model = PlanCost
        fields = (*_KEYS, *COST_FIELDS)
        read_only_fields = fields
        extra_kwargs = described(COST_WORDS)


class CostChangeSerializer(_RowChange[PlanCost]):
    """Fields of a cost."""

    class Meta:
        model = PlanCost
        fields = (*COST_FIELDS, "revision")
        extra_kwargs = described(COST_WORDS, optional="name")


class NewCostSerializer(CostChangeSerializer):
    """The plan that a cost is added to, and any of its fields."""

    plan = serializers.UUIDField()

    class Meta(CostChangeSerializer.Meta):
        fields = ("plan", *COST_FIELDS)


class PlanTermsSerializer(_Row[PlanMoney]):
    """How the partner's money comes and goes, one row a plan. Read by the vendor as its costs are."""

    class Meta:
        model = PlanMoney
        fields = ("id", "plan", *TERMS_FIELDS)
        read_only_fields = fields
        extra_kwargs = described(TERMS_WORDS)


class TermsChangeSerializer(_RowChange[PlanMoney]):
    """Opening investment, payment days and discount rate."""

    class Meta:
        model = PlanMoney
        fields = (*TERMS_FIELDS, "revision")
        extra_kwargs = described(TERMS_WORDS)


class PlanCaseSerializer(_Row[PlanScenario]):
    """What is different in the bleak and in the bold case. The base case is the plan itself and has no row."""

    class Meta:
        model = PlanScenario
        fields = ("id", "plan", "case", *CASE_FIELDS)
        read_only_fields = fields
        extra_kwargs = described(CASE_WORDS)


class CaseChangeSerializer(_RowChange[PlanScenario]):
    """Fields of a case."""

    class Meta:
        model = PlanScenario
        fields = (*CASE_FIELDS, "revision")
        extra_kwargs = described(CASE_WORDS)
