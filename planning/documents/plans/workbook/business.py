"""The sheet of people and costs: `planning.calculations.plans.costs`, said in formulas."""

from planning.calculations.plans.assumptions import Business, Cost, Person
from planning.calculations.plans.costs import CostForecast, PersonForecast
from planning.calculations.plans.forecast import Profit
from planning.documents.plans.workbook.inputs import Inputs
from planning.documents.plans.workbook.sheets import MonthSheet, month_number
from planning.enums import Frequency

NAME = "People and costs"
PEOPLE, TRAINING, FUNDED = "People", "Training", "Paid by the vendor"


def write_business(sheet: MonthSheet, inputs: Inputs, business: Business, now: Profit) -> None:
    """Two rows for each role, its cost and its training, and two for each cost: all of it, and the vendor's part."""
    for person, person_now in zip(business.people, now.people, strict=True):
        _write_person(sheet, inputs, person, person_now)
    for cost, cost_now in zip(business.costs, now.costs, strict=True):
        _write_cost(sheet, inputs, cost, cost_now)


def _write_person(sheet: MonthSheet, inputs: Inputs, person: Person, now: PersonForecast) -> None:
    key, heads = person.key, inputs.at(person.key, "heads")
    cost = f"{heads}*{inputs.at(key, 'monthly_cost')}*{inputs.at('case', 'costs')}"
    training = f"{heads}*{inputs.at(key, 'training')}"
    sheet.fill(key, PEOPLE, lambda month: _while(inputs, key, month, cost), name=person.name, values=now.cost)
    sheet.fill(
        key, TRAINING, lambda month: _at_first(inputs, key, month, training), name=person.name, values=now.training
    )


def _write_cost(sheet: MonthSheet, inputs: Inputs, cost: Cost, now: CostForecast) -> None:
    label, funded = cost.kind.label, inputs.at(cost.key, "funded")
    sheet.fill(cost.key, label, lambda month: _due(inputs, cost, month), name=cost.name, values=now.amount)
    sheet.fill(
        cost.key,
        FUNDED,
        lambda month: f"{sheet.cell(cost.key, label, month)}*{funded}",
        name=cost.name,
        values=now.funded,
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
