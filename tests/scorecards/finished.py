"""Finished rounds of many partners, written straight into the tables."""

from datetime import datetime
from decimal import Decimal

from partners.models import Partner
from scorecards.enums import Side
from scorecards.models import Answer, Assessment
from tests.scorecards.asked import Asked


def finish_round(asked: Asked, partner: Partner, score: int, *, at: datetime, completeness: str = "1") -> Assessment:
    """A round of `partner`, closed at `at`, whose overall is `score`. Below full completeness only one answer is in."""
    round_ = Assessment.objects.create(
        partner=partner,
        question_set=asked.set,
        version=asked.version,
        opened_at=at,
        closed_at=at,
        overall=Decimal(score),
        completeness=Decimal(completeness),
    )
    answer(asked, round_, "deals", score, at=at)
    if completeness == "1":
        for key in ("fit-1", "fit-2", "courses"):
            answer(asked, round_, key, None, at=at)
    return round_


def answer(asked: Asked, round_: Assessment, key: str, score: int | None, *, at: datetime) -> Answer:
    """The partner's answer to a question; "not applicable" for no score. `deals` scores ten times its number."""
    return Answer.objects.create(
        assessment=round_,
        partner=round_.partner,
        question=asked.questions[key],
        side=Side.PARTNER,
        number=None if score is None else Decimal(score) / 10,
        is_not_applicable=score is None,
        score=score,
        answered_at=at,
    )
