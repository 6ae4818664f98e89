"""Which life stage a partner seems to be in, and why. Prose and worked table: docs/calculations/life-stage.md.

It is a suggestion: the CAM confirms it or knows better.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from enablement.calculations.facts import TaskFact
from partners.enums import LifeStage
from prm.kernel.fiscal import add_months
from scorecards.calculations.rhythm import STRONG, OrderRhythm

# Two gaps of somebody who orders every week are no reason to give a partner up.
SHORTEST_LAPSE = timedelta(days=60)
MONTHS = 12
PLAN, CONTRACT = "plan", "contract"
NO_RHYTHM = OrderRhythm(None, None, None, is_own=False)


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What the rules look at. `joined_date` is the day of the contract where it is known.

    `order_dates` of the rhythm and `won_dates` of deals both are sales; `certificates` counts those valid on the day.
    """

    as_of: date
    joined_date: date | None = None
    tasks: tuple[TaskFact, ...] = ()
    certificates: int = 0
    registered_dates: tuple[date, ...] = ()
    won_dates: tuple[date, ...] = ()
    rhythm: OrderRhythm = NO_RHYTHM

    @property
    def contract_date(self) -> date | None:
        """The day of the contract: of the task that says so, else since when the partner is one; None without."""
        done = [task.done_date for task in self.tasks if task.kind == CONTRACT and task.done_date]
        known = [day for day in (*done, self.joined_date) if day is not None and day <= self.as_of]
        return min(known, default=None)

    @property
    def last_sale_date(self) -> date | None:
        """The last order or won deal up to the day."""
        days = [day for day in (*self.won_dates, self.rhythm.last_order_date) if day is not None and day <= self.as_of]
        return max(days, default=None)

    @property
    def last_registered_date(self) -> date | None:
        return max((day for day in self.registered_dates if day <= self.as_of), default=None)

    @property
    def year_ago(self) -> date:
        return add_months(self.as_of, -MONTHS)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A stage, and the reasons for it in sentences."""

    stage: LifeStage
    reasons: tuple[str, ...]


def suggest(facts: StageFacts) -> Suggestion:
    """The stage of the first rule that fits, the furthest along first; lapsed before all of them."""
    return (
        _lapsed(facts)
        or _producing(facts)
        or _activated(facts)
        or _targeting(facts)
        or _motivated(facts)
        or _onboarding(facts)
        or Suggestion(LifeStage.RECRUITED, ("No contract yet.",))
    )


def _lapsed(facts: StageFacts) -> Suggestion | None:
    last, registered = facts.last_sale_date, facts.last_registered_date
    if last is None or (registered is not None and registered > max(last, facts.year_ago)):
        return None
    if last <= facts.year_ago:
        return Suggestion(LifeStage.LAPSED, (f"Last sale on {_day(last)}, more than 12 months ago.",))
    silence, gap = facts.as_of - last, facts.rhythm.median_gap_days
    if not gap or silence.days < STRONG * gap or silence < SHORTEST_LAPSE:
        return None
    return Suggestion(LifeStage.LAPSED, (f"No sale for {silence.days} days; usually every {_whole(gap)}.",))


def _producing(facts: StageFacts) -> Suggestion | None:
    last = facts.last_sale_date
    if last is None or last <= facts.year_ago:
        return None
    reasons = [f"Sold in the last 12 months, last on {_day(last)}."]
    won = sum(facts.year_ago < day <= facts.as_of for day in facts.won_dates)
    return Suggestion(LifeStage.PRODUCING, (*reasons, *([f"{won} deal{'s'[: won > 1]} won."] if won else [])))


def _activated(facts: StageFacts) -> Suggestion | None:
    registered = [day for day in facts.registered_dates if facts.year_ago < day <= facts.as_of]
    if not registered:
        return None
    deals = f"{len(registered)} deal{'s'[: len(registered) > 1]} registered in the last 12 months"
    return Suggestion(LifeStage.ACTIVATED, (f"{deals}, last on {_day(max(registered))}.", "Nothing won yet."))


def _targeting(facts: StageFacts) -> Suggestion | None:
    done = [task.done_date for task in facts.tasks if task.kind == PLAN]
    plans = [day for day in done if day is not None and day <= facts.as_of]
    if not plans or facts.contract_date is None:
        return None
    return Suggestion(LifeStage.TARGETING, (f"Plan agreed on {_day(max(plans))}.", "No deal registered yet."))


def _motivated(facts: StageFacts) -> Suggestion | None:
    if facts.contract_date is None or not facts.certificates:
        return None
    held = f"{facts.certificates} valid certificate{'s'[: facts.certificates > 1]}"
    return Suggestion(LifeStage.MOTIVATED, (f"Trained: {held}.", "No deal registered yet."))


def _onboarding(facts: StageFacts) -> Suggestion | None:
    if facts.contract_date is None:
        return None
    due = [task for task in facts.tasks if task.kind != PLAN]
    done = sum(task.done_date is not None and task.done_date <= facts.as_of for task in due)
    tasks = f"{done} of {len(due)} required tasks done." if due else "No required tasks set."
    return Suggestion(
        LifeStage.ONBOARDING, (f"Partner since {_day(facts.contract_date)}.", tasks, "Nobody is certified yet.")
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _whole(days: Decimal) -> str:
    return f"{days:.0f}"
