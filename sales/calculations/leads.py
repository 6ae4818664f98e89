"""A lead as figures, and how far it had come on any day. Rules: docs/calculations/leads.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sales.enums import LEAD_WAY, LeadStage


@dataclass(frozen=True, slots=True)
class LeadFact:
    """What figures need of a lead. `reached` says when it first came at least as far as a stage; see `reached_dates`.

    `LeadStage.LOST` stands in it while the lead is lost. How a lead stood on an earlier day is told by these dates.
    """

    id: UUID
    campaign_id: UUID | None
    customer_id: UUID | None
    deal_id: UUID | None
    entered_date: date
    reached: Mapping[LeadStage, date]
    partner_id: UUID | None = None

    @property
    def entered_stage(self) -> LeadStage:
        """The stage in which it came in: an inquiry, or further on."""
        return next(stage for stage in LEAD_WAY if stage in self.reached)

    def existed_on(self, as_of: date) -> bool:
        """Whether it had come in by the end of the day."""
        return self.entered_date <= as_of

    def has_reached(self, stage: LeadStage, as_of: date) -> bool:
        """Whether it had been in this stage by the end of the day: came in there or before, and got this far."""
        day = self.reached.get(stage)
        return day is not None and day <= as_of

    def furthest_on(self, as_of: date) -> LeadStage | None:
        """The last stage of the way that it had reached; None before it came in."""
        return next((stage for stage in reversed(LEAD_WAY) if self.has_reached(stage, as_of)), None)

    def is_mgo_on(self, as_of: date) -> bool:
        """Whether marketing had qualified it: MQL or beyond, wherever it came in."""
        return self.furthest_on(as_of) not in (None, LeadStage.INQUIRY)


def reached_dates(
    *, entered_stage: LeadStage, entered_date: date, moves: Iterable[tuple[LeadStage, date]]
) -> dict[LeadStage, date]:
    """When a lead first came at least as far as each stage, from its moves in the order in which they were made.

    A stage that was jumped over counts as reached on the day of the jump; stages before the one in which the lead came
    in are never reached. Moving back takes nothing away, but won and lost are told only by the last move: what came of
    the lead is known once it has ended. Days before `entered_date` count as that day.
    """
    way = LEAD_WAY[LEAD_WAY.index(entered_stage) : -1]
    reached = {entered_stage: entered_date}
    ended: dict[LeadStage, date] = {}
    for stage, told in moves:
        day = max(told, entered_date)
        ended = {stage: day} if stage.is_closed else {}
        passed = [each for each in way if _is_up_to(each, stage)]
        reached |= {each: min(day, reached.get(each, day)) for each in passed}
    return reached | ended


def _is_up_to(stage: LeadStage, limit: LeadStage) -> bool:
    """Whether the stage lies before the limit on the way, or is it. Nothing lies before `LOST`."""
    return limit in LEAD_WAY and LEAD_WAY.index(stage) <= LEAD_WAY.index(limit)
