"""The sheet of the profit and loss account, cash and returns: what a plan comes to, said in formulas."""

from collections.abc import Mapping
from typing import Any

from planning.calculations.fixed import Series, less
from planning.calculations.plans.assumptions import MONTHS, Business
from planning.calculations.plans.cash import delayed
from planning.calculations.plans.forecast import Forecast, Profit
from planning.calculations.plans.returns import NoRate
from planning.documents.plans.workbook import business, lines
from planning.documents.plans.workbook.inputs import Inputs
from planning.documents.plans.workbook.sheets import MonthSheet, column_of, figure, month_number
from planning.enums import CostKind

NAME = "Profit and loss"
_OWN = ""
NEVER = '"not within 36 months"'
RETURN, MODIFIED = "Internal rate of return, a year", "Modified rate (MIRR), a year"
# What stands in the place of a rate that there is not.
NO_RETURN = {
    NoRate.NO_SIGN_CHANGE: "none",
    NoRate.NOT_UNIQUE: "not unique",
    NoRate.OUT_OF_REACH: "beyond all bounds",
}


def write_margins(sheet: MonthSheet, now: Forecast) -> None:
    """From sales to gross profit."""
    sheet.fill(_OWN, "Vendor bookings", _sum_of(lines.NAME, "Vendor bookings"), values=now.bookings)
    sheet.fill(_OWN, "Product revenue", _sum_of(lines.NAME, "Product revenue"), values=now.product_revenue)
    services = _sum_of(lines.NAME, "Project revenue", "Managed revenue")
    sheet.fill(_OWN, "Services revenue", services, values=now.services_revenue)
    _total(sheet, "Revenue", "{Product revenue}+{Services revenue}", now.revenue)
    sheet.fill(_OWN, "Product margin", _sum_of(lines.NAME, "Product margin"), values=now.product_margin)
    services = _sum_of(lines.NAME, "Project margin", "Managed margin")
    sheet.fill(_OWN, "Services margin", services, values=now.services_margin)
    _total(sheet, "Gross profit", "{Product margin}+{Services margin}", now.gross_profit)


def write_profit(sheet: MonthSheet, inputs: Inputs, now: Profit, paid: Mapping[str, Series]) -> None:
    """From gross profit to cash, with the rows that the outcomes are read from. `paid` are the `payments` now."""
    _costs(sheet, now)
    spent = "{People}-{Training}-{Marketing}-{Overhead}"
    _total(sheet, "Profit (EBIT)", "{Gross profit}-" + spent + "+{Paid by the vendor}", now.ebit)
    sheet.gap()
    for label, formula in (
        ("Paid by customers", lambda m: _delayed(sheet, inputs, "Revenue", "customer_days", m)),
        ("Owed to the vendor", lambda m: _filled(sheet, "{Product revenue}-{Product margin}", m)),
        ("Paid to the vendor", lambda m: _delayed(sheet, inputs, "Owed to the vendor", "supplier_days", m)),
    ):
        sheet.fill(_OWN, label, formula, values=paid[label], sums=False)
    moved = "{Profit (EBIT)}-{Revenue}+{Paid by customers}+{Owed to the vendor}-{Paid to the vendor}"
    _total(sheet, "Cash", moved, now.cash[1:])
    _start(sheet, "Cash", f"=-{inputs.at('money', 'investment')}", now.cash[0])
    sheet.fill(
        _OWN,
        "Cumulative cash",
        lambda m: f"{sheet.cell(_OWN, 'Cumulative cash', m - 1)}+{sheet.cell(_OWN, 'Cash', m)}",
        values=now.cumulative_cash[1:],
        sums=False,
    )
    _start(sheet, "Cumulative cash", f"={sheet.cell(_OWN, 'Cash', 0)}", now.cumulative_cash[0])
    sheet.gap()
    _workings(sheet)


def payments(now: Forecast, business: Business) -> dict[str, Series]:
    """What customers pay and what the vendor is owed and paid, month by month, by the label of its row."""
    owed = less(now.product_revenue, now.product_margin)
    return {
        "Paid by customers": delayed(now.revenue, business.customer_days),
        "Owed to the vendor": owed,
        "Paid to the vendor": delayed(owed, business.supplier_days),
    }


def outcome_formulas(sheet: MonthSheet, inputs: Inputs, now: Profit) -> dict[str, str]:
    """The formula of each outcome, by its name, for a sheet beside this one."""
    cash, held = _months(sheet, "Cash", 0), _months(sheet, "Cumulative cash", 0)
    monthly = f"((1+{inputs.at('money', 'discount')})^(1/12)-1)"
    guess = figure(now.internal_rate.monthly or 0).quantize(figure(10**16))
    turns = f"SUM({_months(sheet, 'Change of sign')})"
    short = _months(sheet, "Months in need", 0)
    back = _months(sheet, "Months back at zero")
    return {
        "First month with a profit": _first(_months(sheet, "Months with a profit")),
        "Break-even month": f"IF(MAX({_months(sheet, 'Months with a loss')})={MONTHS},{NEVER},"
        f"MAX({_months(sheet, 'Months with a loss')})+1)",
        "Payback month": f"IF(COUNT({short})=0,0,{_first(back)})",
        "Largest funding need": f"MAX(0,-MIN({held}))",
        "Month of the largest need": f"IF(MIN({held})<0,MATCH(MIN({held}),{held},0)-1,0)",
        "Cash after 36 months": f"'{NAME}'!{sheet.cell(_OWN, 'Cumulative cash', MONTHS)}",
        "Net present value": f"NPV({monthly},{_months(sheet, 'Cash')})+'{NAME}'!{sheet.cell(_OWN, 'Cash', 0)}",
        RETURN: f'IF({turns}=0,"{NO_RETURN[NoRate.NO_SIGN_CHANGE]}",IF({turns}>1,"{NO_RETURN[NoRate.NOT_UNIQUE]}",'
        f'IFERROR((1+IRR({cash},{guess:f}))^12-1,"{NO_RETURN[NoRate.OUT_OF_REACH]}")))',
        MODIFIED: f'IFERROR((1+MIRR({cash},{monthly},{monthly}))^12-1,"{NO_RETURN[NoRate.NO_SIGN_CHANGE]}")',
    }


