"""What people and other costs take, month by month."""

from dataclasses import dataclass

from planning.calculations.fixed import Series, scaled, times
from planning.calculations.plans.assumptions import MONTHS, Cost, Person
from planning.enums import Frequency


@dataclass(frozen=True, slots=True)
class PersonForecast:
    """36 months of one role: loaded cost, and training when they begin."""

    key: str
    name: str
    cost: Series
    training: Series


@dataclass(frozen=True, slots=True)
class CostForecast:
    """36 months of one cost: the whole `amount`, and the part of it that the vendor's funds bear."""

    key: str
    name: str
    amount: Series
    funded: Series


def forecast_person(person: Person) -> PersonForecast:
    """Cost while they are there; training in their first month."""
    monthly, training = times(person.heads, person.monthly_cost), times(person.heads, person.training)
    return PersonForecast(
        key=person.key,
        name=person.name,
        cost=tuple(monthly if is_between(person, month) else 0 for month in range(1, MONTHS + 1)),
        training=tuple(training if month == person.start_month else 0 for month in range(1, MONTHS + 1)),
    )


def forecast_cost(cost: Cost) -> CostForecast:
    """The amount in each month in which it falls due."""
    amount = tuple(cost.amount if _falls_due(cost, month) else 0 for month in range(1, MONTHS + 1))
    return CostForecast(cost.key, cost.name, amount, scaled(amount, cost.funded))


def is_between(of: Person | Cost, month: int) -> bool:
    """Whether a month lies between the first and the last of a person or cost."""
    return of.start_month <= month and (of.end_month is None or month <= of.end_month)


def _falls_due(cost: Cost, month: int) -> bool:
    if not is_between(cost, month):
        return False
    since = month - cost.start_month
    return {Frequency.MONTHLY: True, Frequency.YEARLY: since % 12 == 0, Frequency.ONCE: since == 0}[cost.frequency]
