"""Whether the people planned can sell and deliver what is planned."""

from dataclasses import dataclass

from planning.calculations.fixed import ONE, Fixed, Series, times
from planning.calculations.plans.assumptions import MONTHS, Person
from planning.calculations.plans.costs import is_between
from planning.enums import Work


@dataclass(frozen=True, slots=True)
class Capacity:
    """What is asked of people and what they can do, 36 months each: new units of sellers, hours of engineers."""

    asked: Series
    able: Series

    @property
    def short_months(self) -> tuple[int, ...]:
        """The months, from 1, in which more is asked than they can do."""
        pairs = zip(self.asked, self.able, strict=True)
        return tuple(month for month, (asked, able) in enumerate(pairs, 1) if asked > able)


def productivity(person: Person, month: int) -> Fixed:
    """How many full heads they count as in a month: those who have just begun count in part."""
    if not is_between(person, month):
        return 0
    since = month - person.start_month
    ramp = person.ramp or (ONE,)
    return times(person.heads, ramp[min(since, len(ramp) - 1)])


def selling_capacity(people: tuple[Person, ...]) -> Series:
    """New units that the sellers can sell. Zeros where there are none with a quota."""
    sellers = [person for person in people if person.work is Work.SALES]
    return _summed(sellers, {person.key: person.quota for person in sellers})


def delivery_capacity(people: tuple[Person, ...]) -> Series:
    """Hours that the engineers can give to customers."""
    engineers = [person for person in people if person.work is Work.DELIVERY]
    return _summed(engineers, {person.key: times(person.hours, person.utilisation) for person in engineers})


def _summed(people: list[Person], each: dict[str, Fixed]) -> Series:
    return tuple(
        sum(times(productivity(person, month), each[person.key]) for person in people) for month in range(1, MONTHS + 1)
    )
