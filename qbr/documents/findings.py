"""What went well, what held the partnership back, and what to decide: sentences computed from the figures."""

from decimal import Decimal

from prm.documents.deck import Point
from prm.kernel import money
from qbr.calculations.products import NO_FAMILY, REST, UNNAMED, Line, ProductMix
from qbr.calculations.snapshot import Snapshot
from scorecards.calculations.performance import PeriodPerformance
from scorecards.documents.wording import counted, day, days, size, to_last_year, to_plan

ZERO = Decimal(0)
# Of a whole: a change of a line below this share of the year's bookings is not worth a meeting's time.
WORTH_TELLING = Decimal("0.01")
MOST_SENTENCES = 3


def points(snapshot: Snapshot) -> tuple[Point, ...]:
    """Three statements under the figures of the first look."""
    return (
        Point(_joined(went_well(snapshot), "No month, product or comparison stands out."), "What went well"),
        Point(_joined(held_back(snapshot), "No month, product or comparison fell behind."), "What held us back"),
        Point(decision(snapshot), "Decision needed today"),
    )


def went_well(snapshot: Snapshot) -> list[str]:
    """The largest gains first: the year, the best month against plan, the product that grew most."""
    year = snapshot.performance.year
    found = []
    if year.growth.value is not None and year.growth.value > 0:
        found.append(f"Bookings are {to_last_year(year.growth)}.")
    best = _extreme_month(snapshot, best=True)
    if best and best.gap and best.gap > 0:
        found.append(f"{best.period.label} closed {to_plan(best.gap, snapshot.currency)} of plan.")
    gained = _extreme_line(snapshot.mix, best=True)
    if gained and gained.difference > 0:
        found.append(f"{gained.name} grew by {size(gained.difference, snapshot.currency)}.")
    return found[:MOST_SENTENCES]


def held_back(snapshot: Snapshot) -> list[str]:
    """The largest losses first: the year, the worst month against plan, what sold less, and silence."""
    year, rhythm = snapshot.performance.year, snapshot.performance.rhythm
    found = []
    if year.growth.value is not None and year.growth.value < 0:
        found.append(f"Bookings are {to_last_year(year.growth)}.")
    worst = _extreme_month(snapshot, best=False)
    if worst and worst.gap and worst.gap < 0:
        found.append(f"{worst.period.label} closed {to_plan(worst.gap, snapshot.currency)} plan.")
    lost = _extreme_line(snapshot.mix, best=False)
    if lost and lost.difference < 0:
        found.append(f"{lost.name} fell by {size(lost.difference, snapshot.currency)}.")
    if rhythm.is_quiet(snapshot.quiet_from) and rhythm.days_since_order is not None and rhythm.median_gap_days:
        usual = days(rhythm.median_gap_days)
        found.insert(0, f"No order for {days(rhythm.days_since_order)}; usual is one every {usual}.")
    return found[:MOST_SENTENCES]


def decision(snapshot: Snapshot) -> str:
    """What both sides have to settle, given the plan and the quarter to come."""
    following, gap = snapshot.next_quarter, snapshot.performance.year.gap
    label = following.period.label
    if following.target is None:
        return f"Agree a target for {label}: none is set. The same quarter brought {_amount(snapshot)} last year."
    target = money.compact(following.target, snapshot.currency)
    if gap is not None and gap < 0:
        behind = size(gap, snapshot.currency)
        return f"Agree how {target} is reached in {label}, and which part of the {behind} behind plan comes back."
    return f"Agree who does what to reach {target} in {label}."


def months_in_words(snapshot: Snapshot) -> tuple[Point, ...]:
    """What stands beside the chart by month."""
    performance, currency = snapshot.performance, snapshot.currency
    begun = [month for month in performance.months if month.actual is not None]
    planned = [month for month in begun if month.plan and month.gap is not None]
    beat = [month for month in planned if (month.gap or ZERO) >= 0]
    found = []
    if planned:
        found.append(Point(f"{len(beat)} of {counted(len(planned), 'month')} reached plan."))
    best = max(begun, key=lambda month: month.actual or ZERO)
    if best.actual:
        found.append(Point(f"{best.period.label} is the best month with {money.compact(best.actual, currency)}."))
    worst = _extreme_month(snapshot, best=False)
    if worst and worst.gap and worst.gap < 0:
        found.append(Point(f"{worst.period.label} is furthest from plan: {to_plan(worst.gap, currency)}."))
    if growth := to_last_year(performance.year.growth):
        found.append(Point(f"The year to {day(performance.as_of)} is {growth}."))
    return (*found, *_still_to_sell(performance.year, currency))


def _still_to_sell(year: PeriodPerformance, currency: str) -> tuple[Point, ...]:
    if year.plan is None or year.actual is None or year.actual >= year.plan:
        return ()
    left = money.compact(year.plan - year.actual, currency)
    return (Point(f"{left} is left to sell of the year's plan of {money.compact(year.plan, currency)}."),)


def products_in_words(snapshot: Snapshot, lines: tuple[Line, ...]) -> tuple[Point, ...]:
    """What stands beside the chart of products or families."""
    mix, currency = snapshot.mix, snapshot.currency
    named = [line for line in lines if _is_named(line)]
    found = []
    if named and mix.this_year > 0:
        share = money.number(named[0].this_year / mix.this_year * 100)
        found.append(Point(f"{named[0].name} makes up {share}% of this year's bookings."))
    gained = max(named, key=lambda line: line.difference, default=None)
    if gained and gained.difference > 0:
        found.append(Point(f"{gained.name} grew most, by {size(gained.difference, currency)}."))
    lost = min(named, key=lambda line: line.difference, default=None)
    if lost and lost.difference < 0:
        found.append(Point(f"{lost.name} fell most, by {size(lost.difference, currency)}."))
    gone = [line.name for line in named if line.last_year > 0 and line.this_year <= 0]
    if gone:
        found.append(Point(f"Bought last year and not this year: {', '.join(gone[:3])}."))
    return tuple(found)


def _amount(snapshot: Snapshot) -> str:
    return money.compact(snapshot.next_quarter.year_before, snapshot.currency)


def _joined(sentences: list[str], otherwise: str) -> str:
    return " ".join(sentences) or otherwise


def _extreme_month(snapshot: Snapshot, *, best: bool) -> PeriodPerformance | None:
    """The finished month furthest above or below its plan; a month without one is neither."""
    done = [month for month in snapshot.performance.months if month.plan and month.period.end_date <= snapshot.as_of]
    choose = max if best else min
    return choose(done, key=lambda month: month.gap or ZERO, default=None)


def _extreme_line(mix: ProductMix, *, best: bool) -> Line | None:
    lines = mix.families if mix.has_families else mix.products
    whole = max(mix.this_year, mix.last_year)
    told = [line for line in lines if _is_named(line) and abs(line.difference) >= whole * WORTH_TELLING]
    choose = max if best else min
    return choose(told, key=lambda line: line.difference, default=None)


def _is_named(line: Line) -> bool:
    return line.name not in (REST, UNNAMED, NO_FAMILY)
