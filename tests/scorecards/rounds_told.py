"""Rounds of a partner with answers of both sides, for tests of results."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from partners.models import Partner
from prm.people.models import Membership
from scorecards.models import Assessment
from scorecards.operations.answering import answer_question
from scorecards.operations.rounds import close_round
from scorecards.queries.rounds import rounds
from scorecards.rules import side_of
from tests.cast import NOW, Cast
from tests.scorecards.asked import Asked, make_set, opened

FIRST = NOW - timedelta(days=90)


@dataclass
class Told:
    """The set and two rounds: the first is closed, the second open."""

    asked: Asked
    first: Assessment
    second: Assessment


def answer(
    asked: Asked, assessment: Assessment, by: Membership, key: str, *steps: int, at: datetime, evidence: str = ""
) -> None:
    """One answer of `by` for their own side."""
    answer_question(
        assessment=rounds().get(pk=assessment.pk),
        question_id=asked.id(key),
        side=side_of(by),
        value=asked.step(key, *steps),
        by=by,
        at=at,
        evidence=evidence or None,
    )


def tell(cast: Cast, partner: Partner | None = None, *, key: str = "capabilities") -> Told:
    """Two rounds of Polaris, in whose tenant the scope is.

    First round: the partner chose step 2 of both fit questions (25 each), the CAM says trust is at 50. Second: the
    partner says 4 of 5 and 2 of 5 (75, 25), the CAM says 3 of 5 (50) to the first before the partner did, and trust
    is at 0.
    """
    asked = make_set(key, name="Capabilities")
    polaris = partner or cast.polaris
    first = opened(asked, polaris, by=cast.bob, at=FIRST)
    for question in ("fit-1", "fit-2"):
        answer(asked, first, cast.priya, question, 2, at=FIRST, evidence="CANARY-EVIDENCE")
    answer(asked, first, cast.bob, "trust", 3, at=FIRST)
    close_round(assessment=rounds().get(pk=first.pk), by=cast.bob, at=FIRST + timedelta(hours=1))
    second = opened(asked, polaris, by=cast.bob, at=NOW)
    answer(asked, second, cast.bob, "fit-1", 3, at=NOW + timedelta(minutes=1))
    answer(asked, second, cast.priya, "fit-1", 4, at=NOW + timedelta(minutes=2), evidence="Two sellers named")
    answer(asked, second, cast.bob, "trust", 1, at=NOW + timedelta(minutes=3), evidence="CANARY-INTERNAL")
    return Told(asked, rounds().get(pk=first.pk), rounds().get(pk=second.pk))
