"""The sheet of people and costs: `planning.calculations.costs`, said in formulas."""

from planning.calculations.assumptions import Business, Cost
from planning.calculations.forecast import Profit
from planning.documents.workbook.inputs import Inputs
from planning.documents.workbook.sheets import MonthSheet, month_number
from planning.enums import Frequency

NAME = "People and costs"
PEOPLE, TRAINING, FUNDED = "People", "Training", "Paid by the vendor"


def write_business(sheet: MonthSheet, inputs: Inputs, business: Business, now: Profit) -> None:
    """Two rows for each role, its cost and its training, and two for each cost: all of it, and the vendor's part."""
    for person, values in zip(business.people, now.people, strict=True):
        key, name = person.key, person.name
        each = f"{inputs.at(key, 'heads')}*{inputs.at(key, 'monthly_cost')}*{inputs.at('case', 'costs')}"
        training = f"{inputs.at(key, 'heads')}*{inputs.at(key, 'training')}"
        sheet.fill(key, PEOPLE, lambda m, k=key, e=each: _while(inputs, k, m, e), name=name, values=values.cost)
        sheet.fill(
            key, TRAINING, lambda m, k=key, e=training: _at_first(inputs, k, m, e), name=name, values=values.training
        )
    for cost, due in zip(business.costs, now.costs, strict=True):
        label = cost.kind.label
        sheet.fill(cost.key, label, lambda m, c=cost: _due(inputs, c, m), name=cost.name, values=due.amount)
        sheet.fill(
            cost.key,
            FUNDED,
            lambda m, c=cost, of=label: f"{sheet.cell(c.key, of, m)}*{inputs.at(c.key, 'funded')}",
            name=cost.name,
            values=due.funded,
        )


def _while(inputs: Inputs, key: str, month: int, amount: str) -> str:
    """The amount from the first month to the last, to the end where there is no last."""
    number, last = month_number(month), inputs.at(key, "end_month")
    return f'IF(AND({number}>={inputs.at(key, "start_month")},OR({last}="",{number}<={last})),{amount},0)'


def _at_first(inputs: Inputs, key: str, month: int, amount: str) -> str:
    return f"IF({month_number(month)}={inputs.at(key, 'start_month')},{amount},0)"


def _due(inputs: Inputs, cost: Cost, month: int) -> str:
    amount = f"{inputs.at(cost.key, 'amount')}*{inputs.at('case', 'costs')}"
    since = f"{month_number(month)}-{inputs.at(cost.key, 'start_month')}"
    if cost.frequency is Frequency.YEARLY:
        amount = f"IF(MOD({since},12)=0,{amount},0)"
    if cost.frequency is Frequency.ONCE:
        amount = f"IF({since}=0,{amount},0)"
    return _while(inputs, cost.key, month, amount)
