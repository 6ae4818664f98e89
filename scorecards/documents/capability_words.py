"""A capability result in words: scores, steps up and down, ages."""

from datetime import date
from decimal import Decimal

from prm.documents.specs import NOTHING
from prm.kernel.money import MINUS
from scorecards.calculations.capabilities import shown
from scorecards.calculations.capability_result import CapabilityResult, GoalLine, Origin
from scorecards.documents.wording import counted, day


def points(score: Decimal | None) -> str:
    """A score as it is shown, ``62``; a dash where there is none."""
    seen = shown(score)
    return NOTHING if seen is None else str(seen)


def figure(score: Decimal | None) -> Decimal | None:
    """The same for a cell or a chart."""
    seen = shown(score)
    return None if seen is None else Decimal(seen)


def step(now: Decimal | None, before: Decimal | None) -> str:
    """``+5``, ``−3`` or ``0``, between the scores as they are shown; empty where one is missing."""
    new, old = shown(now), shown(before)
    if new is None or old is None:
        return ""
    return f"+{new - old}" if new > old else f"{MINUS}{old - new}" if new < old else "0"


def headline(result: CapabilityResult) -> str:
    """The finding in one sentence: ``Capabilities: 62 of 100, 5 up since Mar 2026; Marketing is lowest at 36``."""
    overall = shown(result.score.overall)
    if overall is None:
        return f"{result.set_name}: nothing is scored yet"
    said = f"{result.set_name}: {overall} of 100"
    if result.change and result.before and (moved := step(result.change.now, result.change.before)):
        said += f", {_moved(moved)} since {result.before.label}"
    known = [each for each in result.score.categories if each.score is not None and not each.category.is_internal]
    if len(known) > 1:
        lowest = min(known, key=lambda each: each.score or Decimal(0))
        said += f"; {lowest.category.name} is lowest at {points(lowest.score)}"
    return said


def _moved(moved: str) -> str:
    if moved == "0":
        return "as before"
    return f"{moved[1:]} {'up' if moved.startswith('+') else 'down'}"


def progress(result: CapabilityResult) -> str:
    """``34 of 40 questions``; says so where that makes the score provisional."""
    said = f"{result.score.answered} of {counted(result.score.applicable, 'question')} answered"
    if result.score.is_provisional:
        said += f"; provisional below {result.score.questionnaire.provisional_below:f}%"
    return said


def age(origin: Origin, today: date) -> str:
    """``today``, ``12 days``, ``7 months``: how old an answer is."""
    found = origin.age_days(today)
    if not found:
        return "today"
    return counted(found, "day") if found < 60 else counted(found // 30, "month")


def given_by(origin: Origin) -> str:
    """``Tom Reed, Partner member``; the role alone of people out of the reader's reach; an import has neither."""
    return ", ".join(part for part in (origin.person, origin.role) if part) or "Imported"


def goal_in_words(goal: GoalLine) -> str:
    """``40 to 75``: from what to what."""
    return f"{points(goal.from_score)} to {points(goal.goal_score)}"


def round_in_words(result: CapabilityResult) -> str:
    """``Round of Mar 2026, closed on 31 Mar 2026``."""
    closed = result.round.closed_date
    return f"Round of {result.round.label}, {f'closed on {day(closed)}' if closed else 'still open'}"
