"""What a plan comes to, in sentences: for its page, its PDF and its slides alike."""

from datetime import date, datetime

from planning.calculations.plans.paper import CaseResult, PlanPaper, Signed
from planning.calculations.plans.returns import NoRate
from planning.enums import CostSharing
from prm.documents.specs import Kpi
from prm.kernel import money

# Short for `NoRate`: there is room for three words.
_NO_RETURN = {NoRate.NOT_UNIQUE.value: "more than one fits", NoRate.OUT_OF_REACH.value: "beyond all bounds"}


def headline(paper: PlanPaper) -> str:
    """The plan in one sentence."""
    base = paper.base
    if base is None:
        return f"{paper.partner_name} and {paper.vendor_name} have nothing planned yet"
    booked = money.compact(base.total_bookings, paper.currency)
    earned = money.compact(base.gross_profit, paper.currency)
    return f"{booked} of bookings in 36 months, and {earned} of gross profit for {paper.partner_name}"


def kpis(paper: PlanPaper) -> tuple[Kpi, ...]:
    """The figures that both sides agree on."""
    base = paper.base
    if base is None:
        return ()
    return (
        _kpi("Bookings, 36 months", base.total_bookings, f"first year {_short(base.bookings[0], paper)}", paper),
        _kpi("Partner revenue, 36 months", base.total_revenue, f"first year {_short(base.revenue[0], paper)}", paper),
        _kpi("Gross profit, 36 months", base.gross_profit, f"{_share(base)} of revenue", paper),
    )


def _kpi(label: str, amount: money.Amount, detail: str, paper: PlanPaper) -> Kpi:
    return Kpi(label, _short(amount, paper), detail)


def _short(amount: money.Amount, paper: PlanPaper) -> str:
    return money.compact(amount, paper.currency)


def _share(base: CaseResult) -> str:
    return f"{money.number(100 * base.gross_profit / base.total_revenue)}%" if base.total_revenue else "no share"


def about_costs(paper: PlanPaper) -> str:
    """What the reader should know about the partner's costs in this document."""
    match paper.sharing:
        case CostSharing.EXAMPLE:
            return "Profit is reckoned with example costs, not with the partner's own."
        case CostSharing.PRIVATE if paper.base is None or paper.base.earned is None:
            return f"{paper.partner_name} keeps its costs to itself. What is agreed stands above."
        case CostSharing.PRIVATE:
            return f"Profit and costs are {paper.partner_name}'s own and not for {paper.vendor_name}."
        case CostSharing.RESULTS:
            return f"{paper.partner_name} shows {paper.vendor_name} its profit, not its costs."
        case CostSharing.LINES:
            return f"{paper.partner_name} shows {paper.vendor_name} its profit and its costs."


def about_cost_list(paper: PlanPaper) -> str:
    """Whose the listed costs are, and who else may see them."""
    if paper.sharing is CostSharing.EXAMPLE:
        return f"These are example costs, not {paper.partner_name}'s own."
    return (
        f"This edition is for {paper.partner_name}. It lists costs that {paper.vendor_name} sees only while"
        f" {paper.partner_name} agrees."
    )


def profit_facts(paper: PlanPaper) -> tuple[tuple[str, str], ...]:
    """What the plan leaves the partner, as name and value; nothing where that is not for the reader."""
    earned = paper.base.earned if paper.base else None
    if earned is None:
        return ()
    return (
        ("Profit (EBIT), 36 months", money.full(sum(earned.ebit), paper.currency)),
        ("Profit in every month from", _when(paper, earned.break_even_month)),
        ("Money is back in", _payback(paper, earned.payback_month)),
        ("Most money needed", _need(paper)),
        ("Cash after 36 months", money.full(earned.cash, paper.currency)),
        ("Net present value", money.full(earned.net_present_value, paper.currency)),
        ("Return a year (IRR)", _return(paper)),
    )


def _when(paper: PlanPaper, month: int | None) -> str:
    return "not within 36 months" if month is None else paper.month(month)


def _payback(paper: PlanPaper, month: int | None) -> str:
    return "no money has to be found" if month == 0 else _when(paper, month)


def _need(paper: PlanPaper) -> str:
    earned = paper.base.earned if paper.base else None
    if earned is None or not earned.funding_need:
        return "none"
    return f"{money.full(earned.funding_need, paper.currency)}, {paper.month(earned.funding_month)}"


def _return(paper: PlanPaper) -> str:
    earned = paper.base.earned if paper.base else None
    if earned is None or earned.yearly_return is None:
        return _NO_RETURN.get(earned.no_return, "there is none") if earned else "there is none"
    return f"{money.number(100 * earned.yearly_return, 2)}%"


def day(on: date) -> str:
    """``22 Nov 2026``."""
    return f"{on.day} {on:%b %Y}"


def moment(at: datetime) -> str:
    """``22 Nov 2026, 17:05 UTC``."""
    return f"{at.day} {at:%b %Y, %H:%M} UTC"


def signed_in_words(signed: Signed) -> str:
    """Who signed, for whom and when."""
    return f"{signed.name}, {signed.role}, for {signed.company}, {moment(signed.signed_at)}"


def state_in_words(paper: PlanPaper) -> str:
    """How far the plan has come."""
    return paper.state.label if paper.signatures or not paper.state.is_open else f"{paper.state.label}, not signed yet"
