"""What was agreed on after rounds of questions: goals for what lay furthest below, on both sides."""

from datetime import timedelta

from partners.enums import ActionSide
from partners.models import Partner
from partners.operations.actions import complete_action
from prm.demo.history import History
from prm.demo.people import People
from prm.demo.profiles import Profiles
from prm.demo.vendors.spec import PartnerSpec, Vendor
from prm.people.models import Membership
from scorecards.calculations.improvements import Improvement, improvements
from scorecards.models import Assessment
from scorecards.operations.goals import Promise, set_goal
from scorecards.queries.capabilities import capability_score_of, rounds_of

PARTNERS, GOALS = 4, 4
SET = "capabilities"


def plant_capability_goals(vendor: Vendor, profiles: Profiles, people: People, history: History) -> None:
    """Goals of the first partners with closed rounds, set when the round before the last was talked through."""
    for spec in vendor.partners[:PARTNERS]:
        partner = profiles[spec.name]
        closed = [
            each
            for each in rounds_of(partner)
            if each.closed_at and each.version.question_set.key == SET and each.overall is not None
        ]
        if closed:
            _agree(closed[min(1, len(closed) - 1)], spec, partner, people, history)


def _agree(assessment: Assessment, spec: PartnerSpec, partner: Partner, people: People, history: History) -> None:
    """Take turns: the vendor's side owes the first, the partner's the next. The first is done by now."""
    assert assessment.closed_at is not None  # only closed rounds are talked through
    assessment.partner = partner
    shared = [each for each in improvements(capability_score_of(assessment)) if not each.category.is_internal]
    theirs = Membership.objects.filter(partner_id=partner.pk, ended_at=None).order_by("role", "pk").first()
    for number, each in enumerate(shared[:GOALS]):
        side = ActionSide.PARTNER if number % 2 else ActionSide.VENDOR
        goal = set_goal(
            assessment=assessment,
            question_id=each.scored.question.id,
            goal_score=each.scored.question.best_practice,
            promise=_promise(each, side, theirs if number % 2 else people[spec.cam], history, number),
            by=people[spec.cam],
            at=assessment.closed_at + timedelta(days=2),
        )
        if not number:
            complete_action(
                action=goal.action,
                done_date=history.ago(20),
                by=people[spec.cam],
                at=assessment.closed_at + timedelta(days=40),
            )


def _promise(each: Improvement, side: ActionSide, owner: Membership | None, history: History, number: int) -> Promise:
    question = each.scored.question
    return Promise(
        title=(each.action or f"Improve: {question.text}")[:300],
        side=side,
        owner=owner,
        due_date=history.last + timedelta(days=25 * number - 15),
        resources=question.resources,
    )
