"""A plan as documents tell it, read in the reach of whoever will hold the document."""

from datetime import date

from planning.calculations.agreement.agreed import Row
from planning.calculations.fixed import money as cents_of
from planning.calculations.fixed import total
from planning.calculations.plans.forecast import Profit, forecast
from planning.calculations.plans.objective_kinds import Measure
from planning.calculations.plans.paper import CaseResult, CostRow, Earned, PlanPaper, Signed, SoFar, by_year
from planning.enums import Case, CostKind, Party
from planning.models import BusinessPlan, PlanCost, PlanOutcome, PlanProfit, PlanSignature
from planning.queries.agreement.agreed import agreed_objectives, hash_of, standing_signatures
from planning.queries.plans.actuals import plan_actuals, thresholds_of
from planning.queries.plans.assumptions import assumptions_of
from prm.documents.svg.elements import short
from prm.kernel import money
from prm.kernel.fiscal import year_label
from prm.tenancy.models import Tenant
from sales.queries.bookings import data_date

# An objective's targets stand behind its name: so long a name leaves room for them on a line.
NAME_ROOM = 56


def plan_paper(
    plan: BusinessPlan, *, tenant: Tenant, today: date, with_costs: bool = False, with_actuals: bool = False
) -> PlanPaper | None:
    """The plan for a document. `with_costs` lists the partner's costs; None where the reader may not read them.

    `with_actuals` adds what was booked of a plan that was agreed. A dozen queries, seven more for the actuals, however
    large the plan is.
    """
    account = forecast(assumptions_of(plan))
    if with_costs and account.profit is None:
        return None
    return PlanPaper(
        partner_name=plan.partner.name,
        vendor_name=tenant.name,
        title=plan.title,
        year_label=year_label(plan.fiscal_year),
        version=plan.version,
        state=plan.state_enum,
        start_month=plan.start_month,
        currency=plan.currency,
        goals=plan.goals,
        strategy=plan.strategy,
        sharing=plan.sharing,
        cases=case_results(plan),
        account=account,
        signatures=_signed(plan, tenant),
        document_hash=hash_of(plan),
        today=today,
        costs=_costs(plan, account.profit) if with_costs and account.profit else None,
        objectives=_objectives(plan),
        so_far=_so_far(plan, tenant, today) if with_actuals else None,
    )


def _so_far(plan: BusinessPlan, tenant: Tenant, today: date) -> SoFar | None:
    """What was booked, once the plan is agreed and its first month is over."""
    if plan.activated_at is None:
        return None
    as_of = data_date(today=today)
    found = plan_actuals(plan, data_date=as_of, currency=tenant.currency)
    return SoFar(found, as_of, thresholds_of(tenant)) if found.closed else None


def case_results(plan: BusinessPlan) -> tuple[CaseResult, ...]:
    """What each case comes to, as far as the reader may know it, in the order bleak, base, bold. Two queries."""
    outcomes = {Case(row.case): row for row in PlanOutcome.objects.filter(plan=plan)}
    profits = {Case(row.case): row for row in PlanProfit.objects.filter(plan=plan)}
    return tuple(_result(outcomes[case], profits.get(case)) for case in Case if case in outcomes)


def _result(outcome: PlanOutcome, profit: PlanProfit | None) -> CaseResult:
    return CaseResult(
        case=Case(outcome.case),
        bookings=(outcome.bookings_year_1, outcome.bookings_year_2, outcome.bookings_year_3),
        revenue=(outcome.revenue_year_1, outcome.revenue_year_2, outcome.revenue_year_3),
        gross_profit=outcome.product_margin + outcome.services_margin,
        earned=_earned(profit) if profit else None,
    )


def _earned(profit: PlanProfit) -> Earned:
    return Earned(
        ebit=(profit.ebit_year_1, profit.ebit_year_2, profit.ebit_year_3),
        cash=profit.cash,
        break_even_month=profit.break_even_month,
        payback_month=profit.payback_month,
        funding_need=profit.funding_need,
        funding_month=profit.funding_month,
        net_present_value=profit.net_present_value,
        yearly_return=profit.yearly_return,
        no_return=profit.no_return,
    )


def _signed(plan: BusinessPlan, tenant: Tenant) -> tuple[Signed, ...]:
    found = sorted(standing_signatures(plan).values(), key=lambda each: each.signed_at)
    return tuple(signed_of(each, partner_name=plan.partner.name, vendor_name=tenant.name) for each in found)


def signed_of(signature: PlanSignature, *, partner_name: str, vendor_name: str) -> Signed:
    """A signature as documents show it."""
    party = signature.party_enum
    return Signed(
        party=party,
        company=partner_name if party is Party.PARTNER else vendor_name,
        name=signature.member_name,
        role=signature.role,
        typed_name=signature.typed_name,
        drawing=signature.drawing,
        signed_at=signature.signed_at,
        document_hash=signature.document_hash,
    )


def _objectives(plan: BusinessPlan) -> tuple[str, ...]:
    """Each objective with its quarterly targets, as a sentence."""
    return tuple(_objective(row, plan.currency) for row in agreed_objectives(plan))


def _objective(row: Row, currency: str) -> str:
    measure = Measure(row["measure"])
    targets = row["targets"]
    told = ", ".join(
        f"Q{quarter} {money.compact(target, currency) if measure.is_money else money.compact_number(target)}"
        for quarter, target in targets
    )
    name = short(str(row["name"]), NAME_ROOM)
    return f"{name}: {told}" if told else name


def _costs(plan: BusinessPlan, profit: Profit) -> tuple[CostRow, ...]:
    """Everything that the partner's business costs, in the order of the plan."""
    kinds = {str(row.pk): CostKind(row.kind).label for row in PlanCost.objects.filter(plan=plan)}
    people = (CostRow(each.name, "People", by_year(each.cost), cents_of(0)) for each in profit.people)
    training = (
        CostRow(f"Training: {each.name}", CostKind.TRAINING.label, by_year(each.training), cents_of(0))
        for each in profit.people
        if any(each.training)
    )
    costs = (
        CostRow(each.name, kinds[each.key], by_year(each.amount), cents_of(total(each.funded))) for each in profit.costs
    )
    return (*people, *training, *costs)
