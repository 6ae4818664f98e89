"""Where a partner stands in a programme: its level, what it heads for, and how far it is."""

from dataclasses import dataclass
from datetime import date

from partners.models import Partner
from prm.tenancy.models import Tenant
from programs.calculations.rules import Level, Rules
from programs.calculations.tiers import Evaluation, LevelResult
from programs.calculations.timeline import Span, Timeline, span_on
from programs.models import Program
from programs.queries.evaluations import evaluations
from programs.queries.programs import programs, version_on
from programs.queries.tiers import timelines


@dataclass(frozen=True)
class ProgramStanding:
    """A partner in one programme. `target` is what it works towards: the next level, or its own where `to_keep`, as it
    no longer reaches that; None at the top. `span` is the level of the day in its time, `level` what it is."""

    program: Program
    rules: Rules
    evaluation: Evaluation
    timeline: Timeline
    span: Span | None
    level: Level | None
    target: LevelResult | None
    to_keep: bool

    @property
    def percent(self) -> int:
        """How far the target is reached in whole percent, never rounded up to done."""
        return int(self.target.share * 100) if self.target else 100


def standings_of(partner: Partner, *, tenant: Tenant, as_of: date, today: date) -> list[ProgramStanding]:
    """The partner in every programme with rules in force on `today`; figures as of `as_of`. Leading programme first."""
    found = (_standing(partner, program, tenant=tenant, as_of=as_of, today=today) for program in programs())
    return [each for each in found if each is not None]


def _standing(
    partner: Partner, program: Program, *, tenant: Tenant, as_of: date, today: date
) -> ProgramStanding | None:
    version = version_on(program, today)
    if version is None:
        return None
    rules = version.rules()
    evaluation = evaluations(program, rules, [partner], tenant=tenant, as_of=as_of)[partner.pk]
    timeline = timelines(program, [partner], rules)[partner.pk]
    span = span_on(timeline, today)
    level = rules.level(span.level) if span else None
    rank = rules.rank(level.key if level else None)
    keep = _to_keep(evaluation.best.levels, level.key if level else "")
    target = keep or next(iter(evaluation.best.levels[max(rank, evaluation.rank) + 1 :]), None)
    return ProgramStanding(program, rules, evaluation, timeline, span, level, target, keep is not None)


def _to_keep(levels: tuple[LevelResult, ...], current: str) -> LevelResult | None:
    """The level that the partner has and no longer reaches: what is missing to stay there."""
    return next((level for level in levels if level.key == current and not level.met), None)