def _costs(sheet: MonthSheet, now: Profit) -> None:
    rows: tuple[tuple[str, Series], ...] = (
        (business.PEOPLE, now.people_cost),
        (business.TRAINING, now.training),
        (CostKind.MARKETING.label, now.marketing),
        (CostKind.OVERHEAD.label, now.overhead),
        (business.FUNDED, now.funded),
    )
    for label, values in rows:
        sheet.fill(_OWN, label, _sum_of(business.NAME, label), values=values)


def _workings(sheet: MonthSheet) -> None:
    """Month numbers where something holds, so that first and last months are plain minimums and maximums."""
    ebit, held = "ROUND({Profit (EBIT)},6)", "ROUND({Cumulative cash},6)"
    _formula(sheet, "Months with a profit", lambda m: _filled(sheet, f'IF({ebit}>0,{month_number(m)},"")', m))
    _formula(sheet, "Months with a loss", lambda m: _filled(sheet, f"IF({ebit}<0,{month_number(m)},0)", m))
    _formula(sheet, "Months in need", lambda m: _filled(sheet, f'IF({held}<0,{month_number(m)},"")', m), first=0)
    need = _months(sheet, "Months in need", 0, here=True)
    _formula(
        sheet,
        "Months back at zero",
        lambda m: _filled(
            sheet, f'IF(AND(COUNT({need})>0,{month_number(m)}>MIN({need}),{held}>=0),{month_number(m)},"")', m
        ),
    )
    _formula(
        sheet,
        "Sign of cash so far",
        lambda m: _filled(sheet, _sign(sheet, m), m),
        first=0,
    )
    _formula(
        sheet,
        "Change of sign",
        lambda m: (
            f"IF({sheet.cell(_OWN, 'Sign of cash so far', m)}*{sheet.cell(_OWN, 'Sign of cash so far', m - 1)}<0,1,0)"
        ),
    )


def _sign(sheet: MonthSheet, month: int) -> str:
    before = sheet.cell(_OWN, "Sign of cash so far", month - 1) if month else "0"
    return f"IF(ROUND({{Cash}},6)=0,{before},SIGN(ROUND({{Cash}},6)))"


def _delayed(sheet: MonthSheet, inputs: Inputs, label: str, days: str, month: int) -> str:
    """A row's month as it is paid some days later; months have 30 days."""
    wait, row = inputs.at("money", days), _months(sheet, label, here=True)
    near = f"({month_number(month)}-INT({wait}/30))"
    late = f"(MOD({wait},30)/30)"
    on_time = f"IF({near}>=1,INDEX({row},1,MAX(1,{near})),0)*(1-{late})"
    return f"{on_time}+IF({near}>=2,INDEX({row},1,MAX(1,{near}-1)),0)*{late}"


def _sum_of(sheet: str, *labels: str) -> Any:
    """All rows of another sheet with one of the labels, month by month."""

    def formula(month: int) -> str:
        column = column_of(month)
        return "+".join(f"SUMIF('{sheet}'!$B:$B,\"{label}\",'{sheet}'!{column}:{column})" for label in labels)

    return formula


def _total(sheet: MonthSheet, label: str, formula: str, values: Series) -> None:
    sheet.fill(_OWN, label, lambda m: _filled(sheet, formula, m), values=values, looks=sheet.looks.total)


def _formula(sheet: MonthSheet, label: str, formula: Any, *, first: int = 1) -> None:
    sheet.fill(_OWN, label, formula, sums=False, first=first)


def _start(sheet: MonthSheet, label: str, formula: str, value: int) -> None:
    sheet.sheet.write_formula(sheet.cell(_OWN, label, 0), formula, sheet.looks.amount, figure(value))


def _filled(sheet: MonthSheet, formula: str, month: int) -> str:
    """The formula with {labels} of this sheet's rows as the addresses of a month."""
    for label in {part.split("}")[0] for part in formula.split("{")[1:]}:
        formula = formula.replace(f"{{{label}}}", sheet.cell(_OWN, label, month))
    return formula


def _months(sheet: MonthSheet, label: str, first: int = 1, *, here: bool = False) -> str:
    address = sheet.months(_OWN, label, first)
    return address if here else f"'{NAME}'!{address}"


def _first(months: str) -> str:
    return f"IF(COUNT({months})=0,{NEVER},MIN({months}))"
