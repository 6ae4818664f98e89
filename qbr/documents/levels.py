"""Training and tier of a review as figures, sentences and a table."""

from prm.documents.deck import Point
from prm.documents.formats import Format, Unit
from prm.documents.specs import Column, Kind, Kpi, Table
from qbr.calculations.standing import Standing, TierStand
from scorecards.calculations.training import Training
from scorecards.documents.metrics import training_kpi
from scorecards.documents.wording import counted

MOST_POINTS = 3
COUNT = Format(Unit.NUMBER, places=0)


def title_of(standing: Standing) -> str:
    """``Gold today, 80% of the way to Platinum``; without a programme what is held of what is asked for."""
    if standing.tiers:
        return _way(standing.tiers[0])
    training = standing.training
    if not training.requirements:
        return f"{counted(training.held, 'certificate').capitalize()} held, none required"
    return f"{_met(training)} of {_asked(training)} required certificates are held"


def takeaway_of(standing: Standing) -> str:
    """Where the figures come from."""
    return "Certificates valid on the day, and the programme's rules in force" if standing.tiers else "Valid on the day"


def kpis_of(standing: Standing) -> tuple[Kpi, ...]:
    """Training, and the level of the leading programme with how far the next is."""
    found = [training_kpi(standing.training)]
    if standing.tiers:
        tier = standing.tiers[0]
        found.append(Kpi("Tier", tier.level or "None yet", tier.program))
        if tier.target:
            found.append(Kpi(f"To {'stay ' if tier.to_keep else ''}{tier.target}", f"{tier.percent}%", _missing(tier)))
    return tuple(found)


def points_of(standing: Standing) -> tuple[Point, ...]:
    """What is missing to the next level in each programme, and which certificates are."""
    found = [Point(_gaps(tier), _lead(tier, standing)) for tier in standing.tiers[: MOST_POINTS - 1]]
    missing = [each for each in standing.training.requirements if each.held < each.required]
    if missing:
        words = ", ".join(f"{each.required - each.held} × {each.label}" for each in missing)
        found.append(Point(f"{words}.", "Certificates missing"))
    return tuple(found)


def table_of(training: Training) -> Table:
    """A row per requirement: required, held, missing, soon to expire."""
    columns = (
        Column("Certificates", weight=5),
        *(Column(name, Kind.FIGURE, COUNT) for name in ("Required", "Held", "Missing", "Expire in 90 days")),
    )
    found = training.requirements
    counts = [(each.required, each.held, max(0, each.required - each.held), each.expiring) for each in found]
    rows = tuple((each.label, *row) for each, row in zip(found, counts, strict=True))
    totals = ("All", *(sum(column) for column in zip(*counts, strict=True)))
    return Table("certificates", "Certificates that the tier asks for", columns, rows, totals)


def _way(tier: TierStand) -> str:
    level = tier.level or "No tier yet"
    if not tier.target:
        return f"{level}: the highest level, and everything it asks for is met"
    if tier.to_keep:
        return f"{level} today; {tier.percent}% of what it asks for is met"
    return f"{level} today, {tier.percent}% of the way to {tier.target}"


def _lead(tier: TierStand, standing: Standing) -> str:
    where = f" ({tier.program})" if len(standing.tiers) > 1 else ""
    if not tier.target:
        return f"{tier.level}{where}"
    return f"To {'stay ' if tier.to_keep else ''}{tier.target}{where}"


def _gaps(tier: TierStand) -> str:
    if not tier.target:
        return "There is no higher level."
    return f"{', '.join(tier.gaps)}." if tier.gaps else "Everything is met. The next review proposes it."


def _missing(tier: TierStand) -> str:
    return counted(len(tier.gaps), "requirement") + " missing" if tier.gaps else "everything is met"


def _met(training: Training) -> int:
    return sum(min(each.held, each.required) for each in training.requirements)


def _asked(training: Training) -> int:
    return sum(each.required for each in training.requirements)
